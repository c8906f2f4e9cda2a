"""/workspaces"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from tradesense.edge.deps import ActorDep, SessionDep
from tradesense.edge.etag import answer_once, etag, require_match
from tradesense.edge.responses import problems
from tradesense.features.workspaces import use_cases
from tradesense.features.workspaces.schemas import WorkspaceIn, WorkspaceListOut, WorkspaceOut

router = APIRouter(prefix="/workspaces", tags=["workspaces"])
WorkspaceKey = Annotated[UUID, Path(description="The workspace's id.")]


@router.get("", operation_id="workspaces_list", summary="Workspaces you belong to", responses=problems(401))
async def list_workspaces(session: SessionDep, actor: ActorDep) -> WorkspaceListOut:
    rows = await use_cases.list_workspaces(session, actor.user_id)
    return WorkspaceListOut(items=[WorkspaceOut.model_validate(row) for row in rows], next_cursor=None)


@router.get(
    "/{workspace_id}", operation_id="workspaces_get", summary="One workspace", responses=problems(304, 401, 403, 404)
)
async def get_workspace(
    workspace_id: WorkspaceKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> WorkspaceOut:
    row = await use_cases.get_workspace(session, actor, workspace_id)
    answer_once(request, response, _tag(row))
    return WorkspaceOut.model_validate(row)


@router.patch(
    "/{workspace_id}",
    operation_id="workspaces_change",
    summary="Rename a workspace, change its zone or currency",
    responses=problems(401, 403, 404, 412, 422),
)
async def change_workspace(
    workspace_id: WorkspaceKey,
    body: WorkspaceIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
) -> WorkspaceOut:
    row = await use_cases.get_workspace(session, actor, workspace_id)
    require_match(request, _tag(row), required=False)
    changed = await use_cases.change_workspace(
        session, actor, workspace_id, body.model_dump(exclude_unset=True, exclude_none=True)
    )
    response.headers["ETag"] = _tag(changed)
    return WorkspaceOut.model_validate(changed)


def _tag(row: use_cases.WorkspaceRow) -> str:
    return etag("workspace", row.id, row.revision, row.ledger_version)
