"""Reconciling an account: its ledger against what its statements print."""

from typing import Final
from uuid import UUID

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.money import Currency
from tradesense.domain.reconciliation import Book, Printed, printed_days
from tradesense.domain.residuals import Reconciliation, reconcile
from tradesense.features.ledger.repository import reconciliation as repository
from tradesense.features.ledger.use_cases.accounts import get_account
from tradesense.features.workspaces import use_cases as workspaces

SPOT_BROKERS: Final = frozenset({"Interactive Brokers"})
"""Where a currency pair is an exchange of money from one balance into another, not a margin position."""


VERSION: Final = 1
"""Of the comparison: raised when it would answer otherwise of the same ledger."""


async def reconciliation_key(session: Session, actor: Actor, account_id: UUID) -> tuple[object, ...]:
    """What the answer depends on: asked before it is worked out anew."""
    actor.require(Permission.EXECUTIONS_READ)
    account = await get_account(session, actor, account_id)
    return VERSION, account.id, account.revision, await workspaces.ledger_version(session, actor)


async def reconcile_account(session: Session, actor: Actor, account_id: UUID) -> Reconciliation:
    """How the account stands. Without a statement nothing is compared, and nothing is read of its fills."""
    actor.require(Permission.EXECUTIONS_READ)
    account = await get_account(session, actor, account_id)
    printed = await repository.list_printed(session, actor, account_id)
    first_day = await repository.find_first_day(session, actor, account_id)
    base, is_spot = Currency(account.currency), account.broker in SPOT_BROKERS
    if not any(printed):
        return reconcile(Book(base, is_spot, first_day, (), (), (), (), ()), Printed((), (), ()))
    book = Book(
        currency=base,
        is_spot=is_spot,
        first_day=first_day,
        flows=await repository.list_flows(session, actor, account_id),
        units=await repository.list_units(session, actor, account_id, printed_days(printed)),
        splits=await repository.list_dated_splits(session, actor, account_id),
        results=await repository.list_results(
            session, actor, account_id, sorted({one.name.symbol for one in printed.profits})
        ),
        about=await repository.list_about(session, actor, account_id),
    )
    return reconcile(book, printed)
