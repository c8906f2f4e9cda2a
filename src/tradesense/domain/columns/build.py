"""Columns from trades at hand, without a database: for one file's report."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

import numpy as np

from tradesense.domain.columns.coded import Coded, Labelled
from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.trades import NO_DAY, NO_INSTANT, TradeColumns, day_number, in_closing_order
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.trade import Trade

EPOCH_INSTANT: Final = datetime(2000, 1, 1, tzinfo=UTC)


class PlacedTrade(NamedTuple):
    """A trade with where it belongs; no annotations: files have none."""

    trade: Trade
    account: str
    instrument: Instrument


def build(placed: Sequence[PlacedTrade]) -> TradeColumns:
    placed = _in_closing_order(placed)
    trades = [one.trade for one in placed]
    return TradeColumns(
        version=0,
        **_identities(trades),
        **_instruments(placed),
        **_nothing_annotated(len(placed)),
        **_days(trades),
        direction=np.array([int(trade.direction) for trade in trades], dtype=np.int8),
        opened_on=np.array([day_number(trade.opened_on) for trade in trades], dtype=np.int32),
        closed_on=np.array(
            [NO_DAY if trade.closed_on is None else day_number(trade.closed_on) for trade in trades], dtype=np.int32
        ),
        times_known=_flags(trade.times_known for trade in trades),
        fees_known=_flags(trade.fees_known for trade in trades),
        converted=_flags(trade.base_net is not None for trade in trades),
        several_days=_flags(trade.on_several_days for trade in trades),
        net=Exact.of([trade.base_net if trade.base_net is not None else ZERO for trade in trades]),
        fees=Exact.of([trade.base_fees if trade.base_fees is not None else ZERO for trade in trades]),
        quantity=Exact.of([trade.entry_quantity for trade in trades]),
        entry_price=Exact.of([one.trade.entry_price(one.instrument.multiplier) for one in placed]),
        exit_price=Exact.of([one.trade.exit_price(one.instrument.multiplier) or ZERO for one in placed]),
        has_exit=_flags(trade.exit_quantity > 0 for trade in trades),
    )


def _in_closing_order(placed: Sequence[PlacedTrade]) -> list[PlacedTrade]:
    order = in_closing_order(_identities([one.trade for one in placed]))
    return [placed[place] for place in order.tolist()]


def _identities(trades: Sequence[Trade]) -> dict[str, Any]:
    closed = [NO_INSTANT if trade.closed_at is None else _micros(trade.closed_at) for trade in trades]
    return {
        "id_high": np.array([trade.id.int >> 64 for trade in trades], dtype=np.uint64),
        "id_low": np.array([trade.id.int & (2**64 - 1) for trade in trades], dtype=np.uint64),
        "opened_at": np.array([_micros(trade.opened_at) for trade in trades], dtype=np.int64),
        "closed_at": np.array(closed, dtype=np.int64),
    }


def _instruments(placed: Sequence[PlacedTrade]) -> dict[str, Any]:
    return {
        "account": Coded.of([one.account for one in placed]),
        "symbol": Coded.of([one.instrument.symbol for one in placed]),
        "underlying": Coded.of([one.instrument.underlying for one in placed]),
        "asset_class": Coded.of([one.instrument.asset_class.value for one in placed]),
    }


def _nothing_annotated(count: int) -> dict[str, Any]:
    return {
        "playbook": Coded.of([None] * count),
        "tags": Labelled.of([()] * count),
        "mistakes": Labelled.of([()] * count),
        "emotions": Labelled.of([()] * count),
        "has_stop": np.zeros(count, dtype=np.bool_),
        "has_target": np.zeros(count, dtype=np.bool_),
        "rating": np.full(count, -1, dtype=np.int16),
        "confidence": np.full(count, -1, dtype=np.int16),
        "risk_rows": np.empty(0, dtype=np.int64),
        "risk": Exact.of([]),
        "net_own": Exact.of([]),
        "notes": {},
    }


def _days(trades: Sequence[Trade]) -> dict[str, Any]:
    """What each day realised, of the trades with exits on several days."""
    extra = [
        (row, day_number(day.day), EXACT.subtract(day.base_gross, day.base_fees), day.base_fees)
        for row, trade in enumerate(trades)
        for day in trade.realised
        if trade.on_several_days and day.base_gross is not None and day.base_fees is not None
    ]
    return {
        "extra_rows": np.array([row for row, *_ in extra], dtype=np.int64),
        "extra_day": np.array([day for _, day, *_ in extra], dtype=np.int32),
        "extra_net": Exact.of([net for _, _, net, _ in extra]),
        "extra_fees": Exact.of([fees for *_, fees in extra]),
    }


def _flags(values: Any) -> Any:
    return np.array(list(values), dtype=np.bool_)


def _micros(at: datetime) -> int:
    return (at - EPOCH_INSTANT) // timedelta(microseconds=1)
