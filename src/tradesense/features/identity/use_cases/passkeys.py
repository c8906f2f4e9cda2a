"""Passkeys (WebAuthn level 3): made, shown, named, removed. One that verifies its person counts as both factors."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tradesense.db import auditing
from tradesense.db.session import Session, enter
from tradesense.db.tables.factors import PasskeyRow
from tradesense.domain.access import Actor
from tradesense.domain.audit_actions import Action
from tradesense.domain.ids import UserId
from tradesense.domain.letters import Notice
from tradesense.features.identity.problems import LastWayIn, PasskeyNotFound, PasskeyRefused, PasskeysUnavailable
from tradesense.features.identity.repository import factors
from tradesense.features.identity.repository import people as repository
from tradesense.features.identity.use_cases import one_time
from tradesense.features.identity.use_cases.disabling import is_disabled
from tradesense.features.identity.use_cases.mailing import announce
from tradesense.features.identity.use_cases.one_time import Purpose
from tradesense.features.identity.use_cases.people import Client, Opened, SessionTimes
from tradesense.features.identity.use_cases.sessions import open_session, proved, require_recent
from tradesense.kit.ids import new_id
from tradesense.kit.tokens import new_token
from tradesense.ports import Ports

Credential = Mapping[str, Any]
"""What the browser's PublicKeyCredential.toJSON() gives."""
MALFORMED: Final = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError)
REGISTER: Final = "register"
SIGN_IN: Final = "sign_in"
PROVE: Final = "prove"


class Site(NamedTuple):
    """What passkeys are bound to: the host, and the only origin they are taken from."""

    host: str
    origin: str


def site_of(web_address: str) -> Site:
    """Raises PasskeysUnavailable where people's browsers find the app under no name."""
    host = urlsplit(web_address).hostname or ""
    if not host or host.replace(".", "").isdigit() or ":" in host:
        raise PasskeysUnavailable
    return Site(host, web_address)


async def begin_passkey(session: Session, actor: Actor, *, ports: Ports, site: Site) -> dict[str, Any]:
    """Options for navigator.credentials.create()."""
    await require_recent(session, actor, ports.clock)
    user = await repository.get_user(session, actor.user_id)
    known = await factors.list_passkeys(session, actor.user_id)
    challenge = await _challenge(session, REGISTER, ports, actor.user_id)
    options = generate_registration_options(
        rp_id=site.host,
        rp_name="TradeSense",
        user_id=actor.user_id.bytes,
        user_name=user.email,
        user_display_name=user.name,
        challenge=challenge,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    found: dict[str, Any] = json.loads(options_to_json(options))
    return found


async def add_passkey(
    session: Session, actor: Actor, credential: Credential, name: str, *, ports: Ports, site: Site
) -> PasskeyRow:
    """Raises PasskeyRefused."""
    await require_recent(session, actor, ports.clock)
    challenge = await _answered(session, credential, REGISTER, ports, actor.user_id)
    try:
        made = verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except MALFORMED:
        raise PasskeyRefused from None
    passkey_id = new_id()
    row = {
        "id": passkey_id,
        "user_id": actor.user_id,
        "credential": made.credential_id,
        "public_key": made.credential_public_key,
        "sign_count": made.sign_count,
        "name": name.strip() or "Passkey",
        "transports": ",".join(map(str, credential.get("response", {}).get("transports") or []))[:200],
        "synced": made.credential_device_type is CredentialDeviceType.MULTI_DEVICE,
        "created_at": ports.clock.now(),
    }
    if not await factors.add_passkey(session, row):
        raise PasskeyRefused("This passkey is in use already.")
    auditing.note(session, actor, Action.PASSKEY_ADD, passkey_id)
    await _tell(session, actor.user_id, Notice.PASSKEY_ADDED, ports)
    return await _own(session, actor.user_id, passkey_id)


async def passkey_options(session: Session, *, ports: Ports, site: Site) -> dict[str, Any]:
    """Options for navigator.credentials.get(), before anybody is known: the browser offers what it has."""
    return await _asking(session, SIGN_IN, ports, site, None)


async def sign_in_by_passkey(
    session: Session, credential: Credential, *, ports: Ports, times: SessionTimes, client: Client, site: Site
) -> Opened:
    """Raises PasskeyRefused, the same for whatever is wrong."""
    user_id = await _shown(session, credential, SIGN_IN, ports, site, None)
    if await is_disabled(session, user_id):
        raise PasskeyRefused
    return await open_session(session, user_id, clock=ports.clock, times=times, client=client, methods="passkey")


async def proof_options(session: Session, actor: Actor, *, ports: Ports, site: Site) -> dict[str, Any]:
    """As `passkey_options`, of the person's own passkeys, to prove again who they are."""
    return await _asking(session, PROVE, ports, site, actor.user_id)


async def prove_by_passkey(session: Session, actor: Actor, credential: Credential, *, ports: Ports, site: Site) -> None:
    """Raises PasskeyRefused."""
    await _shown(session, credential, PROVE, ports, site, actor.user_id)
    await proved(session, actor, clock=ports.clock, methods="passkey")


async def list_passkeys(session: Session, actor: Actor) -> Sequence[PasskeyRow]:
    return await factors.list_passkeys(session, actor.user_id)


async def name_passkey(session: Session, actor: Actor, passkey_id: UUID, name: str) -> PasskeyRow:
    """Raises PasskeyNotFound."""
    if not await factors.save_passkey(session, actor.user_id, passkey_id, {"name": name}):
        raise PasskeyNotFound
    return await _own(session, actor.user_id, passkey_id)


async def remove_passkey(session: Session, actor: Actor, passkey_id: UUID, *, ports: Ports) -> None:
    """Raises PasskeyNotFound; LastWayIn where nothing else would sign the person in."""
    await require_recent(session, actor, ports.clock)
    if not await factors.delete_passkey(session, actor.user_id, passkey_id):
        raise PasskeyNotFound
    await require_a_way_in(session, actor.user_id)
    await _tell(session, actor.user_id, Notice.PASSKEY_REMOVED, ports)


async def require_a_way_in(session: Session, user_id: UserId) -> None:
    """Raises LastWayIn, which undoes what took it away."""
    user = await repository.get_user(session, user_id)
    if user.password_hash is not None:
        return
    if not await factors.list_passkeys(session, user_id) and not await factors.list_identities(session, user_id):
        raise LastWayIn


async def _asking(session: Session, what: str, ports: Ports, site: Site, user_id: UserId | None) -> dict[str, Any]:
    own = await factors.list_passkeys(session, user_id) if user_id else []
    options = generate_authentication_options(
        rp_id=site.host,
        challenge=await _challenge(session, what, ports, user_id),
        allow_credentials=[PublicKeyCredentialDescriptor(id=one.credential) for one in own],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    found: dict[str, Any] = json.loads(options_to_json(options))
    return found


async def _shown(
    session: Session, credential: Credential, what: str, ports: Ports, site: Site, expected: UserId | None
) -> UserId:
    """Whose passkey it is, its signature verified and its counter kept; the transaction acts for them from here on."""
    challenge = await _answered(session, credential, what, ports, expected)
    try:
        presented = base64url_to_bytes(credential["rawId"])
        handle = credential["response"].get("userHandle")
        owner = await factors.find_passkey_owner(session, presented)
        if owner is None or (expected is not None and owner != expected):
            raise PasskeyRefused
        if handle and base64url_to_bytes(handle) != owner.bytes:
            raise PasskeyRefused
        await enter(session, user_id=owner)
        kept = await factors.lock_passkey(session, presented)
        if kept is None:
            raise PasskeyRefused
        shown = verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=kept.public_key,
            credential_current_sign_count=kept.sign_count,
            require_user_verification=True,
        )
    except MALFORMED:
        raise PasskeyRefused from None
    changes = {"sign_count": shown.new_sign_count, "last_used_at": ports.clock.now()}
    await factors.save_passkey(session, owner, kept.id, changes)
    return owner


async def _challenge(session: Session, what: str, ports: Ports, user_id: UserId | None) -> bytes:
    """256 random bits, for one answer within five minutes."""
    issued = await one_time.issue(
        session,
        Purpose.PASSKEY,
        clock=ports.clock,
        vault=ports.vault,
        user_id=user_id,
        facts={"for": what},
        token=new_token(),
    )
    return base64url_to_bytes(issued.token)


async def _answered(session: Session, credential: Credential, what: str, ports: Ports, user_id: UserId | None) -> bytes:
    """The challenge that the answer is for: ours, of this purpose and this person, and used up by this."""
    try:
        said = parse_client_data_json(base64url_to_bytes(credential["response"]["clientDataJSON"]))
    except MALFORMED:
        raise PasskeyRefused from None
    token = bytes_to_base64url(said.challenge)
    kept = await one_time.take(session, token, Purpose.PASSKEY, clock=ports.clock, vault=ports.vault)
    if kept is None or kept.facts["for"] != what or kept.user_id != user_id:
        raise PasskeyRefused
    return said.challenge


async def _own(session: Session, user_id: UserId, passkey_id: UUID) -> PasskeyRow:
    return next(one for one in await factors.list_passkeys(session, user_id) if one.id == passkey_id)


async def _tell(session: Session, user_id: UserId, what: Notice, ports: Ports) -> None:
    await announce(session, ports=ports, user=await repository.get_user(session, user_id), what=what)
