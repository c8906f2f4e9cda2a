"""Whether an answer's time tells who is registered: known and unknown addresses by turns (security.md, S07)."""

import time
from collections.abc import Awaitable, Callable, Sequence
from math import sqrt
from statistics import NormalDist
from typing import Any, Final
from uuid import uuid4

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from bench.figure import Baseline, Figure, median
from bench.world import PASSWORD, World, world
from tradesense.adapters.mail_smtp import SmtpAccess, SmtpMailer
from tradesense.main.app import create_app
from tradesense.ports import Ports

TIMES: Final = 300
APART_MS_MAX: Final = 2
CHANCE_MIN: Final = 0.01
FROM_ONE_PLACE: Final = 20
"""Tries, before the next place is taken: guesses from one are slowed down."""

Post = Callable[[int, str], Awaitable[float]]


async def telling_apart() -> list[Figure]:
    async with world() as made:
        known = [await _registered(made) for _ in range(TIMES)]
        unknown = [_address() for _ in range(TIMES)]
        mailing = _with_mail(made)
        wrong = {"password": "not this passphrase"}
        return [
            await _apart("sign-in", _posting(made.app, "/auth/login", wrong), known, unknown),
            await _apart("registering", _posting(mailing, "/auth/register", {"password": PASSWORD}), known, unknown),
            await _apart("a forgotten password", _posting(mailing, "/auth/password/forgot", {}), known, unknown),
        ]


async def _registered(made: World) -> str:
    email = _address()
    await made.send("POST", "/auth/register", {"email": email, "password": PASSWORD})
    return email


def _address() -> str:
    return f"bench-{uuid4().hex}@example.org"


def _with_mail(made: World) -> FastAPI:
    """Mail is queued, as it is for a server that can send it; nobody sends it here."""
    mailer = SmtpMailer(SmtpAccess("127.0.0.1", 25, "none", "", "", "post@example.org"))
    ports = Ports(**{name: getattr(made.ports, name) for name in Ports.__slots__} | {"mailer": mailer})
    return create_app(made.settings, made.database, ports)


def _posting(app: FastAPI, path: str, more: dict[str, Any]) -> Post:
    async def post(number: int, email: str) -> float:
        place = f"10.{number // FROM_ONE_PLACE // 250}.{number // FROM_ONE_PLACE % 250}.1"
        transport = ASGITransport(app, client=(place, 50_000))
        async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            began = time.perf_counter()
            answer = await client.post(f"/api/v1{path}", json={"email": email, **more})
            took = (time.perf_counter() - began) * 1000
        assert answer.status_code in {202, 401}, answer.text
        return took

    return post


async def _apart(name: str, post: Post, known: list[str], unknown: list[str]) -> Figure:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(2 * TIMES):
        of = number % 2
        times[of].append(await post(number, (known, unknown)[of][number // 2]))
    apart = abs(median(times[0]) - median(times[1]))
    chance = likeness(*times)
    # Either is enough (S07): medians that nobody could tell apart over a network, or no difference in rank.
    target = APART_MS_MAX if chance <= CHANCE_MIN else max(apart, APART_MS_MAX)
    baseline = Baseline("an unknown address, median ms", median(times[1]))
    return Figure(f"{name}, known and unknown apart at the median (p {chance:.2f})", apart, "ms", target, baseline)


def likeness(first: Sequence[float], second: Sequence[float]) -> float:
    """The two-sided p of Mann and Whitney's U by the normal approximation; times have no ties worth a correction."""
    ranked = sorted([(one, 0) for one in first] + [(one, 1) for one in second])
    ranks = sum(rank for rank, (_, of) in enumerate(ranked, start=1) if of == 0)
    n, m = len(first), len(second)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / sqrt(n * m * (n + m + 1) / 12)
    return 2 * (1 - NormalDist().cdf(abs(z)))
