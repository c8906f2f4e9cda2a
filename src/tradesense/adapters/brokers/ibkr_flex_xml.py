"""Interactive Brokers, Flex query or trade confirmations as XML (Performance & Reports > Flex Queries).

Quirks: sixty to eighty-five attributes, day and time together or apart (older reports); trades at several
levels of detail; assignments, exercises and expiries are BookTrades with codes; a cancelled trade comes
with its cancellation, and often with its replacement; currency exchanges are trades of class CASH; open
positions are a snapshot and may disagree with the trades of the period.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tradesense.adapters.brokers.ibkr import ACCOUNT, BROKER, CURRENCY, SYMBOL, WHEN, ZONE, Survey, Trades
from tradesense.adapters.brokers.ibkr_actions import action_told
from tradesense.adapters.brokers.ibkr_statements import (
    Period,
    cash_of,
    flex_balance,
    instrument_told,
    position_of,
    profit_of,
    with_profit,
)
from tradesense.adapters.files.elements import elements
from tradesense.adapters.files.formats import Format, always
from tradesense.adapters.files.rows import Columns, Reading, ReadRow, Row, guarded
from tradesense.adapters.files.source import Record, Source
from tradesense.adapters.files.values import CellInvalid, moment
from tradesense.domain.money import Currency, CurrencyInvalid, currency
from tradesense.domain.statement import FormatUnknown, ReadOptions, Stated, StatedAccount, StatedRate

TRADES: Final = frozenset({"Trade", "Order", "TradeConfirm", "SymbolSummary", "AssetSummary", "Lot", "WashSale"})
_STRUCTURE: Final = frozenset({"FlexQueryResponse", "FlexStatements", "FlexStatement"})
_LEVELS: Final = {"Trade": "EXECUTION", "TradeConfirm": "EXECUTION", "Order": "ORDER"}


class _Elements:
    """The elements of a report as rows, as often as they are asked for."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self._source = source
        self._reading = reading
        self._headers: dict[tuple[str, ...], tuple[Columns, Trades]] = {}
        self.period: Period | None = None
        self.base: Currency | None = None

    def rows(self) -> Iterator[tuple[str, Row, Trades]]:
        is_flex = False
        for line, name, attributes in elements(self._source.path):
            if name in _STRUCTURE:
                is_flex = True
                if name == "FlexStatement":
                    self.period = _period(attributes)
            elif not is_flex:
                raise FormatUnknown(f"The XML starts with {name[:40]!r}, not with FlexQueryResponse.")
            elif attributes:
                if name in TRADES:
                    attributes.setdefault("levelOfDetail", _LEVELS.get(name, name))
                columns, trades = self._header(tuple(attributes))
                raw = f"<{name} " + " ".join(f'{key}="{value}"' for key, value in attributes.items()) + "/>"
                yield name, Row(Record(line, list(attributes.values()), raw), columns, self._reading), trades
        if not is_flex:
            raise FormatUnknown("The file holds no FlexQueryResponse.")

    @property
    def statements(self) -> dict[str, ReadRow]:
        """How elements are read that say how the account stood: by the period of the report they are in."""
        return {
            "OpenPosition": self._position,
            "FIFOPerformanceSummaryUnderlying": lambda row: profit_of(
                row,
                row.text(*ACCOUNT),
                self.period,
                self.base,
                lambda one, day: instrument_told(one, day, {}, Decimal(1)),
            ),
        }

    def _position(self, row: Row) -> Stated:
        printed = row.text("reportdate")
        day = row.moment("reportdate").when.date() if printed else self.period and self.period.last
        return position_of(row, row.text(*ACCOUNT), day, {})

    def trades(self) -> Iterator[Row]:
        return (row for name, row, _ in self.rows() if name in TRADES)

    def _header(self, names: tuple[str, ...]) -> tuple[Columns, Trades]:
        found = self._headers.get(names)
        if found is None:
            columns = Columns(names)
            found = self._headers[names] = columns, Trades(columns)
        return found


def recognise(source: Source) -> float:
    return 0.97 if source.kind == "xml" and "<FlexQueryResponse" in source.head else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    reading = Reading(options.zone, options.date_order or "mdy", options.decimal_mark or ".", options.currency)
    report = _Elements(source, reading)
    survey = Survey(report.trades)
    for name, row, trades in report.rows():
        if name in TRADES:
            yield from guarded(row, _trade(trades, survey))
            continue
        if name == "AccountInformation":
            account = _account(row)
            report.base = account.base
            yield account
        yield from guarded(row, report.statements.get(name) or _OTHERS.get(name, _other))


def _trade(trades: Trades, survey: Survey) -> ReadRow:
    def read_row(row: Row) -> list[Stated] | Stated:
        return survey.note(row) or with_profit(row, trades.fill(row, row.text(*ACCOUNT)))

    return read_row


def _account(row: Row) -> StatedAccount:
    try:
        return StatedAccount(row.text(*ACCOUNT), currency(row.text("currency")))
    except CurrencyInvalid:
        return StatedAccount(row.text(*ACCOUNT))


def _other(row: Row) -> Stated:
    return row.ignored(
        "section.without_fills", f"{row.raw[1:60].split(' ')[0]}: this part of the report holds no fills."
    )


def _period(attributes: dict[str, str]) -> Period | None:
    try:
        return Period(*(moment(attributes.get(name, "")[:20]).when.date() for name in ("fromDate", "toDate")))
    except CellInvalid:
        return None


def _action(row: Row) -> Stated:
    when = row.when(*WHEN, "reportdate")
    what = row.text("actiondescription", "description")
    return action_told(row, row.text(*ACCOUNT), what, row.symbol(*SYMBOL), row.currency(*CURRENCY), when)


def _rate(row: Row) -> Stated:
    traded, base = currency(row.required("fromcurrency")), currency(row.required("tocurrency"))
    return StatedRate(row.line, traded, base, row.moment("reportdate", *WHEN).when.date(), row.number("rate"))


_OTHERS: Final[dict[str, ReadRow]] = {
    "CashReportCurrency": flex_balance,
    "CashTransaction": cash_of,
    "CorporateAction": _action,
    "ConversionRate": _rate,
    "FxTransaction": lambda row: row.ignored("fx.cash_view", "The cash side of a trade that is told elsewhere."),
    "OptionEAE": lambda row: row.ignored("row.told_by_trades", "An exercise or assignment: its trades tell it."),
}

FORMAT = Format("ibkr_flex_xml", BROKER, "Flex query (XML)", ZONE, recognise, read, states_rates=always)
