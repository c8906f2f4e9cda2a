"""Figures of a small workspace, each worked out by hand."""

from collections.abc import AsyncIterator
from decimal import Decimal
from statistics import fmean, stdev
from typing import Any, Final

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from tests.support.actors import Person, register
from tests.support.house import annotate
from tests.support.ledger import account, fill, trades
from tradesense.domain.number import EXACT

# symbol, side, units, price, fee, instant: New York is five hours behind.
FILLS: Final = [
    ("AAPL", "buy", "10", "100", "1", "2026-01-05T15:00:00Z"),
    ("AAPL", "sell", "10", "110", "1", "2026-01-05T16:30:00Z"),  # 100 − 2 = 98 on Monday
    ("MSFT", "sell", "5", "200", "1", "2026-01-06T15:00:00Z"),
    ("MSFT", "buy", "5", "210", "1", "2026-01-06T15:02:00Z"),  # −50 − 2 = −52 on Tuesday
    ("TSLA", "buy", "10", "50", "0", "2026-01-05T19:00:00Z"),
    ("TSLA", "sell", "5", "60", "0", "2026-01-07T19:00:00Z"),  # 50 on Wednesday
    ("TSLA", "sell", "5", "40", "0", "2026-01-08T19:00:00Z"),  # −50 on Thursday: 0 in all
    ("NVDA", "buy", "10", "10", "0.25", "2026-01-08T20:00:00Z"),
    ("NVDA", "sell", "10", "12", "0.25", "2026-01-08T20:10:00Z"),  # 20 − 0.50 = 19.50 on Thursday
    ("AMZN", "buy", "10", "10", "0", "2026-01-09T15:00:00Z"),
    ("AMZN", "sell", "4", "11", "0", "2026-01-09T16:00:00Z"),  # 4 on Friday, and still open
]


async def traded(person: Person) -> Person:
    main = (await account(person, capital="10000"))["id"]
    for symbol, side, units, price, fee, at in FILLS:
        await fill(person, main, side, units, price, fee, at, instrument={"symbol": symbol})
    for trade in await trades(person):
        if trade["symbol"] == "AAPL":
            await annotate(person, trade["id"], tags=["gap", "trend"], playbook="open", rating=4, planned_risk="49")
        if trade["symbol"] == "MSFT":
            await annotate(person, trade["id"], tags=["gap"], mistakes=["late"], stop="210.4")
    return person


@pytest.fixture(scope="module")
async def trader(app: FastAPI) -> AsyncIterator[Person]:
    """Who only asks."""
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield await traded(await register(client, "ada"))


async def asked(person: Person, what: str, **query: Any) -> dict[str, Any]:
    answer = await person.get(f"/analytics/{what}", **query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def summary(person: Person, **query: Any) -> dict[str, Any]:
    return {one["key"]: one["value"] for one in (await asked(person, "summary", **query))["figures"]}


async def by(person: Person, dimension: str, **query: Any) -> dict[str, tuple[Any, Any]]:
    """Trades and net of each group, in their order."""
    found = await asked(person, "breakdown", by=dimension, metrics="trades,net_pnl", **query)
    return {group["key"]: tuple(one["value"] for one in group["figures"]) for group in found["groups"]}


async def test_a_summary(trader: Person) -> None:
    found = await asked(trader, "summary")
    assert (found["currency"], found["timezone"]) == ("USD", "America/New_York")
    assert (found["first_day"], found["last_day"], found["unconverted"]) == ("2026-01-05", "2026-01-09", [])
    values = {one["key"]: one["value"] for one in found["figures"]}
    # The days' results over the capital they began with: 10 000, 10 098, 10 046, 10 096, 10 065.50
    days = [98 / 10_000, -52 / 10_098, 50 / 10_046, -30.5 / 10_096, 4 / 10_065.5]
    assert values == {
        "trades": 4,
        "open_trades": 1,
        "net_pnl": "65.50",  # 98 − 52 + 0 + 19.50
        "gross_pnl": "70.00",
        "fees": "4.50",
        "fees_known": 1.0,
        "win_rate": pytest.approx(2 / 3),  # two of the three that are not even
        "profit_factor": pytest.approx(117.5 / 52),
        "payoff_ratio": pytest.approx(58.75 / 52),
        "expectancy": "16.375",  # 65.50 ÷ 4
        "expectancy_r": pytest.approx(0.5),  # 98 ÷ 49 = 2 R, −52 ÷ (10.40 × 5) = −1 R
        "sqn": pytest.approx(2**0.5 * 0.5 / 4.5**0.5),  # of 2 and −1 the variance is 4.5
        "average_win": "58.75",
        "average_loss": "-52.00",
        "largest_win": "98.00",
        "largest_loss": "-52.00",
        "max_consecutive_losses": 1,
        "winning_day_share": pytest.approx(3 / 5),  # Monday, Wednesday, Friday
        "hold_ratio": pytest.approx(25),  # (90 min + 10 min) ÷ 2 to 2 min
        "max_drawdown": "52.00",
        "longest_under_water_days": 4,  # since Monday's 98
        "recovery_factor": pytest.approx(69.5 / 52),  # what is realised of the open trade is in the curve
        "max_drawdown_percent": pytest.approx(-52 / 10_098),
        "annualised_return": None,
        "sharpe": pytest.approx(fmean(days) / stdev(days) * 252**0.5),
        "sortino": pytest.approx(fmean(days) / fmean(min(day, 0) ** 2 for day in days) ** 0.5 * 252**0.5),
    }


async def test_each_figure_comes_with_its_sample_and_what_to_know(trader: Person) -> None:
    figures = {one["key"]: one for one in (await asked(trader, "summary"))["figures"]}
    win_rate = figures["win_rate"]
    # Wilson, 2 of 3, z = 1.96: (0.6667 + 0.6402) ÷ 2.2805 ∓ …: 0.2077 to 0.9385
    assert (win_rate["n"], win_rate["enough"], win_rate["interval"]["method"]) == (3, False, "wilson")
    assert win_rate["interval"]["low"] == pytest.approx(0.2077, abs=1e-4)
    assert win_rate["interval"]["high"] == pytest.approx(0.9385, abs=1e-4)
    assert figures["annualised_return"]["note"]
    assert figures["net_pnl"]["interval"] is None


async def test_metrics_are_answered_in_the_order_asked(trader: Person) -> None:
    found = await asked(trader, "summary", metrics="largest_win, trades,largest_win,")
    assert [(one["key"], one["value"]) for one in found["figures"]] == [("largest_win", "98.00"), ("trades", 4)]


async def test_every_metric_of_the_catalogue_answers(trader: Person) -> None:
    keys = [one["key"] for one in (await asked(trader, "metrics"))["items"]]
    assert len(keys) >= 30
    for query in ({}, {"q": "symbol:NONE"}, {"q": "symbol:AAPL"}):
        found = (await asked(trader, "summary", metrics=",".join(keys), **query))["figures"]
        assert [one["key"] for one in found] == keys
        assert [one["key"] for one in found if one["value"] is None and not one["note"]] == []


async def test_the_equity_curve(trader: Person) -> None:
    found = await asked(trader, "equity")
    assert (found["currency"], found["capital"]) == ("USD", "10000.00")
    points = [tuple(one.values()) for one in found["points"]]
    assert points == [
        ("2026-01-05", "98.00", "2.00", 1, "98.00", "0.00"),
        ("2026-01-06", "-52.00", "2.00", 1, "46.00", "-52.00"),
        ("2026-01-07", "50.00", "0.00", 0, "96.00", "-2.00"),
        ("2026-01-08", "-30.50", "0.50", 2, "65.50", "-32.50"),
        ("2026-01-09", "4.00", "0.00", 0, "69.50", "-28.50"),
    ]


async def test_the_calendar(trader: Person) -> None:
    found = await asked(trader, "calendar")
    assert [(day["day"], day["net"], day["trades"]) for day in found["days"]] == [
        ("2026-01-05", "98.00", 1), ("2026-01-06", "-52.00", 1), ("2026-01-07", "50.00", 0),
        ("2026-01-08", "-30.50", 2), ("2026-01-09", "4.00", 0),
    ]  # fmt: skip
    assert found["weeks"] == [{"first": "2026-01-05", "net": "69.50", "trades": 4, "days": 5}]
    assert found["months"] == [{"first": "2026-01-01", "net": "69.50", "trades": 4, "days": 5}]
    part = await asked(trader, "calendar", first="2026-01-06", last="2026-01-08")
    assert [day["day"][-2:] for day in part["days"]] == ["06", "07", "08"]
    assert part["weeks"] == [{"first": "2026-01-05", "net": "-32.50", "trades": 3, "days": 3}]
    assert (await asked(trader, "calendar", first="2026-02-01"))["days"] == []


async def test_weeks_begin_on_monday_and_cross_the_year(ada: Person) -> None:
    main = (await account(ada))["id"]
    for day in ("2025-12-31", "2026-01-01", "2026-01-04", "2026-01-05"):
        await fill(ada, main, "buy", "1", "10", "0", f"{day}T15:00:00Z")
        await fill(ada, main, "sell", "1", "11", "0", f"{day}T16:00:00Z")
    found = await asked(ada, "calendar")
    # 31 December 2025 was a Wednesday: Monday the 29th.
    assert [(one["first"], one["net"]) for one in found["weeks"]] == [("2025-12-29", "3.00"), ("2026-01-05", "1.00")]
    assert [(one["first"], one["net"]) for one in found["months"]] == [("2025-12-01", "1.00"), ("2026-01-01", "3.00")]
    assert list(await by(ada, "week")) == ["2025-12-29", "2026-01-05"]
    assert await by(ada, "year") == {"2025": (1, "1.00"), "2026": (3, "3.00")}


@pytest.mark.parametrize(
    ("dimension", "groups"),
    [
        ("symbol", {"AAPL": (1, "98.00"), "MSFT": (1, "-52.00"), "NVDA": (1, "19.50"), "TSLA": (1, "0.00")}),
        ("underlying", {"AAPL": (1, "98.00"), "MSFT": (1, "-52.00"), "NVDA": (1, "19.50"), "TSLA": (1, "0.00")}),
        ("class", {"equity": (4, "65.50")}),
        ("side", {"long": (3, "117.50"), "short": (1, "-52.00")}),
        ("tag", {"gap": (2, "46.00"), "trend": (1, "98.00"), "": (2, "19.50")}),
        ("mistake", {"late": (1, "-52.00"), "": (3, "117.50")}),
        ("emotion", {"": (4, "65.50")}),
        ("playbook", {"": (3, "-32.50"), "open": (1, "98.00")}),
        ("rating", {"": (3, "-32.50"), "4": (1, "98.00")}),
        ("confidence", {"": (4, "65.50")}),
        ("weekday", {"mon": (1, "98.00"), "tue": (1, "-52.00"), "thu": (2, "19.50")}),
        ("hour", {"10": (2, "46.00"), "14": (1, "0.00"), "15": (1, "19.50")}),
        ("day", {"2026-01-05": (1, "98.00"), "2026-01-06": (1, "-52.00"), "2026-01-08": (2, "19.50")}),
        ("week", {"2026-01-05": (4, "65.50")}),
        ("month", {"2026-01": (4, "65.50")}),
        ("year", {"2026": (4, "65.50")}),
        ("hold", {"1m..5m": (1, "-52.00"), "5m..15m": (1, "19.50"), "1h..4h": (1, "98.00"), "1d..7d": (1, "0.00")}),
    ],
)
async def test_a_breakdown(trader: Person, dimension: str, groups: dict[str, tuple[int, str]]) -> None:
    found = await by(trader, dimension)
    assert list(found.items()) == list(groups.items())
    whole = await asked(trader, "breakdown", by=dimension, metrics="trades,net_pnl")
    assert [one["value"] for one in whole["total"]] == [4, "65.50"]
    assert whole["partition"] is (dimension not in {"tag", "mistake", "emotion"})
    # Every group is what the filter of its key finds.
    for key, figures in groups.items():
        if key and dimension not in {"day", "week", "month", "hold"}:
            filtered = await summary(trader, q=f'{dimension}:"{key}"', metrics="trades,net_pnl")
            assert tuple(filtered.values()) == figures


async def test_a_breakdown_by_account(trader: Person) -> None:
    (main,) = (await trader.get("/accounts")).json()["items"]
    assert await by(trader, "account") == {main["id"]: (4, "65.50")}


async def test_a_breakdown_by_return(trader: Person) -> None:
    # The days of Monday's trade alone: one day, no deviation.
    found = await asked(trader, "breakdown", by="symbol", metrics="max_drawdown,winning_day_share")
    shown = {group["key"]: [one["value"] for one in group["figures"]] for group in found["groups"]}
    assert shown == {"AAPL": ["0.00", 1.0], "MSFT": ["52.00", 0.0], "NVDA": ["0.00", 1.0], "TSLA": ["50.00", 0.5]}


async def test_clock_times_are_of_the_zone_asked_for_and_days_of_the_account(trader: Person) -> None:
    # 15:00Z, 19:00Z and 20:00Z, nine hours later
    assert list(await by(trader, "hour", tz="Asia/Tokyo")) == ["0", "4", "5"]
    assert (await asked(trader, "summary", tz="Asia/Tokyo"))["timezone"] == "Asia/Tokyo"
    assert await by(trader, "day", tz="Asia/Tokyo") == await by(trader, "day")
    assert (await summary(trader, q="hour:0", tz="Asia/Tokyo", metrics="net_pnl")) == {"net_pnl": "46.00"}


@pytest.mark.parametrize(
    ("text", "net", "days"),
    [
        ("side:long", "117.50", ["05", "07", "08", "09"]),
        ("status:win", "117.50", ["05", "08"]),
        ("status:even", "0.00", ["07", "08"]),
        ("status:open", None, ["09"]),
        ("tag:gap -mistake:late", "98.00", ["05"]),
        ("closed:2026-01-08", "19.50", ["07", "08"]),
        ("r>1", "98.00", ["05"]),
        ("symbol:NONE", None, []),
    ],
)
async def test_a_filter_narrows_every_figure(trader: Person, text: str, net: str | None, days: list[str]) -> None:
    assert await summary(trader, q=text, metrics="net_pnl") == {"net_pnl": net}
    points = (await asked(trader, "equity", q=text))["points"]
    assert [point["day"][-2:] for point in points] == days
    assert [day["day"] for day in (await asked(trader, "calendar", q=text))["days"]] == [one["day"] for one in points]
    total = (await asked(trader, "breakdown", by="symbol", q=text, metrics="net_pnl"))["total"]
    assert total[0]["value"] == net


@pytest.mark.parametrize(
    ("what", "query", "code"),
    [
        ("summary", {"metrics": "net_pnl,luck"}, "metric.unknown"),
        ("breakdown", {"by": "symbol", "metrics": "luck"}, "metric.unknown"),
        ("breakdown", {"by": "mood"}, "analytics.dimension_unknown"),
        ("breakdown", {"by": ""}, "analytics.dimension_unknown"),
        ("breakdown", {}, "request.invalid"),
        ("summary", {"q": "colour:red"}, "filter.invalid"),
        ("summary", {"tz": "Mars/Olympus"}, "calendar.zone_unknown"),
        ("equity", {"currency": "U$D"}, "money.currency_invalid"),
        ("calendar", {"first": "2026-13-01"}, "request.invalid"),
    ],
)
async def test_a_question_that_means_nothing_is_refused(
    trader: Person, what: str, query: dict[str, str], code: str
) -> None:
    answer = await trader.send("GET", f"/analytics/{what}", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_nothing_traded_is_nothing_earned(ada: Person) -> None:
    found = await asked(ada, "summary")
    assert (found["first_day"], found["currency"]) == (None, "USD")
    assert (await summary(ada, metrics="net_pnl,trades,win_rate")) == {"net_pnl": None, "trades": 0, "win_rate": None}
    assert (await asked(ada, "equity"))["points"] == []
    assert (await asked(ada, "calendar")) == {"currency": "USD", "days": [], "weeks": [], "months": []}
    assert (await asked(ada, "breakdown", by="tag"))["groups"] == []


async def test_another_currency_stays_beside_the_totals(ada: Person) -> None:
    trader = await traded(ada)
    there = (await account(trader, name="Berlin", currency="EUR"))["id"]
    sap = {"symbol": "SAP", "currency": "EUR"}
    await fill(trader, there, "buy", "10", "100", "1", "2026-01-06T15:00:00Z", instrument=sap)
    await fill(trader, there, "sell", "10", "107", "1", "2026-01-07T15:00:00Z", instrument=sap)  # 68 EUR
    beside = {"currency": "EUR", "trades": 1, "net": "68.00"}
    both = await asked(trader, "summary", metrics="net_pnl,trades")
    assert ([one["value"] for one in both["figures"]], both["unconverted"]) == (["65.50", 4], [beside])
    euro = await asked(trader, "summary", metrics="net_pnl,trades", currency="eur")
    assert (euro["currency"], [one["value"] for one in euro["figures"]]) == ("EUR", ["68.00", 1])
    assert euro["unconverted"] == [{"currency": "USD", "trades": 4, "net": "65.50"}]
    # One account alone is counted in its own.
    alone = await asked(trader, "summary", q="account:Berlin", metrics="net_pnl")
    assert (alone["currency"], alone["figures"][0]["value"], alone["unconverted"]) == ("EUR", "68.00", [])
    neither = await asked(trader, "summary", metrics="net_pnl", currency="JPY")
    assert [one["currency"] for one in neither["unconverted"]] == ["EUR", "USD"]


async def test_what_has_a_rate_is_converted_and_what_has_none_is_not_dropped(ada: Person) -> None:
    main = (await account(ada))["id"]
    sap = {"symbol": "SAP", "currency": "EUR"}
    for side, price, rate, day in (("buy", "100", "1.10", "06"), ("sell", "107", "1.20", "07")):
        await fill(ada, main, side, "10", price, "1", f"2026-01-{day}T15:00:00Z", instrument=sap, rate=rate)
    # 10 × 107 × 1.20 − 10 × 100 × 1.10 − 1.10 − 1.20 = 1284 − 1100 − 2.30
    assert await summary(ada, metrics="net_pnl") == {"net_pnl": "181.70"}
    for side, day in (("buy", "08"), ("sell", "09")):
        await fill(ada, main, side, "1", "50", "0", f"2026-01-{day}T15:00:00Z", instrument={**sap, "symbol": "BMW"})
    found = await asked(ada, "summary", metrics="net_pnl,trades")
    assert [one["value"] for one in found["figures"]] == ["181.70", 1]
    assert [(one["currency"], one["trades"]) for one in found["unconverted"]] == [("USD", 1)]


async def test_amounts_of_any_size_are_exact(ada: Person) -> None:
    main = (await account(ada))["id"]
    # Beyond 64 bits at their scale, and beyond what a floating-point number tells apart.
    units, price = "999999999999999999", "999999999999999.123456789"
    await fill(ada, main, "buy", units, "0", "0.000000000000000001", "2026-01-05T15:00:00Z")
    await fill(ada, main, "sell", units, price, "0", "2026-01-05T16:00:00Z")
    await fill(ada, main, "buy", "1", "10", "0", "2026-01-06T15:00:00Z")
    await fill(ada, main, "sell", "1", "10.01", "0", "2026-01-06T16:00:00Z")
    first = EXACT.subtract(EXACT.multiply(Decimal(units), Decimal(price)), Decimal("0.000000000000000001"))
    total = EXACT.add(first, Decimal("0.01"))
    assert Decimal((await summary(ada, metrics="net_pnl"))["net_pnl"]) == total
    assert [Decimal(point["equity"]) for point in (await asked(ada, "equity"))["points"]] == [first, total]
    found = await by(ada, "day")
    assert [Decimal(net) for _, net in found.values()] == [first, Decimal("0.01")]
    assert [one["net"] for one in await trades(ada, q="pnl:0.01")] == ["0.01"]
