"""Trades as columns, from trades said in a line: `AAPL long 10@100 11 fee 1 day 5`."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np

from tests.domain.fills import OPENING_BELL, fill
from tradesense.domain.columns.build import PlacedTrade, build
from tradesense.domain.columns.coded import Coded, Labelled
from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.trades import TradeColumns
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.matching import Rules, fold_trades
from tradesense.domain.money import Currency

USD = Currency("USD")
MAIN = str(UUID(int=77))


@dataclass(frozen=True)
class Said:
    """One round trip: entered at `price`, left in `exits` (units, price, days and minutes later)."""

    symbol: str = "AAPL"
    side: Side = Side.BUY
    units: str = "10"
    price: str = "100"
    fee: str | None = "0"
    exits: tuple[tuple[str, str, int, int], ...] = (("10", "110", 0, 60),)
    at: datetime = OPENING_BELL
    account: str = MAIN
    asset: AssetClass = AssetClass.EQUITY
    converts: bool = False
    time_known: bool = True


def placed(number: int, said: Said) -> PlacedTrade:
    other = Side.SELL if said.side is Side.BUY else Side.BUY
    start = number * 100
    fills = [fill(said.side, start, said.units, said.price, said.fee, at=said.at, time_known=said.time_known)]
    for place, (units, price, days, minutes) in enumerate(said.exits, 1):
        fills.append(fill(other, start + place, units, price, 0, at=said.at + timedelta(days=days, minutes=minutes)))
    (trade,), _ = fold_trades(fills, Rules(converts=said.converts))
    return PlacedTrade(trade, said.account, Instrument(said.symbol, said.asset, USD, underlying=said.symbol[:3]))


def columns(*said: Said) -> TradeColumns:
    """In closing order: row i is not always said[i]."""
    return build([placed(number, one) for number, one in enumerate(said)])


def annotated(made: TradeColumns, row: int, **what: Any) -> TradeColumns:
    """With tags=("a",), playbook="x", rating=4, risk="50", notes="…" and so on for one row."""
    changes: dict[str, Any] = {}
    for name, value in what.items():
        old = getattr(made, name)
        if isinstance(old, Labelled):
            changes[name] = Labelled.of([value if at == row else labels(old, at) for at in range(len(made))])
        elif isinstance(old, Coded):
            changes[name] = Coded.of([value if at == row else word(old, at) for at in range(len(made))])
        elif name == "risk":
            changes["risk_rows"] = np.array([row], dtype=np.int64)
            changes["risk"] = Exact.of([Decimal(value)])
            changes["net_own"] = made.net.take(np.array([row], dtype=np.int64))
        elif name == "notes":
            changes["notes"] = {**made.notes, row: value}
        else:
            changes[name] = old.copy()
            changes[name][row] = value
    return replace(made, **changes)


def word(coded: Coded, row: int) -> str | None:
    code = int(coded.codes[row])
    return coded.words[code] if code >= 0 else None


def labels(labelled: Labelled, row: int) -> tuple[str, ...]:
    code = int(labelled.codes[row])
    return labelled.sets[code] if code >= 0 else ()
