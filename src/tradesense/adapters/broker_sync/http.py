"""Asking a broker over HTTP: what its refusals mean, how much of an answer is taken."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final, NamedTuple

import httpx2

from tradesense.adapters.outbound import AddressRefused, PublicOnly
from tradesense.domain.broker_sync import AnswerUnreadable, BrokerUnavailable, CredentialsRefused, SyncThrottled

ANSWER_BYTES_MAX: Final = 64 * 1024 * 1024
SECONDS_MAX: Final = 30.0
PAUSE_SECONDS: Final = 60
"""To wait after a refusal that does not say how long."""
PAUSE_SECONDS_MAX: Final = 3 * 86_400

Json = Any
"""What JSON can say; a number with a fraction stays text, so that no digit is lost."""


class BrokerAddressRefused(BrokerUnavailable):
    code, title = "broker_sync.address_refused", "The broker's address is not on the public network."


class Answer(NamedTuple):
    status: int
    headers: httpx2.Headers
    body: bytes

    def json(self) -> Json:
        try:
            return json.loads(self.body, parse_float=str)
        except (ValueError, RecursionError):
            raise AnswerUnreadable("The broker did not answer in JSON.") from None


class BrokerHttp:
    """One broker's service at one base address. No redirect is followed, no proxy taken from the environment."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client

    async def ask(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        post: Json = None,
        expected: frozenset[int] = frozenset(),
    ) -> Answer:
        """The answer to GET, or with `post` to POST. Statuses of `expected` are the caller's to judge."""
        query = dict(params) if params else None
        method = "GET" if post is None else "POST"
        request = self._client.build_request(method, path.lstrip("/"), params=query, headers=headers, json=post)
        try:
            response = await self._client.send(request, stream=True)
            try:
                answer = Answer(response.status_code, response.headers, await _body(response))
            finally:
                await response.aclose()
        except AddressRefused:
            raise BrokerAddressRefused from None
        except (httpx2.TransportError, httpx2.DecodingError) as failure:
            raise BrokerUnavailable(f"The connection failed: {type(failure).__name__}.") from None
        if answer.status not in expected:
            judge(answer)
        return answer


async def _body(response: httpx2.Response) -> bytes:
    parts = bytearray()
    async for part in response.aiter_bytes():
        parts += part
        if len(parts) > ANSWER_BYTES_MAX:
            raise AnswerUnreadable("The answer is larger than 64 MiB: ask for a shorter period.")
    return bytes(parts)


def judge(answer: Answer) -> None:
    """Raises what a status other than success means. The body is never repeated: it may hold anything."""
    status = answer.status
    if status < 300:
        return
    if status in {401, 403}:
        raise CredentialsRefused(f"The broker answered {status}: check the credentials and what they may see.")
    if status in {418, 429}:
        raise SyncThrottled(f"The broker answered {status}.", retry_after_seconds=pause_of(answer))
    if status >= 500 or status == 408:
        raise BrokerUnavailable(f"The broker answered {status}.", retry_after_seconds=_retry_after(answer))
    raise AnswerUnreadable(f"The broker answered {status}.")


def pause_of(answer: Answer) -> int:
    """Seconds to wait, as the answer says, within bounds."""
    return _retry_after(answer) or PAUSE_SECONDS


def _retry_after(answer: Answer) -> int | None:
    said = answer.headers.get("retry-after", "")
    return min(int(said), PAUSE_SECONDS_MAX) if said.isascii() and said.isdigit() and len(said) < 10 else None


@asynccontextmanager
async def broker_http(
    base: str, *, is_own: bool, headers: Mapping[str, str] | None = None
) -> AsyncIterator[BrokerHttp]:
    """A client for `base`. `is_own`: an address that the server's settings name, such as a gateway in one's own
    network; any other must be public."""
    if not all(value.isascii() and value.isprintable() for value in (headers or {}).values()):
        raise CredentialsRefused("The credentials have characters that cannot be sent: copy them again.")
    plain = httpx2.AsyncHTTPTransport(limits=httpx2.Limits(max_connections=2))
    async with httpx2.AsyncClient(
        base_url=base.rstrip("/") + "/",
        transport=PublicOnly(plain, own=base if is_own else ""),
        headers={"User-Agent": "TradeSense/1", **(headers or {})},
        timeout=SECONDS_MAX,
        follow_redirects=False,
        trust_env=False,
    ) as client:
        yield BrokerHttp(client)
