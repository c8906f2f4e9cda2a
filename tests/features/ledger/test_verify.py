"""verify-ledger: nothing differs in what the product wrote; whatever somebody altered is found."""

import io
from collections.abc import AsyncIterator
from typing import Final
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from rich.console import Console

from tests.adapters.brokers.reading import IMPORTS
from tests.support.actors import Person, register
from tests.support.house import House
from tests.support.imports import Worker
from tests.support.ledger import account, fill
from tests.support.server import create_database, drop_database, url
from tests.support.sql import Sql
from tradesense.db.cluster import RUNTIME_ROLE
from tradesense.db.session import Database, driver, enter
from tradesense.domain.access import system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.features.ledger import use_cases as ledger
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.main.verify import verify_all
from tradesense.ports import Ports

FILES: Final = (
    "generic/synthetic__reverse_split_in_position.csv",
    "ibkr/synthetic__two_currencies_with_fx.csv",
    "ibkr/made__activity_many_assets.csv",
    "ibkr/made__activity_put_assigned_expired.csv",
)


async def differences(database: Database, workspace: str, *alterations: str) -> list[ledger.Difference]:
    """What verification finds after `alterations`, which are undone again."""
    id_ = UUID(workspace)
    found: list[ledger.Difference] = []
    async with database.session() as session:
        await enter(session, workspace_id=id_)
        connection = await driver(session)
        for alteration in alterations:
            done = await connection.execute(alteration)
            assert int(done.rpartition(" ")[2]) > 0, f"nothing to alter: {alteration}"
        async for part in ledger.verify_ledger(session, system_actor(UserId(id_), WorkspaceId(id_))):
            found += part.differences
        await session.rollback()
    return found


async def scaled_into(person: Person, account_id: str) -> None:
    """A trade that closed over two days, one that is open with two lots, one quarantined fill."""
    for symbol, last in (("DONE", "sell"), ("OPEN", "buy")):
        of = {"instrument": {"symbol": symbol}}
        await fill(person, account_id, "buy", "100", "10", "1", "2026-01-05T15:00:00Z", **of)
        await fill(person, account_id, "buy", "100", "11", "1", "2026-01-05T16:00:00Z", **of)
        await fill(person, account_id, "sell", "50", "12", "1", "2026-01-06T15:00:00Z", **of)
        await fill(person, account_id, last, "150", "12", "1", "2026-01-07T15:00:00Z", **of)
    await fill(
        person, account_id, "sell", "5", "20", "0", "2026-01-06T15:00:00Z", instrument={"symbol": "NONE"}, closes=True
    )


@pytest.fixture(scope="module")
async def workspace(app: FastAPI, worker: Worker) -> AsyncIterator[str]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        ada = await register(client, "ada")
        for name in FILES:
            made = await worker.imported(ada, (IMPORTS / name).read_bytes(), name.rpartition("/")[2])
            assert made["state"] == "committed", made["problem"]
        await scaled_into(ada, (await account(ada))["id"])
        yield (await ada.get("/auth/me")).json()["workspace_id"]


async def test_nothing_differs_in_what_was_imported_and_entered(database: Database, workspace: str) -> None:
    assert await differences(database, workspace) == []


async def test_nothing_differs_in_a_whole_house(database: Database, house: House) -> None:
    assert await differences(database, house.ids["workspace_id"]) == []


AMOUNTS: Final = ("entry_notional", "exit_notional", "gross", "fees", "net", "base_gross", "base_fees", "base_net",
                  "opening_quantity", "entry_quantity", "exit_quantity", "entry_price", "exit_price")  # fmt: skip
DONE: Final = "symbol = 'DONE'"
OPEN: Final = "id = (SELECT position_id FROM trades WHERE symbol = 'OPEN')"

ALTERED: Final = {
    **{f"trade's {name}": f"UPDATE trades SET {name} = {name} + 0.000000000001 WHERE {DONE}" for name in AMOUNTS},
    "trade's direction": f"UPDATE trades SET direction = -direction WHERE {DONE}",
    "trade's opening instant": f"UPDATE trades SET opened_at = opened_at + interval '1 microsecond' WHERE {DONE}",
    "trade's closing instant": f"UPDATE trades SET closed_at = closed_at + interval '1 microsecond' WHERE {DONE}",
    "trade's opening day": f"UPDATE trades SET opened_on = opened_on + 1 WHERE {DONE}",
    "trade's closing day": f"UPDATE trades SET closed_on = closed_on + 1 WHERE {DONE}",
    "trade reopened": f"UPDATE trades SET closed_at = NULL, closed_on = NULL WHERE {DONE}",
    "trade's last kind": f"UPDATE trades SET closed_by = 'expiry' WHERE {DONE}",
    "trade's fills": f"UPDATE trades SET executions = executions + 1 WHERE {DONE}",
    "trade's entries": f"UPDATE trades SET entries = entries - 1 WHERE {DONE}",
    "trade's days": f"UPDATE trades SET exit_days = exit_days - 1 WHERE {DONE}",
    "trade's known fees": f"UPDATE trades SET fees_known = NOT fees_known WHERE {DONE}",
    "trade's known times": f"UPDATE trades SET times_known = NOT times_known WHERE {DONE}",
    "trade's symbol": f"UPDATE trades SET symbol = 'DUNE' WHERE {DONE}",
    "trade's underlying": f"UPDATE trades SET underlying = 'DUNE' WHERE {DONE}",
    "trade's class": f"UPDATE trades SET asset_class = 'future' WHERE {DONE}",
    "trade's currency": f"UPDATE trades SET currency = 'EUR' WHERE {DONE}",
    "trade's account": "UPDATE trades t SET account_id = a.id FROM accounts a"
    f" WHERE a.workspace_id = t.workspace_id AND a.id <> t.account_id AND t.{DONE}",
    "trade's opening fill": "UPDATE trades t SET opening_id = e.id FROM executions e"
    f" WHERE e.workspace_id = t.workspace_id AND e.position_id = t.position_id AND e.id <> t.opening_id AND t.{DONE}",
    "trade's id": "UPDATE trades t SET id = gen_random_uuid() WHERE NOT EXISTS"
    " (SELECT FROM trade_days d WHERE d.trade_id = t.id)",
    "trade's position": "UPDATE trades t SET position_id = p.id FROM positions p"
    f" WHERE p.workspace_id = t.workspace_id AND p.id <> t.position_id AND t.{DONE}",
    "trade missing": f"DELETE FROM trades WHERE {DONE}",
    "open trade missing": "DELETE FROM trades WHERE symbol = 'OPEN'",
    "day's gross": "UPDATE trade_days SET gross = gross + 0.01 WHERE day = '2026-01-06'",
    "day's fees": "UPDATE trade_days SET fees = fees + 0.01 WHERE day = '2026-01-06'",
    "day's converted gross": "UPDATE trade_days SET base_gross = base_gross + 0.01 WHERE day = '2026-01-06'",
    "day's converted fees": "UPDATE trade_days SET base_fees = base_fees + 0.01 WHERE day = '2026-01-06'",
    "day's rate forgotten": "UPDATE trade_days SET base_gross = NULL WHERE day = '2026-01-06'",
    "day moved": "UPDATE trade_days SET day = day + 100 WHERE day = '2026-01-06'",
    "day missing": "DELETE FROM trade_days WHERE day = '2026-01-06'",
    "day too many": "INSERT INTO trade_days SELECT workspace_id, trade_id, '1999-01-01', 0, 0, 0, 0 FROM trade_days"
    " LIMIT 1",
    "position's quantity": f"UPDATE positions SET quantity = quantity + 1 WHERE {OPEN}",
    "position's cost": f"UPDATE positions SET cost = cost + 0.01 WHERE {OPEN}",
    "position's fees": f"UPDATE positions SET fees = fees + 0.01 WHERE {OPEN}",
    "position's last instant": f"UPDATE positions SET last_at = last_at - interval '1 microsecond' WHERE {OPEN}",
    "position's last instant lost": f"UPDATE positions SET last_at = NULL WHERE {OPEN}",
    "flat position's quantity": "UPDATE positions SET quantity = 1 WHERE quantity = 0",
    "unmatched units": "UPDATE unmatched SET quantity = quantity + 1",
    "unmatched missing": "DELETE FROM unmatched",
    "unmatched too many": "INSERT INTO unmatched SELECT workspace_id, opening_id, 1, 'nothing_open' FROM trades"
    f" WHERE {DONE}",
}
"""One stored row of each kind, altered."""

SNAPSHOT: Final = {
    "{opening}": "'\"00000000-0000-0000-0000-000000000001\"'",
    "{direction}": "'-1'",
    "{opened,0}": "'\"2026-01-05T15:00:01+00:00\"'",
    "{known,0}": "'false'",
    "{counts,1}": "'7'",
    "{sums,open_quantity}": "'\"301\"'",
    "{sums,entry_notional}": "'\"1\"'",
    "{sums,base_gross}": "'null'",
    "{realised,0,1}": "'\"1\"'",
    "{realised}": "'[]'",
    "{lots,0,0}": "'\"00000000-0000-0000-0000-000000000001\"'",
    "{lots,0,1}": "'\"51\"'",
    "{lots,0,2}": "'\"10.01\"'",
    "{lots,0,3}": "'\"500.01\"'",
    "{lots,1,4}": "'\"1.01\"'",
}
"""What a fold goes on from, by its place in the document."""


@pytest.mark.parametrize("kind", ALTERED)
async def test_an_altered_row_is_found(database: Database, workspace: str, kind: str) -> None:
    assert await differences(database, workspace, ALTERED[kind]) != []


@pytest.mark.parametrize("place", SNAPSHOT)
async def test_an_altered_open_lot_is_found(database: Database, workspace: str, place: str) -> None:
    altered = f"UPDATE positions SET snapshot = jsonb_set(snapshot, '{place}', {SNAPSHOT[place]}) WHERE {OPEN}"
    found = await differences(database, workspace, altered)
    assert {one.kind for one in found} == {"position"}
    assert all(one.name.startswith("snapshot") for one in found)


async def test_a_snapshot_lost_or_too_many_is_found(database: Database, workspace: str) -> None:
    (lost,) = await differences(database, workspace, f"UPDATE positions SET snapshot = NULL WHERE {OPEN}")
    assert (lost.name, lost.stored, lost.expected) == ("snapshot", "False", "True")
    (spare,) = await differences(
        database,
        workspace,
        f"UPDATE positions SET snapshot = (SELECT snapshot FROM positions WHERE {OPEN})"
        " WHERE id = (SELECT position_id FROM trades WHERE symbol = 'DONE')",
    )
    assert (spare.name, spare.stored, spare.expected) == ("snapshot", "True", "False")


async def test_a_trade_too_many_is_found(database: Database, workspace: str) -> None:
    copied = (
        "INSERT INTO trades SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(),"
        " 'opening_id', (SELECT e.id FROM executions e WHERE e.position_id = t.position_id AND e.id <> t.opening_id"
        f" LIMIT 1)))).* FROM trades t WHERE {DONE}"
    )
    (found,) = await differences(database, workspace, copied)
    assert (found.kind, found.stored, found.expected) == ("trade", "there", "missing")


@pytest.mark.parametrize("changed", ["quantity = 101", "price = 10.01", "fees = 2", "side = -1", "voided_at = now()"])
async def test_a_fill_changed_behind_the_ledgers_back_is_found(
    database: Database, workspace: str, changed: str
) -> None:
    fills = "(SELECT opening_id FROM trades WHERE symbol = 'DONE')"
    assert await differences(database, workspace, f"UPDATE executions SET {changed} WHERE id = {fills}") != []


async def test_a_fill_the_rules_cannot_take_is_a_difference_and_no_crash(database: Database, workspace: str) -> None:
    fills = "(SELECT opening_id FROM trades WHERE symbol = 'DONE')"
    (found,) = await differences(database, workspace, f"UPDATE executions SET asset_fee = 500 WHERE id = {fills}")
    assert (found.kind, found.name, found.stored) == ("position", "fills", "kept")
    assert "moves no units" in found.expected


@pytest.fixture
async def apart(worker_id: str, settings: Settings, ports: Ports) -> AsyncIterator[tuple[Person, Sql]]:
    """Somebody alone in a database of their own."""
    sql = Sql(f"tradesense_verify_{worker_id}")
    await create_database(sql.database)
    database = Database(url(RUNTIME_ROLE, sql.database), pool_size=2)
    app = create_app(settings, database, ports)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield await register(client, "ada"), sql
    await database.dispose()
    await drop_database(sql.database)


async def test_the_command_looks_at_every_workspace_and_says_what_differs(apart: tuple[Person, Sql]) -> None:
    ada, sql = apart
    await scaled_into(ada, (await account(ada))["id"])
    bob = await register(ada.client, "bob")
    await scaled_into(bob, (await account(bob))["id"])
    said = io.StringIO()
    assert await verify_all(url(RUNTIME_ROLE, sql.database), Console(file=said, width=200)) == 0
    # Of each: DONE, OPEN and NONE; a trade of the first two, of which one realised on two days and one on one.
    assert said.getvalue() == "6 positions, 4 trades, 6 daily figures: 0 differences\n"
    trade = await sql.value("SELECT id FROM trades WHERE symbol = 'DONE' LIMIT 1")
    await sql.execute("UPDATE trades SET net = net + 1 WHERE id = $1", trade)
    said = io.StringIO()
    assert await verify_all(url(RUNTIME_ROLE, sql.database), Console(file=said, width=200)) == 1
    # 50 × 2 + 50 × 2 + 100 × 1 − 4 = 296
    assert said.getvalue().splitlines() == [
        f"trade {trade}: net is 297.000000000000, should be 296",
        "6 positions, 4 trades, 6 daily figures: 1 differences",
    ]
