"""Registering: at once, or, where mail can be sent, once the address is confirmed."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from tradesense.db import auditing
from tradesense.db.session import Session, enter
from tradesense.domain.access import Actor, Role
from tradesense.domain.audit import SYSTEM, Chain, ChainKind
from tradesense.domain.audit_actions import Action
from tradesense.domain.calendar import zone
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.domain.money import currency as known_currency
from tradesense.features.identity.problems import EmailTaken, InvitationInvalid, LinkInvalid, LoginRefused
from tradesense.features.identity.repository import people as repository
from tradesense.features.identity.use_cases import mailing, one_time, throttling
from tradesense.features.identity.use_cases.consents import record_consents
from tradesense.features.identity.use_cases.one_time import Purpose
from tradesense.features.identity.use_cases.people import Client, Opened, SessionTimes, normal_email
from tradesense.features.identity.use_cases.sessions import open_session
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.features.workspaces.problems import (
    InvitationExpired,
    InvitationForAnother,
    InvitationNotFound,
    InvitationTakenBack,
    InvitationUsed,
)
from tradesense.kit.ids import new_id
from tradesense.kit.tokens import token_hash
from tradesense.ports import Clock, Ports


class NewPerson(NamedTuple):
    """Whom to register. `password_hash` is None for whoever signs in otherwise; `verified`: the address is theirs;
    `consents`: the kinds and versions that they agreed to."""

    email: str
    password_hash: str | None
    name: str
    timezone: str
    currency: str
    verified: bool = False
    consents: Mapping[str, str] = {}


class Admission(NamedTuple):
    """Why somebody may register. `invitation`: the token of the workspace's that waits for them; `is_needed`: they
    may not without it."""

    invitation: str | None = None
    is_needed: bool = False


BY_THEMSELVES: Final = Admission()


async def register(
    session: Session,
    person: NewPerson,
    *,
    ports: Ports,
    times: SessionTimes,
    client: Client,
    admission: Admission = BY_THEMSELVES,
) -> Opened:
    """A new person with a workspace of their own, signed in. Raises EmailTaken."""
    user_id = await add_person(session, person, clock=ports.clock)
    await join_invited(session, user_id, admission, ports=ports)
    return await open_session(session, user_id, clock=ports.clock, times=times, client=client, methods="password")


async def add_person(session: Session, person: NewPerson, *, clock: Clock) -> UserId:
    """With a workspace of their own; the transaction acts in it from here on. Raises EmailTaken."""
    address = normal_email(person.email)
    user_id = UserId(new_id())
    now = clock.now()
    shown = person.name.strip() or address.partition("@")[0]
    workspace_id = await workspaces.create_personal_workspace(
        session, user_id, name=shown, timezone=person.timezone, base_currency=person.currency
    )
    row = {
        "id": user_id,
        "email": address,
        "name": shown,
        "password_hash": person.password_hash,
        "default_workspace_id": workspace_id,
        "password_changed_at": now,
        "email_verified_at": now if person.verified else None,
    }
    if not await repository.add_user(session, row):
        raise EmailTaken
    await workspaces.join_workspace(session, user_id, workspace_id, Role.OWNER)
    await record_consents(session, user_id, person.consents, clock=clock)
    auditing.note_person(session, user_id, Action.REGISTER)
    return user_id


async def look_at_admission(
    session: Session, token: str | None, email: str, *, ports: Ports, is_needed: bool
) -> Admission:
    """By an invitation to a workspace, for that address; or by one of whoever runs the server, which is used up.
    Raises InvitationInvalid where one is needed; InvitationForAnother, and what the link's holder is told of one that
    is over."""
    try:
        found = await workspaces.look_at_invitation(session, token=token or "", clock=ports.clock)
    except InvitationNotFound:
        if is_needed and not await one_time.take(
            session, token or "", Purpose.INVITATION, clock=ports.clock, vault=ports.vault
        ):
            raise InvitationInvalid from None
        return BY_THEMSELVES
    if found.email != email:
        raise InvitationForAnother(f"Register with the address {found.email}.")
    return Admission(token, is_needed)


async def join_invited(session: Session, user_id: UserId, admission: Admission, *, ports: Ports) -> None:
    """The new person belongs to the workspace that invited them, and begins there. One that was taken back meanwhile
    keeps nobody from registering who needs none."""
    if admission.invitation is None:
        return
    home = (await repository.get_user(session, user_id)).default_workspace_id
    assert home is not None, "it was made with them"
    newcomer = Actor(user_id, WorkspaceId(home), None, frozenset())
    try:
        seat = await workspaces.accept_invitation(session, newcomer, token=admission.invitation, clock=ports.clock)
    except (InvitationNotFound, InvitationUsed, InvitationTakenBack, InvitationExpired):
        if admission.is_needed:
            raise
        return
    await repository.save_user(session, user_id, {"default_workspace_id": seat.workspace.id})


async def invite(session: Session, *, ports: Ports) -> str:
    """A token that lets one person register, for a week."""
    issued = await one_time.issue(session, Purpose.INVITATION, clock=ports.clock, vault=ports.vault)
    auditing.note_in(session, SYSTEM, Action.INVITE_PERSON, who=auditing.Who())
    return issued.token


async def request_registration(
    session: Session, person: NewPerson, *, ports: Ports, client: Client, admission: Admission
) -> None:
    """Writes to the address: to confirm it, or that there is an account already. Whoever asks learns neither, and
    waits as long for both."""
    if not await throttling.may_mail(session, person.email, ports.clock, client):
        return
    is_known = await repository.find_credentials(session, person.email) is not None
    facts: dict[str, Any] = {
        "to": person.email,
        "known": is_known,
        "password_hash": person.password_hash,
        "name": person.name,
        "timezone": zone(person.timezone).key,
        "currency": known_currency(person.currency),
        "admission": admission,
        "consents": dict(person.consents),
    }
    issued = await one_time.issue(
        session, Purpose.REGISTER, clock=ports.clock, vault=ports.vault, facts=facts, is_mailed=True
    )
    await mailing.enqueue(session, issued.key)


async def pending_registration(session: Session, token: str, *, ports: Ports) -> str:
    """The hash that the password has to fit: whoever confirms the address must be who chose it, or somebody could
    register with another's address and a password of their own. Raises LinkInvalid."""
    kept = await one_time.look_at(session, token, Purpose.REGISTER, clock=ports.clock, vault=ports.vault)
    if kept is None or kept.facts["known"]:
        raise LinkInvalid
    return str(kept.facts["password_hash"])


async def confirm_registration(
    session: Session, token: str, *, ports: Ports, times: SessionTimes, client: Client, password_ok: bool
) -> Opened | LoginRefused:
    """The new person, signed in; or counts the wrong password and returns the refusal. Raises LinkInvalid and
    EmailTaken."""
    if not password_ok:
        await repository.count_token_failure(session, token_hash(token), one_time.FAILURES_MAX)
        return LoginRefused("This is not the password that was chosen at registering.")
    kept = await one_time.take(session, token, Purpose.REGISTER, clock=ports.clock, vault=ports.vault)
    if kept is None:
        raise LinkInvalid
    said = kept.facts
    person = NewPerson(
        said["to"],
        said["password_hash"],
        said["name"],
        said["timezone"],
        said["currency"],
        verified=True,
        consents=said.get("consents", {}),
    )
    user_id = await add_person(session, person, clock=ports.clock)
    await join_invited(session, user_id, Admission(*said["admission"]), ports=ports)
    return await open_session(session, user_id, clock=ports.clock, times=times, client=client, methods="password")


async def change_email(session: Session, user_id: UserId, email: str, *, ports: Ports, verified: bool) -> bool:
    """False where the address is somebody's already."""
    await enter(session, user_id=user_id)
    # Their chain before their row, as every other change takes them: the other way round two may wait for each other.
    await auditing.lock_chain(session, Chain(ChainKind.PERSON, user_id))
    changes = {"email": email, "email_verified_at": ports.clock.now() if verified else None}
    return await repository.save_address(session, user_id, changes)
