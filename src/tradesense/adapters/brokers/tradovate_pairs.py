"""Tradovate, Position History (CSV): one row per pair of a bought and a sold fill.

Quirks: one fill may stand in several pairs, each with a part of its quantity: they are added up; no fees
(unknown, not zero), so P/L is gross; clock times without zone, of the computer that exported.
"""

from tradesense.adapters.brokers.paired_fills import Names, pairs
from tradesense.adapters.files.formats import LOCAL_CLOCK, table_format
from tradesense.adapters.files.symbols import contract

FORMAT = table_format(
    key="tradovate_pairs",
    broker="Tradovate",
    title="Position history",
    zone=LOCAL_CLOCK,
    header=("pair id", "buy fill id", "sell fill id", "paired qty", "buy price", "sell price", "contract"),
    prepare=pairs(
        Names(
            pair="pair id",
            buy_id="buy fill id",
            sell_id="sell fill id",
            quantity="paired qty",
            buy_price="buy price",
            sell_price="sell price",
            profit="p/l",
            bought="bought timestamp",
            sold="sold timestamp",
            instrument=lambda row, year: contract(row.required("contract"), year),
        )
    ),
)
