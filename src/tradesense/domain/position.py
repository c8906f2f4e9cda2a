"""Positions: what is open, and the snapshot from which a fold goes on without its history."""

from collections import deque
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.ids import ActionId, ExecutionId
from tradesense.domain.lots import Lot
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.running import Running
from tradesense.domain.trade import Direction, Realised

Snapshot = dict[str, Any]
"""A running trade as JSON: decimals and instants as strings, lots and days as lists."""


class OpenLot(NamedTuple):
    """Units still open and what they cost, in the instrument's currency."""

    opening: ExecutionId
    quantity: Decimal
    cost: Decimal
    fees: Decimal


class OpenPosition(NamedTuple):
    """Signed quantity and total cost of what is open; both zero when flat."""

    quantity: Decimal
    cost: Decimal
    fees: Decimal
    lots: tuple[OpenLot, ...]


FLAT = OpenPosition(ZERO, ZERO, ZERO, ())


def open_position(running: Running | None) -> OpenPosition:
    if running is None:
        return FLAT
    lots = tuple(OpenLot(lot.opening, lot.quantity, lot.cost, lot.fees) for lot in running.lots)
    cost = fees = ZERO
    for lot in lots:
        cost, fees = EXACT.add(cost, lot.cost), EXACT.add(fees, lot.fees)
    return OpenPosition(EXACT.multiply(running.open_quantity, Decimal(running.direction)), cost, fees, lots)


def snapshot(running: Running) -> Snapshot:
    return {
        "opening": str(running.opening),
        "direction": int(running.direction),
        "opened": [running.opened_at.isoformat(), running.opened_on.isoformat()],
        "last": [running.last_at.isoformat(), running.last_on.isoformat()],
        "closed_by": running.closed_by,
        "spun_by": str(running.spun_by) if running.spun_by else None,
        "known": [running.fees_known, running.times_known],
        "counts": [running.executions, running.entries],
        "sums": {name: _text(getattr(running, name)) for name in _SUMS},
        "realised": [[day.day.isoformat(), *map(_text, day[1:])] for day in running.realised],
        "lots": [_lot_values(lot) for lot in running.lots],
    }


def restore(kept: Snapshot) -> Running:
    """The running trade that `snapshot` kept."""
    running = Running.__new__(Running)
    running.opening = ExecutionId(UUID(kept["opening"]))
    running.direction = Direction(kept["direction"])
    running.side = Side(kept["direction"])
    running.opened_at, running.opened_on = _moment(kept["opened"])
    running.last_at, running.last_on = _moment(kept["last"])
    running.closed_by = ExecutionKind(kept["closed_by"]) if kept["closed_by"] else None
    spun_by = kept.get("spun_by")
    running.spun_by = ActionId(UUID(spun_by)) if spun_by else None
    running.fees_known, running.times_known = kept["known"]
    running.executions, running.entries = kept["counts"]
    for name in _SUMS:
        setattr(running, name, _decimal(kept["sums"][name]))
    running.realised = [_realised(*values) for values in kept["realised"]]
    running.lots = deque(_lot(*values) for values in kept["lots"])
    return running


_SUMS = (
    "opening_quantity", "open_quantity", "entry_quantity", "entry_notional", "exit_quantity", "exit_notional",
    "gross", "fees", "base_gross", "base_fees",
)  # fmt: skip


def _realised(day: str, gross: str, fees: str, base_gross: str | None, base_fees: str | None) -> Realised:
    return Realised(date.fromisoformat(day), Decimal(gross), Decimal(fees), _decimal(base_gross), _decimal(base_fees))


def _lot_values(lot: Lot) -> list[str | None]:
    amounts = (lot.quantity, lot.price, lot.cost, lot.fees, lot.base_cost, lot.base_fees)
    return [str(lot.opening), *map(_text, amounts)]


def _lot(opening: str, quantity: str, price: str | None, cost: str, fees: str, *base: str | None) -> Lot:
    whole = (Decimal(quantity), _decimal(price), Decimal(cost), Decimal(fees))
    return Lot(ExecutionId(UUID(opening)), *whole, *map(_decimal, base))


def _moment(pair: list[str]) -> tuple[datetime, date]:
    return datetime.fromisoformat(pair[0]), date.fromisoformat(pair[1])


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
