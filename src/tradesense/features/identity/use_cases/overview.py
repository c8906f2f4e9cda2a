"""How somebody signs in: what Settings, Security begins with."""

from typing import NamedTuple

from tradesense.db.session import Session
from tradesense.domain.access import Actor
from tradesense.features.identity.repository import factors
from tradesense.features.identity.repository import people as repository


class Security(NamedTuple):
    email: str
    is_email_verified: bool
    has_password: bool
    has_totp: bool
    recovery_codes_left: int


async def security_of(session: Session, actor: Actor) -> Security:
    user = await repository.get_user(session, actor.user_id)
    left = await factors.count_recovery_codes(session, actor.user_id)
    return Security(
        user.email, user.email_verified_at is not None, user.password_hash is not None, user.second_factor, left
    )
