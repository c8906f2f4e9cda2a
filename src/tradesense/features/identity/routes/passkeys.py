"""/auth/passkeys"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response, status

from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.responses import problems
from tradesense.features.identity import use_cases
from tradesense.features.identity.routes.common import client_of, settings_of, signed_in, times_of
from tradesense.features.identity.schemas import (
    CredentialIn,
    NewPasskeyIn,
    PasskeyChangeIn,
    PasskeyListOut,
    PasskeyOptionsOut,
    PasskeyOut,
    TokenOut,
)

router = APIRouter(prefix="/auth/passkeys", tags=["auth"])
PasskeyKey = Annotated[UUID, Path(description="The passkey's id.")]


@router.post(
    "/options",
    operation_id="auth_passkeys_ask",
    summary="Options to sign in by a passkey",
    responses=problems(409),
)
async def ask_for_passkey(request: Request, session: SessionDep, ports: PortsDep) -> PasskeyOptionsOut:
    """For navigator.credentials.get(); nobody needs to say who they are. Good for five minutes, once."""
    return PasskeyOptionsOut(options=await use_cases.passkey_options(session, ports=ports, site=_site(request)))


@router.post(
    "/sign-in",
    operation_id="auth_passkeys_sign_in",
    summary="Sign in by a passkey",
    responses=problems(409, 422),
)
async def sign_in(
    body: CredentialIn, request: Request, response: Response, session: SessionDep, ports: PortsDep
) -> TokenOut:
    """It counts as both factors: it verifies its person, and is something they have."""
    opened = await use_cases.sign_in_by_passkey(
        session,
        body.credential,
        ports=ports,
        times=times_of(request),
        client=client_of(request),
        site=_site(request),
    )
    return signed_in(request, response, ports, opened)


@router.get("", operation_id="auth_passkeys_list", summary="Your passkeys", responses=problems(401, 403))
async def list_passkeys(session: SessionDep, actor: ActorDep) -> PasskeyListOut:
    rows = await use_cases.list_passkeys(session, actor)
    return PasskeyListOut(items=[PasskeyOut.model_validate(row) for row in rows], next_cursor=None)


@router.post(
    "/new/options",
    operation_id="auth_passkeys_begin",
    summary="Options to make a passkey",
    responses=problems(401, 403, 409),
)
async def begin_passkey(request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep) -> PasskeyOptionsOut:
    """For navigator.credentials.create()."""
    made = await use_cases.begin_passkey(session, actor, ports=ports, site=_site(request))
    return PasskeyOptionsOut(options=made)


@router.post(
    "",
    operation_id="auth_passkeys_add",
    status_code=status.HTTP_201_CREATED,
    summary="Add the passkey that was made",
    responses=problems(401, 403, 409, 422),
)
async def add_passkey(
    body: NewPasskeyIn, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> PasskeyOut:
    row = await use_cases.add_passkey(session, actor, body.credential, body.name, ports=ports, site=_site(request))
    return PasskeyOut.model_validate(row)


@router.post(
    "/prove/options",
    operation_id="auth_passkeys_ask_again",
    summary="Options to prove by a passkey who you are",
    responses=problems(401, 403, 409),
)
async def ask_again(request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep) -> PasskeyOptionsOut:
    made = await use_cases.proof_options(session, actor, ports=ports, site=_site(request))
    return PasskeyOptionsOut(options=made)


@router.post(
    "/prove",
    operation_id="auth_passkeys_prove",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Prove by a passkey who you are",
    responses=problems(401, 403, 409, 422),
)
async def prove(body: CredentialIn, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep) -> None:
    await use_cases.prove_by_passkey(session, actor, body.credential, ports=ports, site=_site(request))


@router.patch(
    "/{passkey_id}",
    operation_id="auth_passkeys_name",
    summary="Name a passkey",
    responses=problems(401, 403, 404, 422),
)
async def name_passkey(
    passkey_id: PasskeyKey, body: PasskeyChangeIn, session: SessionDep, actor: ActorDep
) -> PasskeyOut:
    return PasskeyOut.model_validate(await use_cases.name_passkey(session, actor, passkey_id, body.name))


@router.delete(
    "/{passkey_id}",
    operation_id="auth_passkeys_remove",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Remove a passkey",
    responses=problems(401, 403, 404, 409),
)
async def remove_passkey(passkey_id: PasskeyKey, session: SessionDep, actor: ActorDep, ports: PortsDep) -> None:
    await use_cases.remove_passkey(session, actor, passkey_id, ports=ports)


def _site(request: Request) -> use_cases.Site:
    return use_cases.site_of(settings_of(request).web_address)
