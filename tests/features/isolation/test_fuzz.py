"""S42: two workspaces take turns on two connections while requests break, are cancelled and time out.

A probe is one attempt to reach a row of the other workspace: a request that names its ids or asks for everything, or a
statement of the runtime role.
"""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from random import Random
from typing import Any, Final, NamedTuple
from uuid import uuid4

import pytest
from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import text

from tests.features.conftest import changed_ports
from tests.features.isolation.test_row_security import APPEND_ONLY
from tests.support.actors import Person, register
from tests.support.house import House, annotate
from tests.support.imports import Worker, fills
from tests.support.keys import program
from tests.support.ledger import account, fill, trades
from tests.support.operations import Operation, private
from tests.support.probes import manners, request
from tests.support.sabotage import StoppingClock, WatchedDatabase, cancelling
from tests.support.scale import count
from tests.support.sql import Sql
from tradesense.domain.access import SCOPES
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.ports import Ports

REQUESTS: Final = count(2_000, 100_000)
STATEMENTS: Final = count(8_500, 900_000)
AT_ONCE: Final = 6
UUID: Final = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
GETS: Final = [one for one in private() if one.method == "GET" and one.id != "archives_download"]
(NOTE,) = (one for one in private() if one.id == "annotations_change")
FIGURES: Final = ("analytics_",)
BREAKS: Final = {500, 503}
"""What a request may answer that broke, or whose statement was cancelled."""


class Side(NamedTuple):
    """One of the two: who asks, what is theirs by the names that paths give it, every id there is of theirs, words that
    nothing else says; and what the figures were when nobody disturbed."""

    askers: tuple[Person, ...]
    ids: dict[str, str]
    marks: frozenset[bytes]
    words: tuple[bytes, ...]
    figures: dict[str, bytes]


async def marks_of(sql: Sql, workspace: str) -> frozenset[bytes]:
    """The ids in every row of the workspace, but for those of people and formats that both may know."""
    found: set[bytes] = {workspace.encode()}
    for table in await sql.workspace_tables():
        for row in await sql.fetch(f"SELECT t::text FROM {table} t WHERE workspace_id::text = $1", workspace):
            found |= set(UUID.findall(row[0].encode()))
    return frozenset(found)


async def asked(person: Person, operation: Operation, ids: dict[str, str], **more: Any) -> Response:
    """Ids that are missing are nobody's."""
    named = {name: ids.get(name, str(uuid4())) for name in (*operation.parameters, "account_id", "trade_id", "user_id")}
    said = request(operation, named, 1)
    return await person.send(operation.method, operation.at(named), manners(operation), **said, **more)


async def side(person: Person, ids: dict[str, str], sql: Sql, words: tuple[bytes, ...], key: Person) -> Side:
    figures = {
        one.id: (await asked(person, one, ids)).content
        for one in GETS
        if one.id.startswith(FIGURES) and one.id != "analytics_metrics"
    }
    return Side((person, key), ids, await marks_of(sql, ids["workspace_id"]), words, figures)


async def _ledger_of(bob: Person, worker: Worker) -> dict[str, str]:
    """As many things as Ada's, in his words."""
    main = await account(bob, name="BRAVO account", number="BRAVO-1")
    await fill(bob, main["id"], "buy", "7", "31", "1", "2026-01-05T15:00:00Z")
    sold = await fill(bob, main["id"], "sell", "7", "37", "1", "2026-01-06T16:00:00Z")
    (trade,) = await trades(bob)
    await annotate(bob, trade["id"], tags=["bravo-tag"], notes="BRAVO notes")
    made = await worker.imported(bob, fills("BRVO,2026-01-07 10:00:00,buy,1,10,0"), "BRAVO.csv", account_id=main["id"])
    assert made["state"] == "committed", made
    moved = {"account_id": main["id"], "kind": "deposit", "amount": "77", "occurred_at": "2026-01-02T15:00:00Z"}
    event = await bob.post("/cash-events", moved)
    assert event.status_code == 201
    workspace = (await bob.get("/auth/me")).json()["workspace_id"]
    return {
        "account_id": main["id"],
        "execution_id": sold["id"],
        "trade_id": trade["id"],
        "import_id": made["id"],
        "event_id": event.json()["id"],
        "user_id": bob.user["id"],
        "workspace_id": workspace,
    }


class Arena(NamedTuple):
    sides: tuple[Side, Side]
    database: WatchedDatabase
    clock: StoppingClock
    chance: Random


@pytest.fixture
async def arena(settings: Settings, ports: Ports, worker: Worker, sql: Sql, house: House) -> AsyncIterator[Arena]:
    """Ada's furnished workspace and Bob's, on an application with two connections."""
    chance, database = Random(42), WatchedDatabase(sql.database)
    clock = StoppingClock(ports.clock, chance)
    app = create_app(settings, database, changed_ports(ports, clock=clock))
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        ada = Person(client, house.person.email, {"access_token": house.person.token, "user": house.person.user})
        bob = await register(client, "bravo", name="BRAVO")
        his = await _ledger_of(bob, worker)
        client.cookies.clear()
        keys = [await program(one, *SCOPES) for one in (ada, bob)]
        sides = (
            await side(ada, house.ids, sql, (b"WOMB", b"Watched folder"), keys[0]),
            await side(bob, his, sql, (b"BRAVO", b"bravo-tag", b"BRVO"), keys[1]),
        )
        yield Arena(sides, database, clock, chance)
    await database.dispose()


async def test_nothing_of_the_one_is_ever_told_to_the_other(arena: Arena, sql: Sql) -> None:
    ada, bob = arena.sides
    assert not ada.marks & bob.marks
    assert len(ada.marks) > 100
    tally: Counter[str] = Counter()
    turns = iter(range(REQUESTS))

    async def take_turns() -> None:
        for turn in turns:
            own, other = (ada, bob) if turn % 2 else (bob, ada)
            tally[await _one(arena, own, other)] += 1

    arena.clock.often = 0.02
    async with cancelling(sql, arena.chance):
        await asyncio.gather(*(take_turns() for _ in range(AT_ONCE)))
    arena.clock.often = 0.0
    assert arena.database.left == []
    # All of it did happen: nothing of this holds by being refused at the door.
    assert tally.total() == REQUESTS
    assert arena.database.taken > REQUESTS // 4
    assert tally["answered"] > REQUESTS // 4, tally
    assert tally["not there"] > REQUESTS // 10, tally
    assert min(tally["broken"], tally["cancelled"]) > REQUESTS // 100, tally


async def test_a_setting_that_stayed_would_be_seen(sql: Sql) -> None:
    """What the test above looks for can be found: the measured hole of `set_config(…, false)` and a commit."""
    database = WatchedDatabase(sql.database)
    async with database.session() as session:
        await session.execute(text("SELECT set_config('app.workspace_id', 'whose', false)"))
    async with database.session() as session:
        await session.execute(text("SELECT set_config('app.workspace_id', '', false)"))
    await database.dispose()
    assert database.left == ["whose"]


async def _one(arena: Arena, own: Side, other: Side) -> str:
    """One request of theirs, of one kind or another; says what became of it."""
    chance = arena.chance
    operation = NOTE if chance.random() < 0.1 else chance.choice(GETS)
    is_own = chance.random() < 0.6
    sent = asked(chance.choice(own.askers), operation, own.ids if is_own else other.ids)
    try:
        async with asyncio.timeout(chance.random() * 0.05 if chance.random() < 0.15 else 30):
            answer = await sent
    except TimeoutError:
        return "cancelled"
    _scan(answer, operation, own, other, is_own=is_own)
    if answer.status_code in BREAKS:
        return "broken"
    return "not there" if answer.status_code == 404 else "answered"


def _scan(answer: Response, operation: Operation, own: Side, other: Side, *, is_own: bool) -> None:
    """No id and no word of the other's, but for the id that was asked for and is told back as not there."""
    told = answer.content
    if is_own or answer.status_code < 400:
        marks = other.marks
        if operation.id.startswith("audit_"):
            # What one was refused is in one's log by the name that one gave it.
            marks -= {one.encode() for one in other.ids.values()}
        assert not {*UUID.findall(told)} & marks, (operation.id, {*UUID.findall(told)} & marks)
    assert [word for word in other.words if word in told] == [], (operation.id, told)
    figures = own.figures.get(operation.id)
    if figures is not None and answer.status_code == 200:
        assert told == figures, operation.id


Statement = Callable[[Any, str, str, str], Any]


async def _counted(connection: Any, table: str, column: str, other: str) -> None:
    assert await connection.fetchval(f"SELECT count(*) FROM {table} WHERE {column}::text = $1", other) == 0


async def _unasked(connection: Any, table: str, column: str, other: str) -> None:
    """All there is, without a condition; and a function that would tell what it was shown."""
    rows = await connection.fetch(f"SELECT DISTINCT {column}::text FROM {table}")
    assert other not in {row[0] for row in rows}


async def _changed(connection: Any, table: str, column: str, other: str) -> None:
    assert (
        await connection.execute(f"UPDATE {table} SET {column} = {column} WHERE {column}::text = $1", other)
        == "UPDATE 0"
    )


async def _locked(connection: Any, table: str, column: str, other: str) -> None:
    assert (
        await connection.fetch(f"SELECT FROM {table} WHERE {column} = $1::text::uuid FOR UPDATE SKIP LOCKED", other)
        == []
    )


async def _joined(connection: Any, table: str, column: str, other: str) -> None:
    """By way of the table that all others refer to."""
    found = await connection.fetchval(
        f"SELECT count(*) FROM {table} t LEFT JOIN workspaces w ON w.id = t.{column} WHERE t.{column}::text = $1", other
    )
    assert found == 0


async def _planned(connection: Any, table: str, column: str, other: str) -> None:
    """The plan tells how many rows were looked at and kept."""
    (row,) = await connection.fetch(
        f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, FORMAT JSON) SELECT FROM {table} WHERE {column}::text = '{other}'"
    )
    assert '"Actual Rows": 0' in row[0].replace("0.00", "0")


READS: Final[tuple[Statement, ...]] = (_counted, _unasked, _joined, _planned)
STATEMENTS_OF: Final = (*READS, _changed, _locked)


async def test_no_statement_of_the_runtime_role_reaches_a_row_of_the_other(
    arena: Arena, sql: Sql, house: House
) -> None:
    """S41 and S42: the same two take turns on one connection; each statement is aimed at the other's rows."""
    chance = Random(43)
    tables = [(one, "workspace_id") for one in await sql.workspace_tables() if one not in OWN_BY_PERSON]
    tables.append(("workspaces", "id"))
    workspaces = [one.ids["workspace_id"] for one in arena.sides]
    before, made = await sql.picture(house.ids["workspace_id"]), 0
    async with sql.runtime() as connection:
        while made < STATEMENTS:
            own, other = chance.sample([*workspaces, ""], 2)
            await connection.execute("SELECT set_config('app.workspace_id', $1, true)", own)
            for _ in range(50):
                table, column = chance.choice(tables)
                kinds = READS if table in APPEND_ONLY else STATEMENTS_OF
                await chance.choice(kinds)(connection, table, column, other or workspaces[own == workspaces[0]])
                made += 1
    assert await sql.picture(house.ids["workspace_id"]) == before
    assert REQUESTS + STATEMENTS >= 10_000


OWN_BY_PERSON: Final = {"memberships"}
"""Rows of people, who see their own wherever they act."""
