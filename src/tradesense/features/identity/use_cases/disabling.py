"""Disabling somebody, and letting them in again: for whoever runs the server, on its command line."""

from tradesense.db import auditing
from tradesense.db.session import Session, enter
from tradesense.domain.access import NotAllowed
from tradesense.domain.audit import Chain, ChainKind
from tradesense.domain.audit_actions import Action
from tradesense.domain.ids import UserId
from tradesense.features.identity.problems import PersonUnknown
from tradesense.features.identity.repository import people as repository
from tradesense.ports import Clock


async def disable_person(session: Session, email: str, *, clock: Clock) -> bool:
    """Sessions, keys and links of theirs open nothing from the commit on, what waits for a second step is gone, and
    what a worker was to do for them is refused. False: they were disabled already. Raises PersonUnknown."""
    return await _set(session, email, clock=clock, is_disabled=True)


async def enable_person(session: Session, email: str, *, clock: Clock) -> bool:
    """They may sign in again, and must: no session of before counts. Keys do again. Raises PersonUnknown."""
    return await _set(session, email, clock=clock, is_disabled=False)


async def require_enabled(session: Session, user_id: UserId) -> None:
    """For what somebody asked for and a worker does later, where the transaction acts for them. Raises NotAllowed."""
    if await is_disabled(session, user_id):
        raise NotAllowed("Whoever asked for this may not sign in any more.")


async def is_disabled(session: Session, user_id: UserId) -> bool:
    """Somebody who is gone is, too. From here on the transaction acts for them."""
    await enter(session, user_id=user_id)
    return not await repository.is_enabled(session, user_id)


async def _set(session: Session, email: str, *, clock: Clock, is_disabled: bool) -> bool:
    found = await repository.find_credentials(session, email.strip().casefold())
    if found is None:
        raise PersonUnknown(f"Nobody is registered as {email}.")
    user_id, now = found.user_id, clock.now()
    await enter(session, user_id=user_id)
    # Enabled again, too: a sign-in that was under way when they were disabled may have opened one.
    await repository.end_sessions(session, user_id, now, "disabled")
    await repository.delete_all_one_time_tokens(session, user_id)
    if found.disabled == is_disabled:
        return False
    before = None if is_disabled else (await repository.get_user(session, user_id)).disabled_at
    after = now if is_disabled else None
    await repository.save_user(session, user_id, {"disabled_at": after})
    action = Action.PERSON_DISABLE if is_disabled else Action.PERSON_ENABLE
    chain = Chain(ChainKind.PERSON, user_id)
    auditing.note_in(session, chain, action, user_id, who=auditing.Who(), changes={"disabled_at": (before, after)})
    return True
