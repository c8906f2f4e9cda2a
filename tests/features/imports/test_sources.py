"""Fills that several files state: counted once, as long as one of the files is there."""

from itertools import permutations

import pytest

from tests.support.actors import Person
from tests.support.imports import Worker, counts, fills
from tests.support.ledger import account, fill
from tests.support.sql import Sql
from tests.support.standing import executions, ledger_picture, standing
from tests.support.verifying import differences
from tradesense.db.session import Database

BUY_10 = "WOMB,2026-01-05 10:00:00,buy,10,100,1"
SELL_4 = "WOMB,2026-01-05 11:00:00,sell,4,110,1"
SELL_6 = "WOMB,2026-01-05 12:00:00,sell,6,120,1"
FIRST, SECOND = fills(BUY_10, SELL_4), fills(SELL_4, SELL_6)


async def test_the_same_file_again_adds_nothing(ada: Person, worker: Worker, sql: Sql) -> None:
    await worker.imported(ada, fills(BUY_10, SELL_4, SELL_6), "one.csv")
    before = await standing(ada)
    again = await worker.imported(ada, fills(BUY_10, SELL_4, SELL_6), "two.csv")
    assert counts(again) == (0, 3, 0, 0, 0)
    assert again["counts"]["fills"] == 0
    assert (again["preview"]["trades_saved"], again["preview"]["trades"]) == (0, [])
    assert await standing(ada) == before
    assert [[(one["file_name"], one["line"]) for one in each["sources"]] for each in await executions(ada)] == [
        [("one.csv", 2), ("two.csv", 2)],
        [("one.csv", 3), ("two.csv", 3)],
        [("one.csv", 4), ("two.csv", 4)],
    ]


async def test_two_fills_that_are_alike_in_one_file_are_two(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, fills(BUY_10, BUY_10))
    assert counts(made) == (2, 0, 0, 0, 0)
    # A third one in a later file is a third one.
    more = await worker.imported(ada, fills(BUY_10, BUY_10, BUY_10))
    assert counts(more) == (1, 2, 0, 0, 0)
    assert (await standing(ada)).counting == 3


async def test_the_same_fills_in_another_order_are_the_same_fills(
    ada: Person, worker: Worker, database: Database
) -> None:
    rows = (BUY_10, SELL_4, SELL_6)
    await worker.imported(ada, fills(*rows))
    before = await standing(ada)
    for order in list(permutations(rows))[1::2]:
        assert counts(await worker.imported(ada, fills(*order))) == (0, 3, 0, 0, 0)
    # (110 − 100) × 4 + (120 − 100) × 6 − 3
    assert await standing(ada) == before == ([("WOMB", "closed", "157.00")], 3, 3)
    assert await differences(database, ada) == []


async def test_an_overlapping_file_adds_what_it_has_more(ada: Person, worker: Worker) -> None:
    await worker.imported(ada, FIRST)
    assert counts(await worker.imported(ada, SECOND)) == (1, 1, 0, 0, 0)
    assert await standing(ada) == ([("WOMB", "closed", "157.00")], 3, 3)


async def test_a_file_that_states_a_known_fill_in_its_middle(ada: Person, worker: Worker, database: Database) -> None:
    """Plain inserts fail there, and those which look for what is known take over; in one batch and across two."""
    await worker.imported(ada, fills(SELL_4))
    assert counts(await worker.imported(ada, fills(BUY_10, SELL_4, SELL_6))) == (2, 1, 0, 0, 0)
    assert await standing(ada) == ([("WOMB", "closed", "157.00")], 3, 3)
    assert await differences(database, ada) == []


async def test_a_known_fill_after_a_first_batch_of_new_ones(ada: Person, worker: Worker, database: Database) -> None:
    # Batches hold 5 000 fills: the known one is in the second.
    known = "BIRD,2026-01-06 10:00:00,buy,1,1,0"
    await worker.imported(ada, fills(known))
    rows = [f"WOMB,2026-01-05 {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02},buy,1,{n + 1},0" for n in range(5_500)]
    made = await worker.imported(ada, fills(*rows[:5_200], known, *rows[5_200:]))
    assert counts(made) == (5_500, 1, 0, 0, 0)
    assert await differences(database, ada) == []


async def test_undoing_takes_out_what_only_that_file_stated(ada: Person, worker: Worker, database: Database) -> None:
    first = await worker.imported(ada, FIRST)
    second = await worker.imported(ada, SECOND)
    answer = await ada.post(f"/imports/{first['id']}/undo")
    assert (answer.status_code, answer.json()["state"], answer.json()["phase"]) == (202, "committed", "undoing")
    again = await ada.post(f"/imports/{first['id']}/undo")
    assert again.json() == answer.json()
    gone = await worker.run(ada, first["id"])
    assert (gone["state"], gone["phase"]) == ("undone", "")
    # The two sells stay; without the purchase they are a short position of 10: nothing is realised.
    assert await standing(ada) == ([("WOMB", "open", "0.00")], 2, 3)
    assert [(one["counts"], [source["import_id"] for source in one["sources"]]) for one in await executions(ada)] == [
        (False, []),
        (True, [second["id"]]),
        (True, [second["id"]]),
    ]
    assert await differences(database, ada) == []


async def test_importing_again_what_was_undone_is_new_again(ada: Person, worker: Worker, database: Database) -> None:
    made = await worker.imported(ada, FIRST)
    before = await standing(ada)
    assert (await worker.acted(ada, made["id"], "undo"))["state"] == "undone"
    assert (await standing(ada)).net == []
    # The same import, read again …
    again = await worker.acted(ada, made["id"], "retry", {})
    assert counts(again) == (2, 0, 0, 0, 0)
    assert again["preview"]["trades_saved"] == 1
    assert await standing(ada) == before
    # … and the file sent once more, after another undo.
    await worker.acted(ada, made["id"], "undo")
    assert counts(await worker.imported(ada, FIRST)) == (2, 0, 0, 0, 0)
    assert await standing(ada) == before
    assert await differences(database, ada) == []


async def test_undo_and_import_leave_no_trace_of_themselves(ada: Person, worker: Worker, sql: Sql) -> None:
    """Every figure is what it was; only versions tell."""
    await worker.imported(ada, FIRST)
    but = ("workspaces", "outbox", "trades", "execution_sources", "executions", "positions")
    before = {name: sum_ for name, sum_ in (await ledger_picture(sql, ada)).items() if name not in but}
    standing_before, fills_before = await standing(ada), await executions(ada)
    more = await worker.imported(ada, fills(SELL_4, BUY_10))
    await worker.acted(ada, more["id"], "undo")
    after = {name: sum_ for name, sum_ in (await ledger_picture(sql, ada)).items() if name not in but}
    assert (await standing(ada), await executions(ada), after) == (standing_before, fills_before, before)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)], ids=str)
async def test_three_files_undone_in_any_order_leave_nothing(
    ada: Person, worker: Worker, database: Database, order: tuple[int, ...]
) -> None:
    contents = (FIRST, SECOND, fills(SELL_6, BUY_10))
    made = [await worker.imported(ada, content) for content in contents]
    for count, number in enumerate(order, start=1):
        await worker.acted(ada, made[number]["id"], "undo")
        left = {made[one]["id"] for one in order[count:]}
        for one in await executions(ada):
            assert {source["import_id"] for source in one["sources"]} <= left
            assert one["counts"] == bool(one["sources"])
        assert await differences(database, ada) == []
    assert await standing(ada) == ([], 0, 3)
    for number in order:
        await worker.acted(ada, made[number]["id"], "retry", {})
    assert await standing(ada) == ([("WOMB", "closed", "157.00")], 3, 3)
    assert [len(one["sources"]) for one in await executions(ada)] == [2, 2, 2]
    assert await differences(database, ada) == []


async def test_a_voided_fill_stays_voided_and_shows_as_a_duplicate(
    ada: Person, worker: Worker, database: Database
) -> None:
    first = await worker.imported(ada, FIRST)
    bought, _ = await executions(ada)
    assert (await ada.post(f"/executions/{bought['id']}/void")).status_code == 200
    void = await standing(ada)
    assert void == ([("WOMB", "open", "0.00")], 1, 2)
    second = await worker.imported(ada, fills(BUY_10, SELL_4))
    assert counts(second) == (0, 2, 0, 0, 0)
    assert await standing(ada) == void
    # So it is after everything that stated it was undone and came again.
    for one in (first, second):
        await worker.acted(ada, one["id"], "undo")
    assert await standing(ada) == ([], 0, 2)
    assert counts(await worker.acted(ada, first["id"], "retry", {})) == (1, 1, 0, 0, 0)
    assert await standing(ada) == void
    # The trader takes the void back: it counts, because a file states it.
    assert (await ada.post(f"/executions/{bought['id']}/restore")).json()["counts"] is True
    # (110 − 100) × 4 are made, 6 are open; 2 of fees
    assert [(one[1]) for one in (await standing(ada)).net] == ["open"]
    assert await differences(database, ada) == []


async def test_a_void_taken_back_does_not_bring_back_an_undone_file(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, FIRST)
    bought, _ = await executions(ada)
    await ada.post(f"/executions/{bought['id']}/void")
    await worker.acted(ada, made["id"], "undo")
    back = (await ada.post(f"/executions/{bought['id']}/restore")).json()
    assert (back["counts"], back["voided_at"], back["sources"]) == (False, None, [])
    assert await standing(ada) == ([], 0, 2)


async def test_what_was_entered_by_hand_outlives_the_file_that_states_it_too(
    ada: Person, worker: Worker, sql: Sql, database: Database
) -> None:
    """Hand-entered fills have names of their own; one that a file states as well is made here by SQL."""
    made = await worker.imported(ada, FIRST)
    await sql.execute(
        "UPDATE executions SET by_hand = true, import_id = NULL, line = NULL, stated_ordinal = NULL"
        " WHERE import_id = $1::text::uuid",
        made["id"],
    )
    before = await standing(ada)
    second = await worker.imported(ada, FIRST)
    assert counts(second) == (0, 2, 0, 0, 0)
    assert [len(one["sources"]) for one in await executions(ada)] == [1, 1]
    await worker.acted(ada, second["id"], "undo")
    assert await standing(ada) == before
    assert [(one["by_hand"], one["counts"], one["sources"]) for one in await executions(ada)] == [(True, True, [])] * 2
    assert await differences(database, ada) == []


async def test_a_fill_entered_by_hand_is_the_file_s_only_if_the_trader_says_so(ada: Person, worker: Worker) -> None:
    main = await account(ada, timezone="UTC")
    await fill(ada, main["id"], "buy", "10", "100", "1", "2026-01-05T10:00:00Z", instrument={"symbol": "WOMB"})
    made = await worker.imported(ada, fills(BUY_10), account_id=main["id"])
    assert (counts(made), (await standing(ada)).counting) == ((0, 0, 0, 1, 0), 1)
    made = await worker.acted(ada, made["id"], "settle", {"rows": [{"line": 2, "as": "count"}]})
    assert counts(made) == (1, 0, 0, 0, 0)
    assert (await standing(ada)).counting == 2
    await worker.acted(ada, made["id"], "undo")
    assert (await standing(ada)).counting == 1


async def test_the_files_of_a_fill_share_its_accounts_not_others(ada: Person, bob: Person, worker: Worker) -> None:
    """Two workspaces, and two accounts of one, each have their own."""
    first, other = await account(ada, name="A"), await account(ada, name="B")
    for account_id in (first["id"], other["id"]):
        assert counts(await worker.imported(ada, FIRST, account_id=account_id)) == (2, 0, 0, 0, 0)
    assert counts(await worker.imported(bob, FIRST)) == (2, 0, 0, 0, 0)
    assert ((await standing(ada)).counting, (await standing(bob)).counting) == (4, 2)


async def test_an_account_that_a_file_names_late_is_met_while_its_earlier_fills_are_being_stored(
    ada: Person, worker: Worker
) -> None:
    """More fills than are stored at once stand before the second account's first."""
    row = "{},STK,AAPL,1,{};{:06d},1,10.00,-1.00,BUY,EXECUTION,{},{}.{:08x}.01.01,T{},USD"
    header = (
        "ClientAccountID,AssetClass,Symbol,Conid,DateTime,Quantity,TradePrice,IBCommission,Buy/Sell,LevelOfDetail,"
        "IBOrderID,IBExecID,TradeID,CurrencyPrimary"
    )
    early = [row.format("U1111111", 20240102, 100000 + n % 60, n, "a", n, n) for n in range(5_500)]
    late = [row.format("U2222222", 20240103, 100000, n, "b", n, n) for n in range(2)]
    done = await worker.imported(ada, "\n".join([header, *early, *late]) + "\n")
    assert done["state"] == "committed", done["problem"]
    assert [one["number"] for one in done["preview"]["accounts"]] == ["U1111111", "U2222222"]
    assert done["counts"]["new"] == 5_502
