"""No query in a loop: every list and get asks the database as often for fifty rows as for one."""

from collections.abc import AsyncIterator
from typing import Any, Final, NamedTuple

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from tests.features.conftest import MakeClient
from tests.support.actors import Person, register
from tests.support.house import annotate, with_other_ways_in
from tests.support.imports import Worker, fills
from tests.support.keys import made_key
from tests.support.ledger import account, fill
from tests.support.memory import NoMemory
from tests.support.operations import Operation, operations
from tests.support.sql import Sql
from tests.support.statements import counted
from tradesense.domain.columns.grouping import Dimension

READS: Final = [one for one in operations() if one.method == "GET" and one.id != "health_metrics"]
FEW, MANY = 1, 50

QUERIES: Final[dict[str, list[dict[str, Any]]]] = {
    "analytics_breakdown": [{"by": one.value} for one in Dimension],
    "analytics_calendar": [{}, {"first": "2026-01-01"}],
    "analytics_equity": [{}, {"q": "tag:t1"}],
    "analytics_summary": [{}, {"q": "hour:1..23 account:main"}, {"metrics": "net_pnl,sharpe", "tz": "Asia/Tokyo"}],
    "broker_connection_runs_list": [{"limit": 500}],
    "executions_list": [{"limit": 500}, {"symbol": "S1", "limit": 500}, {"unmatched": True}],
    "import_notes_list": [{"limit": 500}, {"verdict": "rejected"}],
    "imports_list": [{"limit": 500}],
    "trades_list": [
        {"limit": 500},
        {"include": "total", "limit": 500},
        {"q": "import:{import_id}", "limit": 500},
        {"sort": "-net,symbol,-r", "limit": 500, "q": "tag:t1,t2 OR -has:notes"},
    ],
}
"""What lists are asked with; all others are asked with nothing."""


class World(NamedTuple):
    """A workspace with so many of everything; `ids` by the names that paths give them."""

    person: Person
    ids: dict[str, str]


async def peopled(person: Person, worker: Worker, sql: Sql, rows: int) -> World:
    """`rows` accounts, imports, notes, tags, memberships; a trade of so many legs, each annotated, and a fill
    that so many files state."""
    main = await account(person, name="main")
    for number in range(1, rows):
        await account(person, name=f"account {number}")
    legs = [f"BIG,2026-01-05 {10 + n // 60}:{n % 60:02d}:00,buy,1,{10 + n},0.1" for n in range(rows)]
    others = [
        f"S{n},2026-01-06 1{side}:00:00,{word},1,10,0" for n in range(rows) for side, word in enumerate(("buy", "sell"))
    ]
    wrong = [f"BAD,2026-01-06,buy,x{n},10,0" for n in range(rows)]
    content = fills(*legs, *others, *wrong)
    # The other files state one of those fills each, once more.
    contents = [content, *[fills(legs[-1])] * (rows - 1)]
    found = [
        await worker.imported(person, said, f"{number}.csv", account_id=main["id"])
        for number, said in enumerate(contents)
    ]
    assert {one["state"] for one in found} == {"committed"}
    (big,) = (await person.get("/trades", q="symbol:BIG")).json()["items"]
    await annotate(person, big["id"], tags=[f"t{n}" for n in range(min(rows, 30))])
    # So many legs of the one trade carry an annotation, as after files that joined trades.
    await sql.execute(
        "INSERT INTO annotations (workspace_id, execution_id, trade_id, tags, playbook, notes)"
        " SELECT t.workspace_id, e.id, t.id, array['t' || row_number() OVER ()], 'p' || row_number() OVER (), 'seen'"
        " FROM trades t JOIN executions e ON e.workspace_id = t.workspace_id AND e.position_id = t.position_id"
        " WHERE t.id = $1::text::uuid AND e.id <> t.opening_id",
        big["id"],
    )
    await fill(
        person, main["id"], "sell", "1", "1", "0", "2026-01-07T15:00:00Z", instrument={"symbol": "NO"}, closes=True
    )
    connection = await _connections(person, sql, rows)
    await sql.execute(
        "WITH made AS (INSERT INTO workspaces (id, slug, name, timezone, currency)"
        " SELECT gen_random_uuid(), gen_random_uuid()::text, 'w' || n, 'UTC', 'USD' FROM generate_series(2, $2) n"
        " RETURNING id) INSERT INTO memberships (user_id, workspace_id, role)"
        " SELECT $1::text::uuid, id, 'owner' FROM made",
        person.user["id"],
        rows,
    )
    ids = await _people(person, sql, rows) | await with_other_ways_in(person, worker)
    execution = (await person.get("/executions", symbol="BIG", limit=1)).json()["items"][0]
    assert len(execution["sources"]) == rows
    ids |= {
        "account_id": main["id"],
        "connection_id": connection,
        "execution_id": execution["id"],
        "trade_id": big["id"],
        "import_id": found[0]["id"],
        "action_id": await _symbol_changes(person, main["id"], rows),
        "event_id": await _cash_events(person, main["id"], rows),
        "archive_id": (await worker.archived(person))["id"],
    }
    return World(person, {**ids, "workspace_id": (await person.get("/auth/me")).json()["workspace_id"]})


async def _symbol_changes(person: Person, account_id: str, rows: int) -> str:
    """So many of them; the id of the last."""
    last = ""
    for n in range(rows):
        body = {"account_id": account_id, "kind": "symbol_change", "effective_at": "2026-02-03T05:00:00Z"}
        change = {"instrument": {"symbol": f"OLD{n}"}, "target": {"symbol": f"NEW{n}"}}
        made = await person.post("/corporate-actions", {**body, **change})
        assert made.status_code == 201, made.text
        last = made.json()["id"]
    return last


async def _people(person: Person, sql: Sql, rows: int) -> dict[str, str]:
    """`rows` members, API keys and invitations; ids of one of each."""
    here = (await person.get("/auth/me")).json()["workspace_id"]
    await sql.execute(
        "WITH made AS (INSERT INTO users (id, email, name, password_hash, password_changed_at)"
        " SELECT gen_random_uuid(), gen_random_uuid() || '@example.org', 'm' || n, '-', now() FROM generate_series(2, $2) n"
        " RETURNING id) INSERT INTO memberships (workspace_id, user_id, role)"
        " SELECT $1::text::uuid, id, 'viewer' FROM made",
        here,
        rows,
    )
    key = await made_key(person, "trades.read")
    for n in range(1, rows):
        await made_key(person, "trades.read")
        invited = {"email": f"i{n}@example.org", "role": "viewer"}
        assert (await person.post("/invitations", invited)).status_code == 201
    return {"key_id": key["id"], "user_id": person.user["id"]}


async def _cash_events(person: Person, account_id: str, rows: int) -> str:
    """`rows` events; one of them."""
    said = {"account_id": account_id, "kind": "fee", "amount": "-1", "occurred_at": "2026-01-05T15:00:00Z"}
    made = [(await person.post("/cash-events", said)).json()["id"] for _ in range(rows)]
    return str(made[0])


async def _connections(person: Person, sql: Sql, rows: int) -> str:
    """`rows` connections, and as many runs of the first."""
    body = {"kind": "alpaca", "credentials": {"environment": "paper", "key_id": "k", "secret_key": "s"}}
    made = [(await person.post("/broker-connections", body)).json()["id"] for _ in range(rows)]
    await sql.execute(
        "INSERT INTO broker_sync_runs (workspace_id, id, connection_id, outcome, started_at)"
        " SELECT workspace_id, gen_random_uuid(), id, 'synced', now() FROM broker_connections, generate_series(1, $2)"
        " WHERE id = $1::text::uuid",
        made[0],
        rows,
    )
    return str(made[0])


@pytest.fixture(scope="module")
async def worlds(app: FastAPI, worker: Worker, sql: Sql) -> AsyncIterator[tuple[World, World]]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        one = await peopled(await register(client, "one"), worker, sql, FEW)
        many = await peopled(await register(client, "many"), worker, sql, MANY)
        yield one, many


async def asked(client: AsyncClient, world: World, operation: Operation, query: dict[str, Any], sql: Sql) -> Any:
    """How many statements the request took (the second time: the first may prepare some), and its answer."""
    visitor = Person(client, "", {"access_token": world.person.token, "user": world.person.user})
    filled = {name: value.format(**world.ids) if isinstance(value, str) else value for name, value in query.items()}
    await visitor.send("GET", operation.at(world.ids), params=filled)
    async with counted(sql.database) as statements:
        answer = await visitor.send("GET", operation.at(world.ids), params=filled)
    assert answer.status_code == 200, answer.text
    return statements, answer.json() if "json" in answer.headers["content-type"] else {}


@pytest.mark.parametrize(
    ("operation", "query"),
    [
        pytest.param(operation, query, id=f"{operation.id} {query or ''}")
        for operation in READS
        for query in QUERIES.get(operation.id, [{}])
    ],
)
async def test_fifty_rows_take_no_more_statements_than_one(
    worlds: tuple[World, World], browse: MakeClient, sql: Sql, operation: Operation, query: dict[str, Any]
) -> None:
    client = browse(uses={"columns": NoMemory(), "results": NoMemory()})
    few, few_answer = await asked(client, worlds[0], operation, query, sql)
    many, many_answer = await asked(client, worlds[1], operation, query, sql)
    if few.count != many.count:
        # A machine that stood still for a second has the pool ask whether its connection lives: once more, both.
        few, few_answer = await asked(client, worlds[0], operation, query, sql)
        many, many_answer = await asked(client, worlds[1], operation, query, sql)
    assert few.count == many.count, (few.texts, many.texts)
    if operation.id not in {"auth_ways", "health_live", "health_version"}:
        assert few.count > 0, "nothing was counted"
    if "items" in many_answer and operation.id in {
        "accounts_list",
        "imports_list",
        "members_list",
        "trades_list",
        "workspaces_list",
    }:
        assert len(many_answer["items"]) >= MANY
        assert len(few_answer["items"]) < len(many_answer["items"])


def test_every_query_belongs_to_an_operation() -> None:
    assert set(QUERIES) <= {one.id for one in READS}
