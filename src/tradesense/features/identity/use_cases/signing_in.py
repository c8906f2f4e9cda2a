"""Signing in by a password; and the challenge that waits for a second factor.

What must be remembered although it ends in a refusal (a failed try) is a return value: raising would undo it.
"""

from typing import NamedTuple

from tradesense.db import auditing
from tradesense.db.session import Session, enter
from tradesense.domain.audit_actions import Action
from tradesense.domain.ids import UserId
from tradesense.features.identity.problems import ChallengeOver, LoginRefused
from tradesense.features.identity.repository import people as repository
from tradesense.features.identity.use_cases import one_time, throttling
from tradesense.features.identity.use_cases.one_time import Purpose
from tradesense.features.identity.use_cases.people import Challenged, Client, Opened, SessionTimes
from tradesense.features.identity.use_cases.sessions import open_session
from tradesense.ports import Clock, Ports


class Candidate(NamedTuple):
    """Who may be logging in. Both are None for an unknown address, or a person who is disabled; a password is checked all
    the same."""

    user_id: UserId | None
    password_hash: str | None


class Challenge(NamedTuple):
    """Whose second factor is waited for, and what they proved already."""

    user_id: UserId
    methods: str


async def candidate(session: Session, *, clock: Clock, client: Client, email: str) -> Candidate:
    """Whom the password has to be checked against; raises LoginThrottled before any hashing."""
    address = email.strip().casefold()
    await throttling.check_throttle(session, address, clock, client)
    found = await repository.find_credentials(session, address)
    return Candidate(found.user_id, found.password_hash) if found and not found.disabled else Candidate(None, None)


async def log_in(
    session: Session,
    *,
    ports: Ports,
    times: SessionTimes,
    client: Client,
    email: str,
    who: Candidate,
    password_ok: bool,
    better_hash: str | None,
) -> Opened | Challenged | LoginRefused:
    """Opens a session or asks for the second factor; or counts the failure and returns the refusal, the same for
    every reason."""
    address = email.strip().casefold()
    if not password_ok or who.user_id is None:
        await throttling.count_failure(session, address, ports.clock, client)
        auditing.note_person(session, who.user_id, Action.SIGN_IN, refused=LoginRefused.code)
        return LoginRefused()
    await throttling.forget_failures(session, address, ports.clock, client)
    await enter(session, user_id=who.user_id)
    if better_hash:
        await repository.save_user(session, who.user_id, {"password_hash": better_hash})
    return await enter_person(session, who.user_id, ports=ports, times=times, client=client, methods="password")


async def enter_person(
    session: Session, user_id: UserId, *, ports: Ports, times: SessionTimes, client: Client, methods: str
) -> Opened | Challenged:
    """After a first factor: a session, or, for whoever has a second one, the challenge to show it."""
    await enter(session, user_id=user_id)
    user = await repository.get_user(session, user_id)
    if not user.second_factor:
        return await open_session(session, user_id, clock=ports.clock, times=times, client=client, methods=methods)
    issued = await one_time.issue(
        session,
        Purpose.SIGN_IN,
        clock=ports.clock,
        vault=ports.vault,
        user_id=user_id,
        facts={"methods": methods},
    )
    auditing.note_person(session, user_id, Action.FIRST_FACTOR, changes={"methods": (None, methods)})
    return Challenged(issued.token)


async def look_at_challenge(session: Session, token: str, *, ports: Ports) -> Challenge:
    """From here on the transaction acts for the challenge's person. Raises ChallengeOver."""
    kept = await one_time.look_at(session, token, Purpose.SIGN_IN, clock=ports.clock, vault=ports.vault)
    if kept is None or kept.user_id is None:
        raise ChallengeOver
    await enter(session, user_id=kept.user_id)
    return Challenge(kept.user_id, kept.facts["methods"])


async def pass_challenge(
    session: Session, token: str, *, ports: Ports, times: SessionTimes, client: Client, method: str
) -> Opened:
    """The second factor was right: of several who show it at once, one gets in. Raises ChallengeOver."""
    kept = await one_time.take(session, token, Purpose.SIGN_IN, clock=ports.clock, vault=ports.vault)
    if kept is None or kept.user_id is None:
        raise ChallengeOver
    methods = f"{kept.facts['methods']},{method}"
    return await open_session(session, kept.user_id, clock=ports.clock, times=times, client=client, methods=methods)


async def set_second_factor(session: Session, user_id: UserId, *, has_one: bool) -> None:
    """Whether signing in asks for a second factor from now on; challenges under way are over."""
    await repository.save_user(session, user_id, {"second_factor": has_one})
    await one_time.forget(session, user_id, Purpose.SIGN_IN)
