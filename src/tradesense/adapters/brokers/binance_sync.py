"""Binance, what the Spot API's account trade list said (binance-spot-api-docs, rest-api.md, "Account trade list").

Quirks: ids count for each symbol apart; the fee is in what was received (a coin bought arrives short of it), in
the quote asset, or in BNB.
"""

from tradesense.adapters.files.json_lines import Entry, ReadEntry, sync_format
from tradesense.adapters.files.symbols import paired
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.execution import Side
from tradesense.domain.money import currency
from tradesense.domain.number import ZERO
from tradesense.domain.statement import Stated, StatedFill


def prepare(first: Entry) -> ReadEntry:
    account, pairs = first.text("account"), first.part("pairs").said

    def read_entry(entry: Entry) -> Stated:
        symbol = entry.required("symbol")
        parts = pairs.get(symbol)
        if not isinstance(parts, list) or len(parts) != 2:
            raise CellInvalid(f"{symbol[:20]!r} is not among the pairs that were asked for.")
        base, quote = (currency(str(part)) for part in parts)
        fee, asset = entry.amount("commission"), entry.text("commissionAsset").upper()
        is_in_base = asset == base
        return StatedFill(
            line=entry.line,
            account=account,
            instrument=paired(f"{base}/{quote}", base, quote),
            side=Side.BUY if entry.flag("isBuyer") else Side.SELL,
            quantity=entry.number("qty"),
            price=entry.number("price"),
            fees=ZERO if is_in_base else fee,
            asset_fee=fee if is_in_base else ZERO,
            fee_currency="" if is_in_base or not fee else currency(asset),
            when=entry.milliseconds("time"),
            broker_ref=f"trade:{symbol}:{entry.required('id')}",
        )

    return read_entry


FORMAT = sync_format(kind="binance", key="binance_sync", broker="Binance", title="API sync", prepare=prepare)
