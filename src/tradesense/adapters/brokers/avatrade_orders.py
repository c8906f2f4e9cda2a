"""AvaTrade (AvaFutures), order history (CSV) of its German platform: Orders > Export.

Quirks: TradingView's order table in German, with one column more (`Aktiv bei`); symbols as `F.US.MESM26`;
`Ausgeführt`, `Storniert`, `Abgelehnt`; clock times without zone.
"""

from tradesense.adapters.brokers.tradingview import HEADER, TELLING, read_order
from tradesense.adapters.files.formats import LOCAL_CLOCK, table_format

FORMAT = table_format(
    key="avatrade_orders",
    broker="AvaTrade",
    title="Orders",
    zone=LOCAL_CLOCK,
    header=(*HEADER, "aktiv bei"),
    read_row=read_order,
    telling=TELLING,
)
