"""Signing in with another provider, and linking an account there. Who it is, is the issuer and the subject."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.db.tables.factors import LinkedIdentityRow
from tradesense.domain.access import Actor
from tradesense.domain.audit_actions import Action
from tradesense.domain.consent import Document, check_agreed
from tradesense.domain.ids import UserId
from tradesense.domain.letters import Notice
from tradesense.domain.providers import Asking, Claimed, ProviderRefused
from tradesense.features.identity.problems import IdentityNotFound, IdentityTaken, LinkFirst, RegistrationClosed
from tradesense.features.identity.repository import factors
from tradesense.features.identity.repository import people as repository
from tradesense.features.identity.use_cases import one_time
from tradesense.features.identity.use_cases.disabling import is_disabled
from tradesense.features.identity.use_cases.mailing import announce
from tradesense.features.identity.use_cases.one_time import Purpose
from tradesense.features.identity.use_cases.passkeys import require_a_way_in
from tradesense.features.identity.use_cases.people import Challenged, Client, Opened, SessionTimes
from tradesense.features.identity.use_cases.registering import NewPerson, add_person
from tradesense.features.identity.use_cases.sessions import require_recent
from tradesense.features.identity.use_cases.signing_in import enter_person
from tradesense.kit.ids import new_id
from tradesense.kit.tokens import new_token, token_hash
from tradesense.ports import Ports


class Visit(NamedTuple):
    """A browser's way to a provider and back: only the browser that has `cookie` may end it."""

    url: str
    cookie: str


class Returned(NamedTuple):
    """Which provider was asked what, for whom: None to sign in, else whoever links it. `consents`: what was agreed to
    before."""

    provider: str
    asked: Asking
    user_id: UserId | None
    consents: dict[str, str]


async def may_link(session: Session, actor: Actor, *, ports: Ports) -> None:
    """Raises ReauthenticationRequired."""
    await require_recent(session, actor, ports.clock)


async def remember_visit(
    session: Session,
    state: str,
    provider: str,
    asked: Asking,
    *,
    ports: Ports,
    user_id: UserId | None,
    consents: Mapping[str, str],
) -> Visit:
    cookie = new_token()
    facts = {
        "provider": provider,
        "verifier": asked.verifier,
        "nonce": asked.nonce,
        "cookie": token_hash(cookie).hex(),
        "consents": dict(consents),
    }
    await one_time.issue(
        session,
        Purpose.PROVIDER,
        clock=ports.clock,
        vault=ports.vault,
        user_id=user_id,
        facts=facts,
        token=state,
    )
    return Visit(asked.url, cookie)


async def end_visit(session: Session, state: str, cookie: str | None, *, ports: Ports) -> Returned:
    """Once, by the browser that began it. Raises ProviderRefused."""
    kept = await one_time.take(session, state, Purpose.PROVIDER, clock=ports.clock, vault=ports.vault)
    if kept is None or not cookie or token_hash(cookie).hex() != kept.facts["cookie"]:
        raise ProviderRefused("This sign-in was begun elsewhere, was ended already, or took too long.")
    asked = Asking("", kept.facts["verifier"], kept.facts["nonce"])
    return Returned(kept.facts["provider"], asked, kept.user_id, kept.facts["consents"])


async def sign_in_by_provider(
    session: Session,
    who: Claimed,
    *,
    ports: Ports,
    times: SessionTimes,
    client: Client,
    consents: Mapping[str, str],
    documents: Sequence[Document],
    may_register: bool,
    timezone: str,
    currency: str,
) -> Opened | Challenged:
    """As whoever linked this identity; else as a new person, with an address that the provider verified and that
    nobody here has. A known address is never enough: it may be somebody else's there. Raises LinkFirst,
    RegistrationClosed; ConsentMissing and ConsentUnknown as registering by e-mail does, before there is an account."""
    owner = await factors.find_identity_owner(session, who.issuer, who.subject)
    if owner is None:
        if not may_register:
            raise RegistrationClosed
        if not who.email or not who.email_verified or await repository.find_credentials(session, who.email):
            raise LinkFirst
        check_agreed(documents, consents)
        person = NewPerson(who.email, None, who.name, timezone, currency, verified=True, consents=consents)
        owner = await add_person(session, person, clock=ports.clock)
        await factors.add_identity(session, _row(owner, who, ports))
    elif await is_disabled(session, owner):
        # As whoever is not known here, or not by this.
        raise LinkFirst if may_register else RegistrationClosed
    outcome = await enter_person(session, owner, ports=ports, times=times, client=client, methods="provider")
    await factors.touch_identity(session, owner, who.issuer, who.subject, ports.clock.now())
    return outcome


async def link_identity(session: Session, actor: Actor, who: Claimed, *, ports: Ports) -> LinkedIdentityRow:
    """Raises IdentityTaken where it signs in somebody, perhaps this person, already."""
    await require_recent(session, actor, ports.clock)
    row = _row(actor.user_id, who, ports)
    if not await factors.add_identity(session, row):
        raise IdentityTaken
    user = await repository.get_user(session, actor.user_id)
    auditing.note(session, actor, Action.IDENTITY_LINK, row["id"], changes={"issuer": (None, who.issuer)})
    await announce(session, ports=ports, user=user, what=Notice.IDENTITY_LINKED)
    return next(one for one in await factors.list_identities(session, actor.user_id) if one.id == row["id"])


async def list_identities(session: Session, actor: Actor) -> Sequence[LinkedIdentityRow]:
    return await factors.list_identities(session, actor.user_id)


async def unlink_identity(session: Session, actor: Actor, identity_id: UUID, *, ports: Ports) -> None:
    """Raises IdentityNotFound; LastWayIn where nothing else would sign the person in."""
    await require_recent(session, actor, ports.clock)
    if not await factors.delete_identity(session, actor.user_id, identity_id):
        raise IdentityNotFound
    await require_a_way_in(session, actor.user_id)
    user = await repository.get_user(session, actor.user_id)
    await announce(session, ports=ports, user=user, what=Notice.IDENTITY_UNLINKED)


def _row(user_id: UserId, who: Claimed, ports: Ports) -> dict[str, object]:
    return {
        "id": new_id(),
        "user_id": user_id,
        "issuer": who.issuer,
        "subject": who.subject,
        "email": who.email,
        "created_at": ports.clock.now(),
    }
