"""API keys: made by a person for programs of theirs, rotated, revoked; and the actor that a key is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.proof import require_recent
from tradesense.db.session import Session
from tradesense.db.tables.api_keys import ApiKeyRow
from tradesense.domain.access import SCOPES, Actor, ApiKeyRefused, Permission, key_permissions
from tradesense.domain.audit_actions import Action
from tradesense.domain.ids import ApiKeyId, KeyHash
from tradesense.domain.problem import FieldError
from tradesense.features.api_keys import repository
from tradesense.features.api_keys.problems import (
    ApiKeyNotFound,
    ApiKeyOfAnother,
    ApiKeyOver,
    ScopesInvalid,
    TooManyKeys,
)
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.features.workspaces.problems import WorkspaceNotFound
from tradesense.kit.ids import new_id
from tradesense.ports import ApiKeys, Clock

__all__ = [
    "USE_NOTED_EVERY",
    "ApiKeyRow",
    "Made",
    "authenticate",
    "create_key",
    "get_key",
    "list_keys",
    "note_use",
    "revoke_key",
    "rotate_key",
]

LIVE_KEYS_MAX: Final = 50
HINT_LETTERS: Final = 4
USE_NOTED_EVERY: Final = timedelta(minutes=1)
KEPT_WHEN_OVER: Final = timedelta(days=90)


class Made(NamedTuple):
    """A key and the secret that opens it, which is kept nowhere."""

    row: ApiKeyRow
    secret: str


async def authenticate(session: Session, key: KeyHash, workspace: str | None, clock: Clock) -> Actor:
    """The actor of a request. Raises ApiKeyRefused, or WorkspaceNotFound where another workspace than the key's is
    wished for."""
    entered = await repository.enter_by_key(session, key, clock.now())
    if entered is None:
        raise ApiKeyRefused
    if workspace and workspace.casefold() != str(entered.workspace_id):
        raise WorkspaceNotFound
    permissions = key_permissions(entered.scopes, entered.role)
    return Actor(entered.user_id, entered.workspace_id, None, permissions, entered.key_id)


async def note_use(session: Session, actor: Actor, key_id: ApiKeyId, *, now: datetime) -> None:
    """At most once a minute: a key may be used a thousand times in one."""
    await repository.touch_key(session, actor, key_id, now, now - USE_NOTED_EVERY)


async def list_keys(session: Session, actor: Actor) -> Sequence[ApiKeyRow]:
    actor.require(Permission.API_KEYS_READ)
    return await repository.list_keys(session, actor)


async def get_key(session: Session, actor: Actor, key_id: UUID) -> ApiKeyRow:
    actor.require(Permission.API_KEYS_READ)
    return await _found(session, actor, key_id)


async def create_key(
    session: Session, actor: Actor, *, name: str, scopes: list[str], days: int, api_keys: ApiKeys, clock: Clock
) -> Made:
    """Raises ScopesInvalid for what is no scope, or none of one's own; TooManyKeys; ReauthenticationRequired."""
    actor.require(Permission.API_KEYS_WRITE)
    now = clock.now()
    await require_recent(session, actor, now)
    given = _checked(scopes, actor)
    # One at a time, so that the last key there is room for is made once.
    await workspaces.lock_ledger(session, actor)
    await repository.delete_keys_over(session, actor, now - KEPT_WHEN_OVER)
    if await repository.count_live_keys(session, actor, now) >= LIVE_KEYS_MAX:
        raise TooManyKeys(f"At most {LIVE_KEYS_MAX}: revoke one that is not needed.")
    key_id = new_id()
    secret, hashed = _issued(api_keys)
    row = {
        "id": key_id,
        "created_by": actor.user_id,
        "name": name.strip() or "API key",
        "scopes": given,
        "hint": secret[-HINT_LETTERS:],
        "secret_hash": hashed,
        "created_at": now,
        "expires_at": now + timedelta(days=days),
    }
    await repository.add_key(session, actor, row)
    changes = {"scopes": (None, given), "expires_at": (None, row["expires_at"])}
    auditing.note(session, actor, Action.API_KEY_CREATE, key_id, changes=changes)
    return Made(await _found(session, actor, key_id), secret)


async def rotate_key(
    session: Session, actor: Actor, key_id: UUID, *, overlap: timedelta, days: int, api_keys: ApiKeys, clock: Clock
) -> Made:
    """A new secret; the present one opens too until `overlap` is over, or it would have expired. Raises ApiKeyOver,
    ApiKeyOfAnother: whoever gets the secret acts in the name of the key's maker. And ReauthenticationRequired."""
    actor.require(Permission.API_KEYS_WRITE)
    row = await _found(session, actor, key_id, lock=True)
    now = clock.now()
    await require_recent(session, actor, now)
    if row.created_by != actor.user_id:
        raise ApiKeyOfAnother
    if _is_over(row, now):
        raise ApiKeyOver
    secret, hashed = _issued(api_keys)
    former_until = min(now + overlap, row.expires_at)
    changes = {
        "secret_hash": hashed,
        "hint": secret[-HINT_LETTERS:],
        "former_hash": row.secret_hash if overlap else None,
        "former_until": former_until if overlap else None,
        "rotated_at": now,
        "expires_at": now + timedelta(days=days),
    }
    told = {"expires_at": (row.expires_at, changes["expires_at"]), "former_until": (row.former_until, former_until)}
    auditing.note(session, actor, Action.API_KEY_ROTATE, key_id, changes=told)
    await repository.save_key(session, actor, key_id, changes)
    session.expire_all()
    return Made(await _found(session, actor, key_id), secret)


async def revoke_key(session: Session, actor: Actor, key_id: UUID, *, clock: Clock) -> None:
    """At once, for every secret of it; doing so again changes nothing. Raises ApiKeyOfAnother."""
    actor.require(Permission.API_KEYS_WRITE)
    row = await _found(session, actor, key_id, lock=True)
    if row.created_by != actor.user_id and Permission.API_KEYS_REVOKE not in actor.permissions:
        raise ApiKeyOfAnother
    if row.revoked_at is None:
        changes = {"revoked_at": clock.now(), "former_hash": None, "former_until": None}
        await repository.save_key(session, actor, key_id, changes)


async def _found(session: Session, actor: Actor, key_id: UUID, *, lock: bool = False) -> ApiKeyRow:
    row = await repository.find_key(session, actor, key_id, lock=lock)
    if row is None:
        raise ApiKeyNotFound
    return row


def _checked(scopes: list[str], actor: Actor) -> list[str]:
    faults = [
        FieldError(f"/scopes/{place}", "scope_unknown", f"A key cannot be given {scope[:40]!r}.")
        if scope not in SCOPES
        else FieldError(f"/scopes/{place}", "scope_lacking", f"You do not have {scope} yourself.")
        for place, scope in enumerate(scopes)
        if scope not in SCOPES & actor.permissions
    ]
    if faults:
        raise ScopesInvalid(errors=faults)
    return sorted(set(scopes))


def _issued(api_keys: ApiKeys) -> tuple[str, KeyHash]:
    secret = api_keys.issue()
    hashed = api_keys.read(secret)
    assert hashed is not None, "what is issued can be read"
    return secret, hashed


def _is_over(row: ApiKeyRow, now: datetime) -> bool:
    return row.revoked_at is not None or row.expires_at <= now
