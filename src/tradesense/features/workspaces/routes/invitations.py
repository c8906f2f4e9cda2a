"""/invitations"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response, status

from tradesense.domain.access import Role
from tradesense.domain.letters import InvitationLetter
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep, mail_invitation
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.responses import problems
from tradesense.features.workspaces import use_cases
from tradesense.features.workspaces.routes.workspaces import seat_out
from tradesense.features.workspaces.schemas import (
    InvitationIn,
    InvitationListOut,
    InvitationMadeOut,
    InvitationOut,
    OpenInvitationOut,
    TokenIn,
    WorkspaceOut,
)

router = APIRouter(prefix="/invitations", tags=["members"])
InvitationKey = Annotated[UUID, Path(description="The invitation's id.")]


@router.get(
    "", operation_id="invitations_list", summary="Invitations that nobody has accepted", responses=problems(401, 403)
)
async def list_invitations(session: SessionDep, actor: ActorDep) -> InvitationListOut:
    rows = await use_cases.list_invitations(session, actor)
    return InvitationListOut(items=[InvitationOut.model_validate(row) for row in rows], next_cursor=None)


@router.post(
    "",
    operation_id="invitations_create",
    status_code=status.HTTP_201_CREATED,
    summary="Invite somebody by their address",
    responses=problems(401, 403, 409, 422),
)
async def invite(
    body: InvitationIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    once: OnceDep,
) -> InvitationMadeOut:
    """The link serves once, for a week, and only whoever has that address. One sent to it before ends. It is mailed
    where the server can send mail. To invite an admin you must have proved lately who you are."""
    made = await use_cases.invite(session, actor, email=body.email, role=Role(body.role), clock=ports.clock)
    response.headers["Location"] = f"{request.url.path}/{made.row.id}"
    told = await use_cases.look_at_invitation(session, token=made.token, clock=ports.clock)
    letter = InvitationLetter(told.email, told.invited_by, told.workspace, made.token)
    is_mailed = await mail_invitation(request, session, ports, letter)
    # Behind the #, a browser sends the token to no server and tells no other page.
    shown = InvitationMadeOut.model_validate(
        {**InvitationOut.model_validate(made.row).model_dump(), "path": f"/join#{made.token}", "is_mailed": is_mailed}
    )
    once.keep(shown.model_copy(update={"path": None}))
    return shown


@router.delete(
    "/{invitation_id}",
    operation_id="invitations_take_back",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Take an invitation back",
    responses=problems(401, 403, 404),
)
async def take_back(invitation_id: InvitationKey, session: SessionDep, actor: ActorDep, ports: PortsDep) -> None:
    await use_cases.take_back(session, actor, invitation_id, clock=ports.clock)


@router.post(
    "/look",
    operation_id="invitations_look",
    summary="What an invitation's link says",
    responses=problems(404, 410, 422),
)
async def look_at_invitation(body: TokenIn, session: SessionDep, ports: PortsDep) -> OpenInvitationOut:
    """Needs no sign-in, and changes nothing: it is a POST so that the token stands in no address."""
    found = await use_cases.look_at_invitation(session, token=body.token, clock=ports.clock)
    return OpenInvitationOut.model_validate(found)


@router.post(
    "/accept",
    operation_id="invitations_accept",
    summary="Accept an invitation",
    responses=problems(401, 403, 404, 409, 410, 422),
)
async def accept_invitation(
    body: TokenIn, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> WorkspaceOut:
    """As whoever was invited. The answer is the workspace you belong to from now on."""
    seat = await use_cases.accept_invitation(session, actor, token=body.token, clock=ports.clock)
    return once.keep(seat_out(seat))
