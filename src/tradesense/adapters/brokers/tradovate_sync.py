"""Tradovate, what the API's fills, fees, contracts and products said (api.tradovate.com).

Quirks: a fee comes in seven parts, and may come later than its fill (then it is not known); the product states
what a point is worth. Fills have the same numbers as in the files of position history.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from tradesense.adapters.files.json_lines import Entry, ReadEntry, sync_format
from tradesense.adapters.files.rows import RowQuarantined
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.contracts import MONTH_CODES, ContractUnknown, future
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.number import EXACT, ZERO, plain
from tradesense.domain.statement import StatedFill

SIDES = {"Buy": Side.BUY, "Sell": Side.SELL}
FEES: Final = ("clearingFee", "exchangeFee", "nfaFee", "brokerageFee", "ipFee", "commission", "orderRoutingFee")
_EXPIRY: Final = re.compile(rf"^(?P<month>[{MONTH_CODES}])(?P<year>\d)$")


def prepare(_: Entry) -> ReadEntry:
    contracts: dict[str, Entry] = {}

    def read_entry(entry: Entry) -> StatedFill | None:
        if entry.text("record") == "contract":
            contracts[entry.required("id")] = entry
            return None
        fill = entry.part("fill")
        contract = contracts.get(fill.required("contractId"))
        side = SIDES.get(fill.required("action"))
        if contract is None or side is None:
            raise CellInvalid("The fill names a contract that was not told, or neither buys nor sells.")
        when = fill.instant("timestamp")
        return StatedFill(
            line=entry.line,
            account=entry.text("account"),
            instrument=_instrument(contract, when.year),
            side=side,
            quantity=fill.number("qty"),
            price=fill.number("price"),
            fees=_fees(entry.part("fee")),
            when=when,
            broker_ref=f"fill:{fill.required('id')}",
        )

    return read_entry


def _fees(fee: Entry) -> Decimal | None:
    """None when there is no fee record yet: that is not the same as none charged."""
    if not fee.said:
        return None
    total = ZERO
    for name in FEES:
        total = EXACT.add(total, fee.amount(name))
    return total


def _instrument(contract: Entry, year: int) -> Instrument:
    """The contract, known or as the product describes it; quarantined where the two disagree."""
    name, stated = contract.required("name").upper(), contract.number("value_per_point")
    known = _known(name, year)
    if known is None:
        return _stated(contract, name, stated, year)
    if known.multiplier != stated:
        raise RowQuarantined(
            "contract.differs",
            f"Tradovate says a point of {name} is worth {plain(stated)}, the contract register {plain(known.multiplier)}.",
        )
    return known


def _known(name: str, year: int) -> Instrument | None:
    try:
        return future(name, date(year, 1, 1))
    except ContractUnknown:
        return None


def _stated(contract: Entry, name: str, multiplier: Decimal, year: int) -> Instrument:
    root = contract.required("product").upper()
    found = _EXPIRY.match(name.removeprefix(root))
    if found is None:
        raise CellInvalid(f"{name[:20]!r} is not a contract of {root[:20]!r}.")
    expires = next(one for one in range(year - 1, year + 10) if one % 10 == int(found["year"]))
    symbol = f"{root}{found['month']}{expires % 100:02d}"
    return Instrument(symbol, AssetClass.FUTURE, contract.currency("currency"), multiplier, root)


FORMAT = sync_format(kind="tradovate", key="tradovate_sync", broker="Tradovate", title="API sync", prepare=prepare)
