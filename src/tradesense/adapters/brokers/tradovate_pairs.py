"""Tradovate, Position History (CSV): one row per pair of a bought and a sold fill.

Quirks: one fill may stand in several pairs, each with a part of its quantity: they are added up; no fees
(unknown, not zero), so P/L is gross; clock times without zone, of the computer that exported.
"""

from dataclasses import dataclass
from decimal import Decimal

from tradesense.adapters.files.formats import LOCAL_CLOCK, Table, table_format
from tradesense.adapters.files.multipliers import CENT
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.adapters.files.symbols import contract
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.number import EXACT, plain
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated, StatedFill


@dataclass(slots=True)
class _Fill:
    """A fill, added up from its pairs."""

    side: Side
    price: Decimal
    when: When
    quantity: Decimal = Decimal(0)


class _Pair:
    """One row, checked: its instrument and both of its fills."""

    def __init__(self, row: Row) -> None:
        bought, sold = row.when("bought timestamp"), row.when("sold timestamp")
        self.number = row.required("pair id")
        self.account = row.text("account")
        self.quantity = row.number("paired qty")
        self.instrument = contract(row.required("contract"), bought.at.year)
        self.fills = {
            row.required("buy fill id"): _Fill(Side.BUY, row.number("buy price"), bought),
            row.required("sell fill id"): _Fill(Side.SELL, row.number("sell price"), sold),
        }
        if self.quantity <= 0 or len(self.fills) != 2:
            raise CellInvalid("A pair needs two fills and a quantity above zero.")
        buy, sell = self.fills.values()
        gross = EXACT.multiply(
            EXACT.multiply(EXACT.subtract(sell.price, buy.price), self.quantity), self.instrument.multiplier
        )
        printed = row.maybe_number("p/l")
        if printed is not None and EXACT.subtract(printed, gross).copy_abs() > CENT:
            raise RowQuarantined(
                "profit.differs",
                f"The file says {plain(printed)} for this pair of {self.instrument.symbol}, its prices make {plain(gross)}.",
            )


def prepare(table: Table) -> ReadRow:
    added = _added_up(table)
    told: set[tuple[str, str]] = set()
    pairs: set[tuple[str, str]] = set()

    def read_row(row: Row) -> list[Stated] | Stated:
        pair = _Pair(row)
        if not _agrees(pair, added) or any((pair.account, number) not in added for number in pair.fills):
            raise RowQuarantined(
                "fill.differs", "This pair, or one of its fills, stands above with another price: enter it by hand."
            )
        is_again = (pair.account, pair.number) in pairs
        pairs.add((pair.account, pair.number))
        fresh = [number for number in pair.fills if is_again or (pair.account, number) not in told]
        told.update((pair.account, number) for number in fresh)
        if not fresh:
            return row.ignored(
                "pair.told_above", "Both fills of this pair stand in pairs above, with their full quantity."
            )
        return [_stated(row, pair, number, added[pair.account, number]) for number in fresh]

    return read_row


def _added_up(table: Table) -> dict[tuple[str, str], _Fill]:
    """Every fill with the quantity of all of its pairs, each pair counted once."""
    added: dict[tuple[str, str], _Fill] = {}
    met: set[tuple[str, str]] = set()
    for row in table.rows():
        try:
            pair = _Pair(row)
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


FORMAT = table_format(
    key="tradovate_pairs",
    broker="Tradovate",
    title="Position history",
    zone=LOCAL_CLOCK,
    header=("pair id", "buy fill id", "sell fill id", "paired qty", "buy price", "sell price", "contract"),
    prepare=prepare,
)
