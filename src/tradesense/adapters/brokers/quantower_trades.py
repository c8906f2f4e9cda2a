"""Quantower, Trades panel (CSV): Trades > Export.

One row is a fill. Quirks: times with AM and PM, with the offset or without; the quantity of a sale below zero;
newest first; symbols of the connection (CQG's `EPU26` is the E-mini S&P, `ENQU26` the Nasdaq's); the result
stands on closing fills; Trade value is quantity × price × what a point is worth, so that is checked.
"""

import re
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.formats import LOCAL_CLOCK, Telling, table_format
from tradesense.adapters.files.instruments import instrument_of
from tradesense.adapters.files.multipliers import CENT
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import contract
from tradesense.domain.instrument import Instrument
from tradesense.domain.number import EXACT, ZERO, plain
from tradesense.domain.statement import StatedFill

_ROOTS: Final = (
    "EP=ES ENQ=NQ CLE=CL NQM=QM MCLE=MCL NGE=NG NQG=QG RBE=RB HOE=HO GCE=GC MQO=QO SIE=SI MQI=QI CPE=HG "
    "PLE=PL DD=FDAX DSX=FESX DB=FGBL DL=FGBM DG=FGBS MVI=VXM USA=ZB TYA=ZN FVA=ZF TUA=ZT ULA=UB TNA=TN "
    "DA6=6A BP6=6B CA6=6C EU6=6E JY6=6J NE6=6N SF6=6S EEU=E7 ZCE=ZC ZWA=ZW ZLE=ZL ZME=ZM ZOE=ZO GLE=LE"
)
CQG_ROOTS: Final = dict(one.split("=") for one in _ROOTS.split())
"""CQG's roots, as AMP Futures lists them, of contracts whose root is another at the exchange."""

_CODED: Final = re.compile(r"^(?:F\.[A-Z]{2}\.)?(?P<root>[A-Z0-9]{2,4}?)(?P<rest>[FGHJKMNQUVXZ][0-9]{1,2})$")


def read_row(row: Row) -> StatedFill:
    when, quantity = row.when("date/time", "date time"), row.number("quantity")
    side = action_of(row.required("side"), "side").side
    instrument = _instrument(row, when.at.year)
    price = row.number("price")
    _agree(row, instrument, EXACT.multiply(quantity, price))
    number = row.text("trade id")
    return StatedFill(
        line=row.line,
        account=row.text("account"),
        instrument=instrument,
        side=side,
        quantity=quantity.copy_abs(),
        price=price,
        fees=_fees(row),
        when=when.at,
        day=when.day,
        twice=when.twice,
        broker_ref=f"exec:{number}" if number else "",
    )


def _instrument(row: Row, year: int) -> Instrument:
    name = row.symbol("symbol").upper()
    kind = row.text("symbol type").casefold()
    is_future = kind.startswith("future")
    found = _CODED.match(name) if is_future or not kind else None
    if found and found["root"] in CQG_ROOTS:
        return contract(CQG_ROOTS[found["root"]] + found["rest"], year)
    return contract(name, year) if is_future else instrument_of(name, year, row.reading.currency)


def _fees(row: Row) -> Decimal | None:
    """A cost, above zero; below in the exports whose net is gross + fee."""
    fee = row.charges((("fee", "fees"),))
    gross, net = row.maybe_number("gross p/l"), row.maybe_number("net p/l")
    if fee is not None and fee < ZERO and gross is not None and net is not None and net < gross:
        return fee.copy_negate()
    return fee


def _agree(row: Row, instrument: Instrument, value: Decimal) -> None:
    """What a point is worth, as the value of the trade says."""
    printed = row.maybe_number("trade value")
    ours = EXACT.multiply(value, instrument.multiplier).copy_abs()
    if printed and EXACT.subtract(printed.copy_abs(), ours).copy_abs() > CENT:
        raise RowQuarantined(
            "multiplier.differs",
            f"{instrument.symbol}: quantity × price × {plain(instrument.multiplier)} is {plain(ours)}, the file says "
            f"{plain(printed.copy_abs())}: state the multiplier.",
        )


FORMAT = table_format(
    key="quantower_trades",
    broker="Quantower",
    title="Trades",
    zone=LOCAL_CLOCK,
    header=("date/time", "symbol", "side", "quantity", "price", "gross p/l", "fee|fees", "net p/l"),
    read_row=read_row,
    telling=Telling(("date/time",), ("quantity", "price", "fee", "gross p/l", "net p/l")),
)
