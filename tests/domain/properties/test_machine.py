"""A ledger's position under any sequence of edits, checked after each: Hypothesis finds the sequence, and shortens it.

The invariants are those of ledger.md 5.4, by their numbers there; amounts are compared as exact fractions.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.domain.properties.test_sequences import exactly, told
from tests.support.scale import IS_SOAK, count
from tradesense.domain.execution import Execution, ExecutionKind, LotPick, Side
from tradesense.domain.ids import ExecutionId
from tradesense.domain.lots import Method
from tradesense.domain.matching import Fold, Match, Rules, in_order
from tradesense.domain.position import FLAT, OpenPosition, open_position, restore, snapshot
from tradesense.domain.recount import Recount, RecountRules, recount
from tradesense.domain.running import Running
from tradesense.domain.split import Split, split
from tradesense.domain.trade import Trade, Unmatched

OPENING_BELL: Final = datetime(2026, 1, 5, 14, 30, tzinfo=UTC)
LOT_METHODS: Final = (Method.FIFO, Method.LIFO, Method.AVERAGE, Method.HIFO)
ROUNDED: Final = Fraction(1, 10**12)
"""How far a share that does not divide may lie from its exact value (decision 14)."""

SIDES = st.sampled_from([Side.BUY, Side.SELL])
QUANTITIES = st.sampled_from([Decimal(text) for text in ("1", "2", "3", "100", "0.5", "7.25", "0.00000001", "1e9")])
PRICES = st.sampled_from([Decimal(text) for text in ("10", "9.99", "0", "-37.63", "0.00000123", "45000.5", "3.3333")])
FEES = st.sampled_from([Decimal(text) for text in ("0", "1", "0.35", "-0.2", "2.123456789012345")] + [None])
RATES = st.sampled_from([None, Decimal("1.1"), Decimal("0.0066225165562914")])
PLACES = st.integers(0, 10_000)
"""Which of the fills, or where among them."""


class Outcome(NamedTuple):
    """What a fold makes of the facts. `matches`: only where it was traced."""

    trades: tuple[Trade, ...]
    unmatched: tuple[Unmatched, ...]
    position: OpenPosition
    matches: tuple[Match, ...] = ()


class LedgerMachine(RuleBasedStateMachine):
    """One position: its facts (fills, splits, rules), and what the ledger kept after the step before."""

    def __init__(self) -> None:
        super().__init__()
        self.fills: dict[ExecutionId, Execution] = {}
        self.voided: dict[ExecutionId, Execution] = {}
        self.splits: list[Split] = []
        self.number = 0
        self.terms = Rules()
        self.kept: Running | None = None
        self.closed: list[Trade] = []
        self.lost: list[Unmatched] = []
        self.found: Outcome | None = None

    @initialize(
        multiplier=st.sampled_from(["1", "50", "0.1"]),
        method=st.sampled_from(list(Method)),
        flags=st.tuples(st.booleans(), st.booleans(), st.sampled_from([False, False, False, True])),
    )
    def open_an_account(self, multiplier: str, method: Method, flags: tuple[bool, bool, bool]) -> None:
        converts, margin, long_only = flags
        self.terms = Rules(Decimal(multiplier), method, converts=converts, margin=margin, long_only=long_only)

    # What a trader does

    @rule(side=SIDES, quantity=QUANTITIES, price=PRICES, fees=FEES, rate=RATES)
    def trade(self, side: Side, quantity: Decimal, price: Decimal, fees: Decimal | None, rate: Decimal | None) -> None:
        self._go_on(self._new(side, quantity, price, fees, self._next_at(), rate=rate))

    @rule(side=SIDES, quantity=QUANTITIES, price=PRICES, fees=FEES, place=PLACES)
    def find_a_late_fill(self, side: Side, quantity: Decimal, price: Decimal, fees: Decimal | None, place: int) -> None:
        self._change(self._new(side, quantity, price, fees, self._some_at(place)))

    @rule(quantity=QUANTITIES, side=SIDES, kind=st.sampled_from([ExecutionKind.EXPIRY, ExecutionKind.ASSIGNMENT]))
    def close_by_the_calendar(self, quantity: Decimal, side: Side, kind: ExecutionKind) -> None:
        """Never opens anything: what exceeds the position is unmatched."""
        self._go_on(self._new(side, quantity, Decimal(0), None, self._next_at(), kind=kind, closes=True))

    @rule(quantity=QUANTITIES, side=SIDES, price=PRICES)
    def pay_a_fee_in_the_asset(self, quantity: Decimal, side: Side, price: Decimal) -> None:
        asset_fee = quantity / 1000 if quantity >= 1 else Decimal(0)
        self._go_on(self._new(side, quantity, price, None, self._next_at(), asset_fee=asset_fee))

    @precondition(lambda self: self.fills)
    @rule(place=PLACES, part=st.sampled_from([Decimal(1), Decimal("0.5")]))
    def close_a_lot_by_name(self, place: int, part: Decimal) -> None:
        lot = self._some_fill(place)
        picks = (LotPick(lot.id, lot.quantity * part),)
        side = Side(-lot.side)
        self._go_on(self._new(side, lot.quantity * part, lot.price, Decimal(1), self._next_at(), picks=picks))

    @precondition(lambda self: self.fills)
    @rule(place=PLACES)
    def meet_its_twin(self, place: int) -> None:
        """The same second, price and size: two real fills."""
        fill = self._some_fill(place)
        self.number += 1
        self._change(fill._replace(id=self._id(), ordinal=fill.ordinal + 1, fingerprint=f"twin {self.number}"))

    @precondition(lambda self: self.fills)
    @rule(place=PLACES)
    def void(self, place: int) -> None:
        fill = self._some_fill(place)
        self.voided[fill.id] = self.fills.pop(fill.id)
        self._derive()

    @precondition(lambda self: self.voided)
    @rule(place=PLACES)
    def take_the_void_back(self, place: int) -> None:
        fill = sorted(self.voided.values())[place % len(self.voided)]
        del self.voided[fill.id]
        self._change(fill)

    @precondition(lambda self: self.fills)
    @rule(place=PLACES)
    def add_and_bust(self, place: int) -> None:
        """12: as if it had never been."""
        before = self.outcome()
        fill = self._new(Side.SELL, Decimal(3), Decimal(11), Decimal(1), self._some_at(place))
        self._change(fill)
        del self.fills[fill.id]
        self._derive()
        assert self.outcome() == before

    @precondition(lambda self: self.fills)
    @rule(place=PLACES, more=st.booleans())
    def import_a_file_that_overlaps(self, place: int, more: bool) -> None:
        """13: the fills that are known add nothing, whichever of two files comes first."""
        known = {fill.id: fill for fill in sorted(self.fills.values())[place % len(self.fills) :]}
        fresh = self._new(Side.BUY, Decimal(2), Decimal(10), Decimal(1), self._some_at(place)) if more else None
        before = self.outcome()
        file = known | ({fresh.id: fresh} if fresh else {})
        one_way, other_way = {**self.fills, **file}, {**file, **self.fills}
        assert self._folded(one_way.values(), self.terms, self.splits) == self._folded(
            other_way.values(), self.terms, self.splits
        )
        self.fills = one_way
        self._derive()
        assert more or self.outcome() == before

    @precondition(lambda self: len(self.splits) < 2)
    @rule(ratio=st.sampled_from([(2, 1), (3, 2), (1, 3), (1, 20)]), place=PLACES)
    def split_the_shares(self, ratio: tuple[int, int], place: int) -> None:
        """Twice at most: of a position of billionths nothing would be left."""
        self.splits.append(split(*ratio, self._some_at(place)))
        self._derive()

    @precondition(lambda self: self.fills)
    @rule(ratio=st.sampled_from([(4, 1), (1, 2), (5, 2)]), place=PLACES)
    def split_and_back(self, ratio: tuple[int, int], place: int) -> None:
        """11: r and then 1/r changes nothing."""
        before = self.outcome()
        at = self._some_at(place) + timedelta(microseconds=self.number + 1)
        both = [split(*ratio, at), split(ratio[1], ratio[0], at)]
        twice = self._folded(self.fills.values(), self.terms, [*self.splits, *both])
        assert sums(twice.trades) == sums(before.trades)
        assert twice.unmatched == before.unmatched

    @rule(method=st.sampled_from(LOT_METHODS))
    def change_the_method(self, method: Method) -> None:
        """2: what is realised and open, marked to any price, does not depend on it."""
        before = self.outcome()
        self.terms = self.terms._replace(method=method)
        self._derive()
        after = self.outcome()
        if before.unmatched == after.unmatched:
            assert self._marked(after, Fraction(17)) == self._marked(before, Fraction(17))
            assert sums(closed(after)) == sums(closed(before))

    @precondition(lambda self: self.fills and self.terms.method is not Method.SPECIFIC)
    @rule(place=PLACES)
    def learn_that_a_fill_was_two(self, place: int) -> None:
        """6: the parts of a fill make the same trades."""
        before, fill = self.outcome(), self._some_fill(place)
        if fill.quantity < 1:
            return
        fees = None if fill.fees is None else fill.fees / 2
        half = fill._replace(quantity=fill.quantity / 2, asset_fee=fill.asset_fee / 2, fees=fees)
        self.number += 1
        other = half._replace(id=self._id(), fingerprint=f"{fill.fingerprint}\x01{self.number}")
        self.fills[fill.id] = half
        self._change(other)
        after = self.outcome()
        assert [(one.gross, one.entry_quantity) for one in closed(after)] == [
            (one.gross, one.entry_quantity) for one in closed(before)
        ]

    @precondition(lambda self: self.fills and self.terms.method is not Method.SPECIFIC and not self.terms.long_only)
    @rule()
    def look_in_the_mirror(self) -> None:
        """10: the other side of every fill earns the opposite, three times the price three times as much."""
        plain = [fill._replace(asset_fee=Decimal(0)) for fill in self.fills.values()]
        whole = closed(self._folded(plain, self.terms, self.splits))
        turned = [fill._replace(side=Side(-fill.side)) for fill in plain]
        dearer = [fill._replace(price=fill.price * 3) for fill in plain]
        for changed, factor in ((turned, -1), (dearer, 3)):
            found = closed(self._folded(changed, self.terms, self.splits))
            assert [Fraction(one.gross) for one in found] == [Fraction(one.gross) * factor for one in whole]

    # What always holds

    @invariant()
    def the_independent_recount_agrees(self) -> None:
        """1 to 5, 18, as the auditor sees them, to the last digit."""
        outcome, expected = self.outcome(), self._recounted()
        assert [told(one) for one in outcome.trades] == [tuple(one) for one in expected.trades]
        held = outcome.position
        assert [Fraction(one) for one in held[:3]] == [expected.quantity, expected.cost, expected.open_fees]
        assert [tuple(map(exactly, lot)) for lot in held.lots] == [tuple(lot) for lot in expected.lots]
        assert [(one.execution, Fraction(one.quantity)) for one in outcome.unmatched] == list(expected.unmatched)

    @invariant()
    def cash_is_conserved(self) -> None:
        """1 and 3: what was realised is what was paid and received, but for what the open lots cost."""
        outcome = self.outcome()
        gross = sum((Fraction(one.gross) for one in outcome.trades), Fraction(0))
        assert gross == self._cash(outcome) + sign(outcome.position) * Fraction(outcome.position.cost)

    @invariant()
    def every_fee_is_in_one_trade(self) -> None:
        """18, where nothing is unmatched: no cent is lost, none counted twice."""
        outcome = self.outcome()
        if not outcome.unmatched:
            told_fees = sum((Fraction(one.fees) for one in outcome.trades), Fraction(outcome.position.fees))
            assert told_fees == sum((self._charged(fill) for fill in self.fills.values()), Fraction(0))

    @invariant()
    def lots_make_the_position(self) -> None:
        """4, and without splits the position is what was bought and sold."""
        outcome = self.outcome()
        held = outcome.position
        assert all(lot.quantity > 0 for lot in held.lots)
        assert sum((lot.quantity for lot in held.lots), Decimal(0)) == abs(held.quantity)
        if not self.splits:
            moved = sum((fill.side * Fraction(fill.moved) for fill in self.fills.values()), Fraction(0))
            lost = {one.execution: Fraction(one.quantity) for one in outcome.unmatched}
            away = sum((self.fills[id_].side * units for id_, units in lost.items()), Fraction(0))
            assert Fraction(held.quantity) == moved - away

    @invariant()
    def every_unit_is_used_once(self) -> None:
        """5: what is entered is left or still open, and no unit of a closing fill is matched twice."""
        if self.splits or self.terms.method is Method.AVERAGE:
            return
        outcome, used = self.outcome(), dict.fromkeys(self.fills, Decimal(0))
        for match in outcome.matches:
            used[match.closing] += match.quantity
            used[match.opening] += match.quantity
        for lot in outcome.position.lots:
            used[lot.opening] += lot.quantity
        for one in outcome.unmatched:
            used[one.execution] += one.quantity
        assert used == {fill.id: fill.moved for fill in self.fills.values()}

    @invariant()
    def with_one_lot_every_method_is_the_same(self) -> None:
        """8"""
        outcome, method = self.outcome(), self.terms.method
        if method in LOT_METHODS and all(one.entries == 1 for one in outcome.trades):
            other = self.terms._replace(method=Method.LIFO if method is Method.FIFO else Method.FIFO)
            assert self._folded(self.fills.values(), other, self.splits) == outcome

    @invariant()
    def a_pool_costs_what_its_parts_do(self) -> None:
        """9: between the cheapest entry and the dearest."""
        held = self.outcome().position
        if self.terms.method is Method.AVERAGE and held.quantity and not self.splits:
            units = [Fraction(fill.price * self.terms.multiplier) for fill in self.fills.values()]
            quantity, tolerance = Fraction(abs(held.quantity)), ROUNDED * len(self.fills)
            assert min(units) * quantity - tolerance <= Fraction(held.cost) <= max(units) * quantity + tolerance

    @invariant()
    def going_on_is_as_good_as_beginning_anew(self) -> None:
        """14: what was kept, and derived further from there, is what all facts give. 7: in any order."""
        outcome = self.outcome()
        open_trades = [self.kept.as_trade()] if self.kept else []
        assert (*self.closed, *open_trades) == outcome.trades
        assert tuple(self.lost) == outcome.unmatched
        assert (open_position(self.kept) if self.kept else FLAT) == outcome.position

    # How it is worked out

    def outcome(self) -> Outcome:
        """All facts folded, in whatever order they came (7)."""
        if self.found is None:
            self.found = self._folded(reversed(self.fills.values()), self.terms, self.splits)
        return self.found

    def _folded(self, fills: Iterable[Execution], rules: Rules, splits: list[Split]) -> Outcome:
        fold = Fold(rules, trace=True)
        fold.run(in_order(fills, splits))
        trades = (*fold.closed, *([fold.open_trade] if fold.open_trade else []))
        return Outcome(trades, tuple(fold.unmatched), open_position(fold.running), tuple(fold.matches or ()))

    def _recounted(self) -> Recount:
        rules = self.terms
        counted = RecountRules(rules.multiplier, rules.method.value, rules.converts, rules.margin, rules.long_only)
        return recount(self.fills.values(), self.splits, counted)

    def _derive(self) -> None:
        """All anew."""
        self.kept, self.closed, self.lost = None, [], []
        self._fold_on(in_order(self.fills.values(), self.splits))

    def _go_on(self, fill: Execution) -> None:
        """The newest fill, from what was kept: unless a split lies ahead of it."""
        self.fills[fill.id] = fill
        if any(one.effective_at > self._last_at(fill) for one in self.splits):
            self._derive()
        else:
            self._fold_on([fill])

    def _change(self, fill: Execution) -> None:
        self.fills[fill.id] = fill
        self._derive()

    def _fold_on(self, events: list[Execution | Split]) -> None:
        self.found = None
        fold = Fold(self.terms, restore(snapshot(self.kept)) if self.kept else None)
        fold.run(events)
        self.kept = fold.running
        self.closed += fold.closed
        self.lost += fold.unmatched

    def _new(
        self, side: Side, quantity: Decimal, price: Decimal, fees: Decimal | None, at: datetime, **more: Any
    ) -> Execution:
        self.number += 1
        return Execution(
            self._id(), side, quantity, price, fees, at, at.date(), fingerprint=f"fill {self.number}", **more
        )

    def _id(self) -> ExecutionId:
        return ExecutionId(UUID(int=self.number))

    def _some_fill(self, place: int) -> Execution:
        return sorted(self.fills.values())[place % len(self.fills)]

    def _next_at(self) -> datetime:
        """Hours apart, so that days change."""
        return OPENING_BELL + timedelta(hours=3 * (self.number + 1))

    def _some_at(self, place: int) -> datetime:
        return OPENING_BELL + timedelta(hours=place % (3 * self.number + 3))

    def _last_at(self, but: Execution) -> datetime:
        others = [fill.executed_at for fill in self.fills.values() if fill is not but]
        return max(others, default=OPENING_BELL - timedelta(days=1))

    def _cash(self, outcome: Outcome) -> Fraction:
        lost: dict[ExecutionId, Fraction] = {}
        for one in outcome.unmatched:
            lost[one.execution] = lost.get(one.execution, Fraction(0)) + Fraction(one.quantity)
        paid = (
            fill.side * Fraction(fill.price) * (Fraction(fill.moved) - lost.get(fill.id, Fraction(0)))
            for fill in self.fills.values()
        )
        return -sum(paid, Fraction(0)) * Fraction(self.terms.multiplier)

    def _charged(self, fill: Execution) -> Fraction:
        in_asset = Fraction(fill.asset_fee) * Fraction(fill.price) * Fraction(self.terms.multiplier)
        return Fraction(fill.fees or 0) + in_asset

    def _marked(self, outcome: Outcome, price: Fraction) -> Fraction:
        held = outcome.position
        worth = Fraction(held.quantity) * price * Fraction(self.terms.multiplier)
        gross = sum((Fraction(one.gross) for one in outcome.trades), Fraction(0))
        return gross + worth - sign(held) * Fraction(held.cost)


def sign(held: OpenPosition) -> int:
    return -1 if held.quantity < 0 else 1


def closed(outcome: Outcome) -> list[Trade]:
    return [one for one in outcome.trades if one.closed_at]


def sums(trades: Iterable[Trade]) -> list[tuple[ExecutionId, Decimal, Decimal]]:
    return [(one.opening, one.gross, one.fees) for one in trades]


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(
    max_examples=count(15, 20_000),
    stateful_step_count=50,
    deadline=None,
    database=None,
    derandomize=not IS_SOAK,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
