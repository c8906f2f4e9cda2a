"""Exercise and assignment in both views: the money between option and shares moves, the total never does."""

import random
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from tests.domain.fills import OPENING_BELL, Tape
from tests.domain.properties.test_sequences import told
from tests.domain.recounting import row
from tradesense.domain.delivery import DeliveredFill, Delivery, ExerciseView, deliveries_of
from tradesense.domain.execution import Execution, ExecutionKind, Side
from tradesense.domain.ids import ExecutionId, InstrumentId, PositionId
from tradesense.domain.instrument import Right
from tradesense.domain.linked import LinkedFold, Member, in_time
from tradesense.domain.lots import Method
from tradesense.domain.matching import Rules
from tradesense.domain.recount import RecountRules
from tradesense.domain.recount_linked import RecountMember, recount_linked
from tradesense.domain.trade import Trade

OPTION, SHARES = PositionId(UUID(int=1)), PositionId(UUID(int=2))
VIEWS = list(ExerciseView)
END = timedelta(days=30)


def fill_of(number: int, side: Side, quantity: str, price: str, minutes: int, **more: Any) -> Execution:
    at = OPENING_BELL + timedelta(minutes=minutes)
    id_ = ExecutionId(UUID(int=number))
    return Execution(id_, side, Decimal(quantity), Decimal(price), Decimal(0), at, at.date(), **more)


def as_delivered(one: Execution, position: PositionId, right: Right | None, market: str | None) -> DeliveredFill:
    is_option = right is not None
    return DeliveredFill(
        one.id,
        position,
        "WOMB",
        one.side,
        one.quantity,
        Decimal(100 if is_option else 1),
        Decimal(50) if is_option else None,
        right,
        one.executed_at,
        counts=True,
        market=None if market is None else Decimal(market),
    )


class Told:
    """An option on WOMB at 50, its end, what it delivers at 50, and what became of the shares, in one view."""

    def __init__(
        self,
        view: ExerciseView,
        right: Right,
        option: list[Execution],
        shares: list[Execution],
        *,
        market: str | None = None,
        method: Method = Method.FIFO,
    ) -> None:
        ends = [one for one in option if one.kind is not ExecutionKind.TRADE]
        delivers = [one for one in shares if one.kind is not ExecutionKind.TRADE]
        found = [as_delivered(one, OPTION, right, None) for one in ends]
        found += [as_delivered(one, SHARES, None, market) for one in delivers]
        self.deliveries = deliveries_of(found, view)
        self.fills = {OPTION: option, SHARES: shares}
        members = [
            Member(OPTION, InstrumentId(OPTION), "", Rules(Decimal(100), method)),
            Member(SHARES, InstrumentId(SHARES), "", Rules(Decimal(1), method)),
        ]
        self.fold = LinkedFold(members, [], {}, deliveries=self.deliveries)
        self.fold.run(in_time(self.fills, {OPTION}))
        self.fold.finish()
        self.method = method

    def trades(self, position: PositionId) -> list[Trade]:
        fold = self.fold.folds[position]
        return fold.closed + ([fold.open_trade] if fold.open_trade else [])

    def total(self) -> Fraction:
        """What is realised, and what is open at what it cost."""
        found = Fraction(0)
        for fold in self.fold.folds.values():
            found += sum(Fraction(trade.gross) for trade in fold.closed)
            if fold.running:
                open_at = sum(Fraction(lot.cost) for lot in fold.running.lots)
                found += Fraction(fold.running.gross) - open_at * fold.running.direction
        return found

    def recounted(self) -> None:
        members = [
            RecountMember(
                one,
                InstrumentId(one),
                "",
                RecountRules(Decimal(each), self.method.value, False, False, False),
                one == OPTION,
            )
            for one, each in ((OPTION, 100), (SHARES, 1))
        ]
        expected = recount_linked(members, self.fills, {}, [], self.deliveries)
        for position in (OPTION, SHARES):
            assert [told(one) for one in self.trades(position)] == [
                tuple(one) for one in expected.positions[position].trades
            ]


ASSIGNED: dict[str, Any] = {"kind": ExecutionKind.ASSIGNMENT, "closes": True}
PUT_SOLD = [fill_of(1, Side.SELL, "1", "2", 0), fill_of(2, Side.BUY, "1", "0", 60, **ASSIGNED)]
PUT_TO_US = [
    fill_of(11, Side.BUY, "100", "50", 60, kind=ExecutionKind.ASSIGNMENT),
    fill_of(12, Side.SELL, "100", "48", 90),
]


@pytest.mark.parametrize(
    ("view", "option", "entry", "shares"),
    [
        # Sold for 2, assigned at 50, sold at 48: as printed 200 − 200.
        (ExerciseView.PRINTED, 200, 5000, -200),
        # The market at 45: the option closes at 5, −300; the shares cost 45, +300.
        (ExerciseView.ECONOMIC, -300, 4500, 300),
        # The premium lowers the cost to 48: nothing and nothing.
        (ExerciseView.BROKER, 0, 4800, 0),
    ],
)
def test_a_put_that_was_assigned(view: ExerciseView, option: int, entry: int, shares: int) -> None:
    found = Told(view, Right.PUT, PUT_SOLD, PUT_TO_US, market="45")
    ((put,), (stock,)) = found.trades(OPTION), found.trades(SHARES)
    assert row(put.gross, stock.entry_notional, stock.gross) == (option, entry, shares)
    assert found.total() == 0
    found.recounted()


@pytest.mark.parametrize(
    ("view", "option", "shares"),
    [
        # Bought for 3, exercised at 50, sold at 57: −300 + 700.
        (ExerciseView.PRINTED, -300, 700),
        # The market at 56: the option closes at 6, +300; the shares cost 56, +100.
        (ExerciseView.ECONOMIC, 300, 100),
        # The premium raises the cost to 53.
        (ExerciseView.BROKER, 0, 400),
    ],
)
def test_a_call_that_was_exercised(view: ExerciseView, option: int, shares: int) -> None:
    exercised: dict[str, Any] = {"kind": ExecutionKind.EXERCISE}
    call = [fill_of(1, Side.BUY, "1", "3", 0), fill_of(2, Side.SELL, "1", "0", 60, closes=True, **exercised)]
    stock = [fill_of(11, Side.BUY, "100", "50", 60, **exercised), fill_of(12, Side.SELL, "100", "57", 90)]
    found = Told(view, Right.CALL, call, stock, market="56")
    assert [trade.gross for position in (OPTION, SHARES) for trade in found.trades(position)] == [option, shares]
    assert found.total() == 400
    found.recounted()


@pytest.mark.parametrize(
    ("view", "option", "shares"), [("printed", 150, 1000), ("economic", -450, 1600), ("broker", 0, 1150)]
)
def test_a_covered_call_that_was_assigned_moves_its_premium_into_the_proceeds(
    view: str, option: int, shares: int
) -> None:
    # 100 shares at 40, a call at 50 sold for 1.50, called away with the market at 56: 150 + 1 000 in every view.
    call = [fill_of(1, Side.SELL, "1", "1.5", 0), fill_of(2, Side.BUY, "1", "0", 60, **ASSIGNED)]
    stock = [
        fill_of(11, Side.BUY, "100", "40", 0),
        fill_of(12, Side.SELL, "100", "50", 60, kind=ExecutionKind.ASSIGNMENT),
    ]
    found = Told(ExerciseView(view), Right.CALL, call, stock, market="56")
    assert [trade.gross for position in (OPTION, SHARES) for trade in found.trades(position)] == [option, shares]
    found.recounted()


def test_without_the_markets_price_the_economic_view_is_told_as_the_brokers() -> None:
    found = Told(ExerciseView.ECONOMIC, Right.PUT, PUT_SOLD, PUT_TO_US)
    assert [one.view for one in found.deliveries] == [ExerciseView.BROKER]
    assert [trade.gross for trade in found.trades(OPTION)] == [0]


def test_what_does_not_say_which_option_delivered_which_shares_stays_as_printed() -> None:
    few = [PUT_TO_US[0]._replace(quantity=Decimal(50)), PUT_TO_US[1]]
    early = [PUT_TO_US[0]._replace(executed_at=OPENING_BELL), PUT_TO_US[1]]
    for shares in (few, early, PUT_TO_US[1:]):
        assert Told(ExerciseView.BROKER, Right.PUT, PUT_SOLD, shares).deliveries == []


def test_an_end_that_found_nothing_open_moves_no_money() -> None:
    for view in VIEWS:
        found = Told(view, Right.PUT, PUT_SOLD[1:], PUT_TO_US, market="45")
        assert [trade.gross for trade in found.trades(SHARES)] == [-200]
        found.recounted()


def test_no_view_changes_a_total() -> None:
    """Invariant 17, over random premiums, lots, prices and parts of a delivery."""
    for seed in range(300):
        chance = random.Random(seed)
        right, sold = chance.choice(list(Right)), chance.random() < 0.5
        contracts, lots = chance.randint(1, 4), chance.randint(1, 3)
        opens, ends = (Side.SELL, Side.BUY) if sold else (Side.BUY, Side.SELL)
        kind = ExecutionKind.ASSIGNMENT if sold else ExecutionKind.EXERCISE
        option = [
            fill_of(1 + place, opens, str(contracts), chance.choice(["2", "1.37", "0.333"]), place)
            for place in range(lots)
        ]
        option.append(fill_of(9, ends, str(contracts * lots), "0", 60, kind=kind, closes=True))
        takes = Side.BUY if (right is Right.CALL) is not sold else Side.SELL
        whole = contracts * lots * 100
        first = chance.randint(1, whole - 1)
        stock = [fill_of(20, chance.choice(list(Side)), "70", "49.5", 10)]
        stock += [
            fill_of(21 + place, takes, str(units), "50", 60, kind=kind)
            for place, units in enumerate((first, whole - first))
        ]
        stock.append(fill_of(30, chance.choice(list(Side)), "150", "47.77", 90))
        totals = set()
        for view in VIEWS:
            found = Told(
                view,
                right,
                option,
                stock,
                market=chance.choice(["45.5", "56.01", "50"]),
                method=chance.choice(list(Method)[:4]),
            )
            found.recounted()
            totals.add(found.total())
        assert len(totals) == 1, seed


def test_a_delivery_shares_its_money_out_to_the_last_digit() -> None:
    ids = [ExecutionId(UUID(int=number)) for number in range(3)]
    one = Delivery("x", {}, dict.fromkeys(ids, Decimal(1)), -1)
    parts = [one.carried(id_, Decimal(100)) for id_ in ids]
    assert parts == [Decimal("-33.333333333333"), Decimal("-33.333333333333"), Decimal("-33.333333333334")]
    with pytest.raises(KeyError):
        one.carried(ExecutionId(UUID(int=9)), Decimal(1))


def test_the_tape_of_a_wheel_is_in_order() -> None:
    tape = Tape().buy(1, 1)
    ordered = in_time({SHARES: tape.fills, OPTION: tape.fills}, {OPTION})
    assert [position for position, _ in ordered] == [OPTION, SHARES]
