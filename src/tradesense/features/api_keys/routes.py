"""/api-keys"""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response, status

from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.etag import answer_once, etag, require_match
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.responses import problems
from tradesense.features.api_keys import use_cases
from tradesense.features.api_keys.schemas import ApiKeyIn, ApiKeyListOut, ApiKeyMadeOut, ApiKeyOut, RotationIn

router = APIRouter(prefix="/api-keys", tags=["api keys"])
KeyId = Annotated[UUID, Path(description="The key's id; not its secret.")]


@router.get("", operation_id="api_keys_list", summary="API keys, newest first", responses=problems(401, 403))
async def list_keys(session: SessionDep, actor: ActorDep) -> ApiKeyListOut:
    """Those that are over stay in the list for a while."""
    rows = await use_cases.list_keys(session, actor)
    return ApiKeyListOut(items=[ApiKeyOut.model_validate(row) for row in rows], next_cursor=None)


@router.post(
    "",
    operation_id="api_keys_create",
    status_code=status.HTTP_201_CREATED,
    summary="Make an API key",
    responses=problems(401, 403, 409, 422),
)
async def create_key(
    body: ApiKeyIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    once: OnceDep,
) -> ApiKeyMadeOut:
    """It acts in your name and in this workspace, and never with more rights than you have at the time. You
    must have proved lately who you are: a session that somebody took must not become a key that outlives it."""
    made = await use_cases.create_key(
        session,
        actor,
        name=body.name,
        scopes=body.scopes,
        days=body.expires_in_days,
        api_keys=ports.api_keys,
        clock=ports.clock,
    )
    response.headers["Location"] = f"{request.url.path}/{made.row.id}"
    return _shown_once(made, response, once)


@router.get("/{key_id}", operation_id="api_keys_get", summary="One API key", responses=problems(304, 401, 403, 404))
async def get_key(
    key_id: KeyId, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> ApiKeyOut:
    row = await use_cases.get_key(session, actor, key_id)
    answer_once(request, response, _tag(row))
    return ApiKeyOut.model_validate(row)


@router.post(
    "/{key_id}/rotate",
    operation_id="api_keys_rotate",
    summary="Give an API key a new secret",
    responses=problems(401, 403, 404, 409, 422),
)
async def rotate_key(
    key_id: KeyId,
    body: RotationIn,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    once: OnceDep,
) -> ApiKeyMadeOut:
    """The secret before it opens for a while still, so that programs can change over; an earlier one ends at once. You
    must have proved lately who you are."""
    made = await use_cases.rotate_key(
        session,
        actor,
        key_id,
        overlap=timedelta(hours=body.overlap_hours),
        days=body.expires_in_days,
        api_keys=ports.api_keys,
        clock=ports.clock,
    )
    return _shown_once(made, response, once)


@router.delete(
    "/{key_id}",
    operation_id="api_keys_revoke",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Revoke an API key",
    responses=problems(401, 403, 404, 412),
)
async def revoke_key(key_id: KeyId, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep) -> None:
    """The next request with it is refused."""
    require_match(request, _tag(await use_cases.get_key(session, actor, key_id)), required=False)
    await use_cases.revoke_key(session, actor, key_id, clock=ports.clock)


def _shown_once(made: use_cases.Made, response: Response, once: OnceDep) -> ApiKeyMadeOut:
    """What is kept for a retry is without the secret."""
    response.headers["ETag"] = _tag(made.row)
    shown = ApiKeyMadeOut.model_validate({**ApiKeyOut.model_validate(made.row).model_dump(), "secret": made.secret})
    once.keep(shown.model_copy(update={"secret": None}))
    return shown


def _tag(row: use_cases.ApiKeyRow) -> str:
    return etag("api_key", row.workspace_id, row.id, row.revision, row.last_used_at)
