"""Accounts: made by hand or by the first file that names them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from tradesense.db import auditing, jobs
from tradesense.db.session import Session
from tradesense.db.tables.ledger import AccountRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.calendar import session_of, trading_day, zone
from tradesense.domain.delivery import ExerciseView
from tradesense.domain.ids import AccountId
from tradesense.domain.instrument import AssetClass
from tradesense.domain.lots import Method
from tradesense.domain.money import Currency, currency
from tradesense.domain.recording import AccountFacts
from tradesense.features.ledger.problems import AccountInvalid, AccountNotFound, AccountTaken
from tradesense.features.ledger.repository import accounts as repository
from tradesense.features.ledger.use_cases.rebuild import Rebuilt, touched_by
from tradesense.features.ledger.use_cases.recording import rebuild_and_announce
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.ids import new_id

DERIVED: Final = frozenset({"timezone", "session_ends", "method", "long_only", "exercise_view"})
"""A change of one of these can change which trades the fills make, or their days."""
FIGURES: Final = DERIVED | {"currency", "capital", "name"}
"""A change of one of these can change a figure: filters know accounts by their name."""

NAMELESS: Final = "Imported"
"""What an account is called until somebody names it, if its file says neither broker nor number."""

JOB_DERIVE: Final = "ledger.derive_account"
DERIVED_AT_ONCE_MAX: Final = 2_000
"""Fills of an account whose trades a request derives anew by itself; a job does it for more."""


async def list_accounts(session: Session, actor: Actor) -> Sequence[AccountRow]:
    actor.require(Permission.ACCOUNTS_READ)
    return await repository.list_accounts(session, actor)


async def get_account(session: Session, actor: Actor, account_id: UUID) -> AccountRow:
    actor.require(Permission.ACCOUNTS_READ)
    found = await repository.find_account(session, actor, account_id)
    if found is None:
        raise AccountNotFound
    return found


async def create_account(session: Session, actor: Actor, values: dict[str, Any]) -> AccountRow:
    """Raises AccountTaken where the broker's number is known already."""
    actor.require(Permission.ACCOUNTS_WRITE)
    if values.get("timezone") is None:
        values["timezone"] = (await workspaces.current_workspace(session, actor)).timezone
    checked = _checked(values)
    if checked["number"] and await repository.find_account_by_number(
        session, actor, checked["broker"], checked["number"]
    ):
        raise AccountTaken(f"{checked['broker']} {checked['number']} is an account of this workspace already.")
    account_id = new_id()
    await repository.add_account(session, actor, {"id": account_id, **checked})
    made = {name: (None, value) for name, value in checked.items()}
    auditing.note(session, actor, Action.ACCOUNT_CREATE, account_id, changes=made)
    await workspaces.raise_ledger_version(session, actor)
    return await get_account(session, actor, account_id)


async def change_account(session: Session, actor: Actor, account_id: UUID, changes: dict[str, Any]) -> AccountRow:
    """Changes what is given; where that changes which trades there are, all of the account's are derived anew:
    at once, or in an account of many fills by a job, `deriving` until then."""
    actor.require(Permission.ACCOUNTS_WRITE)
    checked = _checked(changes)
    if FIGURES & checked.keys():
        await workspaces.lock_ledger(session, actor)
    account = await get_account(session, actor, account_id)
    differing = {name: value for name, value in checked.items() if getattr(account, name) != value}
    if not differing:
        return account
    if "currency" in differing and await repository.list_positions(session, actor, account_id):
        raise AccountInvalid("The currency is settled by the first executions and cannot be changed afterwards.")
    is_derived = bool(DERIVED & differing.keys())
    told = {name: (getattr(account, name), value) for name, value in differing.items()}
    auditing.note(session, actor, Action.ACCOUNT_CHANGE, account_id, changes=told)
    by_job = is_derived and await repository.has_more_fills(session, actor, account_id, DERIVED_AT_ONCE_MAX)
    await repository.save_account(session, actor, account_id, {**differing, "deriving": account.deriving or by_job})
    session.expire_all()
    account = await get_account(session, actor, account_id)
    if by_job:
        ids = {"workspace_id": actor.workspace_id, "user_id": actor.user_id, "account_id": account_id}
        await jobs.enqueue(session, JOB_DERIVE, {name: str(id_) for name, id_ in ids.items()})
    if FIGURES & differing.keys():
        await _follow(session, actor, account, derive=is_derived and not by_job)
    return account


async def derive_account(session: Session, actor: Actor, account_id: UUID) -> bool:
    """The job's part of a change: the days and trades of all of the account's fills. False: it was done already."""
    actor.require(Permission.ACCOUNTS_WRITE)
    await workspaces.lock_ledger(session, actor)
    account = await get_account(session, actor, account_id)
    if not account.deriving:
        return False
    await _follow(session, actor, account, derive=True)
    await repository.save_account(session, actor, account_id, {"deriving": False})
    return True


async def derive_all(session: Session, actor: Actor) -> Rebuilt:
    """Every trade of the workspace from its executions, as when an archive has brought them."""
    actor.require(Permission.EXECUTIONS_WRITE)
    accounts = await repository.list_accounts(session, actor)
    for account in accounts:
        if account.deriving:  # its days were on their way to agree with it
            await _settle_days(session, actor, account)
            await repository.save_account(session, actor, account.id, {"deriving": False})
    touched = [one for account in accounts for one in await repository.list_positions(session, actor, account.id)]
    rebuilt, _ = await rebuild_and_announce(session, actor, touched_by(touched))
    return rebuilt


async def _follow(session: Session, actor: Actor, account: AccountRow, *, derive: bool) -> None:
    """Raises the ledger's version; `derive`: and brings days and trades in line with the account."""
    if derive:
        await _settle_days(session, actor, account)
    touched = await repository.list_positions(session, actor, account.id) if derive else []
    await rebuild_and_announce(session, actor, touched)


async def account_for(
    session: Session, actor: Actor, *, broker: str, number: str, base: Currency, timezone: str
) -> AccountFacts:
    """The account a file names, made now if it is new."""
    actor.require(Permission.IMPORTS_WRITE)
    found = await repository.find_account_by_number(session, actor, broker, number)
    if found is None:
        # Two files of a new account at once must not make it twice.
        await repository.lock_accounts(session, actor)
        found = await repository.find_account_by_number(session, actor, broker, number)
    if found is None:
        account_id = AccountId(new_id())
        row = {
            "id": account_id,
            "name": f"{broker} {number}".strip() or NAMELESS,
            "broker": broker,
            "number": number,
            "currency": base,
            "timezone": timezone,
            "method": Method.FIFO.value,
            "long_only": False,
        }
        await repository.add_account(session, actor, row)
        return AccountFacts(account_id, base, zone(timezone), None)
    return facts(found)


def facts(account: AccountRow) -> AccountFacts:
    return AccountFacts(AccountId(account.id), Currency(account.currency), zone(account.timezone), account.session_ends)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the table keeps them; raises what names the wrong one."""
    checked = dict(values)
    if "currency" in checked:
        checked["currency"] = currency(checked["currency"])
    if "timezone" in checked:
        checked["timezone"] = zone(checked["timezone"]).key
    if "method" in checked:
        checked["method"] = Method(checked["method"]).value
    if "exercise_view" in checked:
        checked["exercise_view"] = ExerciseView(checked["exercise_view"]).value
    capital = checked.get("capital")
    if capital is not None and capital <= Decimal(0):
        raise AccountInvalid("The capital must be above zero.")
    return checked


async def _settle_days(session: Session, actor: Actor, account: AccountRow) -> None:
    """The trading day of every fill, and the day of every cash event, now that the account's day ends elsewhere."""
    known = facts(account)
    days = [
        (id_, trading_day(at, session_of(AssetClass(asset_class), known.zone, known.session_ends)))
        for id_, at, asset_class in await repository.list_instants(session, actor, account.id)
    ]
    await repository.save_days(session, actor, days)
    await repository.settle_cash_days(session, actor, account.id)
