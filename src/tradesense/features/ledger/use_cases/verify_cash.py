"""Verification of the cash ledger: events by their own fingerprints, and what moved cash, added up by other code."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from tradesense.domain.corporate_action import CorporateAction
from tradesense.domain.execution import Execution, ExecutionKind
from tradesense.domain.instrument import MARGIN_CLASSES, AssetClass
from tradesense.domain.number import EXACT, ZERO, plain
from tradesense.domain.reconciliation import Flow
from tradesense.domain.recount import Recount, RecountedTrade
from tradesense.domain.recount_linked import LinkedRecount
from tradesense.features.ledger.repository.verify import StoredCash, StoredPosition
from tradesense.features.ledger.use_cases.differences import Difference, Pairs, compared

SEPARATOR: Final = "\x1f"
BY_CONTENT: Final = "row|"


class Moved(NamedTuple):
    """Which cash: an account's, of a kind (FlowKind) and currency, on a trading day and a day by the calendar."""

    account: UUID
    kind: str
    day: date
    civil: date
    currency: str


class CashRecount:
    """What moved the cash of a workspace's accounts, gathered position by position, in exact fractions."""

    def __init__(self) -> None:
        self._moved: dict[Moved, Fraction] = {}

    def add_position(self, position: StoredPosition, fills: Iterable[Execution], expected: Recount) -> None:
        zone = ZoneInfo(position.timezone)
        for fill in fills:
            self._add_fill(position, fill, zone)
        if AssetClass(position.asset_class) in MARGIN_CLASSES:
            kind = "forex_result" if position.asset_class == AssetClass.FOREX else "margin_result"
            for trade in expected.trades:
                self._add_result(position, kind, trade, zone)

    def add_effects(
        self, positions: Iterable[StoredPosition], actions: Iterable[CorporateAction], recounted: LinkedRecount
    ) -> None:
        """What corporate actions paid, or took from who was short."""
        by_id = {position.id: position for position in positions}
        at = {action.id: action for action in actions}
        for effect in recounted.effects:
            if effect.applied and effect.cash:
                position, action = by_id[effect.position], at[effect.action]
                civil = action.effective_at.astimezone(ZoneInfo(position.timezone)).date()
                self._add(position.account_id, "shares", civil, civil, position.currency, effect.cash)

    def add_events(self, events: Iterable[StoredCash]) -> None:
        for one in events:
            if one.counts:
                self._add(one.account_id, "event", one.day, one.day, one.currency, Fraction(one.amount))

    def differences(self, account: UUID, flows: Sequence[Flow]) -> list[Difference]:
        """Against what the ledger answers for the account when it is reconciled."""
        told: dict[Moved, Decimal] = {}
        for one in flows:
            key = Moved(account, one.kind.value, one.day, one.civil, one.currency)
            told[key] = EXACT.add(told.get(key, ZERO), one.amount)
        own = {key for key in self._moved if key.account == account}
        pairs: Pairs = {
            f"{key.kind} {key.day} {key.currency}": (told.get(key, ZERO), self._moved.get(key, Fraction(0)))
            for key in sorted(own | told.keys())
        }
        return compared("cash", str(account), pairs)

    def _add_fill(self, position: StoredPosition, fill: Execution, zone: ZoneInfo) -> None:
        """Shares are paid for; a margin instrument costs its fees; a currency pair also exchanges two currencies."""
        account, asset_class = position.account_id, AssetClass(position.asset_class)
        civil = fill.executed_at.astimezone(zone).date() if fill.time_known else fill.day
        units = fill.side * Fraction(fill.quantity)
        notional = units * Fraction(fill.price) * Fraction(position.multiplier)
        fees = Fraction(fill.fees or 0)
        if asset_class is AssetClass.FOREX:
            self._add(account, "forex_fees", fill.day, civil, position.currency, -fees)
            self._add(account, "forex_spot", fill.day, civil, position.currency, -notional)
            self._add(account, "forex_spot", fill.day, civil, position.underlying, units)
        elif asset_class in MARGIN_CLASSES:
            self._add(account, "margin_fees", fill.day, civil, position.currency, -fees)
        else:
            paid = Fraction(0) if fill.kind is ExecutionKind.TRANSFER else notional
            self._add(account, "shares", fill.day, civil, position.currency, -paid - fees)

    def _add_result(self, position: StoredPosition, kind: str, trade: RecountedTrade, zone: ZoneInfo) -> None:
        """By the calendar, a trade of one day was realised when it closed; of several, on its trading days."""
        for day in trade.days:
            civil = day.day
            if len(trade.days) == 1 and trade.closed_at is not None and trade.times_known:
                civil = trade.closed_at.astimezone(zone).date()
            self._add(position.account_id, kind, day.day, civil, position.currency, day.gross)

    def _add(self, account: UUID, kind: str, day: date, civil: date, currency: str, amount: Fraction) -> None:
        key = Moved(account, kind, day, civil, currency)
        self._moved[key] = self._moved.get(key, Fraction(0)) + amount


def event_differences(workspace: UUID, events: Iterable[StoredCash]) -> list[Difference]:
    """Each event against its own name: its id is made of its fingerprint, which says what it was read as."""
    found: list[Difference] = []
    for one in events:
        space = uuid5(workspace, SEPARATOR.join(("cash", str(one.account_id))))
        pairs: Pairs = {"id": (one.id, uuid5(space, one.fingerprint))}
        if one.time_known:
            pairs["day"] = (one.day, one.occurred_at.astimezone(ZoneInfo(one.timezone)).date())
        if one.fingerprint.startswith(BY_CONTENT):
            pairs["content"] = (_content(one), one.fingerprint.rpartition("|")[0])
        found += compared("cash event", str(one.id), pairs)
    return found


def _content(one: StoredCash) -> str:
    at: datetime = one.occurred_at.astimezone(UTC)
    return BY_CONTENT + "|".join((one.kind, one.currency, plain(one.amount), one.symbol, at.isoformat()))
