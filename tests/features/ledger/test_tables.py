"""Trades and executions as CSV: the same rows and digits as the lists, and nothing a spreadsheet would run."""

import csv
import io
from typing import Any

import pytest

from tests.support.actors import Person
from tests.support.house import annotate
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades
from tests.support.varied import Varied
from tradesense.features.ledger.routes import tables

CSV = {"Accept": "text/csv"}


async def table(person: Person, path: str, **params: Any) -> list[dict[str, str]]:
    answer = await person.get(path, CSV, **params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["vary"] == "Accept"
    assert answer.text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(answer.text)))


async def test_a_losing_trade_is_a_negative_number(ada: Person) -> None:
    main = await account(ada)
    await fill(ada, main["id"], "buy", "10", "10", "1", "2026-01-05T15:00:00Z")
    await fill(ada, main["id"], "sell", "10", "8.85", "0", "2026-01-05T16:00:00Z")
    (row,) = await table(ada, "/trades")
    # 10 × (8.85 − 10) = −11.5, less the fee of 1
    assert (row["Gross"], row["Fees"], row["Net"]) == ("-11.5", "1", "-12.5")
    assert (row["Opened"], row["Closing day"]) == ("2026-01-05T15:00:00Z", "2026-01-05")
    assert (row["Side"], row["Status"], row["Account"], row["Fees known"]) == ("long", "closed", "Main", "yes")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", '=HYPERLINK("x","y")', "-12.5"])
async def test_what_a_spreadsheet_would_run_is_text(ada: Person, text: str) -> None:
    main = await account(ada, name=text)
    await fill(ada, main["id"], "buy", "10", "10", "1", "2026-01-05T15:00:00Z")
    (trade,) = await trades(ada)
    await annotate(ada, trade["id"], notes=f"{text}\nand, more", playbook=text)
    (row,) = await table(ada, "/trades")
    assert (row["Account"], row["Playbook"], row["Notes"]) == (f"'{text}", f"'{text}", f"'{text}\nand, more")
    (bought,) = await table(ada, "/executions")
    assert bought["Account"] == f"'{text}"


async def test_the_table_has_the_filters_rows_in_the_order_asked_for(
    world: Varied, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 7)  # several pages
    questions: tuple[dict[str, Any], ...] = (
        {},
        {"q": "pnl<0"},
        {"q": "symbol:AAPL", "sort": "-net"},
        {"sort": "-closed_at,symbol"},
    )
    for params in questions:
        listed = (await world.person.get("/trades", limit=500, **params)).json()["items"]
        found = await table(world.person, "/trades", **params)
        assert [row["Id"] for row in found] == [one["id"] for one in listed], params
    listed = (await world.person.get("/executions", limit=500)).json()["items"]
    found = await table(world.person, "/executions")
    assert [(row["Id"], row["Quantity"], row["Price"]) for row in found] == [
        (one["id"], one["quantity"], one["price"]) for one in listed
    ]


async def test_what_the_list_refuses_the_table_refuses(ada: Person) -> None:
    for params in ({"q": "colour:red"}, {"sort": "colour"}, {"colour": "red"}):
        answer = await ada.get("/trades", CSV, **params)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


async def test_executions_taken_out_can_be_taken_in_again(ada: Person, bob: Person, worker: Worker) -> None:
    rows = ["AAPL,2026-01-05 10:00:00,buy,10,100.125,1.5", "AAPL,2026-01-05 11:00:00,sell,10,99.5,-0.25"]
    await worker.imported(ada, fills(*rows), timezone="UTC")
    answer = await ada.get("/executions", CSV)
    made = await worker.imported(bob, answer.content, "executions.csv")
    assert (made["state"], made["counts"]["new"]) == ("committed", 2), made["problem"]
    (first,), (second,) = await trades(ada), await trades(bob)
    # 10 × (99.5 − 100.125) − 1.5 + 0.25 = −6.25 − 1.25
    assert (first["net"], second["net"]) == ("-7.50", "-7.50")
    assert second["opened_at"] == first["opened_at"]


async def test_json_is_what_comes_unless_csv_is_asked_for_first(ada: Person) -> None:
    for accept in ("*/*", "application/json", "application/json, text/csv", ""):
        answer = await ada.get("/trades", {"Accept": accept})
        assert answer.json()["items"] == []
