"""Amounts in another currency than the account's (decision 13): converted by a rate, or shown beside; never guessed."""

from typing import Any, Final

import pytest

from tests.adapters.brokers.reading import IMPORTS
from tests.support.actors import Person
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades

SAP: Final = {"symbol": "SAP", "currency": "EUR"}
USDJPY: Final = {"symbol": "USDJPY", "asset_class": "forex", "currency": "JPY", "underlying": "USD"}
BOUGHT, SOLD = "2026-01-05T15:00:00Z", "2026-01-06T15:00:00Z"


async def round_trip(person: Person, account_id: str, of: dict[str, Any], rates: tuple[str | None, str | None]) -> Any:
    """10 @ 100 for 1, sold @ 107 for 1."""
    for side, price, at, rate in (("buy", "100", BOUGHT, rates[0]), ("sell", "107", SOLD, rates[1])):
        await fill(person, account_id, side, "10", price, "1", at, instrument=of, rate=rate)
    (trade,) = await trades(person)
    return trade


async def test_a_forex_pair_converts_by_its_own_price(ada: Person) -> None:
    # ledger.md, example E: 10 000 × (151 − 150) = 10 000 JPY; at 151.00 that is 66.225165562914 USD
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "10000", "150.00", "0", BOUGHT, instrument=USDJPY)
    await fill(ada, main, "sell", "10000", "151.00", "0", SOLD, instrument=USDJPY)
    (trade,) = await trades(ada)
    assert (trade["net"], trade["currency"], trade["base_currency"]) == ("10000.00", "JPY", "USD")
    assert trade["base_net"] == "66.225165562914"
    assert (await ada.get("/analytics/summary", metrics="net_pnl")).json()["unconverted"] == []


async def test_a_price_that_is_next_to_nothing_converts_too(ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "1", "0.000000000000000001", "0", BOUGHT, instrument=USDJPY)
    await fill(ada, main, "sell", "1", "0.000000000000000002", "0", SOLD, instrument=USDJPY)
    (trade,) = await trades(ada)
    # 1e-18 JPY at 1 ÷ 2e-18 = 5e17 USD each
    assert trade["base_net"] == "0.50"


async def test_of_cash_instruments_each_notional_has_its_own_rate(ada: Person) -> None:
    trade = await round_trip(ada, (await account(ada))["id"], SAP, ("1.10", "1.20"))
    # 68 EUR; 1070 × 1.20 − 1000 × 1.10 − 1.10 − 1.20 = 181.70 USD
    assert (trade["net"], trade["base_net"]) == ("68.00", "181.70")


async def test_of_margin_instruments_the_profit_has_the_closing_rate(ada: Person) -> None:
    dax = {"symbol": "GER40", "asset_class": "cfd", "currency": "EUR"}
    trade = await round_trip(ada, (await account(ada))["id"], dax, ("1.10", "1.20"))
    assert (trade["net"], trade["base_net"]) == ("68.00", "81.60")  # 68 × 1.20


@pytest.mark.parametrize("rates", [(None, None), ("1.10", None), (None, "1.20")])
async def test_without_a_rate_it_is_not_converted(ada: Person, rates: tuple[str | None, str | None]) -> None:
    trade = await round_trip(ada, (await account(ada))["id"], SAP, rates)
    assert (trade["net"], trade["base_net"]) == ("68.00", None)
    assert [one["symbol"] for one in await trades(ada, q="-has:rate")] == ["SAP"]
    assert await trades(ada, q="pnl:..0 OR pnl:0..") == []
    assert [one["symbol"] for one in await trades(ada, q="status:closed")] == ["SAP"]


async def test_in_its_own_currency_no_rate_is_asked_for(ada: Person) -> None:
    trade = await round_trip(ada, (await account(ada, currency="EUR"))["id"], SAP, (None, None))
    assert (trade["net"], trade["base_net"]) == ("68.00", "68.00")


async def test_a_days_rate_that_a_file_stated_converts_what_is_entered_later(ada: Person, worker: Worker) -> None:
    name = "synthetic__two_currencies_with_fx.csv"
    made = await worker.imported(ada, (IMPORTS / "ibkr" / name).read_bytes(), name)
    assert made["state"] == "committed", made["problem"]
    # EUR was at 1.10 on 5 January and at 1.05 on 5 February, the file says.
    (main,) = (await ada.get("/accounts")).json()["items"]
    bmw = {"instrument": {"symbol": "BMW", "currency": "EUR"}}
    await fill(ada, main["id"], "buy", "1", "100", "0", "2026-01-05T15:00:00Z", **bmw)
    await fill(ada, main["id"], "sell", "1", "120", "0", "2026-02-05T15:00:00Z", **bmw)
    (trade,) = await trades(ada, q="symbol:BMW")
    assert trade["base_net"] == "16.00"  # 120 × 1.05 − 100 × 1.10
    # Which a later undoing of the file does not take from it: a fill is a fact.
    assert (await worker.acted(ada, made["id"], "undo"))["state"] == "undone"
    assert [one["base_net"] for one in await trades(ada)] == ["16.00"]


async def test_an_expiry_costs_nothing_where_no_fee_is_said(ada: Person) -> None:
    main = (await account(ada))["id"]
    call = {"symbol": "AAPL", "asset_class": "option", "expiry": "2026-01-16", "strike": "200", "right": "call"}
    await fill(ada, main, "buy", "1", "2", "1", BOUGHT, instrument=call)
    await fill(ada, main, "sell", "1", "0", None, "2026-01-16T21:00:00Z", instrument=call, kind="expiry")
    (trade,) = await trades(ada)
    assert (trade["net"], trade["fees_known"], trade["closed_by"]) == ("-201.00", True, "expiry")


async def test_files_and_hands_come_to_the_same(ada: Person, worker: Worker) -> None:
    by_hand, by_file = (await account(ada))["id"], (await account(ada, name="File"))["id"]
    await fill(ada, by_hand, "buy", "10", "100", "1", "2026-01-05T15:00:00Z")
    await fill(ada, by_hand, "sell", "10", "107", "0", "2026-01-06T05:00:00Z", time_known=False)
    rows = ["AAPL,2026-01-05 10:00:00,buy,10,100,1", "AAPL,2026-01-06,sell,10,107,0"]
    made = await worker.imported(ada, fills(*rows), account_id=by_file)
    assert made["counts"]["new"] == 2
    one, other = await trades(ada, sort="opened_at,symbol")
    differing = {name for name in one if one[name] != other[name]}
    assert differing == {"id", "account_id"}
