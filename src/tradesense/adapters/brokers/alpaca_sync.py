"""Alpaca, what the Trading API's account activities said (docs.alpaca.markets/docs/account-activities).

Quirks: a fill names neither its asset class nor its fees (regulatory fees are booked apart, once a day); options
under their OCC symbol, coins as `BTC/USD`.
"""

from tradesense.adapters.files.json_lines import Entry, ReadEntry, sync_format
from tradesense.adapters.files.option_symbols import option_of
from tradesense.adapters.files.symbols import pair, paired, share
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.statement import Stated, StatedFill

SIDES = {"buy": Side.BUY, "sell": Side.SELL, "sell_short": Side.SELL}


def prepare(first: Entry) -> ReadEntry:
    account, base = first.text("account"), first.currency("currency")

    def read_entry(entry: Entry) -> Stated:
        if entry.text("activity_type") != "FILL":
            return entry.ignored("activity.no_fill", f"{entry.text('activity_type')[:20]}: this activity is no fill.")
        side = SIDES.get(entry.required("side"))
        if side is None:
            raise CellInvalid(f"'side': {entry.text('side')[:20]!r} is neither buy nor sell.")
        return StatedFill(
            line=entry.line,
            account=account,
            instrument=_instrument(entry.required("symbol"), base),
            side=side,
            quantity=entry.number("qty"),
            price=entry.number("price"),
            fees=None,
            when=entry.instant("transaction_time"),
            broker_ref=f"activity:{entry.required('id')}",
        )

    return read_entry


def _instrument(symbol: str, base: Currency) -> Instrument:
    coin = pair(symbol) if "/" in symbol else None
    if coin:
        return paired(symbol, *coin)
    return option_of(symbol, base) or share(symbol, base)


FORMAT = sync_format(kind="alpaca", key="alpaca_sync", broker="Alpaca", title="API sync", prepare=prepare)
