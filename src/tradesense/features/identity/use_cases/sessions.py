"""Sessions: opened, kept alive, listed, ended, proved anew."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.db import auditing, proof
from tradesense.db.session import Session, enter
from tradesense.db.tables.identity import SessionRow, UserRow
from tradesense.domain.access import ROLES, Actor, Role
from tradesense.domain.audit_actions import Action
from tradesense.domain.ids import SessionId, UserId
from tradesense.domain.letters import Notice
from tradesense.domain.refresh import Expired, Replayed, Rotated, SessionState, TokenState, rotate
from tradesense.features.identity.problems import SessionEnded, SessionNotFound
from tradesense.features.identity.repository import people as repository
from tradesense.features.identity.use_cases.mailing import announce
from tradesense.features.identity.use_cases.people import Client, Opened, SessionTimes
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.features.workspaces.problems import WorkspaceNotFound
from tradesense.kit.ids import new_id
from tradesense.kit.tokens import new_token, token_hash
from tradesense.ports import Clock, Ports

USER_AGENT_CHARACTERS_MAX: Final = 200
DEFAULT_TIMEZONE: Final = "America/New_York"
DEFAULT_CURRENCY: Final = "USD"


class Refused(NamedTuple):
    """A refresh that failed and was remembered."""

    replayed: bool


async def open_session(
    session: Session, user_id: UserId, *, clock: Clock, times: SessionTimes, client: Client, methods: str
) -> Opened:
    """`methods`: how the person proved who they are, such as `password,totp`."""
    now = clock.now()
    session_id = SessionId(new_id())
    row = {
        "id": session_id,
        "user_id": user_id,
        "created_at": now,
        "last_used_at": now,
        "authenticated_at": now,
        "methods": methods,
        "address": client.address,
        "expires_at": now + times.absolute,
        "user_agent": client.user_agent[:USER_AGENT_CHARACTERS_MAX],
    }
    await repository.add_session(session, row)
    token = await _add_token(session, user_id, session_id, None, now, now + min(times.idle, times.absolute))
    auditing.note_person(session, user_id, Action.SIGN_IN, session_id, changes={"methods": (None, methods)})
    return await _opened(session, user_id, session_id, token)


async def refresh_session(
    session: Session, *, ports: Ports, times: SessionTimes, client: Client, token: str
) -> Opened | Refused:
    """Exchanges a refresh token for its successor; a replayed one ends the session (domain/refresh)."""
    hashed = token_hash(token)
    owner = await repository.find_refresh_owner(session, hashed)
    if owner is None:
        return Refused(replayed=False)
    user_id, session_id = owner
    await enter(session, user_id=user_id)
    kept = await repository.lock_session(session, session_id)
    presented = await repository.get_refresh_token(session, hashed)
    heir = await repository.find_heir(session, presented)
    now = ports.clock.now()
    outcome = rotate(
        SessionState(kept.expires_at, kept.ended_at),
        TokenState(presented.expires_at, presented.used_at, presented.superseded_at),
        TokenState(heir.expires_at, heir.used_at, heir.superseded_at) if heir else None,
        now,
        times.idle,
    )
    if isinstance(outcome, Expired):
        return Refused(replayed=False)
    if isinstance(outcome, Replayed):
        await repository.end_sessions(session, user_id, now, "replayed", only=session_id)
        auditing.note_person(session, user_id, Action.REFRESH, session_id, refused="session.replayed")
        user = await repository.get_user(session, user_id)
        await announce(session, ports=ports, user=user, what=Notice.SESSION_REPLAYED)
        return Refused(replayed=True)
    if isinstance(outcome, Rotated):
        await repository.save_refresh_token(session, presented.id, {"used_at": now})
    elif heir is not None:
        await repository.save_refresh_token(session, heir.id, {"superseded_at": now})
    # One that takes a superseded token's place is its sibling.
    parent = presented.id if presented.superseded_at is None else presented.parent_id
    fresh = await _add_token(session, user_id, session_id, parent, now, outcome.expires_at)
    await repository.touch_session(session, session_id, {"last_used_at": now, "address": client.address})
    return await _opened(session, user_id, session_id, fresh)


async def log_out(session: Session, actor: Actor, *, clock: Clock, everywhere: bool = False) -> None:
    """Ends this session, or every session of the person."""
    only = None if everywhere else actor.session_id
    await repository.end_sessions(session, actor.user_id, clock.now(), "logged_out", only=only)
    action = Action.SIGN_OUT_EVERYWHERE if everywhere else Action.SIGN_OUT
    auditing.note(session, actor, action, only or actor.user_id)


async def list_sessions(session: Session, actor: Actor, *, clock: Clock) -> Sequence[SessionRow]:
    """The person's sessions that live, the last used first."""
    return await repository.list_sessions(session, actor.user_id, clock.now())


async def end_session(session: Session, actor: Actor, session_id: UUID, *, clock: Clock) -> None:
    """One of the person's own; at once, everywhere. Raises SessionNotFound."""
    found = await repository.find_session(session, actor.user_id, session_id)
    if found is None or found.ended_at is not None:
        raise SessionNotFound
    await repository.end_sessions(session, actor.user_id, clock.now(), "ended", only=session_id)


async def end_other_sessions(session: Session, actor: Actor, *, clock: Clock) -> None:
    """All but the one that asks."""
    await repository.end_sessions(session, actor.user_id, clock.now(), "ended", but=actor.session_id)
    auditing.note(session, actor, Action.SESSIONS_END_OTHERS, actor.user_id)


async def me(session: Session, actor: Actor) -> UserRow:
    return await repository.get_user(session, actor.user_id)


async def set_erasure(session: Session, actor: Actor, at: datetime | None) -> None:
    """When the person is to be erased; None: they stay."""
    await repository.save_user(session, actor.user_id, {"deletes_at": at})


async def require_recent(session: Session, actor: Actor, clock: Clock) -> None:
    """Raises ReauthenticationRequired unless the person proved who they are within the last minutes, and NotByKey."""
    actor.require_person()
    await proof.require_recent(session, actor, clock.now())


async def proved(session: Session, actor: Actor, *, clock: Clock, methods: str) -> None:
    """The person has just proved again who they are."""
    assert actor.session_id is not None
    changes = {"authenticated_at": clock.now(), "methods": methods}
    await repository.touch_session(session, actor.session_id, changes)
    auditing.note(session, actor, Action.REAUTHENTICATE, actor.session_id, changes={"methods": (None, methods)})


async def authenticate(session: Session, session_id: SessionId, workspace: str | None, clock: Clock) -> Actor:
    """The actor of a request, in its workspace; raises SessionEnded or WorkspaceNotFound."""
    try:
        wanted = UUID(workspace) if workspace else None
    except ValueError:
        raise WorkspaceNotFound from None
    entered = await repository.enter(session, session_id, wanted, clock.now())
    if entered is None:
        raise SessionEnded
    if entered.workspace_id is None or entered.role is None:
        raise WorkspaceNotFound
    return Actor(entered.user_id, entered.workspace_id, session_id, ROLES[Role(entered.role)])


async def _opened(session: Session, user_id: UserId, session_id: SessionId, token: str) -> Opened:
    rooms = await _at_home(session, user_id)
    return Opened(await repository.get_user(session, user_id), session_id, token, rooms)


async def _at_home(session: Session, user_id: UserId) -> Sequence[workspaces.WorkspaceRow]:
    """The person's workspaces, their default one among them: whoever was removed from it has another, or a new one."""
    user = await repository.get_user(session, user_id)
    rooms = await workspaces.list_workspaces(session, user_id)
    if user.default_workspace_id in {one.id for one in rooms}:
        return rooms
    if not rooms:
        made = await workspaces.create_personal_workspace(
            session, user_id, name=user.name, timezone=DEFAULT_TIMEZONE, base_currency=DEFAULT_CURRENCY
        )
        await workspaces.join_workspace(session, user_id, made, Role.OWNER)
        rooms = await workspaces.list_workspaces(session, user_id)
    await repository.save_user(session, user_id, {"default_workspace_id": rooms[0].id})
    return rooms


async def _add_token(
    session: Session, user_id: UserId, session_id: SessionId, parent: UUID | None, now: datetime, expires_at: datetime
) -> str:
    token = new_token()
    row = {
        "id": new_id(),
        "user_id": user_id,
        "session_id": session_id,
        "token_hash": token_hash(token),
        "parent_id": parent,
        "issued_at": now,
        "expires_at": expires_at,
    }
    await repository.add_refresh_token(session, row)
    return token
