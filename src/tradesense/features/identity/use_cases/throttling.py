"""Guessing is slowed down; whoever is right comes in another way at the same time (domain/login)."""

from hashlib import sha256
from typing import Final

from tradesense.db.session import Session
from tradesense.domain.ids import UserId
from tradesense.domain.login import (
    ADDRESS_FAILURES_FREE,
    FORGOTTEN_AFTER,
    PAIR_FAILURES_FREE,
    after_failure,
    wait_seconds,
)
from tradesense.features.identity.problems import LoginThrottled
from tradesense.features.identity.repository import people as repository
from tradesense.features.identity.use_cases.people import Client
from tradesense.ports import Clock

CODE_FAILURES_FREE: Final = 10
"""Of an account's six-digit codes, wherever they are tried from: recovery codes and passkeys work meanwhile."""
MAILS_FREE: Final = 4
"""To one address within the same quarter of an hour: nobody's post is flooded."""


async def check_throttle(session: Session, address: str, clock: Clock, client: Client) -> None:
    """Raises LoginThrottled while the last failures make one wait."""
    await _check(session, list(_keys(address, client)), clock)


async def count_failure(session: Session, address: str, clock: Clock, client: Client) -> None:
    pair, place = _keys(address, client)
    await _count(session, pair, PAIR_FAILURES_FREE, clock)
    await _count(session, place, ADDRESS_FAILURES_FREE, clock)


async def forget_failures(session: Session, address: str, clock: Clock, client: Client) -> None:
    pair, _ = _keys(address, client)
    await repository.delete_failures(session, pair, clock.now() - 4 * FORGOTTEN_AFTER)


async def check_codes(session: Session, user_id: UserId, clock: Clock) -> None:
    """Raises LoginThrottled while the account's last wrong codes make one wait."""
    await _check(session, [_codes(user_id)], clock)


async def count_code_failure(session: Session, user_id: UserId, clock: Clock) -> bool:
    """Whether this one was so many that the person should hear of it."""
    return await _count(session, _codes(user_id), CODE_FAILURES_FREE, clock) == CODE_FAILURES_FREE


async def forget_code_failures(session: Session, user_id: UserId, clock: Clock) -> None:
    await repository.delete_failures(session, _codes(user_id), clock.now() - 4 * FORGOTTEN_AFTER)


async def may_mail(session: Session, address: str, clock: Clock, client: Client) -> bool:
    """Counts a mail that somebody asks for; False where the address got enough. Raises LoginThrottled for a place
    that asks for very many."""
    _, place = _keys("", client)
    asking = sha256(b"mails|" + place).digest()
    await _check(session, [asking], clock)
    await _count(session, asking, ADDRESS_FAILURES_FREE, clock)
    return await has_room(session, address, clock)


async def has_room(session: Session, address: str, clock: Clock) -> bool:
    """Counts a mail to that address; False where it got enough."""
    post = sha256(f"mail|{address}".encode()).digest()
    known = await repository.list_failures(session, [post])
    await _count(session, post, MAILS_FREE, clock)
    return not wait_seconds(list(known.values()), clock.now())


async def _check(session: Session, keys: list[bytes], clock: Clock) -> None:
    known = await repository.list_failures(session, keys)
    wait = wait_seconds(list(known.values()), clock.now())
    if wait:
        raise LoginThrottled(f"Try again in {wait} seconds.", retry_after_seconds=wait)


async def _count(session: Session, key: bytes, free: int, clock: Clock) -> int:
    now = clock.now()
    known = await repository.lock_failures(session, key, now)
    failures = after_failure(known, free, now)
    await repository.save_failures(session, key, failures)
    return failures.times


def _keys(address: str, client: Client) -> tuple[bytes, bytes]:
    """The account tried from this address, and the address itself; only their hashes are kept."""
    pair = sha256(f"pair|{address}|{client.address}".encode()).digest()
    return pair, sha256(f"address|{client.address}".encode()).digest()


def _codes(user_id: UserId) -> bytes:
    return sha256(f"codes|{user_id}".encode()).digest()
