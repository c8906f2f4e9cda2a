"""/auth/providers, /auth/identities: signing in with another provider. And what ways to sign in there are."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, Response, status

from tradesense.domain.access import Actor
from tradesense.domain.providers import ProviderNotFound
from tradesense.edge.cookies import clear_visit, read_visit, set_visit
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep, WorkspaceHeader, enter_workspace
from tradesense.edge.responses import problems
from tradesense.features.identity import use_cases
from tradesense.features.identity.problems import PasskeysUnavailable
from tradesense.features.identity.routes.common import (
    SECOND_FACTOR_NEEDED,
    client_of,
    entered,
    settings_of,
    times_of,
)
from tradesense.features.identity.schemas import (
    DocumentOut,
    LinkedIdentityListOut,
    LinkedIdentityOut,
    ProviderAnswerIn,
    ProviderOut,
    ProviderStartIn,
    SecurityOut,
    TokenOut,
    VisitOut,
    WaysOut,
)
from tradesense.kit.tokens import new_token
from tradesense.ports import Ports

router = APIRouter(prefix="/auth", tags=["auth"])
ProviderKey = Annotated[str, Path(max_length=64, description="The provider's key, from GET /auth/ways.")]
VISIT_SECONDS = 600


async def _known(request: Request, ports: PortsDep, workspace: WorkspaceHeader = None) -> Actor:
    """The actor, in a transaction that is over when the route begins: it asks another server."""
    async with request.app.state.database.session() as session:
        return await enter_workspace(request, session, ports, workspace)


KnownDep = Annotated[Actor, Depends(_known)]


@router.get(
    "/ways", operation_id="auth_ways", summary="What ways to sign in and to register there are", responses=problems()
)
async def ways(request: Request, ports: PortsDep) -> WaysOut:
    settings = settings_of(request)
    return WaysOut(
        registration=settings.registration,
        mail=ports.mailer.is_on,
        passkeys=_has_passkeys(settings.web_address),
        providers=[ProviderOut(key=one.key, name=one.name) for one in ports.providers.facts()],
        documents=[DocumentOut.model_validate(one) for one in use_cases.documents_of(settings)],
    )


@router.get("/security", operation_id="auth_security", summary="How you sign in", responses=problems(401, 403))
async def security(session: SessionDep, actor: ActorDep) -> SecurityOut:
    return SecurityOut.model_validate(await use_cases.security_of(session, actor))


@router.post(
    "/providers/{provider}/start",
    operation_id="auth_providers_start",
    summary="Begin to sign in with another provider",
    responses=problems(400, 404, 422),
)
async def start(
    provider: ProviderKey, request: Request, response: Response, ports: PortsDep, body: ProviderStartIn | None = None
) -> VisitOut:
    """Send the browser to `url`; it comes back to the page /sign-in/provider. Whoever has no account yet needs the
    agreements that registering by e-mail does: without them, the end of it is 422 `consent.missing`."""
    return await _visit(provider, request, response, ports, None, body.consents if body else {})


@router.post(
    "/providers/finish",
    operation_id="auth_providers_finish",
    summary="Sign in with what the provider answered",
    response_model=TokenOut,
    responses={**problems(400, 403, 404, 409, 422), **SECOND_FACTOR_NEEDED},
)
async def finish(body: ProviderAnswerIn, request: Request, response: Response, ports: PortsDep) -> TokenOut | Response:
    """Only the browser that began it can; once. A new person gets an account where anybody may register."""
    database = request.app.state.database
    async with database.session() as session:
        back = await use_cases.end_visit(session, body.state, read_visit(request), ports=ports)
    if back.user_id is not None:
        raise ProviderNotFound
    who = await ports.providers.claimed(back.provider, body.code, back.asked, body.iss, ports.clock.now())
    documents = use_cases.documents_of(settings_of(request))
    async with database.session() as session:
        outcome = await use_cases.sign_in_by_provider(
            session,
            who,
            ports=ports,
            times=times_of(request),
            client=client_of(request),
            consents=back.consents,
            documents=documents,
            may_register=settings_of(request).registration == "open",
            timezone=body.timezone,
            currency=body.currency,
        )
    clear_visit(request, response)
    return entered(request, response, ports, outcome)


@router.post(
    "/providers/{provider}/link",
    operation_id="auth_providers_begin_link",
    summary="Begin to link an account at another provider",
    responses=problems(400, 401, 403, 404),
)
async def begin_link(
    provider: ProviderKey, request: Request, response: Response, ports: PortsDep, workspace: WorkspaceHeader = None
) -> VisitOut:
    async with request.app.state.database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        if provider not in {one.key for one in ports.providers.facts()}:
            raise ProviderNotFound
        await use_cases.may_link(session, actor, ports=ports)
    return await _visit(provider, request, response, ports, actor.user_id, {})


@router.post(
    "/identities",
    operation_id="auth_identities_link",
    status_code=status.HTTP_201_CREATED,
    summary="Link the account that the provider answered for",
    responses=problems(400, 401, 403, 409, 422),
)
async def link(
    body: ProviderAnswerIn,
    request: Request,
    response: Response,
    actor: KnownDep,
    ports: PortsDep,
    workspace: WorkspaceHeader = None,
) -> LinkedIdentityOut:
    """Only the browser and the person that began it can; once."""
    database = request.app.state.database
    async with database.session() as session:
        _ = await enter_workspace(request, session, ports, workspace)
        back = await use_cases.end_visit(session, body.state, read_visit(request), ports=ports)
    if back.user_id != actor.user_id:
        raise ProviderNotFound
    who = await ports.providers.claimed(back.provider, body.code, back.asked, body.iss, ports.clock.now())
    async with database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        row = await use_cases.link_identity(session, actor, who, ports=ports)
    clear_visit(request, response)
    return LinkedIdentityOut.model_validate(row)


@router.get(
    "/identities",
    operation_id="auth_identities_list",
    summary="Your accounts at other providers that sign you in",
    responses=problems(401, 403),
)
async def list_identities(session: SessionDep, actor: ActorDep) -> LinkedIdentityListOut:
    rows = await use_cases.list_identities(session, actor)
    return LinkedIdentityListOut(items=[LinkedIdentityOut.model_validate(row) for row in rows], next_cursor=None)


@router.delete(
    "/identities/{identity_id}",
    operation_id="auth_identities_unlink",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Unlink an account at another provider",
    responses=problems(401, 403, 404, 409),
)
async def unlink(
    identity_id: Annotated[UUID, Path(description="The linked account's id.")],
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
) -> None:
    await use_cases.unlink_identity(session, actor, identity_id, ports=ports)


async def _visit(
    provider: str,
    request: Request,
    response: Response,
    ports: Ports,
    user_id: use_cases.UserId | None,
    consents: dict[str, str],
) -> VisitOut:
    state = new_token()
    # No transaction is open while the provider is asked.
    asked = await ports.providers.ask(provider, state)
    async with request.app.state.database.session() as session:
        visit = await use_cases.remember_visit(
            session, state, provider, asked, ports=ports, user_id=user_id, consents=consents
        )
    set_visit(request, response, visit.cookie, VISIT_SECONDS)
    return VisitOut(url=visit.url)


def _has_passkeys(web_address: str) -> bool:
    try:
        use_cases.site_of(web_address)
    except PasskeysUnavailable:
        return False
    return True
