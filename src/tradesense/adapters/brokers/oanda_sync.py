"""OANDA, what the v20 API's transactions said (developer.oanda.com/rest-live-v20/transaction-df/).

Quirks: units are signed; costs are in the account's currency, financing settled with a fill is one of them
(decision 14), financing of a day is a cash event; conversion factors differ for gains and losses; a hedging
account keeps trades apart, so a fill is told trade by trade.
"""

from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.json_lines import Entry, ReadEntry, sync_format
from tradesense.adapters.files.symbols import FIAT, named
from tradesense.adapters.files.values import CellInvalid
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.money import Currency, currency
from tradesense.domain.number import EXACT, ZERO
from tradesense.domain.statement import Stated, StatedCash, StatedFill

_METALS: Final = frozenset({"XAU", "XAG", "XPT", "XPD"})


class _Part(NamedTuple):
    """Units of a fill that open, reduce or close one trade; `ref` '' where trades are not kept apart."""

    ref: str
    units: Decimal
    price: Decimal


def prepare(first: Entry) -> ReadEntry:
    account, base, is_hedging = first.text("account"), first.currency("currency"), first.flag("hedging")

    def read_entry(entry: Entry) -> list[Stated] | Stated:
        match entry.text("type"):
            case "ORDER_FILL":
                return _fills(entry, account, base, is_hedging=is_hedging)
            case "DAILY_FINANCING":
                return _cash(entry, account, base, CashKind.FUNDING, "financing")
            case "DIVIDEND_ADJUSTMENT":
                return _cash(entry, account, base, CashKind.DIVIDEND, "dividendAdjustment")
            case "TRANSFER_FUNDS":
                kind = CashKind.DEPOSIT if entry.number("amount") > 0 else CashKind.WITHDRAWAL
                return _cash(entry, account, base, kind, "amount")
            case other:
                return entry.ignored("transaction.no_fill", f"{other[:40]}: this transaction is no fill.")

    return read_entry


def _fills(entry: Entry, account: str, base: Currency, *, is_hedging: bool) -> list[Stated]:
    number, instrument = entry.required("id"), _instrument(entry.required("instrument"))
    parts = _parts(entry) if is_hedging else [_whole(entry)]
    if not parts:
        raise CellInvalid("The fill names no trade.")
    costs = EXACT.add(entry.amount("commission"), entry.amount("guaranteedExecutionFee"))
    costs = EXACT.subtract(costs, entry.amount("financing"))
    return [
        StatedFill(
            line=entry.line,
            account=account,
            instrument=instrument,
            side=Side.BUY if part.units > 0 else Side.SELL,
            quantity=part.units.copy_abs(),
            price=part.price,
            # The whole fill's costs stand with its first part.
            fees=costs if index == 0 else ZERO,
            fee_currency=base if costs and index == 0 else "",
            when=entry.instant("time"),
            broker_ref=f"transaction:{number}" + (f":{part.ref}" if part.ref else ""),
            position_ref=part.ref,
            sequence=int(number) if number.isdigit() and len(number) < 16 else 0,
            rate=_rate(entry),
        )
        for index, part in enumerate(parts)
    ]


def _whole(entry: Entry) -> _Part:
    price = entry.number("fullVWAP") if entry.text("fullVWAP") else entry.number("price")
    return _Part("", entry.number("units"), price)


def _parts(entry: Entry) -> list[_Part]:
    changed = [entry.part("tradeOpened"), *entry.parts("tradesClosed"), entry.part("tradeReduced")]
    price = _whole(entry).price
    return [
        _Part(one.required("tradeID"), one.number("units"), one.number("price") if one.text("price") else price)
        for one in changed
        if one.said
    ]


def _rate(entry: Entry) -> Decimal | None:
    """Account currency per unit of the instrument's: what the broker itself converts this fill's result at."""
    factors = entry.part("homeConversionFactors")
    name = "lossQuoteHome" if entry.amount("pl") < 0 else "gainQuoteHome"
    stated = factors.part(name).text("factor") or entry.text(
        "lossQuoteHomeConversionFactor" if entry.amount("pl") < 0 else "gainQuoteHomeConversionFactor"
    )
    return Entry(entry.line, entry.raw, {"factor": stated}).number("factor") if stated else None


def _cash(entry: Entry, account: str, base: Currency, kind: CashKind, amount: str) -> Stated:
    moved = entry.number(amount)
    if not moved:
        return entry.ignored("cash.nothing", "No money moved.")
    return StatedCash(
        line=entry.line,
        account=account,
        kind=kind,
        amount=moved,
        currency=base,
        when=entry.instant("time"),
        instrument=_instrument(entry.text("instrument")) if entry.text("instrument") else None,
        broker_ref=f"transaction:{entry.required('id')}",
        detail=entry.text("type"),
    )


def _instrument(name: str) -> Instrument:
    """`EUR_USD` in units of the base; anything else that OANDA quotes is a CFD worth its price."""
    base, _, quote = name.upper().rpartition("_")
    if not base:
        raise CellInvalid(f"{name[:20]!r} is not an instrument such as EUR_USD.")
    is_forex = base in FIAT and quote in FIAT
    symbol = f"{base}/{quote}" if is_forex or base in _METALS else base
    asset_class = AssetClass.FOREX if is_forex else AssetClass.CFD
    return Instrument(named(symbol), asset_class, currency(quote), Decimal(1), base)


FORMAT = sync_format(kind="oanda", key="oanda_sync", broker="OANDA", title="API sync", prepare=prepare)
