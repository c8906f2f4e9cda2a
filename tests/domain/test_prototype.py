"""The earlier prototype's trades: believed where their own figures agree, else named."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass
from tradesense.domain.prototype import RoundTrip, Row, read_row

NEW_YORK = ZoneInfo("America/New_York")
# Ten shares from 100 to 110: 100.
FACTS: dict[str, Any] = {
    "symbol": "WOMB", "side": "long", "quantity": "10", "entry_price": "100", "exit_price": "110",
    "entry_time": "2026-01-05 10:00", "exit_time": "2026-01-05 11:00", "profit": "100", "fees": None, "kind": "",
    "currency": "USD", "broker": "",
}  # fmt: skip


def row(**changes: Any) -> Row:
    return Row("1", "2", {**FACTS, **changes}, "", [], "")


def taken(**changes: Any) -> RoundTrip:
    trip, doubts = read_row(row(**changes), NEW_YORK, "mdy")
    assert trip is not None, doubts
    return trip


def doubted(**changes: Any) -> str:
    trip, (doubt,) = read_row(row(**changes), NEW_YORK, "mdy")
    assert (trip, doubt.left_out) == (None, True)
    return doubt.code


def test_what_a_row_is_shows_in_its_own_profit() -> None:
    assert taken().instrument.asset_class is AssetClass.EQUITY
    # One contract, ten points, 50 a point.
    future = taken(symbol="ES", quantity="1", profit="500").instrument
    assert (future.asset_class, future.multiplier) == (AssetClass.FUTURE, Decimal(50))
    assert taken(symbol="BTCUSD", kind="crypto").instrument.asset_class is AssetClass.CRYPTO
    pair = taken(symbol="EURUSD", kind="forex", quantity="10000", entry_price="1.10", exit_price="1.11")
    assert (pair.instrument.asset_class, pair.instrument.underlying) == (AssetClass.FOREX, "EUR")


def test_a_trade_that_is_open_says_nothing_of_what_a_point_is_worth() -> None:
    assert doubted(exit_price=None, exit_time=None, profit=None) == "multiplier_unknown"


def test_a_negative_quantity_is_a_short() -> None:
    assert taken(side="", quantity="-10", profit="-100").direction is Side.SELL


def test_a_quantity_that_is_missing_is_not_made_up() -> None:
    assert doubted(quantity=None) == "value_unreadable"


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("2026-01-05T10:00:00+00:00", datetime(2026, 1, 5, 10, tzinfo=UTC)),
        ("01/05/2026 10:30", datetime(2026, 1, 5, 15, 30, tzinfo=UTC)),  # New York, five hours behind
        ("01/05/2026 10:30 AM", datetime(2026, 1, 5, 15, 30, tzinfo=UTC)),
    ],
)
def test_times_as_text_are_instants(text: str, opened: datetime) -> None:
    assert taken(entry_time=text, exit_time="2026-01-05 16:00").opened == opened


def test_a_clock_time_in_words_is_not_guessed() -> None:
    assert doubted(entry_time="01/05/2026 half past ten") == "date_unreadable"
