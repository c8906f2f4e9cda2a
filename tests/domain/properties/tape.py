"""Random histories of one position: fills of every kind, voids, late finds, splits, by a seed."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from tradesense.domain.execution import Execution, ExecutionKind, LotPick, Side
from tradesense.domain.ids import ExecutionId
from tradesense.domain.lots import Method
from tradesense.domain.matching import Rules
from tradesense.domain.split import Split, split

START = datetime(2026, 1, 5, 14, 30, tzinfo=UTC)
QUANTITIES = ("1", "2", "3", "10", "100", "0.5", "0.00000001", "1000000000", "7.25", "0.333")
RATIOS = ((2, 1), (4, 1), (1, 2), (1, 10), (3, 2), (1, 20), (3, 1), (1, 3))


@dataclass
class History:
    """What has happened so far; `step` adds one more thing."""

    seed: int
    fills: dict[ExecutionId, Execution] = field(default_factory=dict)
    voided: dict[ExecutionId, Execution] = field(default_factory=dict)
    splits: list[Split] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.rules = Rules(
            multiplier=Decimal(self.chance.choice(["1", "1", "50", "0.1", "100"])),
            method=self.chance.choice(list(Method)),
            converts=self.chance.random() < 0.3,
            margin=self.chance.random() < 0.5,
            long_only=self.chance.random() < 0.1,
        )

    def run(self, steps: int) -> "History":
        for _ in range(steps):
            self.step()
        return self

    def step(self) -> None:
        roll = self.chance.random()
        if roll < 0.80 or not self.fills:
            self.add(self.fill(late=self.chance.random() < 0.15))
        elif roll < 0.87:
            self.void()
        elif roll < 0.92 and self.voided:
            self.add(self.voided.pop(self.chance.choice(sorted(self.voided))))
        elif roll < 0.95:
            numerator, denominator = self.chance.choice(RATIOS)
            self.splits.append(split(numerator, denominator, self.some_instant()))
        else:
            # The same second, the same price, the same size: two real fills.
            twin = self.chance.choice(sorted(self.fills.values(), key=lambda fill: fill.id))
            self.add(twin._replace(id=self.next_id(), ordinal=twin.ordinal + 1, fingerprint=f"twin{self.number}"))

    def add(self, fill: Execution) -> None:
        self.fills[fill.id] = fill

    def void(self) -> None:
        id_ = self.chance.choice(sorted(self.fills))
        self.voided[id_] = self.fills.pop(id_)

    def some_instant(self) -> datetime:
        return START + timedelta(minutes=self.chance.randint(0, 3 * self.number + 3))

    def fill(self, *, late: bool) -> Execution:
        at = self.some_instant() if late else START + timedelta(minutes=3 * self.number + 3)
        fees = self.chance.choice(["0", "1", "0.35", "-0.2", "2.123456789012345", None])
        day: date = at.date() if self.chance.random() < 0.7 else (at + timedelta(days=self.number // 4)).date()
        quantity = Decimal(self.chance.choice(QUANTITIES))
        return Execution(
            id=self.next_id(),
            side=self.chance.choice([Side.BUY, Side.SELL]),
            quantity=quantity,
            price=Decimal(self.chance.choice(["0", "10", "9.99", "-37.63", "0.00000123", "45000.5", "3.3333"])),
            fees=None if fees is None else Decimal(fees),
            executed_at=at,
            day=day,
            kind=self.chance.choice([ExecutionKind.TRADE, ExecutionKind.TRADE, ExecutionKind.EXPIRY]),
            asset_fee=quantity / 1000 if self.chance.random() < 0.05 and quantity >= 1 else Decimal(0),
            rate=self.chance.choice([None, Decimal("1.1"), Decimal("0.0066225165562914")]),
            closes=self.chance.random() < 0.08,
            time_known=self.chance.random() < 0.95,
            fingerprint=f"fill{self.number}",
            picks=self.picks(quantity),
        )

    def picks(self, quantity: Decimal) -> tuple[LotPick, ...]:
        """Sometimes a fitting pick, sometimes a wrong one."""
        if self.rules.method is not Method.SPECIFIC or not self.fills or self.chance.random() < 0.3:
            return ()
        chosen = self.chance.sample(sorted(self.fills), min(len(self.fills), self.chance.randint(1, 2)))
        return tuple(LotPick(opening, quantity / len(chosen)) for opening in chosen)

    def next_id(self) -> ExecutionId:
        self.number += 1
        return ExecutionId(UUID(int=(self.seed << 32) + self.number))
