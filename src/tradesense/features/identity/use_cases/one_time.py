"""What works once, and soon: kept as a hash, with what belongs to it sealed."""

import json
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from tradesense.db.session import Session
from tradesense.db.tables.identity import OneTimeTokenRow
from tradesense.domain.ids import UserId
from tradesense.domain.problem import Problem
from tradesense.features.identity.repository import people as repository
from tradesense.kit.tokens import new_token, token_hash
from tradesense.ports import Clock, Place, Sealed, Vault


class Purpose(StrEnum):
    REGISTER = "register"
    RESET = "reset"
    EMAIL = "email"
    NOTICE = "notice"
    INVITATION = "invitation"
    INVITED = "invited"
    SIGN_IN = "sign_in"
    PASSKEY = "passkey"
    PROVIDER = "provider"


LIVES: Final[dict[Purpose, timedelta]] = {
    Purpose.REGISTER: timedelta(days=1),
    Purpose.RESET: timedelta(minutes=30),
    Purpose.EMAIL: timedelta(days=1),
    Purpose.NOTICE: timedelta(days=3),
    Purpose.INVITATION: timedelta(days=7),
    Purpose.INVITED: timedelta(days=7),
    Purpose.SIGN_IN: timedelta(minutes=5),
    Purpose.PASSKEY: timedelta(minutes=5),
    Purpose.PROVIDER: timedelta(minutes=10),
}
FAILURES_MAX: Final = 5
"""Wrong answers to one challenge, or wrong passwords to one link; then it is gone."""
TOKEN: Final = "token"  # noqa: S105  (the name of a fact)


class Issued(NamedTuple):
    token: str
    key: bytes


class Kept(NamedTuple):
    """A token that was presented: whose it is, if anybody's, and what belongs to it."""

    user_id: UserId | None
    facts: dict[str, Any]


async def issue(
    session: Session,
    purpose: Purpose,
    *,
    clock: Clock,
    vault: Vault,
    user_id: UserId | None = None,
    facts: Mapping[str, Any] | None = None,
    is_mailed: bool = False,
    token: str | None = None,
) -> Issued:
    """`is_mailed`: the token itself is sealed too, until it was sent. `token`: one that exists already."""
    fresh, now = token or new_token(), clock.now()
    key = token_hash(fresh)
    said = {**(facts or {}), **({TOKEN: fresh} if is_mailed else {})}
    row = {
        "key_hash": key,
        "purpose": purpose.value,
        "user_id": user_id,
        "created_at": now,
        "expires_at": now + LIVES[purpose],
        **(sealed_facts(vault, key, said) if said else {}),
    }
    await repository.add_one_time_token(session, row)
    return Issued(fresh, key)


async def look_at(session: Session, token: str, purpose: Purpose, *, clock: Clock, vault: Vault) -> Kept | None:
    """What the token is for; it stays usable. None for one that is unknown, used, of another purpose or too old."""
    row = await repository.find_one_time_token(session, token_hash(token), purpose.value, clock.now())
    return kept(vault, row) if row else None


async def take(session: Session, token: str, purpose: Purpose, *, clock: Clock, vault: Vault) -> Kept | None:
    """As `look_at`, and nobody can use it again."""
    row = await repository.take_one_time_token(session, token_hash(token), purpose.value, clock.now())
    return kept(vault, row) if row else None


async def fail(session: Session, token: str) -> None:
    """Counts a wrong answer to it."""
    await repository.count_token_failure(session, token_hash(token), FAILURES_MAX)


async def forget(session: Session, user_id: UserId, *purposes: Purpose) -> None:
    """The person's tokens of these purposes work no more."""
    await repository.delete_one_time_tokens(session, user_id, [one.value for one in purposes])


def sealed_facts(vault: Vault, key: bytes, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that keep them."""
    found = vault.seal(json.dumps(dict(facts)).encode(), _place(key))
    return {"sealed": found.content, "sealed_key": found.key_id}


def kept(vault: Vault, row: OneTimeTokenRow) -> Kept | None:
    """None, too, where the key that sealed the facts is gone: the token cannot be used."""
    user_id = UserId(row.user_id) if row.user_id else None
    if row.sealed is None or row.sealed_key is None:
        return Kept(user_id, {})
    try:
        facts = json.loads(vault.open(Sealed(row.sealed_key, row.sealed), _place(row.key_hash)))
    except Problem:
        return None
    return Kept(user_id, facts)


def _place(key: bytes) -> Place:
    return Place("", "one_time_tokens", key.hex(), "sealed")
