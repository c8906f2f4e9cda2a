"""TradingView, order history (CSV): trading panel > History or Orders > Export data.

Quirks: newest first; exchanges in front of the symbol (`CME_MINI:MES1!`); column names and words in the
language of the page; fractional shares; orders that did not fill; some exports have no Status, all of whose
rows are fills; clock times without zone, of the chart.
"""

from tradesense.adapters.brokers.tradingview import HEADER, TELLING, read_order
from tradesense.adapters.files.formats import LOCAL_CLOCK, table_format

FORMAT = table_format(
    key="tradingview_orders",
    broker="TradingView",
    title="Order history",
    zone=LOCAL_CLOCK,
    header=HEADER,
    without=("aktiv bei", "order status", "b/s", "contract", "exec time"),
    read_row=read_order,
    telling=TELLING,
)
