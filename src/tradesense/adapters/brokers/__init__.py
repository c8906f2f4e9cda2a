"""The layouts that can be read: one file each. To add one: docs/recipes/add-a-broker.md."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tradesense.adapters.brokers import (
    binance_trades,
    bux_transactions,
    coinbase_transactions,
    cointracking_trades,
    degiro_account,
    degiro_transactions,
    delta_transactions,
    directa_movements,
    disnat_transactions,
    etoro_activity,
    fidelity_history,
    finpension_transactions,
    freetrade_activity,
    generic_fills,
    generic_trades,
    ghostfolio_activities,
    ghostfolio_export,
    hargreaves_transactions,
    ibkr_activity,
    ibkr_flex_csv,
    ibkr_flex_xml,
    investengine_trades,
    investimental_orders,
    metatrader4_statement,
    metatrader5_deals,
    metatrader5_positions,
    ninjatrader_executions,
    ninjatrader_performance,
    parqet_activities,
    rabobank_transactions,
    revolut_crypto,
    revolut_invest,
    saxo_transactions,
    schwab_equity_awards,
    schwab_realised_lots,
    schwab_transactions,
    sharesight_trades,
    swissquote_transactions,
    thinkorswim_statement,
    trade_republic_timeline,
    trading212_history,
    trading212_orders,
    tradovate_orders,
    tradovate_pairs,
    vanguard_uk_cash,
    wealthfolio_activities,
)
from tradesense.adapters.files.formats import Format
from tradesense.adapters.files.rows import RAW_CHARACTERS_MAX
from tradesense.adapters.files.source import Source
from tradesense.domain.statement import Detected, FormatFacts, FormatUnknown, ReadOptions, Stated

FORMATS: Final[tuple[Format, ...]] = (
    binance_trades.FORMAT,
    bux_transactions.FORMAT,
    coinbase_transactions.FORMAT,
    cointracking_trades.FORMAT,
    degiro_account.FORMAT,
    degiro_transactions.FORMAT,
    delta_transactions.FORMAT,
    directa_movements.FORMAT,
    disnat_transactions.FORMAT,
    etoro_activity.FORMAT,
    fidelity_history.FORMAT,
    finpension_transactions.FORMAT,
    freetrade_activity.FORMAT,
    generic_fills.FORMAT,
    generic_trades.FORMAT,
    ghostfolio_activities.FORMAT,
    ghostfolio_export.FORMAT,
    hargreaves_transactions.FORMAT,
    ibkr_activity.FORMAT,
    ibkr_flex_csv.FORMAT,
    ibkr_flex_xml.FORMAT,
    investengine_trades.FORMAT,
    investimental_orders.FORMAT,
    metatrader4_statement.FORMAT,
    metatrader5_deals.FORMAT,
    metatrader5_positions.FORMAT,
    ninjatrader_executions.FORMAT,
    ninjatrader_performance.FORMAT,
    parqet_activities.FORMAT,
    rabobank_transactions.FORMAT,
    revolut_crypto.FORMAT,
    revolut_invest.FORMAT,
    saxo_transactions.FORMAT,
    schwab_equity_awards.FORMAT,
    schwab_realised_lots.FORMAT,
    schwab_transactions.FORMAT,
    sharesight_trades.FORMAT,
    swissquote_transactions.FORMAT,
    thinkorswim_statement.FORMAT,
    trade_republic_timeline.FORMAT,
    trading212_history.FORMAT,
    trading212_orders.FORMAT,
    tradovate_orders.FORMAT,
    tradovate_pairs.FORMAT,
    vanguard_uk_cash.FORMAT,
    wealthfolio_activities.FORMAT,
)
SAMPLE_ROWS: Final = 20

_BY_KEY: Final = {one.key: one for one in FORMATS}


class BrokerFiles:
    """Detects and reads brokers' files on disk."""

    def formats(self) -> Sequence[FormatFacts]:
        return [_facts(one) for one in FORMATS]

    def detect(self, path: Path, name: str) -> list[Detected]:
        """The layouts that may fit, likeliest first. Raises FileUnreadable."""
        source = Source(path, name)
        found = [Detected(_facts(one), one.recognise(source)) for one in FORMATS]
        return sorted((one for one in found if one.confidence > 0), key=lambda one: -one.confidence)

    def read(self, path: Path, name: str, key: str, options: ReadOptions) -> Iterator[Stated]:
        """Everything the file says, row by row. Raises FormatUnknown, FileUnreadable."""
        return _known(key).read(Source(path, name), options)

    def states_rates(self, path: Path, name: str, key: str) -> bool:
        """Whether it may state exchange rates or base currencies, perhaps after the fills they are for."""
        return _known(key).states_rates(Source(path, name))

    def sample(self, path: Path, name: str) -> tuple[list[str], list[list[str]]]:
        """Column names and the first rows, for somebody to map them. Raises FileUnreadable.

        The header is the first record as wide as most are.
        """
        records = Source(path, name).sample
        widths = Counter(len(cells) for cells in records)
        width = max(widths, key=lambda one: (widths[one], one), default=0)
        start = next((number for number, cells in enumerate(records) if len(cells) == width), 0)
        return (records[start] if records else []), records[start + 1 : start + 1 + SAMPLE_ROWS]

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


def _known(key: str) -> Format:
    known = _BY_KEY.get(key)
    if known is None:
        raise FormatUnknown(f"There is no format {key[:60]!r}.")
    return known


def _facts(known: Format) -> FormatFacts:
    return FormatFacts(known.key, known.broker, known.title, known.zone)
