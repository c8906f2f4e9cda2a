"""E*TRADE, statement for Quicken (QFX, OFX): Accounts > Transactions > Download > Quicken.

OFX 1.02, SGML without closing tags; every time is 17:00, so days only; tickers in the list at the end.
"""

from tradesense.adapters.brokers.ofx_investments import ETRADE, is_investment, names, read_statement
from tradesense.adapters.files.formats import Format, always
from tradesense.adapters.files.source import Source


def recognise(source: Source) -> float:
    return 0.97 if is_investment(source) and names(source, *ETRADE) else 0.0


FORMAT = Format(
    "etrade_ofx", "E*TRADE", "Statement for Quicken (QFX)", "America/New_York", recognise, read_statement, always
)
