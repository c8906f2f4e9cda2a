"""For how long is kept what grows: one table, which the sweep, the page and the documentation read."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from tradesense.db import auditing
from tradesense.db.idempotency import KEPT_FOR
from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit import SYSTEM, Changes
from tradesense.domain.audit_actions import Action
from tradesense.domain.login import FORGOTTEN_AFTER
from tradesense.features.privacy.repository import retention as repository
from tradesense.kit.settings import Settings
from tradesense.ports import Clock


class Kept(NamedTuple):
    """Rows of `table`, and how long they are kept: as a setting says, or always as long."""

    table: str
    what: str
    since: str
    setting: str | None = None
    always: timedelta = timedelta(0)

    def lasts(self, settings: Settings) -> timedelta:
        return timedelta(days=getattr(settings, self.setting)) if self.setting else self.always


RETENTION: Final = (
    Kept("sessions", "Sessions, with their addresses and programs", "their end", "sessions_kept_days"),
    Kept("one_time_tokens", "Links in mails, challenges of signing in", "their expiry"),
    Kept("login_throttles", "Failed sign-ins, as hashes", "the first failure", always=4 * FORGOTTEN_AFTER),
    Kept("idempotency_keys", "Answers kept for a repeated request", "the request", always=KEPT_FOR),
    Kept("invitations", "Invitations", "their expiry", "ended_kept_days"),
    Kept("api_keys", "API keys", "their expiry or revocation", "ended_kept_days"),
    Kept("shares", "Public links", "their expiry", "ended_kept_days"),
    Kept("broker_sync_runs", "Visits to brokers", "their end", "sync_runs_kept_days"),
    Kept("personal_exports", "Exports of what is kept about you", "the request", "exports_kept_days"),
    Kept("pgqueuer_log", "Which jobs ran when, and how one broke", "the job", "job_log_kept_days"),
)

Times = Mapping[str, timedelta]
"""How long the rows of each table are kept."""


def retention_times(settings: Settings) -> Times:
    return {one.table: one.lasts(settings) for one in RETENTION}


async def forget_here(session: Session, actor: Actor, times: Times, clock: Clock) -> dict[str, int]:
    """What has outlived its time in the workspace goes; answers how many rows of which table."""
    actor.require(Permission.WORKSPACE_OWN)
    now = clock.now()
    gone = {
        name: await repository.delete_outlived_here(session, actor, name, now - times[name])
        for name in repository.IN_WORKSPACES
    }
    if any(gone.values()):
        auditing.note(session, actor, Action.OUTLIVED_DELETE, actor.workspace_id, changes=_told(gone))
    return gone


async def forget(session: Session, times: Times, clock: Clock) -> dict[str, int]:
    """Likewise, of what belongs to no workspace. For the sweep, which has no person."""
    now = clock.now()
    gone = {
        name: await repository.delete_outlived(session, name, now - times[name]) for name in repository.OF_NO_WORKSPACE
    }
    gone |= {"sessions": await repository.delete_sessions(session, now - times["sessions"])}
    if any(gone.values()):
        auditing.note_in(session, SYSTEM, Action.OUTLIVED_DELETE_ELSEWHERE, who=auditing.Who(), changes=_told(gone))
    return gone


def _told(gone: Mapping[str, int]) -> Changes:
    return {table: (rows, None) for table, rows in gone.items() if rows}
