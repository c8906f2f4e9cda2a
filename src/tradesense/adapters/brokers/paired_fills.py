"""Reports of pairs of a bought and a sold fill, as Tradovate makes them.

A fill may stand in several pairs, each with a part of its quantity: they are added up. Which of the two came
first is told by their times alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tradesense.adapters.files.formats import Table
from tradesense.adapters.files.multipliers import CENT
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, plain
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated, StatedFill


class Names(NamedTuple):
    """What the columns are called; `pair` None: pairs have no number, the two fills are it."""

    pair: str | None
    buy_id: str
    sell_id: str
    quantity: str
    buy_price: str
    sell_price: str
    profit: str
    bought: str
    sold: str
    instrument: Callable[[Row, int], Instrument]


@dataclass(slots=True)
class _Fill:
    """A fill, added up from its pairs."""

    side: Side
    price: Decimal
    when: When
    quantity: Decimal = Decimal(0)


class _Pair:
    """One row, checked: its instrument and both of its fills."""

    def __init__(self, row: Row, names: Names) -> None:
        bought, sold = row.when(names.bought), row.when(names.sold)
        buy_id, sell_id = row.required(names.buy_id), row.required(names.sell_id)
        self.number = row.required(names.pair) if names.pair else f"{buy_id} {sell_id}"
        self.account = row.text("account")
        self.quantity = row.number(names.quantity)
        self.instrument = names.instrument(row, bought.at.year)
        self.fills = {
            buy_id: _Fill(Side.BUY, row.number(names.buy_price), bought),
            sell_id: _Fill(Side.SELL, row.number(names.sell_price), sold),
        }
        if self.quantity <= 0 or len(self.fills) != 2:
            raise CellInvalid("A pair needs two fills and a quantity above zero.")
        buy, sell = self.fills.values()
        gross = EXACT.multiply(
            EXACT.multiply(EXACT.subtract(sell.price, buy.price), self.quantity), self.instrument.multiplier
        )
        printed = row.maybe_number(names.profit)
        if printed is not None and EXACT.subtract(printed, gross).copy_abs() > CENT:
            raise RowQuarantined(
                "profit.differs",
                f"The file says {plain(printed)} for this pair of {self.instrument.symbol}, its prices make {plain(gross)}.",
            )


def pairs(names: Names) -> Callable[[Table], ReadRow]:
    """What prepares to read a table of pairs with those columns."""

    def prepare(table: Table) -> ReadRow:
        added = _added_up(table, names)
        told: set[tuple[str, str]] = set()
        met: set[tuple[str, str]] = set()

        def read_row(row: Row) -> list[Stated] | Stated:
            pair = _Pair(row, names)
            if not _agrees(pair, added) or any((pair.account, number) not in added for number in pair.fills):
                raise RowQuarantined(
                    "fill.differs", "This pair, or one of its fills, stands above with another price: enter it by hand."
                )
            is_again = (pair.account, pair.number) in met
            met.add((pair.account, pair.number))
            fresh = [number for number in pair.fills if is_again or (pair.account, number) not in told]
            told.update((pair.account, number) for number in fresh)
            if not fresh:
                return row.ignored(
                    "pair.told_above", "Both fills of this pair stand in pairs above, with their full quantity."
                )
            return [_stated(row, pair, number, added[pair.account, number]) for number in fresh]

        return read_row

    return prepare


def _added_up(table: Table, names: Names) -> dict[tuple[str, str], _Fill]:
    """Every fill with the quantity of all of its pairs, each pair counted once."""
    added: dict[tuple[str, str], _Fill] = {}
    met: set[tuple[str, str]] = set()
    for row in table.rows():
        try:
            pair = _Pair(row, names)
        except (Problem, RowQuarantined):
            continue
        if (pair.account, pair.number) in met or not _agrees(pair, added):
            continue
        met.add((pair.account, pair.number))
        for number, fill in pair.fills.items():
            known = added.setdefault((pair.account, number), fill)
            known.quantity = EXACT.add(known.quantity, pair.quantity)
    return added


def _agrees(pair: _Pair, added: dict[tuple[str, str], _Fill]) -> bool:
    """Whether its fills have the price that the pairs above gave them."""
    return all(
        (known := added.get((pair.account, number))) is None or (known.side, known.price) == (fill.side, fill.price)
        for number, fill in pair.fills.items()
    )


def _stated(row: Row, pair: _Pair, number: str, fill: _Fill) -> StatedFill:
    return StatedFill(
        line=row.line,
        account=pair.account,
        instrument=pair.instrument,
        side=fill.side,
        quantity=fill.quantity,
        price=fill.price,
        fees=None,
        when=fill.when.at,
        day=fill.when.day,
        twice=fill.when.twice,
        broker_ref=f"fill:{number}",
    )
