"""Changing and resetting passwords, and changing the address."""

from typing import NamedTuple

from tradesense.db import auditing
from tradesense.db.session import Session, enter
from tradesense.domain.access import Actor
from tradesense.domain.audit import SYSTEM, Chain, ChainKind
from tradesense.domain.audit_actions import Action
from tradesense.domain.ids import UserId
from tradesense.domain.letters import Notice
from tradesense.domain.password import check_password
from tradesense.features.identity.problems import EmailTaken, LinkInvalid, LoginRefused
from tradesense.features.identity.repository import people as repository
from tradesense.features.identity.use_cases import mailing, one_time, throttling
from tradesense.features.identity.use_cases.one_time import Purpose
from tradesense.features.identity.use_cases.people import Client, normal_email
from tradesense.features.identity.use_cases.registering import change_email
from tradesense.features.identity.use_cases.sessions import require_recent
from tradesense.ports import Ports


class Resetting(NamedTuple):
    """Whose password a link may set."""

    user_id: UserId
    email: str


async def confirm_password(
    session: Session, actor: Actor, *, ports: Ports, client: Client, password: str
) -> LoginRefused | None:
    """None where it is right; or counts the failure and returns the refusal, since whoever holds a stolen session
    might guess. Raises LoginThrottled before any hashing."""
    user = await repository.get_user(session, actor.user_id)
    await throttling.check_throttle(session, user.email, ports.clock, client)
    if await ports.passwords.verify(user.password_hash, password):
        return None
    await throttling.count_failure(session, user.email, ports.clock, client)
    return LoginRefused("The present password is not right.")


async def change_password(
    session: Session, actor: Actor, *, ports: Ports, client: Client, current_password: str, password: str
) -> LoginRefused | None:
    """Sets a new password and ends every other session; or counts the failure and returns the refusal. Whoever has a
    second factor must have shown it lately."""
    user = await repository.get_user(session, actor.user_id)
    if user.second_factor or user.password_hash is None:
        await require_recent(session, actor, ports.clock)
    if user.password_hash is not None:
        refused = await confirm_password(session, actor, ports=ports, client=client, password=current_password)
        if refused:
            return refused
    check_password(password, user.email)
    now = ports.clock.now()
    changes = {"password_hash": await ports.passwords.hash(password), "password_changed_at": now}
    await repository.save_user(session, actor.user_id, changes)
    await repository.end_sessions(session, actor.user_id, now, "password_changed", but=actor.session_id)
    await one_time.forget(session, actor.user_id, Purpose.RESET, Purpose.SIGN_IN)
    await mailing.announce(session, ports=ports, user=user, what=Notice.PASSWORD_CHANGED)
    return None


async def request_reset(session: Session, email: str, *, ports: Ports, client: Client) -> None:
    """Writes to the address if it is somebody's. Whoever asks learns nothing, and waits as long for every address."""
    address = normal_email(email)
    if not await throttling.may_mail(session, address, ports.clock, client):
        return
    found = await repository.find_credentials(session, address)
    owner = found.user_id if found and not found.disabled else None
    chain = Chain(ChainKind.PERSON, owner) if owner else SYSTEM
    auditing.note_in(session, chain, Action.PASSWORD_FORGOT, owner or "", who=auditing.Who())
    issued = await one_time.issue(
        session,
        Purpose.RESET,
        clock=ports.clock,
        vault=ports.vault,
        user_id=owner,
        facts={"to": address, "nobody": owner is None},
        is_mailed=True,
    )
    await mailing.enqueue(session, issued.key)


async def pending_reset(session: Session, token: str, *, ports: Ports) -> Resetting:
    """Raises LinkInvalid."""
    kept = await one_time.look_at(session, token, Purpose.RESET, clock=ports.clock, vault=ports.vault)
    if kept is None or kept.user_id is None:
        raise LinkInvalid
    return Resetting(kept.user_id, kept.facts["to"])


async def reset_password(session: Session, token: str, *, ports: Ports, password_hash: str) -> None:
    """Works once; every session ends, and whoever has a second factor is asked for it as ever. Raises LinkInvalid."""
    kept = await one_time.take(session, token, Purpose.RESET, clock=ports.clock, vault=ports.vault)
    if kept is None or kept.user_id is None:
        raise LinkInvalid
    await enter(session, user_id=kept.user_id)
    user = await repository.get_user(session, kept.user_id)
    if user.email != kept.facts["to"]:
        raise LinkInvalid
    now = ports.clock.now()
    changes = {"password_hash": password_hash, "password_changed_at": now, "email_verified_at": now}
    await repository.save_user(session, kept.user_id, changes)
    await repository.end_sessions(session, kept.user_id, now, "password_reset")
    auditing.note_person(session, kept.user_id, Action.PASSWORD_RESET)
    await one_time.forget(session, kept.user_id, Purpose.RESET, Purpose.SIGN_IN, Purpose.EMAIL)
    await mailing.announce(session, ports=ports, user=user, what=Notice.PASSWORD_CHANGED)


async def request_email(session: Session, actor: Actor, email: str, *, ports: Ports, client: Client) -> bool:
    """Whether the new address counts at once: it does where no mail can be sent; else once a link was opened. Who
    asks must have proved lately who they are. Raises EmailTaken, where no mail can be sent."""
    await require_recent(session, actor, ports.clock)
    address = normal_email(email)
    if not ports.mailer.is_on:
        if not await change_email(session, actor.user_id, address, ports=ports, verified=False):
            raise EmailTaken
        return True
    if await throttling.may_mail(session, address, ports.clock, client):
        known = await repository.find_credentials(session, address) is not None
        issued = await one_time.issue(
            session,
            Purpose.EMAIL,
            clock=ports.clock,
            vault=ports.vault,
            user_id=actor.user_id,
            facts={"to": address, "known": known},
            is_mailed=True,
        )
        await mailing.enqueue(session, issued.key)
    return False


async def confirm_email(session: Session, token: str, *, ports: Ports) -> None:
    """The address of the link is the person's from now on; the one before hears of it. Raises LinkInvalid and
    EmailTaken."""
    kept = await one_time.take(session, token, Purpose.EMAIL, clock=ports.clock, vault=ports.vault)
    if kept is None or kept.user_id is None:
        raise LinkInvalid
    await enter(session, user_id=kept.user_id)
    user = await repository.get_user(session, kept.user_id)
    former = user.email
    if not await change_email(session, kept.user_id, kept.facts["to"], ports=ports, verified=True):
        raise EmailTaken
    auditing.note_person(session, kept.user_id, Action.EMAIL_CONFIRM)
    await one_time.forget(session, kept.user_id, Purpose.EMAIL, Purpose.RESET)
    await mailing.announce(session, ports=ports, user=user, what=Notice.EMAIL_CHANGED, to=former)
