"""Executions: immutable facts, as the broker reported them."""

from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import NamedTuple

from tradesense.domain.ids import ExecutionId
from tradesense.domain.number import EXACT, ZERO, plain


class Side(IntEnum):
    """BUY adds to a position, SELL takes from it; the value is the sign."""

    BUY = 1
    SELL = -1


class ExecutionKind(StrEnum):
    TRADE = "trade"
    EXPIRY = "expiry"
    ASSIGNMENT = "assignment"
    EXERCISE = "exercise"
    TRANSFER = "transfer"
    CORPORATE_ACTION = "corporate_action"


class LotPick(NamedTuple):
    """Which lot a closing fill takes, by the fill that opened it (specific identification)."""

    opening: ExecutionId
    quantity: Decimal


class Execution(NamedTuple):
    """One fill. Money is in the instrument's currency.

    quantity   > 0, as printed
    price      may be zero or negative (futures, spreads)
    fees       cost > 0, rebate < 0; None when the file does not say (which is not zero)
    asset_fee  units of the traded asset kept by the venue (crypto), >= 0
    rate       account currency per unit of the instrument's currency; None when it is not known
    closes     True: the file says this fill closes; what exceeds the position is unmatched
    day        the account's trading day (calendar.trading_day)
    carried    money that belongs to its notional beside quantity × price: derived (exercise, cash in lieu)
    sequence   the broker's own order, where it has one; `ordinal`: rank among the fills of its
               instant in its file; both only settle the order (decision 9)
    """

    id: ExecutionId
    side: Side
    quantity: Decimal
    price: Decimal
    fees: Decimal | None
    executed_at: datetime
    day: date
    kind: ExecutionKind = ExecutionKind.TRADE
    asset_fee: Decimal = ZERO
    rate: Decimal | None = None
    closes: bool = False
    time_known: bool = True
    sequence: int = 0
    ordinal: int = 0
    fingerprint: str = ""
    picks: tuple[LotPick, ...] = ()
    carried: Decimal = ZERO

    @property
    def order(self) -> tuple[datetime, int, int, str]:
        """Executions of a position are folded in this order, whatever order they arrived in."""
        return (self.executed_at, self.sequence, self.ordinal, self.fingerprint)

    @property
    def moved(self) -> Decimal:
        """Units by which the position moves. A fee in the asset shortens what arrives and lengthens
        what leaves (decision 12)."""
        if not self.asset_fee:
            return self.quantity
        return EXACT.subtract(self.quantity, self.side * self.asset_fee)


def fingerprint_by_ref(broker_ref: str) -> str:
    """Identity of a fill that the broker numbered."""
    return f"ref|{broker_ref}"


def identity_by_content(
    instrument_key: str, position_ref: str, side: Side, quantity: Decimal, price: Decimal, executed_at: datetime
) -> str:
    """What a fill without a number is recognised by; `fingerprint_by_content` adds which of the identical
    rows of its file it is."""
    return "|".join((instrument_key, position_ref, side.name, plain(quantity), plain(price), executed_at.isoformat()))


def fingerprint_by_content(identity: str, occurrence: int) -> str:
    """Identity of a fill that the broker did not number (decision 11, ledger.md rule 11)."""
    return f"row|{identity}|{occurrence}"
