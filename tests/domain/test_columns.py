"""Trades as columns: filtered, grouped, followed and summed to the last digit."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

import numpy as np
import pytest

from tests.domain.columns import MAIN, Said, annotated, columns, word
from tests.domain.fills import OPENING_BELL
from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.grouping import Dimension, groups
from tradesense.domain.columns.mask import mask
from tradesense.domain.columns.merge import merged
from tradesense.domain.columns.trades import TradeColumns
from tradesense.domain.execution import Side
from tradesense.domain.filters import parse
from tradesense.domain.filters.context import FilterContext, KnownAccount
from tradesense.domain.instrument import AssetClass
from tradesense.domain.money import Currency
from tradesense.domain.selection import AccountBase, daily_sample, sample, select, trade_samples

TODAY: Final = date(2026, 1, 31)
D = Decimal

# OPENING_BELL: Monday, 5 January 2026, 14:30 UTC
WIN: Final = Said()  # +100 on Monday, an hour
LOSS: Final = Said("MSFT", Side.SELL, "5", "200", "2", (("5", "210", 1, 2),))  # −50 − 2 on Tuesday
EVEN: Final = Said("TSLA", exits=(("4", "150", 2, 0), ("6", str(D("66.666666666667")), 3, 0)))
HELD: Final = Said("AMZN", exits=(("4", "110", 4, 0),))  # +40 on Friday, still open
BARE: Final = Said("NVDA", fee=None, exits=())  # nothing sold, fees not known
ABROAD: Final = Said("SAP", converts=True, time_known=False, exits=(("10", "101", 7, 0),))
ALL: Final = (WIN, LOSS, EVEN, HELD, BARE, ABROAD)


def world() -> TradeColumns:
    made = columns(*ALL)
    at = {word(made.symbol, row): row for row in range(len(made))}
    made = annotated(made, at["AAPL"], tags=("gap", "Trend"), playbook="Open", rating=4, risk="50", notes="as planned")
    return annotated(made, at["MSFT"], mistakes=("late",), emotions=("calm",), confidence=2, has_stop=True)


def picked(made: TradeColumns, text: str, zone: str = "America/New_York") -> set[str]:
    ids = frozenset({made.id_at(row) for row in range(len(made)) if word(made.symbol, row) == "SAP"})
    context = FilterContext((KnownAccount(UUID(MAIN), "Main", "IBKR"),), zone, {str(UUID(int=5)): ids})
    rows = np.flatnonzero(mask(parse(text, TODAY), made, context))
    return {str(word(made.symbol, int(row))) for row in rows}


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("", "AAPL MSFT TSLA AMZN NVDA SAP"),
        ("symbol:AAPL,MS*", "AAPL MSFT"),
        ("-symbol:AAPL OR symbol:AAPL", "AAPL MSFT TSLA AMZN NVDA SAP"),
        ("underlying:SAP", "SAP"),
        ("class:equity side:short", "MSFT"),
        ("status:open", "AMZN NVDA"),
        ("status:closed", "AAPL MSFT TSLA SAP"),
        ("status:win", "AAPL TSLA"),
        ("status:loss", "MSFT"),
        ("status:even", ""),
        ("account:main broker:ibkr", "AAPL MSFT TSLA AMZN NVDA SAP"),
        (f"account:{UUID(int=9)}", ""),
        ("tag:GAP", "AAPL"),
        ("mistake:late emotion:calm", "MSFT"),
        ("playbook:open", "AAPL"),
        ("weekday:mon,tue", "AAPL MSFT SAP"),
        ("import:" + str(UUID(int=5)), "SAP"),
        ("import:" + str(UUID(int=6)), ""),
        ("has:notes", "AAPL"),
        ("has:tags has:playbook has:rating has:risk", "AAPL"),
        ("has:mistakes has:emotions has:stop", "MSFT"),
        ("has:target", ""),
        ("-has:rate", "SAP"),
        ("-has:fees", "NVDA"),
        ("planned", "AAPL"),
        ("trend", "AAPL"),
        ("pnl>=100", "AAPL"),
        ("pnl:-52", "MSFT"),
        ("pnl:-52..100", "AAPL MSFT TSLA AMZN NVDA"),
        ("pnl<0.000000000001", "MSFT NVDA"),
        ("gross<=-50", "MSFT"),
        ("fees>1.999999999999999999", "MSFT"),
        ("r:2", "AAPL"),
        ("r>1.999999999999999999", "AAPL"),
        ("r:..1.5", ""),
        ("r<2", ""),
        ("r<=2", "AAPL"),
        ("r>=2.0000001", ""),
        ("qty:5", "MSFT"),
        ("entry<100.5", "AAPL TSLA AMZN NVDA SAP"),
        ("exit:110", "AAPL AMZN"),
        ("hold:1h", "AAPL"),
        ("hold>1d", "MSFT TSLA"),
        ("rating:4", "AAPL"),
        ("rating>3.5", "AAPL"),
        ("rating:3.5", ""),
        ("confidence<2.5", "MSFT"),
        ("confidence<=2 confidence>1.999999999999999999", "MSFT"),
        ("opened:2026-01-05", "AAPL MSFT TSLA AMZN NVDA SAP"),
        ("closed:..2026-01-06", "AAPL MSFT"),
        ("day>2026-01-06", "TSLA SAP"),
        ("hour:9", "AAPL MSFT TSLA AMZN NVDA"),
        ("hour:9..9.5", "AAPL MSFT TSLA AMZN NVDA"),
        ("month:1 year:2026", "AAPL MSFT TSLA SAP"),
    ],
)
def test_a_filter_picks_its_rows(text: str, symbols: str) -> None:
    assert picked(world(), text) == set(symbols.split())


def test_one_trade_is_found_by_its_id() -> None:
    made = world()
    assert len(picked(made, f"id:{made.id_at(0)}")) == 1
    assert picked(made, f"id:{UUID(int=1)}") == set()


def test_the_hour_is_that_of_the_zone() -> None:
    assert picked(world(), "hour:20", "Asia/Kolkata") == {"AAPL", "MSFT", "TSLA", "AMZN", "NVDA"}  # 14:30 + 5:30


def test_what_was_worked_out_once_is_remembered() -> None:
    made = world()
    assert made.gross is made.gross
    assert made.opening_hour("UTC") is made.opening_hour("UTC")
    assert made.size_bytes > len(made)


def grouped(made: TradeColumns, by: Dimension) -> dict[str, str]:
    rows = np.flatnonzero(~made.is_open)
    return {
        group.key: " ".join(str(word(made.symbol, int(row))) for row in group.rows)
        for group in groups(made, rows, by, "America/New_York")
    }


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Dimension.SYMBOL, {"AAPL": "AAPL", "MSFT": "MSFT", "SAP": "SAP", "TSLA": "TSLA"}),
        (Dimension.UNDERLYING, {"AAP": "AAPL", "MSF": "MSFT", "SAP": "SAP", "TSL": "TSLA"}),
        (Dimension.CLASS, {"equity": "AAPL MSFT TSLA SAP"}),
        (Dimension.ACCOUNT, {MAIN: "AAPL MSFT TSLA SAP"}),
        (Dimension.SIDE, {"long": "AAPL TSLA SAP", "short": "MSFT"}),
        (Dimension.PLAYBOOK, {"": "MSFT TSLA SAP", "Open": "AAPL"}),
        (Dimension.TAG, {"Trend": "AAPL", "gap": "AAPL", "": "MSFT TSLA SAP"}),
        (Dimension.MISTAKE, {"late": "MSFT", "": "AAPL TSLA SAP"}),
        (Dimension.EMOTION, {"calm": "MSFT", "": "AAPL TSLA SAP"}),
        (Dimension.RATING, {"": "MSFT TSLA SAP", "4": "AAPL"}),
        (Dimension.CONFIDENCE, {"": "AAPL TSLA SAP", "2": "MSFT"}),
        (Dimension.WEEKDAY, {"mon": "AAPL SAP", "tue": "MSFT", "thu": "TSLA"}),
        (Dimension.HOUR, {"": "SAP", "9": "AAPL MSFT TSLA"}),
        (Dimension.DAY, {"2026-01-05": "AAPL", "2026-01-06": "MSFT", "2026-01-08": "TSLA", "2026-01-12": "SAP"}),
        (Dimension.WEEK, {"2026-01-05": "AAPL MSFT TSLA", "2026-01-12": "SAP"}),
        (Dimension.MONTH, {"2026-01": "AAPL MSFT TSLA SAP"}),
        (Dimension.YEAR, {"2026": "AAPL MSFT TSLA SAP"}),
        (Dimension.HOLD, {"": "SAP", "1h..4h": "AAPL", "1d..7d": "MSFT TSLA"}),
    ],
)
def test_closed_trades_fall_into_groups(by: Dimension, expected: dict[str, str]) -> None:
    assert list(grouped(world(), by).items()) == list(expected.items())


def test_nothing_falls_into_no_group() -> None:
    made = columns(HELD)
    assert {by: grouped(made, by) for by in Dimension} == {by: {} for by in Dimension}


def test_days_far_apart_are_grouped_as_well() -> None:
    # More days between them than 16 bits can count.
    early, late = (replace(WIN, at=OPENING_BELL.replace(year=year)) for year in (1800, 2026))
    assert list(grouped(columns(late, early), Dimension.DAY)) == ["1800-01-05", "2026-01-05"]


def test_the_order_is_that_of_closing_and_open_ones_come_first() -> None:
    made = world()
    assert [word(made.symbol, row) for row in range(6)][2:] == ["AAPL", "MSFT", "TSLA", "SAP"]
    assert made.is_open.tolist() == [True, True, False, False, False, False]


def test_following_a_change_is_loading_anew() -> None:
    before = world()
    where = {word(before.symbol, row): row for row in range(len(before))}
    changed = replace(columns(replace(LOSS, exits=(("5", "190", 1, 2),)), Said("NEW", at=OPENING_BELL + timedelta(days=9))),
                      version=7)  # fmt: skip
    # The changed rows are numbered by their opening fills: MSFT was the second said, here it is the first.
    changed = replace(changed, id_low=np.array([_low(before, where["MSFT"]), 99], dtype=np.uint64),
                      id_high=np.array([before.id_high[where["MSFT"]], 1], dtype=np.uint64))  # fmt: skip
    now = merged(before, changed, {before.id_at(where["SAP"]), before.id_at(where["NVDA"])})
    assert now.version == 7
    assert [word(now.symbol, row) for row in range(len(now))] == ["AMZN", "AAPL", "MSFT", "TSLA", "NEW"]
    assert [now.net.decimal(value) for value in now.net.values.tolist()][1:3] == [100, 48]  # 50 − 2
    at = {word(now.symbol, row): row for row in range(len(now))}
    assert now.notes == {at["AAPL"]: "as planned"}
    assert now.risk_rows.tolist() == [at["AAPL"]]
    assert [word(now.symbol, int(row)) for row in now.extra_rows] == ["AMZN", "TSLA", "TSLA"]
    assert picked(now, "tag:gap") == {"AAPL"}
    assert picked(now, "mistake:late") == set()


def _low(made: TradeColumns, row: int) -> int:
    return int(made.id_low[row])


EXACT_AMOUNTS: Final = ["0.1", "-0.25", "99999999999.123", "-1"]
HUGE: Final = "123456789012345678901234567890.000000000001"


@pytest.mark.parametrize("amounts", [EXACT_AMOUNTS, [*EXACT_AMOUNTS, HUGE], [], ["4611686018427387903"] * 3])
def test_sums_are_exact_whatever_their_size(amounts: list[str]) -> None:
    column, exactly = Exact.of([D(amount) for amount in amounts]), [Fraction(amount) for amount in amounts]
    assert column.total() == sum(exactly)
    assert len(column) == len(amounts)
    running = [column.decimal(value) for value in column.cumulative().tolist()]
    assert running == [sum(exactly[: place + 1]) for place in range(len(amounts))]
    codes = np.arange(len(amounts)) % 2
    sums = [column.decimal(value) for value in column.group_sums(codes, 2)]
    assert sums == [sum(exactly[place::2]) for place in (0, 1)]
    for _ in range(2):  # worked out, and remembered
        assert column.floats.tolist() == pytest.approx([float(amount) for amount in amounts])


def test_columns_of_different_scales_are_joined_and_added() -> None:
    one, other, huge = Exact.of([D("0.5")]), Exact.of([D("0.25")]), Exact.of([D(HUGE)])
    assert one.joined(other).total() == D("0.75")
    assert one.plus(other).total() == D("0.75")
    assert one.plus(huge).total() == Fraction(HUGE) + Fraction(1, 2)
    assert huge.joined(huge).total() == 2 * Fraction(HUGE)
    assert Exact.of([D(2) ** 60]).plus(one).total() == D(2) ** 60 + D("0.5")


@pytest.mark.parametrize(
    ("limit", "up", "bound"),
    [("1.25", True, 13), ("1.25", False, 12), ("1.2", True, 12), ("1.2", False, 12), ("-1.25", True, -12),
     ("-1.25", False, -13), ("1.27", True, 13), ("1.27", False, 12)],
)  # fmt: skip
def test_a_limit_between_two_amounts_is_rounded_to_the_right_side(limit: str, up: bool, bound: int) -> None:
    assert Exact.of([D("0.1")]).bound(D(limit), up=up) == bound


USD_BASE: Final = {MAIN: AccountBase(Currency("USD"), D(10_000))}
EUR_ACCOUNT: Final = str(UUID(int=78))


def all_rows(made: TradeColumns) -> Any:
    return np.ones(len(made), dtype=np.bool_)


def test_metrics_count_what_is_closed_and_converted() -> None:
    made = world()
    chosen = select(made, all_rows(made), USD_BASE, Currency("EUR"))
    assert (chosen.currency, chosen.capital) == ("USD", D(10_000))
    found = sample(chosen).trades
    assert [found.net.decimal(value) for value in found.net.values.tolist()][:2] == [100, -52]
    assert (found.open_trades, found.unconverted, found.fees_known) == (2, 1, 3)
    assert found.r.tolist() == [2.0]
    assert chosen.beside() == [("USD", 1, D(0))]
    days = daily_sample(chosen)
    assert [day.day for day in days.days] == [5, 6, 7, 8, 9]
    # 40 was earned of what is still open.
    assert days.net.decimal(int(days.net.values[-1])) == 40
    assert days.periods_per_year == 252
    assert days.returns[0] == pytest.approx(100 / 10_000)
    assert days.returns[1] == pytest.approx(-52 / 10_100)


def test_currencies_are_never_mixed() -> None:
    made = columns(WIN, replace(LOSS, account=EUR_ACCOUNT))
    accounts = USD_BASE | {EUR_ACCOUNT: AccountBase(Currency("EUR"), None)}
    both = select(made, all_rows(made), accounts, Currency("USD"))
    assert (both.currency, both.beside()) == ("USD", [("EUR", 1, D(-52))])
    euro = select(made, all_rows(made), accounts, Currency("USD"), wanted=Currency("EUR"))
    assert (euro.currency, euro.capital, euro.beside()) == ("EUR", None, [("USD", 1, D(100))])
    assert select(made, all_rows(made), accounts, Currency("JPY")).capital is None
    one = both.only(np.flatnonzero(both.counted))
    assert one.beside() == []
    # An account that is not known counts nowhere.
    assert not select(made, np.zeros(2, dtype=np.bool_), {}, Currency("USD")).counted.any()


def test_no_day_no_figure() -> None:
    made = columns(BARE)
    chosen = select(made, all_rows(made), USD_BASE, Currency("USD"))
    days = chosen.days
    assert (len(days.numbers), len(days.net), len(days.fees), len(days.trades)) == (0, 0, 0, 0)
    assert daily_sample(chosen).returns.tolist() == []
    assert sample(chosen).trades.r.tolist() == []
    assert trade_samples(chosen, []) == []


def test_crypto_counts_every_day_of_the_week() -> None:
    coin = Said("BTC", asset=AssetClass.CRYPTO, exits=(("10", "101", 0, 1),))
    later = replace(coin, at=OPENING_BELL + timedelta(days=7))
    for said, returns, year in (((coin, later), 8, 365), ((replace(coin, asset=AssetClass.EQUITY), later), 6, 252)):
        made = columns(*said)
        found = daily_sample(select(made, all_rows(made), USD_BASE, Currency("USD")))
        assert (len(found.returns), found.periods_per_year) == (returns, year)


def test_a_capital_that_is_used_up_has_no_further_percentage() -> None:
    made = columns(replace(WIN, exits=(("10", "0", 0, 1),)), replace(WIN, at=OPENING_BELL + timedelta(days=1)))
    poor = {MAIN: AccountBase(Currency("USD"), D(1_000))}
    found = daily_sample(select(made, all_rows(made), poor, Currency("USD")))
    assert found.returns.tolist() == [-1.0]
