"""Statements imported, and the accounts they are of: reconciled to the cent, or what differs and why."""

from decimal import Decimal
from typing import Any

import pytest

from tests.adapters.brokers.reading import IMPORTS
from tests.adapters.brokers.test_statements import IBKR_STATEMENT
from tests.support.actors import Person
from tests.support.imports import Worker
from tests.support.sql import Sql

STATEMENT = """\
Statement,Header,Field Name,Field Value
Statement,Data,Period,"January 5, 2026 - January 9, 2026"
Account Information,Header,Field Name,Field Value
Account Information,Data,Account,U7654321
Account Information,Data,Base Currency,USD
Cash Report,Header,Currency Summary,Currency,Total
Cash Report,Data,Starting Cash,USD,5000
Cash Report,Data,Ending Cash,USD,{ending}
Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Cost Price
Open Positions,Data,Summary,Stocks,USD,WOMB,{held},1,20.01
Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm/Fee,Basis,Realized P/L,Code
Trades,Data,Order,Stocks,USD,WOMB,"2026-01-05, 09:30:00",100,20,-2000,-1.00,2001,0,O
{rows}"""
SALE = 'Trades,Data,Order,Stocks,USD,WOMB,"2026-01-07, 10:00:00",-40,22,880,-1.00,-800.4,78.6,C\n'
DIVIDEND = (
    "Dividends,Header,Currency,Date,Description,Amount\n"
    "Dividends,Data,USD,2026-01-08,WOMB(US0000000033) Cash Dividend USD 0.15 per Share (Ordinary Dividend),9\n"
)


async def reconciled(person: Person, number: str = "U7654321") -> dict[str, Any]:
    accounts = (await person.get("/accounts")).json()["items"]
    (account,) = [one for one in accounts if one["number"] == number]
    answer = await person.get(f"/accounts/{account['id']}/reconciliation")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def told(found: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(one["subject"], one["symbol"], one["difference"], one["cause"]) for one in found["differences"]]


async def test_a_whole_statement_agrees_to_the_cent(ada: Person, worker: Worker) -> None:
    # 5 000 − 2 001 + 879 + 9 = 3 887; 60 shares left; (22 − 20) × 40 − 1 − 0.40 = 78.60 realised.
    await worker.imported(ada, STATEMENT.format(ending="3887", held="60", rows=SALE + DIVIDEND), "statement.csv")
    assert await reconciled(ada) == {
        "standing": "reconciled",
        "since": "2026-01-05",
        "until": "2026-01-09",
        "checked": 3,
        "differences": [],
    }


@pytest.mark.parametrize(
    ("ending", "held", "rows", "expected"),
    [
        # The dividend's row is not in the file.
        ("3887", "60", SALE, [("balance", "", "9", "dividend")]),
        # The sale's is not.
        ("3887", "60", DIVIDEND, [("balance", "", "879", "missing_fill"), ("position", "WOMB", "-40", "missing_fill")]),
        # Money came in, and the file does not say so.
        ("4387", "60", SALE + DIVIDEND, [("balance", "", "500", "transfer")]),
        # A split of which only the position tells.
        ("3887", "240", SALE + DIVIDEND, [("position", "WOMB", "180", "split")]),
        # A charge on two fills.
        ("3885.5", "60", SALE + DIVIDEND, [("balance", "", "-1.5", "fee")]),
        ("3887.01", "60", SALE + DIVIDEND, [("balance", "", "0.01", "rounding")]),
    ],
    ids=["dividend", "missing fill", "transfer", "split", "fee", "rounding"],
)
async def test_what_is_left_out_is_named(
    ada: Person, worker: Worker, ending: str, held: str, rows: str, expected: list[tuple[str, ...]]
) -> None:
    await worker.imported(ada, STATEMENT.format(ending=ending, held=held, rows=rows), "statement.csv")
    found = await reconciled(ada)
    assert (found["standing"], found["since"]) == ("unreconciled", "2026-01-05")
    assert told(found) == expected
    assert all(one["file_name"] == "statement.csv" and one["detail"] for one in found["differences"])


async def test_entering_what_is_missing_reconciles_it(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, STATEMENT.format(ending="4387", held="60", rows=SALE + DIVIDEND))
    (account,) = made["preview"]["accounts"]
    body = {
        "account_id": account["id"],
        "kind": "deposit",
        "amount": "500",
        "occurred_at": "2026-01-06T15:00:00Z",
    }
    event = (await ada.post("/cash-events", body)).json()
    assert (await reconciled(ada))["standing"] == "reconciled"
    await ada.post(f"/cash-events/{event['id']}/void")
    assert told(await reconciled(ada)) == [("balance", "", "500", "transfer")]


async def test_money_exchanged_is_compared_in_both_currencies(ada: Person, worker: Worker) -> None:
    """1 000 EUR bought at 1.10 for 1 100 USD and a commission of 2: 3 898 USD and 1 000 EUR are left of 5 000."""
    text = """\
Statement,Header,Field Name,Field Value
Statement,Data,Period,"January 5, 2026 - January 9, 2026"
Account Information,Header,Field Name,Field Value
Account Information,Data,Account,U7654321
Account Information,Data,Base Currency,USD
Cash Report,Header,Currency Summary,Currency,Total
Cash Report,Data,Starting Cash,USD,5000
Cash Report,Data,Ending Cash,USD,3898
Cash Report,Data,Starting Cash,EUR,0
Cash Report,Data,Ending Cash,EUR,1000
Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,Proceeds,Comm in USD,Code
Trades,Data,Order,Forex,USD,EUR.USD,"2026-01-06, 09:00:00","1,000",1.10,-1100,-2,
"""
    await worker.imported(ada, text, "exchange.csv")
    found = await reconciled(ada)
    assert (found["standing"], found["checked"], found["differences"]) == ("reconciled", 2, [])


async def test_undo_takes_the_statement_away(ada: Person, worker: Worker, sql: Sql) -> None:
    text = STATEMENT.format(ending="3887", held="60", rows=SALE + DIVIDEND)
    made = await worker.imported(ada, text, "statement.csv")
    assert made["counts"]["new"] == 6
    again = await worker.imported(ada, text, "again.csv")
    assert (again["counts"]["new"], again["counts"]["duplicate"]) == (0, 6)
    await worker.acted(ada, again["id"], "undo")
    assert (await reconciled(ada))["standing"] == "reconciled"
    await worker.acted(ada, made["id"], "undo")
    assert await reconciled(ada) == {
        "standing": "unstated",
        "since": None,
        "until": None,
        "checked": 0,
        "differences": [],
    }


IBKR = sorted(
    path.relative_to(IMPORTS).as_posix() for path in (IMPORTS / "ibkr").iterdir() if "Realized P/L" in path.read_text()
)
NAMED = {
    # The broker counts the premium of a put that was exercised with the shares it delivered: −501 − 201 = −702.
    "ibkr/made__activity_put_exercised.csv": [("profit", "WOMB", "-201", "premium_moved")],
    # A sale that closes what no row of the file opened.
    "ibkr/made__activity_unreadable_rows.csv": [("profit", "WOMB", "6938", "missing_fill")],
}

SHARES = {"ibkr/made__activity_cost_shares.csv": {18: "0.125", 20: "0.25", 21: "0.125"}}
"""Of the cost, by line: what the companies published, and the broker counted with."""


@pytest.mark.parametrize("file", IBKR)
async def test_results_equal_the_column_that_the_broker_prints(ada: Person, worker: Worker, file: str) -> None:
    """To 0.01, in every sample that prints one; what differs by the broker's way of counting is named."""
    made = await worker.imported(ada, (IMPORTS / file).read_bytes(), file.rpartition("/")[2])
    if shares := SHARES.get(file):
        rows = [{"line": line, "as": "share", "cost_share": share} for line, share in shares.items()]
        await worker.acted(ada, made["id"], "settle", {"rows": rows})
    (account,) = made["preview"]["accounts"]
    found = (await ada.get(f"/accounts/{account['id']}/reconciliation")).json()
    assert told(found) == NAMED.get(file, [])
    assert all(abs(Decimal(one["difference"])) > Decimal("0.01") for one in found["differences"])


async def test_the_snapshot_of_a_flex_query_shows_what_its_trades_leave_out(ada: Person, worker: Worker) -> None:
    """340 AAPL are held, the query's trades buy 240; GOLD is held after them and not listed."""
    name = "ibkr/tradetally__ibkr-flex-report.xml"
    await worker.imported(ada, (IMPORTS / name).read_bytes(), "report.xml")
    assert told(await reconciled(ada, "U1234567")) == [
        ("position", "AAPL", "100", "missing_fill"),
        ("position", "GOLD", "-591", "missing_fill"),
    ]


async def test_a_metatrader_history_agrees_with_its_running_balance(ada: Person, worker: Worker) -> None:
    text = (
        "Time,Deal,Symbol,Type,Direction,Volume,Price,Order,Commission,Fee,Swap,Profit,Balance\n"
        "2026.01.05 08:00:00,1,,balance,,,,,,,,1000.00,1000.00\n"
        "2026.01.05 09:00:00,2,EURUSD,buy,in,0.1,1.1000,11,-0.50,0,0,0,999.50\n"
        # After 17:00 in New York: the next session's, and still this day's balance.
        "2026.01.05 19:00:00,3,EURUSD,sell,out,0.1,1.1020,12,-0.50,0,-0.30,20.00,1018.70\n"
        "2026.01.06 09:00:00,4,USDJPY,buy,in,0.1,150.00,14,-0.70,0,0,0,1018.00\n"
        "2026.01.06 10:00:00,5,USDJPY,sell,out,0.1,151.00,15,-0.70,0,0,66.23,1083.53\n"
    )
    made = await worker.imported(ada, text, "deals.csv", timezone="America/New_York")
    (account,) = made["preview"]["accounts"]
    found = (await ada.get(f"/accounts/{account['id']}/reconciliation")).json()
    assert (found["standing"], found["checked"], found["differences"]) == ("reconciled", 2, [])


async def test_a_statement_of_a_whole_quarter(ada: Person, worker: Worker) -> None:
    """The positions it prints were opened before it began: their openings are missing, and say so."""
    await worker.imported(ada, IBKR_STATEMENT, "quarter.csv")
    found = await reconciled(ada)
    # 1 000 + 498 − 5 = 1 493, as printed.
    assert [one["subject"] for one in found["differences"]] == ["position", "position"]


async def test_what_was_answered_holds_until_the_ledger_changes(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, STATEMENT.format(ending="4387", held="60", rows=SALE + DIVIDEND))
    (account,) = made["preview"]["accounts"]
    path = f"/accounts/{account['id']}/reconciliation"
    first = await ada.get(path)
    kept = {"If-None-Match": first.headers["ETag"]}
    assert (await ada.send("GET", path, headers=kept)).status_code == 304
    body = {"account_id": account["id"], "kind": "deposit", "amount": "500", "occurred_at": "2026-01-06T15:00:00Z"}
    await ada.post("/cash-events", body)
    again = await ada.send("GET", path, headers=kept)
    assert (again.status_code, again.json()["standing"]) == (200, "reconciled")


async def test_positions_are_those_of_their_day_across_a_split(ada: Person, worker: Worker) -> None:
    """100 bought on Monday; 4:1 on Wednesday evening; 40 of the new ones sold on Thursday."""
    text = STATEMENT.format(
        ending="3398",
        held="360",
        rows=(
            'Trades,Data,Order,Stocks,USD,WOMB,"2026-01-08, 10:00:00",-40,10,400,-1.00,-200.1,198.9,C\n'
            "Corporate Actions,Header,Asset Category,Currency,Report Date,Date/Time,Description,Quantity\n"
            'Corporate Actions,Data,Stocks,USD,2026-01-08,"2026-01-07, 20:25:00",'
            '"WOMB(US0000000033) Split 4 for 1 (WOMB, WOMBAT, US0000000033)",300\n'
        ),
    )
    await worker.imported(ada, text, "split.csv")
    # 5 000 − 2 001 + 399 = 3 398; 40 × (10 − 5) − 1 − 0.10 = 198.90.
    found = await reconciled(ada)
    assert (found["standing"], found["checked"], found["differences"]) == ("reconciled", 3, [])


async def test_half_a_day_gives_way_to_the_file_that_tells_it_whole(ada: Person, worker: Worker) -> None:
    """A query at noon on the seventh knows one of the day's two sales; one a week later knows both."""
    header = (
        "ClientAccountID,CurrencyPrimary,AssetClass,Symbol,DateTime,Quantity,TradePrice,IBCommission,FifoPnlRealized\n"
    )
    rows = (
        "U1,USD,STK,WOMB,20260105;093000,100,20,-1,0\n",
        "U1,USD,STK,WOMB,20260107;100000,-40,22,-1,78.6\n",
        "U1,USD,STK,WOMB,20260107;150000,-10,23,-1,28.9\n",
        "U1,USD,STK,WOMB,20260112;100000,-10,21,-1,8.9\n",
    )
    await worker.imported(ada, header + "".join(rows[:2]), "noon.csv")
    assert (await reconciled(ada, "U1"))["standing"] == "reconciled"
    await worker.imported(ada, header + "".join(rows), "later.csv")
    found = await reconciled(ada, "U1")
    assert (found["standing"], found["checked"], found["differences"]) == ("reconciled", 1, [])


async def test_an_account_of_somebody_else_is_not_there(ada: Person, bob: Person, worker: Worker) -> None:
    made = await worker.imported(ada, STATEMENT.format(ending="3887", held="60", rows=SALE))
    (account,) = made["preview"]["accounts"]
    assert (await bob.get(f"/accounts/{account['id']}/reconciliation")).status_code == 404
