"""verify-ledger: nothing differs in what the product wrote; whatever somebody altered is found."""

import io
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Final
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from rich.console import Console

from tests.adapters.brokers.reading import IMPORTS
from tests.support.actors import Person, register
from tests.support.house import House, annotate
from tests.support.imports import Worker
from tests.support.ledger import account, fill, trades
from tests.support.server import create_database, drop_database, url
from tests.support.sql import Sql
from tradesense.db.cluster import READER_ROLE, RUNTIME_ROLE
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
    "ibkr/made__activity_levels_of_detail.csv",
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


async def annotated(person: Person) -> None:
    """What was planned of DONE is said; of OPEN, a stop."""
    done, opened = [(await trades(person, q=f"symbol:{symbol}"))[0]["id"] for symbol in ("DONE", "OPEN")]
    said = {
        "tags": ["gap", "a+"],
        "mistakes": ["late"],
        "emotions": ["calm"],
        "notes": "As planned.",
        "playbook": "gap",
    }
    await annotate(person, done, **said, rating=4, confidence=3, stop="9", target="12", planned_risk="150")
    await annotate(person, opened, tags=["gap"], stop="9.5")


async def with_money(person: Person, account_id: str) -> None:
    """A pair and a future, whose results are cash, and events: by hand, and from a file without numbers."""
    for symbol, asset_class, price in (("EURUSD", "forex", "1.1"), ("ESH6", "future", "6000")):
        of = {"instrument": {"symbol": symbol, "asset_class": asset_class}}
        await fill(person, account_id, "buy", "2", price, "1", "2026-01-05T15:00:00Z", **of)
        await fill(person, account_id, "sell", "1", price + "1", "1", "2026-01-06T15:00:00Z", **of)
        await fill(person, account_id, "sell", "1", price + "2", "1", "2026-01-07T23:30:00Z", **of)
    for kind, amount in (("deposit", "1000"), ("fee", "-7.5")):
        said = {"account_id": account_id, "kind": kind, "amount": amount, "occurred_at": "2026-01-08T02:00:00Z"}
        assert (await person.post("/cash-events", said)).status_code == 201


@pytest.fixture(scope="module")
async def workspace(app: FastAPI, worker: Worker) -> AsyncIterator[str]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        ada = await register(client, "ada")
        for name in FILES:
            made = await worker.imported(ada, (IMPORTS / name).read_bytes(), name.rpartition("/")[2])
            assert made["state"] == "committed", made["problem"]
        main = (await account(ada))["id"]
        await scaled_into(ada, main)
        await annotated(ada)
        await with_money(ada, main)
        yield (await ada.get("/auth/me")).json()["workspace_id"]


async def test_nothing_differs_in_what_was_imported_and_entered(database: Database, workspace: str) -> None:
    assert await differences(database, workspace) == []


async def test_nothing_differs_in_a_whole_house(database: Database, house: House) -> None:
    assert await differences(database, house.ids["workspace_id"]) == []


AMOUNTS: Final = ("entry_notional", "exit_notional", "gross", "fees", "net", "base_gross", "base_fees", "base_net",
                  "opening_quantity", "entry_quantity", "exit_quantity", "entry_price", "exit_price")  # fmt: skip
DONE: Final = "symbol = 'DONE'"
READ: Final = "fingerprint LIKE 'row|%'"
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
    **{
        f"trade's {name}": f"UPDATE trades SET {name} = '{{other}}' WHERE {DONE}"
        for name in ("tags", "mistakes", "emotions")
    },
    "trade's tags the other way round": f"UPDATE trades SET tags = array['a+', 'gap'] WHERE {DONE}",
    "trade's notes": f"UPDATE trades SET notes = '' WHERE {DONE}",
    "trade's playbook": f"UPDATE trades SET playbook = NULL WHERE {DONE}",
    "trade's rating": f"UPDATE trades SET rating = 5 WHERE {DONE}",
    "trade's confidence": f"UPDATE trades SET confidence = NULL WHERE {DONE}",
    "trade's stop": f"UPDATE trades SET stop = 9.01 WHERE {DONE}",
    "trade's target": f"UPDATE trades SET target = NULL WHERE {DONE}",
    "trade's planned risk": f"UPDATE trades SET risk = risk + 0.01 WHERE {DONE}",
    "trade's risk by its stop": "UPDATE trades SET risk = NULL WHERE symbol = 'OPEN'",
    "trade's risk from nothing": "UPDATE trades SET risk = 1 WHERE asset_class = 'future'",
    "annotation's words": f"UPDATE annotations SET tags = '{{}}' WHERE trade_id = (SELECT id FROM trades WHERE {DONE})",
    "annotation's trade": "UPDATE annotations SET trade_id = NULL",
    "annotation missing": "DELETE FROM annotations WHERE stop = 9.5",
    "cash event's amount": f"UPDATE cash_events SET amount = amount + 0.01 WHERE {READ}",
    "cash event's kind": f"UPDATE cash_events SET kind = 'transfer' WHERE {READ}",
    "cash event's currency": f"UPDATE cash_events SET currency = 'CHF' WHERE {READ}",
    "cash event's instant": f"UPDATE cash_events SET occurred_at = occurred_at + interval '1 second' WHERE {READ}",
    "cash event's symbol": f"UPDATE cash_events SET symbol = 'DUNE' WHERE {READ}",
    "cash event's day": "UPDATE cash_events SET day = day + 1 WHERE by_hand",
    "cash event's account": "UPDATE cash_events c SET account_id = a.id FROM accounts a"
    " WHERE a.workspace_id = c.workspace_id AND a.id <> c.account_id AND c.by_hand",
    "cash event's fingerprint": "UPDATE cash_events SET fingerprint = 'ref|other' WHERE by_hand",
    "cash by the calendar": "UPDATE trades SET closed_at = closed_at + interval '1 day' WHERE asset_class = 'future'",
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
    found, *others = await differences(database, workspace, f"UPDATE executions SET asset_fee = 500 WHERE id = {fills}")
    assert (found.kind, found.name, found.stored) == ("position", "fills", "kept")
    assert "moves no units" in found.expected
    assert {one.kind for one in others} == {"cash"}  # what cannot be counted moved nothing


async def test_what_moved_cash_is_added_up_again(database: Database, workspace: str) -> None:
    """A future's result is cash on its days: what is stored of them is in the sums that reconciling compares."""
    futures = "(SELECT id FROM trades WHERE asset_class = 'future' AND exit_days > 1)"
    altered = f"UPDATE trade_days SET gross = gross + 0.01 WHERE trade_id IN {futures} AND day = '2026-01-06'"
    day, cash = await differences(database, workspace, altered)
    assert (day.kind, day.name, cash.kind, cash.name) == ("day", "gross", "cash", "margin_result 2026-01-06 USD")
    # One contract from 6000 to 60001 at 50 a point: 2 700 050.
    assert (Decimal(cash.stored), Decimal(cash.expected)) == (Decimal("2700050.01"), Decimal(2700050))


async def test_what_a_trade_shows_follows_its_legs_when_trades_join_and_part(database: Database, ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "10", "10", "0", "2026-01-05T15:00:00Z")
    sold = await fill(ada, main, "sell", "10", "11", "0", "2026-01-05T16:00:00Z")
    await fill(ada, main, "buy", "10", "12", "0", "2026-01-06T15:00:00Z")
    first, second = await trades(ada, sort="opened_at")
    await annotate(ada, second["id"], tags=["second"], stop="11")
    # Without the sale it is one trade with two entries, which shows what was said of the second.
    await ada.post(f"/executions/{sold['id']}/void")
    (joined,) = await trades(ada)
    assert (joined["id"], joined["tags"]) == (first["id"], ["second"])
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    assert await differences(database, workspace) == []
    await ada.post(f"/executions/{sold['id']}/restore")
    assert [one["tags"] for one in await trades(ada, sort="opened_at")] == [[], ["second"]]
    assert await differences(database, workspace) == []


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
    assert await verify_all(url(READER_ROLE, sql.database), Console(file=said, width=200)) == 0
    # Of each: DONE, OPEN and NONE; a trade of the first two, of which one realised on two days and one on one.
    assert said.getvalue() == "6 positions, 4 trades, 6 daily figures, 0 cash events: 0 differences\n"
    trade = await sql.value("SELECT id FROM trades WHERE symbol = 'DONE' LIMIT 1")
    await sql.execute("UPDATE trades SET net = net + 1 WHERE id = $1", trade)
    said = io.StringIO()
    assert await verify_all(url(READER_ROLE, sql.database), Console(file=said, width=200)) == 1
    # 50 × 2 + 50 × 2 + 100 × 1 − 4 = 296
    assert said.getvalue().splitlines() == [
        f"trade {trade}: net is 297.000000000000, should be 296",
        "6 positions, 4 trades, 6 daily figures, 0 cash events: 1 differences",
    ]
