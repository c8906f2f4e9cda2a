"""/members"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response, status

from tradesense.domain.access import Actor
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.etag import answer_once, etag, require_match
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.responses import problems
from tradesense.features.workspaces import use_cases
from tradesense.features.workspaces.schemas import MemberIn, MemberListOut, MemberOut

router = APIRouter(prefix="/members", tags=["members"])
UserKey = Annotated[UUID, Path(description="The member's user id.")]


@router.get("", operation_id="members_list", summary="Who belongs to the workspace", responses=problems(401, 403))
async def list_members(session: SessionDep, actor: ActorDep) -> MemberListOut:
    rows = await use_cases.list_members(session, actor)
    return MemberListOut(items=[member_out(row, actor) for row in rows], next_cursor=None)


@router.get("/{user_id}", operation_id="members_get", summary="One member", responses=problems(304, 401, 403, 404))
async def get_member(
    user_id: UserKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> MemberOut:
    member = await use_cases.get_member(session, actor, user_id)
    answer_once(request, response, _tag(member, actor))
    return member_out(member, actor)


@router.patch(
    "/{user_id}",
    operation_id="members_change",
    summary="Change a member's role",
    responses=problems(401, 403, 404, 409, 412, 422, 428),
)
async def change_member(
    user_id: UserKey,
    body: MemberIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
) -> MemberOut:
    """Owners are made and unmade by owners; one of them stays. It counts from the member's next request on. To make
    an owner or an admin you must have proved lately who you are."""
    require_match(request, _tag(await use_cases.get_member(session, actor, user_id), actor))
    member = await use_cases.change_role(session, actor, user_id, body.role, clock=ports.clock)
    response.headers["ETag"] = _tag(member, actor)
    return member_out(member, actor)


@router.delete(
    "/{user_id}",
    operation_id="members_remove",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Remove a member",
    responses=problems(401, 403, 404, 409, 412, 428),
)
async def remove_member(user_id: UserKey, request: Request, session: SessionDep, actor: ActorDep) -> None:
    """Their API keys here open nothing any more. What they entered stays."""
    require_match(request, _tag(await use_cases.get_member(session, actor, user_id), actor))
    await use_cases.remove_member(session, actor, user_id)


@router.post(
    "/leave",
    operation_id="members_leave",
    summary="Leave the workspace",
    responses=problems(401, 403, 409),
)
async def leave_workspace(session: SessionDep, actor: ActorDep, once: OnceDep) -> MemberListOut:
    """The last owner hands it over first, or deletes it. The answer is an empty list: you see nobody there any more."""
    await use_cases.leave_workspace(session, actor)
    return once.keep(MemberListOut(items=[], next_cursor=None))


def member_out(member: use_cases.Member, actor: Actor) -> MemberOut:
    return MemberOut.model_validate({**member._asdict(), "etag": _tag(member, actor)})


def _tag(member: use_cases.Member, actor: Actor) -> str:
    return etag("member", actor.workspace_id, *member)
