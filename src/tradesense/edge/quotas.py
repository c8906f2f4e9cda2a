"""How often somebody may ask: by address, by session or API key, by person, by workspace.

Counted in this process's memory, and nowhere else: there is no shared store whose failing could open the door, or
close it. Several servers behind one proxy each allow their own share; so set `rate_limit_per_minute` accordingly.
"""

import ipaddress
from time import time
from typing import Final, NamedTuple

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from tradesense.domain.access import Actor
from tradesense.domain.problem import Kind, Problem

WINDOW_SECONDS: Final = 60
FACTORS: Final = {"default": 1, "address": 4, "person": 2, "workspace": 10}
"""Times one session's share: an address may carry several people, a person several devices, a workspace a team."""
IPV6_NETWORK_BITS: Final = 64
"""Whoever has one address of IPv6 has all of such a network (RFC 6177)."""


class RequestThrottled(Problem):
    code, kind, title = "request.throttled", Kind.THROTTLED, "Too many requests."


class Standing(NamedTuple):
    """`policy` allows `quota` a minute; `remaining` are left, all of them again in `resets` seconds."""

    policy: str
    quota: int
    remaining: int
    resets: int


class Quotas:
    """`per_minute`: one session's share; the others are multiples of it."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._items = {policy: RateLimitItemPerMinute(per_minute * factor) for policy, factor in FACTORS.items()}

    async def hit(self, counted: str, key: str, *, policy: str) -> tuple[Standing, bool]:
        """Counts one request of `key` against the share of `counted`; tells where it stands, and whether it may."""
        item = self._items[counted]
        allowed = await self._limiter.hit(item, f"{policy}:{key}")
        stats = await self._limiter.get_window_stats(item, f"{policy}:{key}")
        resets = max(1, round(stats.reset_time - time()))
        return Standing(policy, item.amount, max(0, stats.remaining), resets), allowed


class Counting:
    """One request's counts: by what is known before anything is read, then by whose it turns out to be."""

    def __init__(self, quotas: Quotas) -> None:
        self._quotas = quotas
        self.standings: list[Standing] = []

    async def of_address(self, address: str, credential: str | None) -> int:
        """For how many seconds it is refused (0: it is not). Without a valid credential only the address counts."""
        if credential is not None:
            standing, allowed = await self._quotas.hit("default", credential, policy="default")
            self.standings.append(standing)
            if not allowed:
                return standing.resets
        policy = "address" if credential is not None else "default"
        standing, allowed = await self._quotas.hit("address", network_of(address), policy=policy)
        if credential is None or not allowed:
            self.standings.append(standing)
        return 0 if allowed else standing.resets

    async def of_actor(self, actor: Actor) -> None:
        """Raises RequestThrottled. However often it is asked, the request counts once."""
        if any(one.policy == "person" for one in self.standings):
            return
        for policy, key in (("person", actor.user_id), ("workspace", actor.workspace_id)):
            standing, allowed = await self._quotas.hit(policy, str(key), policy=policy)
            self.standings.append(standing)
            if not allowed:
                raise RequestThrottled(f"Wait {standing.resets} seconds.", retry_after_seconds=standing.resets)

    def headers(self) -> dict[str, str]:
        """draft-ietf-httpapi-ratelimit-headers: one item for each policy that was counted."""
        return {
            "RateLimit-Policy": ", ".join(f'"{one.policy}";q={one.quota};w={WINDOW_SECONDS}' for one in self.standings),
            "RateLimit": ", ".join(f'"{one.policy}";r={one.remaining};t={one.resets}' for one in self.standings),
        }


def network_of(address: str) -> str:
    """What is counted as one: an IPv4 address, an IPv6 network of /64."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, IPV6_NETWORK_BITS), strict=False))
    return str(found)
