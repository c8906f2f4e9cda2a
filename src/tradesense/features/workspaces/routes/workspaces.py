"""/workspaces, /permissions"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response, status

from tradesense.domain.access import PERMISSIONS, Role
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.etag import answer_once, etag, require_match
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.responses import problems
from tradesense.features.workspaces import use_cases
from tradesense.features.workspaces.routes.members import member_out
from tradesense.features.workspaces.schemas import (
    MemberOut,
    PermissionListOut,
    PermissionOut,
    TransferIn,
    WorkspaceCreateIn,
    WorkspaceIn,
    WorkspaceListOut,
    WorkspaceOut,
)

router = APIRouter(tags=["workspaces"])
WorkspaceKey = Annotated[UUID, Path(description="The workspace's id.")]


@router.get(
    "/workspaces", operation_id="workspaces_list", summary="Workspaces you belong to", responses=problems(401, 403)
)
async def list_workspaces(session: SessionDep, actor: ActorDep) -> WorkspaceListOut:
    seats = await use_cases.list_seats(session, actor)
    return WorkspaceListOut(items=[seat_out(seat) for seat in seats], next_cursor=None)


@router.post(
    "/workspaces",
    operation_id="workspaces_create",
    status_code=status.HTTP_201_CREATED,
    summary="Make one more workspace of your own",
    responses=problems(401, 403, 409, 422),
)
async def create_workspace(
    body: WorkspaceCreateIn, request: Request, response: Response, session: SessionDep, actor: ActorDep, once: OnceDep
) -> WorkspaceOut:
    """Name it in the `Workspace` header to act in it."""
    seat = await use_cases.create_workspace(
        session, actor, name=body.name, timezone=body.timezone, base_currency=body.currency
    )
    response.headers["Location"] = f"{request.url.path}/{seat.workspace.id}"
    response.headers["ETag"] = _tag(seat)
    return once.keep(seat_out(seat))


@router.get(
    "/workspaces/{workspace_id}",
    operation_id="workspaces_get",
    summary="One workspace",
    responses=problems(304, 401, 403, 404),
)
async def get_workspace(
    workspace_id: WorkspaceKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> WorkspaceOut:
    seat = await use_cases.get_seat(session, actor, workspace_id)
    answer_once(request, response, _tag(seat))
    return seat_out(seat)


@router.patch(
    "/workspaces/{workspace_id}",
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
    require_match(request, _tag(await use_cases.get_seat(session, actor, workspace_id)), required=False)
    changes = body.model_dump(exclude_unset=True, exclude_none=True)
    await use_cases.change_workspace(session, actor, workspace_id, changes)
    seat = await use_cases.get_seat(session, actor, workspace_id)
    response.headers["ETag"] = _tag(seat)
    return seat_out(seat)


@router.delete(
    "/workspaces/{workspace_id}",
    operation_id="workspaces_delete",
    summary="Delete a workspace with all that is in it, after a week",
    responses=problems(401, 403, 404, 412),
)
async def delete_workspace(
    workspace_id: WorkspaceKey, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> WorkspaceOut:
    """Until then everybody in it only looks, and an owner can bring it back. You must have proved lately who you are."""
    require_match(request, _tag(await use_cases.get_seat(session, actor, workspace_id)), required=False)
    return seat_out(await use_cases.delete_workspace(session, actor, workspace_id, clock=ports.clock))


@router.post(
    "/workspaces/{workspace_id}/bring-back",
    operation_id="workspaces_bring_back",
    summary="Keep a workspace that was about to be deleted",
    responses=problems(401, 403, 404, 409),
)
async def bring_back_workspace(
    workspace_id: WorkspaceKey, session: SessionDep, actor: ActorDep, once: OnceDep
) -> WorkspaceOut:
    """By an owner of it. Everybody is again what they were; invitations have to be sent anew."""
    return once.keep(seat_out(await use_cases.bring_back_workspace(session, actor, workspace_id)))


@router.post(
    "/workspaces/{workspace_id}/transfer",
    operation_id="workspaces_transfer",
    summary="Hand a workspace over to another member",
    responses=problems(401, 403, 404, 422),
)
async def transfer_workspace(
    workspace_id: WorkspaceKey, body: TransferIn, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> MemberOut:
    """They become an owner, you an admin. You must have proved lately who you are."""
    await use_cases.get_seat(session, actor, workspace_id)
    return once.keep(
        member_out(await use_cases.transfer_workspace(session, actor, body.user_id, clock=ports.clock), actor)
    )


@router.get(
    "/permissions",
    operation_id="permissions_list",
    summary="Every permission: what it allows, and which roles have it",
    responses=problems(401),
)
async def list_permissions(_: ActorDep) -> PermissionListOut:
    items = [
        PermissionOut(
            permission=permission,
            allows=rule.allows,
            roles=[role for role in Role if role in rule.roles],
            for_keys=rule.for_keys,
        )
        for permission, rule in PERMISSIONS.items()
    ]
    return PermissionListOut(items=items, next_cursor=None)


def seat_out(seat: use_cases.Seat) -> WorkspaceOut:
    row = seat.workspace
    known = {name: getattr(row, name) for name in WorkspaceOut.model_fields if hasattr(row, name)}
    is_owner = (seat.role_before or seat.role) == Role.OWNER
    return WorkspaceOut.model_validate({**known, "role": seat.role, "is_owner": is_owner})


def _tag(seat: use_cases.Seat) -> str:
    row = seat.workspace
    return etag("workspace", row.id, row.revision, row.ledger_version, seat.role, seat.role_before)
