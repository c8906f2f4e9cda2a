"""Rows in quarantine: outside every total until the trader says what becomes of them."""

from typing import Any

import pytest

from tests.support.actors import Person
from tests.support.imports import Worker, counts, fills, notes
from tests.support.ledger import account
from tests.support.sql import Sql
from tests.support.standing import ledger_picture, standing
from tests.support.verifying import differences
from tradesense.db.session import Database

CLOSES = "WOMB,2026-01-05 10:00:00,sell to close,10,100,1"
COVERED = "WOMB,2026-01-05 11:00:00,buy,10,90,1"
SKIPPED = "BIRD,2026-03-08 02:30:00,buy,5,20,0"
"""Half past two did not come that night in New York: clocks went from two to three."""

FLEX = "ClientAccountID,AssetClass,Symbol,DateTime,Quantity,TradePrice,IBCommission,Buy/Sell,CurrencyPrimary"
NUMBERED = f"{FLEX},IBExecID\n" + "".join(
    f"U7,STK,{symbol},20260105;{clock},{quantity},{price},-1,{side},USD,{ref}\n"
    for symbol, clock, quantity, price, side, ref in (
        ("WOMB", "100000", 10, 100, "BUY", "E1"),
        ("WOMB", "100000", 10, 100, "BUY", "E2"),
        ("WOMB", "110000", -20, 110, "SELL", "E3"),
    )
)
UNNUMBERED = f"{FLEX}\n" + "".join(
    f"U7,STK,WOMB,20260105;{clock},{quantity},{price},-1,{side},USD\n"
    for clock, quantity, price, side in (
        ("100000", 10, 100, "BUY"),
        ("100000", 10, 100, "BUY"),
        ("100000", 10, 100, "BUY"),
        ("110000", -20, 110, "SELL"),
        ("120000", -10, 120, "SELL"),
    )
)


async def settled(worker: Worker, person: Person, import_id: str, **said: Any) -> dict[str, Any]:
    return await worker.acted(person, import_id, "settle", said)


async def test_a_close_without_an_open_may_open_a_short(ada: Person, worker: Worker, database: Database) -> None:
    made = await worker.imported(ada, fills(CLOSES, COVERED), timezone="UTC")
    assert counts(made) == (1, 0, 0, 1, 0)
    (note,) = await notes(ada, made["id"])
    assert (note["line"], note["code"], note["proposals"]) == (2, "execution.nothing_open", ["opening", "ignore"])

    done = await settled(worker, ada, made["id"], rows=[{"line": 2, "as": "opening"}])
    assert (done["state"], done["phase"], done["problem"]) == ("committed", "", None)
    assert counts(done) == (2, 0, 0, 0, 0)
    # Short 10 at 100, covered at 90: 100 − 2 of fees.
    assert (await standing(ada)).net == [("WOMB", "closed", "98.00")]
    assert await differences(database, ada) == []


async def test_a_row_left_out_is_ignored_and_so_is_its_fill(ada: Person, worker: Worker, sql: Sql) -> None:
    made = await worker.imported(ada, fills(CLOSES, COVERED), timezone="UTC")
    done = await settled(worker, ada, made["id"], all=[{"code": "execution.nothing_open", "as": "ignore"}])
    assert counts(done) == (1, 0, 1, 0, 0)
    (note,) = await notes(ada, made["id"])
    assert (note["verdict"], note["code"], note["raw"], note["proposals"]) == ("ignored", "row.left_out", CLOSES, [])
    assert (await standing(ada)).net == [("WOMB", "open", "0.00")]


async def test_a_skipped_clock_time_may_be_an_hour_later(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, fills(SKIPPED), timezone="America/New_York", review="true")
    assert counts(made) == (0, 0, 0, 1, 0)
    (note,) = await notes(ada, made["id"])
    assert note["proposals"] == ["later", "ignore"]
    shown = await settled(worker, ada, made["id"], all=[{"code": note["code"], "as": "later"}])
    assert (shown["state"], counts(shown)) == ("review", (1, 0, 0, 0, 0))
    await worker.acted(ada, made["id"], "commit")
    (execution,) = (await ada.get("/executions")).json()["items"]
    assert execution["executed_at"] == "2026-03-08T07:30:00Z"  # half past three by daylight time


async def test_an_unknown_contract_is_asked_for_and_then_known(ada: Person, worker: Worker, database: Database) -> None:
    rows = fills("/QZWH6,2026-01-05 10:00:00,buy,2,100,1", "/QZWH6,2026-01-05 11:00:00,sell,2,103,1")
    made = await worker.imported(ada, rows, timezone="UTC")
    assert counts(made) == (0, 0, 0, 2, 0)
    assert {note["code"] for note in await notes(ada, made["id"])} == {"contract.unknown"}

    answer = await ada.send("PUT", "/contracts/qzw", json={"multiplier": "12.5"})
    assert answer.status_code == 200, answer.text
    assert answer.json() == {
        "root": "QZW", "multiplier": "12.5", "currency": "USD", "exchange": "", "source": "You stated it.",
        "since": None, "until": None, "own": True,
    }  # fmt: skip
    done = await settled(worker, ada, made["id"])
    assert counts(done) == (2, 0, 0, 0, 0)
    # 2 × 3 points × 12.5 − 2
    assert (await standing(ada)).net == [("QZWH26", "closed", "73.00")]
    assert await differences(database, ada) == []


async def test_what_one_workspace_states_is_not_known_to_another(ada: Person, bob: Person, worker: Worker) -> None:
    rows = fills("/QZXH6,2026-01-05 10:00:00,buy,2,100,1")
    await ada.send("PUT", "/contracts/QZX", json={"multiplier": "12.5"})
    assert counts(await worker.imported(ada, rows)) == (1, 0, 0, 0, 0)
    assert counts(await worker.imported(bob, rows)) == (0, 0, 0, 1, 0)
    assert [one for one in (await bob.get("/contracts")).json()["items"] if one["own"]] == []
    assert (await bob.send("DELETE", "/contracts/QZX")).status_code == 404
    assert (await ada.send("DELETE", "/contracts/QZX")).status_code == 204


async def test_fills_met_without_their_numbers_are_asked_about(ada: Person, worker: Worker, database: Database) -> None:
    await worker.imported(ada, NUMBERED, "numbered.csv")
    before = (await standing(ada)).net
    # (110 − 100) × 20 − 3
    assert before == [("WOMB", "closed", "197.00")]
    made = await worker.imported(ada, UNNUMBERED, "plain.csv")
    # Two of the three alike, and the sale, stand in the other file; the third purchase and the last sale are new.
    assert counts(made) == (2, 0, 0, 3, 0)
    asked = await notes(ada, made["id"])
    assert {note["code"] for note in asked} == {"fill.probable_duplicate"}
    assert [note["line"] for note in asked] == [2, 3, 5]
    assert all("numbered.csv" in note["detail"] for note in asked)
    assert asked[0]["proposals"] == ["ignore", "count"]
    # 10 bought at 100 before the sale of 20 leaves 10, sold at 120: one trade, 200 + 200 − 5.
    assert (await standing(ada)).net == [("WOMB", "closed", "395.00")]
    assert await differences(database, ada) == []

    done = await settled(
        worker,
        ada,
        made["id"],
        all=[{"code": "fill.probable_duplicate", "as": "ignore"}],
        rows=[{"line": 5, "as": "count"}],
    )
    assert counts(done) == (3, 0, 2, 0, 0)
    # 30 bought at 100; 40 sold at 110, the sale that closes and goes on short 10, which the sale at 120 adds to.
    assert await differences(database, ada) == []
    assert (await ada.get("/executions", limit=500)).json()["items"].__len__() == 6


async def test_the_same_file_again_is_no_probable_duplicate(ada: Person, worker: Worker) -> None:
    await worker.imported(ada, NUMBERED)
    assert counts(await worker.imported(ada, NUMBERED, "again.csv")) == (0, 3, 0, 0, 0)


async def test_settling_and_undoing_leaves_nothing(ada: Person, worker: Worker, sql: Sql) -> None:
    await account(ada)
    made = await worker.imported(ada, fills(CLOSES, COVERED), timezone="UTC")
    await settled(worker, ada, made["id"], rows=[{"line": 2, "as": "opening"}])
    undone = await worker.acted(ada, made["id"], "undo")
    assert undone["state"] == "undone"
    left = await standing(ada)
    assert (left.net, left.counting) == ([], 0)


SHOWN = ("counts", "preview", "settled")
"""What an import's page shows of it, beside its notes."""
MIXED = (CLOSES, COVERED, "QUUX,2026-01-05 12:00:00,sell to close,5,20,0", "QUUX,2026-01-06 12:00:00,buy,5,18,0")


async def seen(person: Person, found: dict[str, Any]) -> tuple[Any, ...]:
    """All that is shown of an import and of the ledger."""
    trades = (await person.get("/trades", sort="opened_at", limit=500)).json()["items"]
    shown = {name: found[name] for name in SHOWN}
    # An account that is only proposed has another id with every reading.
    accounts = [{**one, "id": None} for one in found["preview"]["accounts"]]
    shown["preview"] = {**found["preview"], "accounts": accounts}
    return shown, await notes(person, found["id"]), trades


@pytest.mark.parametrize("review", ["true", "false"])
async def test_what_was_said_of_a_row_can_be_taken_back(
    ada: Person, worker: Worker, sql: Sql, database: Database, review: str
) -> None:
    made = await worker.imported(ada, fills(*MIXED), timezone="UTC", review=review)
    before = await seen(ada, made)
    assert (made["settled"], counts(made)) == (0, (2, 0, 0, 2, 0))
    await settled(worker, ada, made["id"], rows=[{"line": 2, "as": "opening"}])
    done = await settled(worker, ada, made["id"], rows=[{"line": 4, "as": "ignore"}])
    assert (done["settled"], counts(done)) == (2, (3, 0, 1, 0, 0))
    told = await notes(ada, made["id"], settled="true")
    assert [(note["line"], note["code"], note["settled"], note["raw"]) for note in told] == [
        (2, "row.opens", "opening", MIXED[0]), (4, "row.left_out", "ignore", MIXED[2])
    ]  # fmt: skip

    one = await settled(worker, ada, made["id"], rows=[{"line": 2, "as": None}])
    assert (one["state"], one["settled"], counts(one)) == (made["state"], 1, (2, 0, 1, 1, 0))
    none = await settled(worker, ada, made["id"], rows=[{"line": 4, "as": None}])
    assert await seen(ada, none) == before
    assert await differences(database, ada) == []


async def test_all_that_were_settled_alike_are_taken_back_at_once(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, fills(*MIXED), timezone="UTC")
    before = await seen(ada, made)
    done = await settled(worker, ada, made["id"], all=[{"code": "execution.nothing_open", "as": "opening"}])
    # Short 10 at 100 covered at 90: 100 − 2; short 5 at 20 covered at 18: 10.
    assert (await standing(ada)).net == [("WOMB", "closed", "98.00"), ("QUUX", "closed", "10.00")]
    assert counts(done) == (4, 0, 0, 0, 0)
    back = await settled(worker, ada, made["id"], all=[{"code": "row.opens", "as": None}])
    assert await seen(ada, back) == before
    again = await settled(worker, ada, made["id"], all=[{"code": "execution.nothing_open", "as": "ignore"}])
    assert counts(again) == (2, 0, 2, 0, 0)


async def test_a_fill_that_was_counted_is_asked_about_again(ada: Person, worker: Worker, database: Database) -> None:
    await worker.imported(ada, NUMBERED, "numbered.csv")
    made = await worker.imported(ada, UNNUMBERED, "plain.csv")
    before = await seen(ada, made)
    done = await settled(worker, ada, made["id"], rows=[{"line": 5, "as": "count"}, {"line": 2, "as": "ignore"}])
    assert done["settled"] == 2
    back = await settled(
        worker, ada, made["id"], rows=[{"line": 5, "as": None}], all=[{"code": "row.left_out", "as": None}]
    )
    assert await seen(ada, back) == before
    assert await differences(database, ada) == []


async def test_an_hour_later_is_taken_back(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, fills(SKIPPED), timezone="America/New_York")
    before = await seen(ada, made)
    await settled(worker, ada, made["id"], rows=[{"line": 2, "as": "later"}])
    assert (await standing(ada)).counting == 1
    assert await seen(ada, await settled(worker, ada, made["id"], rows=[{"line": 2, "as": None}])) == before
    assert (await standing(ada)).counting == 0


async def test_a_row_that_a_later_file_states_too_is_settled_and_taken_back(
    ada: Person, worker: Worker, database: Database
) -> None:
    made = await worker.imported(ada, fills(*MIXED), timezone="UTC")
    again = await worker.imported(ada, fills(*MIXED, "FROG,2026-01-05 12:00:00,buy,1,5,0"), "again.csv", timezone="UTC")
    assert counts(again) == (1, 4, 0, 0, 0)
    before = await seen(ada, made)
    done = await settled(worker, ada, made["id"], rows=[{"line": 2, "as": "opening"}, {"line": 4, "as": "ignore"}])
    # Line 4 is the other file's now, which has not been asked.
    assert (counts(done), await differences(database, ada)) == ((3, 0, 1, 0, 0), [])
    assert ("WOMB", "closed", "98.00") in (await standing(ada)).net
    kept = (await standing(ada)).counting
    still = await settled(worker, ada, made["id"], rows=[{"line": 2, "as": None}])
    assert (counts(still), (await standing(ada)).counting) == ((2, 0, 1, 1, 0), kept)
    back = await settled(worker, ada, made["id"], rows=[{"line": 4, "as": None}])
    assert await seen(ada, back) == before
    assert await differences(database, ada) == []
    # The other file goes, and nothing of this one with it.
    await worker.acted(ada, again["id"], "undo")
    assert (await seen(ada, back))[1:] == (before[1], [one for one in before[2] if one["symbol"] != "FROG"])


async def test_rows_that_are_set_apart_are_no_new_fills(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, fills(CLOSES, MIXED[2]), timezone="UTC", review="true")
    assert (counts(made), made["counts"]["fills"]) == ((0, 0, 0, 2, 0), 0)
    assert {note["reason"] for note in await notes(ada, made["id"])} == {"Closes without an opening"}
    done = await settled(worker, ada, made["id"], rows=[{"line": 2, "as": "opening"}])
    assert (counts(done), done["counts"]["fills"]) == ((1, 0, 0, 1, 0), 1)


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"rows": [{"line": 3, "as": "ignore"}]}, 422, "import.settlement_impossible"),
        ({"rows": [{"line": 2, "as": "later"}]}, 422, "import.settlement_impossible"),
        ({"rows": [{"line": 2, "as": "delete"}]}, 422, "request.invalid"),
        ({"rows": [{"line": 2, "as": None}]}, 422, "import.settlement_impossible"),
        ({"all": [{"code": "execution.nothing_open", "as": None}]}, 422, "import.settlement_impossible"),
        ({"rows": [{"line": 0, "as": "ignore"}]}, 422, "request.invalid"),
        ({"everything": "ignore"}, 422, "request.invalid"),
    ],
)
async def test_what_cannot_be_settled_changes_nothing(
    ada: Person, worker: Worker, sql: Sql, said: dict[str, Any], status: int, code: str
) -> None:
    made = await worker.imported(ada, fills(CLOSES, COVERED), timezone="UTC")
    before = await ledger_picture(sql, ada)
    answer = await ada.post(f"/imports/{made['id']}/settle", said)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await ledger_picture(sql, ada) == before
    assert await worker.take(made["id"]) == []


async def test_a_settlement_that_breaks_leaves_the_import_as_it_was(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, fills(CLOSES, COVERED), timezone="UTC")
    before = (await standing(ada)).net
    await ada.post(f"/imports/{made['id']}/settle", {"rows": [{"line": 2, "as": "opening"}]})
    for name in await worker.kept_files(ada):
        await worker.ports.blobs.delete(f"{(await ada.get('/auth/me')).json()['workspace_id']}/imports/{name}")
    found = await worker.run(ada, made["id"])
    assert (found["state"], found["phase"]) == ("committed", "")
    assert found["problem"] is not None
    assert (await standing(ada)).net == before
