"""/auth/sessions: where one is signed in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, status

from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.responses import problems
from tradesense.features.identity import use_cases
from tradesense.features.identity.schemas import SessionListOut, SessionOut

router = APIRouter(prefix="/auth/sessions", tags=["auth"])


@router.get("", operation_id="auth_sessions_list", summary="Where you are signed in", responses=problems(401, 403))
async def list_sessions(session: SessionDep, actor: ActorDep, ports: PortsDep) -> SessionListOut:
    """The last used first; `is_current` is the one that asks."""
    rows = await use_cases.list_sessions(session, actor, clock=ports.clock)
    return SessionListOut(items=[_out(row, actor.session_id) for row in rows], next_cursor=None)


@router.delete(
    "/{session_id}",
    operation_id="auth_sessions_end",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Sign out there",
    responses=problems(401, 403, 404),
)
async def end_session(
    session_id: Annotated[UUID, Path(description="The session's id.")],
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
) -> None:
    """At once: its next request is refused."""
    await use_cases.end_session(session, actor, session_id, clock=ports.clock)


@router.delete(
    "",
    operation_id="auth_sessions_end_others",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Sign out everywhere else",
    responses=problems(401, 403),
)
async def end_other_sessions(session: SessionDep, actor: ActorDep, ports: PortsDep) -> None:
    await use_cases.end_other_sessions(session, actor, clock=ports.clock)


def _out(row: use_cases.SessionRow, current: UUID | None) -> SessionOut:
    names = SessionOut.model_fields.keys() - {"methods", "is_current"}
    methods = [one for one in row.methods.split(",") if one]
    return SessionOut.model_validate(
        {**{name: getattr(row, name) for name in names}, "methods": methods, "is_current": row.id == current}
    )
