"""From fills to trades: the fold that turns a position's executions into round trips.

Rules: ledger.md. A trade runs from flat to flat; the cost-basis method only settles which lot is
realised when, never a trade's total. Everything is exact: the fold runs in a context that refuses
to round, and what does not divide is shared out at 12 decimals with the remainder in the last part.
"""

from collections import deque
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, localcontext
from typing import NamedTuple

from tradesense.domain.execution import Execution, Side
from tradesense.domain.ids import ExecutionId
from tradesense.domain.lots import AmbiguousLots, Lot, Method, add_lot, restate_lots, take_lots
from tradesense.domain.number import EXACT, ZERO, at_rate, share
from tradesense.domain.running import Running
from tradesense.domain.split import Split
from tradesense.domain.trade import Direction, Trade, Unmatched

NOTHING_OPEN = "nothing_open"
LOTS_AMBIGUOUS = "lots_ambiguous"


class Rules(NamedTuple):
    """What the fold must know of the account and the instrument.

    converts   the account's currency is not the instrument's
    margin     only profit changes hands, converted at the closing fill's rate (decision 13)
    long_only  a cash account: what exceeds the position is unmatched (decision 10)
    """

    multiplier: Decimal = Decimal(1)
    method: Method = Method.FIFO
    converts: bool = False
    margin: bool = False
    long_only: bool = False


class Match(NamedTuple):
    """Units of one exit matched with units of one entry; money in the instrument's currency.

    `gross` is (proceeds − cost) × direction; `fees` holds both legs' shares.
    """

    closing: ExecutionId
    opening: ExecutionId
    quantity: Decimal
    cost: Decimal
    proceeds: Decimal
    gross: Decimal
    fees: Decimal


class Fold:
    """A position being built, fill by fill. Feed it executions and splits in `Execution.order`."""

    def __init__(
        self,
        rules: Rules,
        running: Running | None = None,
        *,
        trace: bool = False,
        watched: frozenset[ExecutionId] = frozenset(),
        rolls: frozenset[ExecutionId] = frozenset(),
    ) -> None:
        """`watched`: fills of which `entered` shall say in which trade, by its opening, they are an entry.

        `rolls`: exits at what the lots cost, whatever their price. `rolled`: what such fills closed at, and what
        others counted of the money they carry.
        """
        self.rolls = rolls
        self.rolled: dict[ExecutionId, Decimal] = {}
        self.watched = watched
        self.entered: dict[ExecutionId, ExecutionId] = {}
        self.rules = rules
        self.running = running
        self.closed: list[Trade] = []
        self.unmatched: list[Unmatched] = []
        self.matches: list[Match] | None = [] if trace else None

    def run(self, events: Iterable[Execution | Split]) -> None:
        """Applies `events`; completed trades gather in `closed`, what matched nothing in `unmatched`."""
        with localcontext(EXACT):
            for event in events:
                if isinstance(event, Split):
                    self._restate(event)
                else:
                    self._apply(event)

    def resume(self, opening: Execution, quantity: Decimal) -> None:
        """Starts flat with the last `quantity` units of `opening`: the rest of a fill that flipped the position."""
        with localcontext(EXACT):
            moved, fees = opening.moved, self._fees(opening)
            before = share(fees, moved - quantity, moved) if quantity != moved else ZERO
            self._enter(opening, quantity, fees - before)

    @property
    def open_trade(self) -> Trade | None:
        return self.running.as_trade() if self.running else None

    def _apply(self, fill: Execution) -> None:
        quantity, fees = fill.moved, self._fees(fill)
        running = self.running
        if running is None or fill.side is running.side:
            self._open(fill, quantity, fees)
        elif quantity <= running.open_quantity:
            self._exit(running, fill, quantity, fees)
        else:
            closing = running.open_quantity
            closing_fees = share(fees, closing, quantity)
            self._exit(running, fill, closing, closing_fees)
            self._open(fill, quantity - closing, fees - closing_fees)

    def _fees(self, fill: Execution) -> Decimal:
        fees = fill.fees or ZERO
        if fill.asset_fee:
            fees += fill.asset_fee * fill.price * self.rules.multiplier
        return fees

    def _open(self, fill: Execution, quantity: Decimal, fees: Decimal) -> None:
        if fill.closes or (self.rules.long_only and fill.side is Side.SELL):
            self.unmatched.append(Unmatched(fill.id, quantity, NOTHING_OPEN))
        else:
            self._enter(fill, quantity, fees)

    def _enter(self, fill: Execution, quantity: Decimal, fees: Decimal) -> None:
        unit = fill.price * self.rules.multiplier
        cost = quantity * unit
        lot = Lot(fill.id, quantity, unit, cost, fees)
        if fill.carried:
            part = fill.carried - _carried_before(fill, fill.moved - quantity)
            self.rolled[fill.id] = self.rolled.get(fill.id, ZERO) + part
            lot.cost = cost = cost + part
            lot.restate(quantity)
        if self.rules.converts and not self.rules.margin:
            lot.base_cost = None if fill.rate is None else at_rate(cost, fill.rate)
            lot.base_fees = None if fill.rate is None else at_rate(fees, fill.rate)
        if self.running is None:
            self.running = Running(fill, quantity)
        self.running.enter(fill, quantity, cost)
        if self.watched and fill.id in self.watched:
            self.entered[fill.id] = self.running.opening
        add_lot(self.running.lots, lot, self.rules.method)

    def _exit(self, running: Running, fill: Execution, quantity: Decimal, fees: Decimal) -> None:
        try:
            lots = take_lots(running.lots, quantity, fill, self.rules.method)
        except AmbiguousLots:
            self.unmatched.append(Unmatched(fill.id, quantity, LOTS_AMBIGUOUS))
            return
        unit = fill.price * self.rules.multiplier
        proceeds = quantity * unit
        if fill.carried:
            part = _carried_before(fill, quantity)
            self.rolled[fill.id] = self.rolled.get(fill.id, ZERO) + part
            proceeds += part
        if fill.id in self.rolls:
            proceeds = self.rolled[fill.id] = sum((lot.cost for lot in lots), ZERO)
        gross, total_fees = -proceeds, fees
        for lot in lots:
            gross += lot.cost
            total_fees += lot.fees
        if running.direction is Direction.LONG:
            gross = -gross
        base = self._converted(running.direction, fill, lots, proceeds, gross, fees, total_fees)
        running.leave(fill, quantity, proceeds, gross, total_fees, base)
        if self.matches is not None:
            self._trace(running, fill, lots, proceeds, fees, quantity)
        if not running.open_quantity:
            self.closed.append(running.as_trade(closed=True))
            self.running = None

    def receive(self, fill: Execution, cost_share: Decimal) -> None:
        """What `fill` pays (its quantity at its price), for a share of the cost of what is open: no units leave."""
        running = self.running
        assert running is not None, "an action pays for what is open"
        with localcontext(EXACT):
            given = [lot.give(cost_share) for lot in running.lots]
            proceeds = fill.quantity * fill.price * self.rules.multiplier
            gross = (proceeds - sum((one.cost for one in given), ZERO)) * running.direction
            base = self._converted(running.direction, fill, given, proceeds, gross, ZERO, ZERO)
            running.receive(fill.day, proceeds, gross, base)

    def _converted(
        self,
        direction: Direction,
        fill: Execution,
        lots: list[Lot],
        proceeds: Decimal,
        gross: Decimal,
        fees: Decimal,
        total_fees: Decimal,
    ) -> tuple[Decimal | None, Decimal | None]:
        """Gross and fees of an exit in the account's currency (decision 13)."""
        if not self.rules.converts:
            return gross, total_fees
        if fill.rate is None:
            return None, None
        if self.rules.margin:
            return at_rate(gross, fill.rate), at_rate(total_fees, fill.rate)
        base_gross, base_fees = at_rate(proceeds, fill.rate), at_rate(fees, fill.rate)
        for lot in lots:
            if lot.base_cost is None or lot.base_fees is None:
                return None, None
            base_gross -= lot.base_cost
            base_fees += lot.base_fees
        return base_gross * direction, base_fees

    def _trace(
        self, running: Running, fill: Execution, lots: list[Lot], whole: Decimal, fees: Decimal, quantity: Decimal
    ) -> None:
        assert self.matches is not None
        unit = fill.price * self.rules.multiplier
        rest, rest_proceeds = fees, whole
        for lot in lots:
            exit_fees = share(fees, lot.quantity, quantity) if lot is not lots[-1] else rest
            rest -= exit_fees
            proceeds = lot.quantity * unit
            if fill.id in self.rolls:
                proceeds = lot.cost
            elif fill.carried:
                proceeds = share(whole, lot.quantity, quantity) if lot is not lots[-1] else rest_proceeds
            rest_proceeds -= proceeds
            gross = (proceeds - lot.cost) * running.direction
            self.matches.append(
                Match(fill.id, lot.opening, lot.quantity, lot.cost, proceeds, gross, lot.fees + exit_fees)
            )

    def _restate(self, split: Split) -> None:
        running = self.running
        if running is None:
            return
        settled = split.of(running.open_quantity * running.direction)
        running.restate(settled)
        restate_lots(running.lots, settled, running.open_quantity)


def _carried_before(fill: Execution, quantity: Decimal) -> Decimal:
    """What belongs to its first `quantity` units of the money it carries."""
    return fill.carried if quantity == fill.moved else share(fill.carried, quantity, fill.moved)


def fold_trades(events: Iterable[Execution | Split], rules: Rules) -> tuple[list[Trade], list[Unmatched]]:
    """All trades of one position, the open one last, and what matched nothing.

    `events` come in order (`in_order`); money is in the instrument's currency, `base_*` in the account's.
    """
    fold = Fold(rules)
    fold.run(events)
    trades = fold.closed + ([fold.open_trade] if fold.open_trade else [])
    return trades, fold.unmatched


def in_order(executions: Iterable[Execution], splits: Iterable[Split] = ()) -> list[Execution | Split]:
    """Executions by their order, each split before the fills of its instant."""
    return with_splits(
        sorted(executions, key=lambda fill: fill.order), deque(sorted(splits, key=split_order)), last=True
    )


def split_order(split: Split) -> tuple[datetime, Split]:
    return (split.effective_at, split)


def with_splits(fills: Iterable[Execution], waiting: deque[Split], *, last: bool = False) -> list[Execution | Split]:
    """Ordered `fills` with the splits that fall among them, which are taken from `waiting`; with the rest, too,
    when these are the `last` fills."""
    merged: list[Execution | Split] = []
    for fill in fills:
        while waiting and waiting[0].effective_at <= fill.executed_at:
            merged.append(waiting.popleft())
        merged.append(fill)
    if last:
        merged.extend(waiting)
        waiting.clear()
    return merged
