"""The layouts that can be read: one file each. To add one: docs/recipes/add-a-broker.md."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tradesense.adapters.brokers import (
    alpaca_sync,
    apex_orders,
    atas_journal,
    avatrade_orders,
    binance_sync,
    binance_trades,
    bux_transactions,
    coinbase_transactions,
    cointracking_trades,
    ctrader_positions,
    das_trades,
    degiro_account,
    degiro_transactions,
    delta_transactions,
    directa_movements,
    disnat_transactions,
    etoro_activity,
    etrade_ofx,
    etrade_transactions,
    fidelity_history,
    finpension_transactions,
    firstrade_history,
    freetrade_activity,
    ftmo_trades,
    generic_fills,
    generic_trades,
    ghostfolio_activities,
    ghostfolio_export,
    hargreaves_transactions,
    ibkr_activity,
    ibkr_flex_csv,
    ibkr_flex_xml,
    ibkr_transactions,
    investengine_trades,
    investimental_orders,
    lightspeed_trades,
    metatrader4_statement,
    metatrader5_deals,
    metatrader5_positions,
    moomoo_history,
    ninjatrader_executions,
    ninjatrader_performance,
    oanda_sync,
    ofx_investments,
    parqet_activities,
    projectx_orders,
    projectx_trades,
    quantower_trades,
    questrade_confirmations,
    questrade_executions,
    rabobank_transactions,
    revolut_crypto,
    revolut_invest,
    rithmic_orders,
    rithmic_performance,
    robinhood_activity,
    saxo_transactions,
    schwab_api,
    schwab_equity_awards,
    schwab_realised_lots,
    schwab_transactions,
    sharesight_trades,
    swissquote_transactions,
    tastytrade_history,
    tastyworks_history,
    thinkorswim_activity,
    thinkorswim_statement,
    tiger_trades,
    trade_republic_timeline,
    tradervue_executions,
    tradervue_trades,
    tradezella_trades,
    tradezero_trades,
    trading212_history,
    trading212_orders,
    tradingview_orders,
    tradingview_performance,
    tradingview_strategy,
    tradovate_orders,
    tradovate_pairs,
    tradovate_sync,
    vanguard_uk_cash,
    wealthfolio_activities,
    webull_orders,
    webull_trade_records,
    zerodha_tradebook,
)
from tradesense.adapters.files.adjusted_options import following
from tradesense.adapters.files.archives import archive_content, unpacked
from tradesense.adapters.files.contents import header_place, proposal
from tradesense.adapters.files.formats import Format
from tradesense.adapters.files.rows import RAW_CHARACTERS_MAX
from tradesense.adapters.files.source import Source
from tradesense.domain.answers import answered
from tradesense.domain.statement import Detected, FormatFacts, FormatUnknown, ReadOptions, Stated
from tradesense.ports import ArchiveContent

FORMATS: Final[tuple[Format, ...]] = (
    alpaca_sync.FORMAT,
    apex_orders.FORMAT,
    atas_journal.FORMAT,
    avatrade_orders.FORMAT,
    binance_sync.FORMAT,
    binance_trades.FORMAT,
    bux_transactions.FORMAT,
    coinbase_transactions.FORMAT,
    cointracking_trades.FORMAT,
    ctrader_positions.FORMAT,
    das_trades.FORMAT,
    degiro_account.FORMAT,
    degiro_transactions.FORMAT,
    delta_transactions.FORMAT,
    directa_movements.FORMAT,
    disnat_transactions.FORMAT,
    etoro_activity.FORMAT,
    etrade_ofx.FORMAT,
    etrade_transactions.FORMAT,
    fidelity_history.FORMAT,
    finpension_transactions.FORMAT,
    firstrade_history.FORMAT,
    freetrade_activity.FORMAT,
    ftmo_trades.FORMAT,
    generic_fills.FORMAT,
    generic_trades.FORMAT,
    ghostfolio_activities.FORMAT,
    ghostfolio_export.FORMAT,
    hargreaves_transactions.FORMAT,
    ibkr_activity.FORMAT,
    ibkr_flex_csv.FORMAT,
    ibkr_flex_xml.FORMAT,
    ibkr_transactions.FORMAT,
    investengine_trades.FORMAT,
    investimental_orders.FORMAT,
    lightspeed_trades.FORMAT,
    metatrader4_statement.FORMAT,
    metatrader5_deals.FORMAT,
    metatrader5_positions.FORMAT,
    moomoo_history.FORMAT,
    ninjatrader_executions.FORMAT,
    ninjatrader_performance.FORMAT,
    oanda_sync.FORMAT,
    ofx_investments.FORMAT,
    parqet_activities.FORMAT,
    projectx_orders.FORMAT,
    projectx_trades.FORMAT,
    quantower_trades.FORMAT,
    questrade_confirmations.FORMAT,
    questrade_executions.FORMAT,
    rabobank_transactions.FORMAT,
    revolut_crypto.FORMAT,
    revolut_invest.FORMAT,
    rithmic_orders.FORMAT,
    rithmic_performance.FORMAT,
    robinhood_activity.FORMAT,
    saxo_transactions.FORMAT,
    schwab_api.FORMAT,
    schwab_equity_awards.FORMAT,
    schwab_realised_lots.FORMAT,
    schwab_transactions.FORMAT,
    sharesight_trades.FORMAT,
    swissquote_transactions.FORMAT,
    tastytrade_history.FORMAT,
    tastyworks_history.FORMAT,
    thinkorswim_activity.FORMAT,
    thinkorswim_statement.FORMAT,
    tiger_trades.FORMAT,
    trade_republic_timeline.FORMAT,
    tradervue_executions.FORMAT,
    tradervue_trades.FORMAT,
    tradezella_trades.FORMAT,
    tradezero_trades.FORMAT,
    trading212_history.FORMAT,
    trading212_orders.FORMAT,
    tradingview_orders.FORMAT,
    tradingview_performance.FORMAT,
    tradingview_strategy.FORMAT,
    tradovate_orders.FORMAT,
    tradovate_pairs.FORMAT,
    tradovate_sync.FORMAT,
    vanguard_uk_cash.FORMAT,
    wealthfolio_activities.FORMAT,
    webull_orders.FORMAT,
    webull_trade_records.FORMAT,
    zerodha_tradebook.FORMAT,
)
SAMPLE_ROWS: Final = 20


class BrokerFiles:
    """Detects and reads brokers' files on disk.

    `more`: formats of other distributions, each with the name of its own.
    """

    def __init__(self, more: Sequence[tuple[Format, str]] = ()) -> None:
        self._packages = {known.key: package for known, package in more}
        self._known = {one.key: one for one in (*FORMATS, *(known for known, _ in more))}

    def archive(self, path: Path, name: str) -> ArchiveContent | None:
        """The files of an archive; None for what is none, such as a spreadsheet. Raises ArchiveRefused."""
        return archive_content(path, name)

    def unpacked(self, path: Path, member: str) -> Iterator[bytes]:
        """The bytes of an archive's file, part by part. Raises ArchiveRefused."""
        return unpacked(path, member)

    def formats(self) -> Sequence[FormatFacts]:
        return [self._facts(one) for one in self._known.values()]

    def detect(self, path: Path, name: str) -> list[Detected]:
        """The layouts that may fit, likeliest first. Raises FileUnreadable."""
        source = Source(path, name)
        found = [Detected(self._facts(one), one.recognise(source)) for one in self._known.values()]
        return sorted((one for one in found if one.confidence > 0), key=lambda one: -one.confidence)

    def read(self, path: Path, name: str, key: str, options: ReadOptions) -> Iterator[Stated]:
        """Everything the file says, row by row. Raises FormatUnknown, FileUnreadable."""
        known = self._format(key)
        with answered(options.answers):
            yield from following(known.read(Source(path, name), options))

    def states_rates(self, path: Path, name: str, key: str) -> bool:
        """Whether it may state exchange rates or base currencies, perhaps after the fills they are for."""
        return self._format(key).states_rates(Source(path, name))

    def sample(self, path: Path, name: str) -> tuple[list[str], list[list[str]]]:
        """Column names and the first rows, for somebody to map them. Raises FileUnreadable."""
        records = Source(path, name).sample
        start = header_place(records)
        return ([], []) if start is None else (records[start], records[start + 1 : start + 1 + SAMPLE_ROWS])

    def proposal(self, path: Path, name: str) -> dict[str, str]:
        """Field -> column, for somebody to begin with who maps them. Raises FileUnreadable."""
        header, rows = self.sample(path, name)
        return proposal(header, rows) if header else {}

    def raw_rows(self, path: Path, name: str, lines: set[int]) -> dict[int, str]:
        """The text of those lines, as it stands in the file. Raises FileUnreadable."""
        source = Source(path, name)
        found = {}
        for line, raw in source.raw_lines():
            if line in lines:
                found[line] = raw[:RAW_CHARACTERS_MAX]
                if len(found) == len(lines):
                    break
        return found

    def _format(self, key: str) -> Format:
        known = self._known.get(key)
        if known is None:
            raise FormatUnknown(f"There is no format {key[:60]!r}.")
        return known

    def _facts(self, known: Format) -> FormatFacts:
        return FormatFacts(known.key, known.broker, known.title, known.zone, self._packages.get(known.key, ""))
