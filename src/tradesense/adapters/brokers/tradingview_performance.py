"""Tradovate, Performance (CSV), as its own pages and TradingView's panel export it: pairs of fills.

Quirks: no account and no side (a short was sold before it was bought); `$(10.00)` is a loss; a fill may stand
in several pairs; no fees (unknown, not zero), so pnl is gross; clock times without zone, of the computer that
exported. The fills are those of Tradovate's Position History, by the same numbers.
"""

from tradesense.adapters.brokers.paired_fills import Names, pairs
from tradesense.adapters.files.formats import LOCAL_CLOCK, Telling, table_format
from tradesense.adapters.files.instruments import instrument_of

FORMAT = table_format(
    key="tradingview_performance",
    broker="TradingView",
    title="Performance",
    zone=LOCAL_CLOCK,
    header=(
        *("symbol", "buyfillid", "sellfillid", "qty", "buyprice", "sellprice", "pnl"),
        *("boughttimestamp", "soldtimestamp"),
    ),
    prepare=pairs(
        Names(
            pair=None,
            buy_id="buyfillid",
            sell_id="sellfillid",
            quantity="qty",
            buy_price="buyprice",
            sell_price="sellprice",
            profit="pnl",
            bought="boughttimestamp",
            sold="soldtimestamp",
            instrument=lambda row, year: instrument_of(row.symbol("symbol"), year, row.reading.currency),
        )
    ),
    telling=Telling(("boughttimestamp", "soldtimestamp"), ("buyprice", "sellprice", "pnl")),
)
