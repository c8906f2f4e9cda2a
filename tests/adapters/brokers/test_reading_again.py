"""Reading a file twice, and reading it upside down, gives the same executions."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.adapters.brokers.reading import IMPORTS, best_format, file_of, fixtures, ledger
from tradesense.domain.file_ledger import FileLedger


class Told(NamedTuple):
    """An execution and where it stands in its position."""

    account: str
    symbol: str
    ref: str
    id: str
    at: datetime


def executions(found: FileLedger) -> list[Told]:
    return sorted(
        Told(position.key.account, position.key.instrument.symbol, position.key.ref, str(one.id), one.executed_at)
        for position in found.positions
        for one in sorted(position.executions, key=lambda one: one.order)
    )


def in_order(found: FileLedger) -> dict[tuple[str, str, str], list[str]]:
    """The ids of each position's executions, in the order they are folded."""
    return {
        (position.key.account, position.key.instrument.key, position.key.ref): [
            str(one.id) for one in sorted(position.executions, key=lambda one: one.order)
        ]
        for position in found.positions
    }


READABLE = [path for path in fixtures() if best_format(path)]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_reading_twice_gives_the_same_executions(path: Path) -> None:
    assert executions(ledger(path)) == executions(ledger(path))


TABLES = [
    "ibkr/synthetic__flip_in_one_fill.csv",
    "ibkr/tradetally__same_second_identical_fills.csv",
    "ibkr/tradetally__option_open_rebates.csv",
    "ibkr/synthetic__two_accounts_interleaved.csv",
    "schwab/cgt-calc__cgt-schwab_schwab_transactions.csv",
    "schwab/tradetally__realized_lots.csv",
    "schwab/made__transactions_with_title_and_total.csv",
    "fidelity/synthetic__account_history_options.csv",
    "bux/made__fee_apart_in_dollars.csv",
    "coinbase/export-to-ghostfolio__coinbase-export.csv",
    "degiro/made__order_in_parts.csv",
    "degiro/made__transactions_new.csv",
    "etoro/made__opened_and_closed.csv",
    "freetrade/cgt-calc__cgt-freetrade_transactions.csv",
    "generic/cgt-calc__cgt-raw_test_data.csv",
    "generic/synthetic__two_entries_one_exit_es.csv",
    "generic/tradetally__index_cfd_ddmmyyyy.csv",
    "generic/tradetally__moomoo_like_fills_newest_first.csv",
    "generic/tradetally__newest_first_no_seconds_order.csv",
    "metatrader5/luxalgo-trade-journal__positions.csv",
    "investimental/made__newest_first.csv",
    "ninjatrader/made__executions_copied_accounts.csv",
    "ninjatrader/made__performance_european.csv",
    "papermoney/tradetally__nq_future.csv",
    "projectx/synthetic__order_history.csv",
    "topstepx/luxalgo-trade-journal__orders.csv",
    "apex/made__orders_javascript_dates.csv",
    "quantower/made__trades_cqg_symbols.csv",
    "ctrader_like/made__statement_in_euros.csv",
    "tradervue/made__executions.csv",
    "tradezella/made__trades_with_times_apart.csv",
    "tradingview/made__orders_many_markets.csv",
    "tradingview/made__strategy_open_and_half.csv",
    "parqet/made__activities.csv",
    "swissquote/made__auf_deutsch.csv",
    "trade_republic/made__timeline_nl.csv",
    "trading212/made__columns_of_2020.csv",
    "tradovate/tradetally__orders_mes_short.csv",
    "tradovate/synthetic__paired_trades.csv",
]


@pytest.mark.parametrize("name", TABLES)
def test_newest_first_and_oldest_first_are_the_same_ledger(name: str, tmp_path: Path) -> None:
    text = (IMPORTS / name).read_text()
    lines = [line for line in text.splitlines() if line]
    start = next(number for number, line in enumerate(lines) if line.count(",") + line.count(";") > 2)
    turned = file_of(tmp_path, "\n".join([*lines[: start + 1], *reversed(lines[start + 1 :])]) + "\n")
    upright, reversed_ = ledger(IMPORTS / name), ledger(turned)
    assert in_order(reversed_) == in_order(upright)
    assert sorted(trade.net for trade in reversed_.trades) == sorted(trade.net for trade in upright.trades)
    assert reversed_.verdicts == upright.verdicts
