"""Identity: register, log in, refresh, log out, me, change the password.

What must be remembered although it ends in a refusal (a failed try, a replayed token) is a return
value: raising would undo it.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session, enter
from tradesense.db.tables.identity import UserRow
from tradesense.domain.access import ROLES, Actor, Role
from tradesense.domain.ids import SessionId, UserId
from tradesense.domain.login import (
    ADDRESS_FAILURES_FREE,
    FORGOTTEN_AFTER,
    PAIR_FAILURES_FREE,
    after_failure,
    wait_seconds,
)
from tradesense.domain.password import check_password
from tradesense.domain.refresh import Expired, Replayed, Rotated, SessionState, TokenState, rotate
from tradesense.features.identity import repository
from tradesense.features.identity.problems import (
    EmailInvalid,
    EmailTaken,
    LoginRefused,
    LoginThrottled,
    SessionEnded,
)
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.features.workspaces.problems import WorkspaceNotFound
from tradesense.kit.ids import new_id
from tradesense.kit.tokens import new_token, token_hash
from tradesense.ports import Clock, PasswordHasher

_EMAIL: Final = re.compile(r"^[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f.][^@\s\x00-\x1f]*\.[^@\s\x00-\x1f.]{2,}$")
USER_AGENT_CHARACTERS_MAX: Final = 200
DEFAULT_TIMEZONE: Final = "America/New_York"
DEFAULT_CURRENCY: Final = "USD"


class SessionTimes(NamedTuple):
    """How long a session lives unused, and at the most."""

    idle: timedelta
    absolute: timedelta


class Client(NamedTuple):
    """Where a request comes from."""

    address: str
    user_agent: str


class Opened(NamedTuple):
    """A session just opened or refreshed: what the client must be given."""

    user: UserRow
    session_id: SessionId
    refresh_token: str
    workspaces: Sequence[workspaces.WorkspaceRow]


class Refused(NamedTuple):
    """A refresh that failed and was remembered."""

    replayed: bool


class Candidate(NamedTuple):
    """Who may be logging in. `password_hash` is None for an unknown address, and checked all the same."""

    user_id: UserId | None
    password_hash: str | None


async def register(
    session: Session,
    *,
    clock: Clock,
    times: SessionTimes,
    client: Client,
    email: str,
    password_hash: str,
    name: str,
    timezone: str,
    currency: str,
) -> Opened:
    """A new person with a workspace of their own, signed in. Raises EmailTaken."""
    address = normal_email(email)
    user_id = UserId(new_id())
    now = clock.now()
    shown = name.strip() or address.partition("@")[0]
    workspace_id = await workspaces.create_personal_workspace(
        session, user_id, name=shown, timezone=timezone, base_currency=currency
    )
    row = {
        "id": user_id,
        "email": address,
        "name": shown,
        "password_hash": password_hash,
        "default_workspace_id": workspace_id,
        "password_changed_at": now,
    }
    if not await repository.add_user(session, row):
        raise EmailTaken
    await workspaces.join_workspace(session, user_id, workspace_id, Role.OWNER)
    return await _open_session(session, user_id, clock, times, client)


def normal_email(email: str) -> str:
    address = email.strip().casefold()
    if not _EMAIL.match(address):
        raise EmailInvalid(f"{email[:60]!r} is not an e-mail address.")
    return address


async def candidate(session: Session, *, clock: Clock, client: Client, email: str) -> Candidate:
    """Whom the password has to be checked against; raises LoginThrottled before any hashing."""
    address = email.strip().casefold()
    await _check_throttle(session, address, clock, client)
    found = await repository.find_credentials(session, address)
    return Candidate(*found) if found else Candidate(None, None)


async def log_in(
    session: Session,
    *,
    clock: Clock,
    times: SessionTimes,
    client: Client,
    email: str,
    who: Candidate,
    password_ok: bool,
    better_hash: str | None,
) -> Opened | LoginRefused:
    """Opens a session, or counts the failure and returns the refusal, the same for every reason."""
    address, now = email.strip().casefold(), clock.now()
    if not password_ok or who.user_id is None:
        await _count_failure(session, address, clock, client)
        return LoginRefused()
    pair, _ = _throttle_keys(address, client)
    await repository.delete_failures(session, pair, now - 4 * FORGOTTEN_AFTER)
    await enter(session, user_id=who.user_id)
    if better_hash:
        await repository.save_user(session, who.user_id, {"password_hash": better_hash})
    return await _open_session(session, who.user_id, clock, times, client)


async def refresh_session(session: Session, *, clock: Clock, times: SessionTimes, token: str) -> Opened | Refused:
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
    now = clock.now()
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
        return Refused(replayed=True)
    if isinstance(outcome, Rotated):
        await repository.save_refresh_token(session, presented.id, {"used_at": now})
    elif heir is not None:
        await repository.save_refresh_token(session, heir.id, {"superseded_at": now})
    # One that takes a superseded token's place is its sibling.
    parent = presented.id if presented.superseded_at is None else presented.parent_id
    fresh = await _add_token(session, user_id, session_id, parent, now, outcome.expires_at)
    await repository.touch_session(session, session_id, now)
    return await _opened(session, user_id, session_id, fresh)


async def log_out(session: Session, actor: Actor, *, clock: Clock, everywhere: bool = False) -> None:
    """Ends this session, or every session of the person."""
    only = None if everywhere else actor.session_id
    await repository.end_sessions(session, actor.user_id, clock.now(), "logged_out", only=only)


async def me(session: Session, actor: Actor) -> UserRow:
    return await repository.get_user(session, actor.user_id)


async def change_password(
    session: Session,
    actor: Actor,
    *,
    clock: Clock,
    passwords: PasswordHasher,
    client: Client,
    current_password: str,
    password: str,
) -> LoginRefused | None:
    """Sets a new password and ends every other session; or counts the failure and returns the refusal, since
    whoever holds a stolen session might guess. Raises LoginThrottled before any hashing."""
    user = await repository.get_user(session, actor.user_id)
    await _check_throttle(session, user.email, clock, client)
    if not await passwords.verify(user.password_hash, current_password):
        await _count_failure(session, user.email, clock, client)
        return LoginRefused("The present password is not right.")
    check_password(password, user.email)
    now = clock.now()
    changes = {"password_hash": await passwords.hash(password), "password_changed_at": now}
    await repository.save_user(session, actor.user_id, changes)
    await repository.end_sessions(session, actor.user_id, now, "password_changed", but=actor.session_id)
    return None


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


async def _open_session(session: Session, user_id: UserId, clock: Clock, times: SessionTimes, client: Client) -> Opened:
    now = clock.now()
    session_id = SessionId(new_id())
    row = {
        "id": session_id,
        "user_id": user_id,
        "created_at": now,
        "last_used_at": now,
        "expires_at": now + times.absolute,
        "user_agent": client.user_agent[:USER_AGENT_CHARACTERS_MAX],
    }
    await repository.add_session(session, row)
    token = await _add_token(session, user_id, session_id, None, now, now + min(times.idle, times.absolute))
    return await _opened(session, user_id, session_id, token)


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
    session: Session, user_id: UserId, session_id: SessionId, parent: UUID | None, now: object, expires_at: object
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


async def _check_throttle(session: Session, address: str, clock: Clock, client: Client) -> None:
    """Raises LoginThrottled while the last failures make one wait."""
    known = await repository.list_failures(session, list(_throttle_keys(address, client)))
    wait = wait_seconds(list(known.values()), clock.now())
    if wait:
        raise LoginThrottled(f"Try again in {wait} seconds.", retry_after_seconds=wait)


async def _count_failure(session: Session, address: str, clock: Clock, client: Client) -> None:
    pair, place = _throttle_keys(address, client)
    now = clock.now()
    for key, free in ((pair, PAIR_FAILURES_FREE), (place, ADDRESS_FAILURES_FREE)):
        known = await repository.lock_failures(session, key, now)
        await repository.save_failures(session, key, after_failure(known, free, now))


def _throttle_keys(address: str, client: Client) -> tuple[bytes, bytes]:
    """The account tried from this address, and the address itself; only their hashes are kept."""
    pair = sha256(f"pair|{address}|{client.address}".encode()).digest()
    return pair, sha256(f"address|{client.address}".encode()).digest()
