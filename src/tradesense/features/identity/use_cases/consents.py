"""Consents: given at registering or later, with the version and the time; the optional ones can be withdrawn."""

from collections.abc import Mapping, Sequence

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.db.tables.privacy import ConsentRow
from tradesense.domain.access import Actor
from tradesense.domain.audit_actions import Action
from tradesense.domain.consent import ConsentKind, ConsentNeeded, ConsentUnknown, Document
from tradesense.domain.ids import UserId
from tradesense.features.identity.repository import consents as repository
from tradesense.kit.ids import new_id
from tradesense.kit.settings import Settings
from tradesense.ports import Clock


def documents_of(settings: Settings) -> list[Document]:
    """What this installation asks for."""
    asked = [
        Document(ConsentKind.TERMS, settings.terms_url, settings.terms_version, is_required=True),
        Document(ConsentKind.PRIVACY, settings.privacy_url, settings.privacy_version, is_required=True),
    ]
    mail = Document(ConsentKind.PRODUCT_MAIL, "", "1", is_required=False)
    return [one for one in asked if one.url] + ([mail] if settings.product_mail else [])


async def record_consents(session: Session, user_id: UserId, agreed: Mapping[str, str], *, clock: Clock) -> None:
    """`agreed`: kinds and versions, checked already."""
    whose = {"user_id": user_id, "given_at": clock.now()}
    if agreed:
        rows = [{**whose, "id": new_id(), "kind": kind, "version": version} for kind, version in agreed.items()]
        await repository.add_consents(session, rows)


async def list_consents(session: Session, actor: Actor) -> Sequence[ConsentRow]:
    """Everything that was ever agreed to, newest first."""
    actor.require_person()
    return await repository.list_consents(session, actor.user_id)


async def agree(
    session: Session, actor: Actor, kind: ConsentKind, version: str, documents: Sequence[Document], *, clock: Clock
) -> None:
    """To the present version; agreeing to it again changes nothing. Raises ConsentUnknown."""
    actor.require_person()
    if not any(one.kind is kind and one.version == version for one in documents):
        raise ConsentUnknown
    known = await repository.list_consents(session, actor.user_id)
    if not any(one.kind == kind and one.version == version and one.withdrawn_at is None for one in known):
        await record_consents(session, actor.user_id, {kind.value: version}, clock=clock)
        auditing.note(session, actor, Action.CONSENT_GIVE, kind, changes={"version": (None, version)})


async def withdraw(
    session: Session, actor: Actor, kind: ConsentKind, documents: Sequence[Document], *, clock: Clock
) -> None:
    """Raises ConsentNeeded for what the account rests on."""
    actor.require_person()
    if any(one.kind is kind and one.is_required for one in documents):
        raise ConsentNeeded
    await repository.withdraw_consents(session, actor.user_id, kind.value, clock.now())
    auditing.note(session, actor, Action.CONSENT_WITHDRAW, kind)
