"""SQL of what has outlived its time."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, column, delete, func, table, text

from tradesense.db.scope import mine
from tradesense.db.session import Session
from tradesense.db.tables.api_keys import ApiKeyRow
from tradesense.db.tables.broker_connections import BrokerSyncRunRow
from tradesense.db.tables.identity import LoginThrottleRow, OneTimeTokenRow
from tradesense.db.tables.operations import IdempotencyKeyRow
from tradesense.db.tables.shares import ShareRow
from tradesense.db.tables.workspaces import InvitationRow
from tradesense.domain.access import Actor

_JOB_LOG: Final = table("pgqueuer_log", column("created"))

IN_WORKSPACES: Final[dict[str, tuple[Any, ColumnElement[Any]]]] = {
    "invitations": (InvitationRow, InvitationRow.expires_at.expression),
    "api_keys": (ApiKeyRow, func.least(ApiKeyRow.expires_at, ApiKeyRow.revoked_at)),
    "shares": (ShareRow, ShareRow.expires_at.expression),
    "broker_sync_runs": (BrokerSyncRunRow, BrokerSyncRunRow.finished_at.expression),
    "idempotency_keys": (IdempotencyKeyRow, IdempotencyKeyRow.created_at.expression),
}
"""Tables of workspaces with rows that go, and since when a row is over."""

OF_NO_WORKSPACE: Final[dict[str, tuple[Any, ColumnElement[Any]]]] = {
    "one_time_tokens": (OneTimeTokenRow, OneTimeTokenRow.expires_at.expression),
    "login_throttles": (LoginThrottleRow, LoginThrottleRow.first_failed_at.expression),
    "pgqueuer_log": (_JOB_LOG, _JOB_LOG.c.created),
}


async def delete_outlived_here(session: Session, actor: Actor, name: str, before: datetime) -> int:
    """Of the workspace, what was over before that instant; answers how many went."""
    of, over_at = IN_WORKSPACES[name]
    return await _deleted(session, delete(of).where(mine(of, actor), over_at < before))


async def delete_outlived(session: Session, name: str, before: datetime) -> int:
    """Of no workspace, likewise."""
    of, over_at = OF_NO_WORKSPACE[name]
    return await _deleted(session, delete(of).where(over_at < before))


async def delete_sessions(session: Session, before: datetime) -> int:
    """Sessions that had ended before that instant, and refresh tokens that had expired; answers how many went."""
    return int(await session.scalar(text("SELECT app_forget_sessions(:before)"), {"before": before}) or 0)


async def _deleted(session: Session, statement: Any) -> int:
    found = await session.execute(statement.execution_options(synchronize_session=False))
    return int(found.rowcount)  # type: ignore[attr-defined]
