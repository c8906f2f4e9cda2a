"""Fills as a trader would say them: `buy(100, "10.00", fee="1.00")`."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradesense.domain.execution import Execution, Side
from tradesense.domain.ids import ExecutionId

OPENING_BELL = datetime(2026, 1, 5, 14, 30, tzinfo=UTC)

Number = str | int


def fill(side: Side, number: int, quantity: Number, price: Number, fee: Number | None, **more: Any) -> Execution:
    at = more.pop("at", OPENING_BELL + timedelta(minutes=number))
    return Execution(
        id=ExecutionId(UUID(int=number + 1)),
        side=side,
        quantity=Decimal(quantity),
        price=Decimal(price),
        fees=None if fee is None else Decimal(fee),
        executed_at=at,
        day=more.pop("day", at.date()),
        **more,
    )


class Tape:
    """Numbers the fills as they are spoken, one minute apart."""

    def __init__(self) -> None:
        self.fills: list[Execution] = []

    def buy(self, quantity: Number, price: Number, fee: Number | None = 0, **more: Any) -> "Tape":
        return self._add(Side.BUY, quantity, price, fee, more)

    def sell(self, quantity: Number, price: Number, fee: Number | None = 0, **more: Any) -> "Tape":
        return self._add(Side.SELL, quantity, price, fee, more)

    def _add(self, side: Side, quantity: Number, price: Number, fee: Number | None, more: dict[str, Any]) -> "Tape":
        self.fills.append(fill(side, len(self.fills), quantity, price, fee, **more))
        return self
