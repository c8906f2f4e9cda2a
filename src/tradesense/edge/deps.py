"""What routes ask for: the session, the actor, the ports. Declared once, here."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Final

import structlog
from fastapi import Depends, Header, Request, Response
from fastapi.security import HTTPBearer

from tradesense.db.session import Session
from tradesense.domain.access import Actor, ApiKeyRefused, NotByKey
from tradesense.domain.ids import KeyHash, SessionId
from tradesense.domain.letters import InvitationLetter
from tradesense.domain.problem import Kind, Problem
from tradesense.edge import auditing
from tradesense.edge.quotas import Counting
from tradesense.kit.tokens import API_KEY_PREFIX
from tradesense.ports import Ports

Credential = SessionId | KeyHash
"""What a bearer's token stands for: a session, or an API key by its hash."""

Authenticator = Callable[[Session, Credential, str | None, Ports], Awaitable[Actor]]
"""Turns a credential and the wish for a workspace into an actor; main/ registers it."""

InvitationMail = Callable[[Session, Ports, InvitationLetter], Awaitable[bool]]
"""Sends an invitation's link; whether it is on its way. main/ registers it: what mails stands above workspaces."""

WORKSPACE_HEADER: Final = "Workspace"

# Documents the scheme; the token itself was read by the limits middleware, once.
bearer = HTTPBearer(auto_error=False, description="An access token from POST /api/v1/auth/login, or an API key.")


class NotSignedIn(Problem):
    code, kind, title = "session.missing", Kind.UNAUTHENTICATED, "Sign in first."


class SessionExpired(Problem):
    code, kind, title = "session.expired", Kind.UNAUTHENTICATED, "Your session has ended: sign in again."


async def _session(request: Request, response: Response) -> AsyncIterator[Session]:
    async with request.app.state.database.session() as session:
        yield session
        auditing.done(request, response, session)


# scope="function": the transaction is committed before the answer starts, so that a commit that fails
# is an error the client sees (FastAPI's default would commit after the 200 went out).
SessionDep = Annotated[Session, Depends(_session, scope="function")]


async def _snapshot(request: Request) -> AsyncIterator[Session]:
    async with request.app.state.database.session(snapshot=True) as session:
        yield session


SnapshotDep = Annotated[Session, Depends(_snapshot, scope="function")]
"""A session that sees one state of the database, however many statements it reads with."""


# async, though it awaits nothing: FastAPI sends plain functions to a thread, which costs more than all of this.
async def _ports(request: Request) -> Ports:
    ports: Ports = request.app.state.ports
    return ports


PortsDep = Annotated[Ports, Depends(_ports)]


def presented(request: Request) -> Credential:
    """What the bearer's token stands for; raises where there is none, or it is not valid."""
    credential: Credential | None = request.scope["state"].get("credential")
    if credential is not None:
        return credential
    said = request.headers.get("authorization")
    if said is None:
        raise NotSignedIn
    raise ApiKeyRefused if API_KEY_PREFIX in said else SessionExpired


async def only_people(request: Request) -> None:
    """For whatever somebody does about themselves: raises NotByKey where an API key asks."""
    if isinstance(request.scope["state"].get("credential"), bytes):
        raise NotByKey


async def enter_workspace(request: Request, session: Session, ports: Ports, workspace: str | None) -> Actor:
    """The actor of this request, in `session`'s transaction."""
    authenticate: Authenticator = request.app.state.authenticator
    actor = await authenticate(session, presented(request), workspace, ports)
    state = request.scope["state"]
    state["workspace_id"], state["actor"] = actor.workspace_id, actor
    counting: Counting = state["counting"]
    await counting.of_actor(actor)
    structlog.contextvars.bind_contextvars(workspace_id=str(actor.workspace_id))
    return actor


async def mail_invitation(request: Request, session: Session, ports: Ports, letter: InvitationLetter) -> bool:
    """Whether a mail with the link is on its way."""
    mail: InvitationMail = request.app.state.invitation_mail
    return await mail(session, ports, letter)


WorkspaceHeader = Annotated[
    str | None,
    Header(alias=WORKSPACE_HEADER, max_length=64, description="Workspace to act in; without it, the default one."),
]


async def _actor(request: Request, session: SessionDep, ports: PortsDep, workspace: WorkspaceHeader = None) -> Actor:
    return await enter_workspace(request, session, ports, workspace)


ActorDep = Annotated[Actor, Depends(_actor, scope="function")]


async def _snapshot_actor(
    request: Request, session: SnapshotDep, ports: PortsDep, workspace: WorkspaceHeader = None
) -> Actor:
    return await enter_workspace(request, session, ports, workspace)


SnapshotActorDep = Annotated[Actor, Depends(_snapshot_actor, scope="function")]
