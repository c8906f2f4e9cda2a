"""Signing in under load, what knowing who asks costs a request, and whether time tells who is registered (S07)."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from math import inf
from typing import Any, Final
from uuid import uuid4

from httpx2 import AsyncClient, Limits, Response

from bench.figure import Baseline, Figure, median, percentile
from bench.serving import Served, data_folder, served
from bench.telling_apart import telling_apart
from bench.world import PASSWORD, World, world
from tradesense.db.session import Session
from tradesense.domain.access import Actor
from tradesense.edge.deps import Credential
from tradesense.ports import Ports

SECONDS: Final = 12
PEOPLE: Final = 12
SIGN_INS_A_SECOND: Final = 20
OTHERS_A_SECOND: Final = 25
AT_ONCE: Final = 4
ROUNDS: Final = 400
SLOWER_AT_MOST: Final = 2
MS: Final = 1000

Ask = Callable[[int], Awaitable[Response]]


async def run() -> list[Figure]:
    return [*await _under_load(), await _cost_of_knowing(), *await telling_apart()]


async def _under_load() -> list[Figure]:
    with data_folder() as folder, served(folder, TRADESENSE_RATE_LIMIT_PER_MINUTE="1000000") as server:
        base = f"http://127.0.0.1:{server.port}/api/v1"
        # Each with connections of its own: who signs in keeps nobody waiting but at the server.
        async with _client(base) as client, _client(base) as door:
            emails = _people(server)
            headers = {"Authorization": f"Bearer {server.token}"}

            async def other(_: int) -> Response:
                return await client.get("/accounts", headers=headers)

            async def sign_in(number: int) -> Response:
                body = {"email": emails[number % PEOPLE], "password": PASSWORD}
                return await door.post("/auth/login", json=body)

            await _paced(other, OTHERS_A_SECOND, SECONDS // 4)
            alone = percentile(await _paced(other, OTHERS_A_SECOND, SECONDS), 0.95)
            beside, signed = await asyncio.gather(
                _paced(other, OTHERS_A_SECOND, SECONDS), _paced(sign_in, SIGN_INS_A_SECOND, SECONDS)
            )
            most = await _as_many_as_can_be(sign_in)
    meanwhile = percentile(beside, 0.95)
    return [
        Figure(f"sign-ins, {AT_ONCE} at a time", most, "/s", SIGN_INS_A_SECOND, None, more_is_better=True),
        Figure(
            f"p95 of other requests while {SIGN_INS_A_SECOND} sign in each second",
            meanwhile,
            "ms",
            SLOWER_AT_MOST * alone,
            Baseline("while nobody does, ms", alone),
        ),
        Figure(f"a sign-in at p95, {SIGN_INS_A_SECOND} each second", percentile(signed, 0.95), "ms", None, None),
    ]


def _client(base: str) -> AsyncClient:
    return AsyncClient(base_url=base, timeout=60, limits=Limits(max_connections=None))


def _people(server: Served) -> list[str]:
    """Their addresses; the server's token is the last one's."""
    emails = [f"bench-{uuid4().hex}@example.org" for _ in range(PEOPLE)]
    for email in emails:
        server.register(email)
    return emails


async def _paced(ask: Ask, a_second: int, seconds: int) -> list[float]:
    """So many begun each second, whether or not those before are answered; milliseconds of each."""
    began = time.perf_counter()
    tasks = []
    for number in range(a_second * seconds):
        await asyncio.sleep(max(0.0, began + number / a_second - time.perf_counter()))
        tasks.append(asyncio.create_task(_timed(ask, number)))
    return list(await asyncio.gather(*tasks))


async def _timed(ask: Ask, number: int) -> float:
    began = time.perf_counter()
    answer = await ask(number)
    if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        return inf  # more came than the machine could bear: it is never answered
    assert answer.status_code == HTTPStatus.OK, answer.text
    return (time.perf_counter() - began) * MS


async def _as_many_as_can_be(ask: Ask) -> float:
    """A second, where each of a few asks again once it was answered."""
    began, done = time.perf_counter(), 0

    async def one_of_them(number: int) -> None:
        nonlocal done
        while time.perf_counter() - began < SECONDS:
            await _timed(ask, number)
            done += 1

    await asyncio.gather(*(one_of_them(number) for number in range(AT_ONCE)))
    return done / (time.perf_counter() - began)


async def _cost_of_knowing() -> Figure:
    """The token's signature and the session's row: all that a request with a token does more than one without."""
    async with world() as made:
        took: list[float] = []
        made.app.state.authenticator = _measured(made.app.state.authenticator, took)
        token = made.client.headers["Authorization"].removeprefix("Bearer ")
        requests, signatures = [], []
        for _ in range(ROUNDS):
            await made.get("/auth/me")
            requests.append(made.timer.last)
            signatures.append(_signature_ms(made, token))
    knowing = median(took) + median(signatures)
    baseline = Baseline("the whole of GET /auth/me, ms", median(requests))
    return Figure("knowing who asks, median", knowing, "ms", 1, baseline)


def _measured(authenticate: Callable[..., Awaitable[Actor]], took: list[float]) -> Callable[..., Awaitable[Actor]]:
    async def measured(session: Session, credential: Credential, workspace: str | None, ports: Ports) -> Actor:
        began = time.perf_counter()
        actor = await authenticate(session, credential, workspace, ports)
        took.append((time.perf_counter() - began) * MS)
        return actor

    return measured


def _signature_ms(made: World, token: str) -> float:
    began = time.perf_counter()
    known: Any = made.ports.access_tokens.read(token, made.ports.clock.now())
    assert known is not None
    return (time.perf_counter() - began) * MS
