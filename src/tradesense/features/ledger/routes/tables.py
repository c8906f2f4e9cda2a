"""Trades and executions as tables: the same rows as the lists, all of them, for spreadsheets."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from tradesense.db.session import Session
from tradesense.domain.access import Actor
from tradesense.features.ledger import use_cases

ROWS_AT_ONCE: Final = 1_000

TRADE_HEADER: Final = (
    "Account", "Symbol", "Class", "Side", "Status", "Opened", "Closed", "Opening day", "Closing day", "Quantity",
    "Entry price", "Exit price", "Gross", "Fees", "Fees known", "Net", "Currency", "Net in account currency",
    "Account currency", "Executions", "Stop", "Target", "Risk", "R", "Playbook", "Tags", "Mistakes", "Emotions",
    "Rating", "Confidence", "Notes", "Id",
)  # fmt: skip
EXECUTION_HEADER: Final = (
    "Account", "Date", "Symbol", "Class", "Side", "Quantity", "Price", "Commission", "Currency", "Asset fee",
    "Trading day", "Time known", "Kind", "Counts", "Unmatched", "Files", "Id",
)  # fmt: skip


async def trade_pages(
    session: Session, actor: Actor, query: use_cases.Query, sorts: Sequence[use_cases.Sort]
) -> AsyncIterator[list[tuple[Any, ...]]]:
    accounts = {row.id: row for row in await use_cases.list_accounts(session, actor)}
    after: Sequence[str | None] | None = None
    while True:
        page = await use_cases.list_trades(session, actor, query, sorts=sorts, after=after, limit=ROWS_AT_ONCE)
        yield [_trade(row, accounts) for row in page.trades]
        if len(page.trades) < ROWS_AT_ONCE:
            return
        after = page.keys[-1]
        session.expunge_all()


async def execution_pages(
    session: Session, actor: Actor, query: use_cases.ExecutionQuery
) -> AsyncIterator[list[tuple[Any, ...]]]:
    names = {row.id: row.name for row in await use_cases.list_accounts(session, actor)}
    after = None
    while True:
        found = await use_cases.list_executions(session, actor, query, after=after, limit=ROWS_AT_ONCE)
        yield [_execution(one, names) for one in found]
        if len(found) < ROWS_AT_ONCE:
            return
        after = (found[-1].executed_at, found[-1].id)


def _trade(row: use_cases.TradeRow, accounts: Mapping[UUID, use_cases.AccountRow]) -> tuple[Any, ...]:
    account = accounts[row.account_id]
    ratio = None if row.risk is None else round(row.net / row.risk, 4)
    side, status = "long" if row.direction > 0 else "short", "open" if row.closed_at is None else "closed"
    return (
        account.name, row.symbol, row.asset_class, side, status, row.opened_at, row.closed_at, row.opened_on,
        row.closed_on, row.entry_quantity, row.entry_price, row.exit_price, row.gross, row.fees, row.fees_known,
        row.net, row.currency, row.base_net, account.currency, row.executions, row.stop, row.target, row.risk, ratio,
        row.playbook, row.tags, row.mistakes, row.emotions, row.rating, row.confidence, row.notes, row.id,
    )  # fmt: skip


def _execution(one: use_cases.ExecutionFacts, names: Mapping[UUID, str]) -> tuple[Any, ...]:
    return (
        names[one.account_id], one.executed_at, one.symbol, one.asset_class, "buy" if one.side > 0 else "sell",
        one.quantity, one.price, one.fees, one.currency, one.asset_fee, one.day, one.time_known, one.kind, one.counts,
        one.unmatched, [f"{name}:{line}" for _, name, line in one.sources], one.id,
    )  # fmt: skip
