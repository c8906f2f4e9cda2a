"""The layouts that can be read: one file each. To add one: docs/recipes/add-a-broker.md."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tradesense.adapters.brokers import (
    apex_orders,
    avatrade_orders,
    ctrader_positions,
    das_trades,
    etrade_ofx,
    etrade_transactions,
    fidelity_history,
    firstrade_history,
    generic_fills,
    generic_trades,
    ibkr_activity,
    ibkr_flex_csv,
    ibkr_flex_xml,
    ibkr_transactions,
    lightspeed_trades,
    metatrader4_statement,
    metatrader5_deals,
    metatrader5_positions,
    moomoo_history,
    ninjatrader_executions,
    ninjatrader_performance,
    ofx_investments,
    projectx_orders,
    projectx_trades,
    questrade_confirmations,
    questrade_executions,
    rithmic_orders,
    robinhood_activity,
    schwab_api,
    schwab_equity_awards,
    schwab_realised_lots,
    schwab_transactions,
    tastytrade_history,
    tastyworks_history,
    thinkorswim_activity,
    thinkorswim_statement,
    tiger_trades,
    tradervue_executions,
    tradervue_trades,
    tradezella_trades,
    tradezero_trades,
    tradingview_orders,
    tradingview_performance,
    tradingview_strategy,
    tradovate_orders,
    tradovate_pairs,
    webull_orders,
    webull_trade_records,
    zerodha_tradebook,
)
from tradesense.adapters.files.formats import Format
from tradesense.adapters.files.rows import RAW_CHARACTERS_MAX
from tradesense.adapters.files.source import Source
from tradesense.domain.answers import answered
from tradesense.domain.statement import Detected, FormatFacts, FormatUnknown, ReadOptions, Stated

FORMATS: Final[tuple[Format, ...]] = (
    apex_orders.FORMAT,
    avatrade_orders.FORMAT,
    ctrader_positions.FORMAT,
    das_trades.FORMAT,
    etrade_ofx.FORMAT,
    etrade_transactions.FORMAT,
    fidelity_history.FORMAT,
    firstrade_history.FORMAT,
    generic_fills.FORMAT,
    generic_trades.FORMAT,
    ibkr_activity.FORMAT,
    ibkr_flex_csv.FORMAT,
    ibkr_flex_xml.FORMAT,
    ibkr_transactions.FORMAT,
    lightspeed_trades.FORMAT,
    metatrader4_statement.FORMAT,
    metatrader5_deals.FORMAT,
    metatrader5_positions.FORMAT,
    moomoo_history.FORMAT,
    ninjatrader_executions.FORMAT,
    ninjatrader_performance.FORMAT,
    ofx_investments.FORMAT,
    projectx_orders.FORMAT,
    projectx_trades.FORMAT,
    questrade_confirmations.FORMAT,
    questrade_executions.FORMAT,
    rithmic_orders.FORMAT,
    robinhood_activity.FORMAT,
    schwab_api.FORMAT,
    schwab_equity_awards.FORMAT,
    schwab_realised_lots.FORMAT,
    schwab_transactions.FORMAT,
    tastytrade_history.FORMAT,
    tastyworks_history.FORMAT,
    thinkorswim_activity.FORMAT,
    thinkorswim_statement.FORMAT,
    tiger_trades.FORMAT,
    tradervue_executions.FORMAT,
    tradervue_trades.FORMAT,
    tradezella_trades.FORMAT,
    tradezero_trades.FORMAT,
    tradingview_orders.FORMAT,
    tradingview_performance.FORMAT,
    tradingview_strategy.FORMAT,
    tradovate_orders.FORMAT,
    tradovate_pairs.FORMAT,
    webull_orders.FORMAT,
    webull_trade_records.FORMAT,
    zerodha_tradebook.FORMAT,
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
        known = _known(key)
        with answered(options.answers):
            yield from known.read(Source(path, name), options)

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
