"""The HTTP application: middleware, routes, handlers."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from pydantic import SecretStr
from starlette.exceptions import HTTPException

from tradesense.db.session import Database, Session
from tradesense.domain.access import Actor
from tradesense.domain.letters import InvitationLetter
from tradesense.edge.auditing import Refusals
from tradesense.edge.correlation import Correlation
from tradesense.edge.deps import Credential, only_people
from tradesense.edge.guarding import REPORTS, SecurityHeaders
from tradesense.edge.heads import Heads
from tradesense.edge.idempotency import Replay, replay
from tradesense.edge.json_bodies import PlainJson
from tradesense.edge.limits import BodyLimit, BodyPace, Limits
from tradesense.edge.methods import METHODS, Addresses, Methods
from tradesense.edge.own_names import OwnNames, own_names
from tradesense.edge.problems import NotFound, Unexpected, handle_problems
from tradesense.edge.queries import only_known_queries
from tradesense.edge.tus import EXPOSED, TusManners
from tradesense.edge.violations import Violations, take_reports
from tradesense.features.analytics import routes as analytics_routes
from tradesense.features.api_keys import routes as api_keys_routes
from tradesense.features.api_keys import use_cases as api_keys
from tradesense.features.archives import routes as archives_routes
from tradesense.features.audit import routes as audit_routes
from tradesense.features.broker_connections import routes as broker_connections_routes
from tradesense.features.identity import routes as identity_routes
from tradesense.features.identity import use_cases as identity
from tradesense.features.imports import routes as imports_routes
from tradesense.features.ledger import routes as ledger_routes
from tradesense.features.privacy import routes as privacy_routes
from tradesense.features.shares import routes as shares_routes
from tradesense.features.uploads import routes as uploads_routes
from tradesense.features.workspaces import routes as workspaces_routes
from tradesense.kit.settings import Settings
from tradesense.kit.tokens import API_KEY_PREFIX
from tradesense.main import health
from tradesense.main.document import describe
from tradesense.main.key_use import KeyUse
from tradesense.main.web_assets import NoSuchFile, WebAssets, WebPage
from tradesense.main.wiring import static_folder
from tradesense.ports import Ports

API: Final = "/api/v1"
ROUTERS: Final = (
    *imports_routes.routers,
    *ledger_routes.routers,
    *workspaces_routes.routers,
    analytics_routes.router,
    api_keys_routes.router,
    archives_routes.router,
    audit_routes.router,
    broker_connections_routes.router,
    privacy_routes.router,
    shares_routes.router,
    uploads_routes.router,
    health.router,
)
ADDRESSES: Final = Addresses((*ROUTERS, *identity_routes.routers), API)
STREAMED: Final = re.compile(
    rf"POST {API}/(imports|uploads|archives/restore|executions/bulk)|PATCH {API}/uploads/[^/]+"
)
"""Requests whose bodies pass through part by part and have a limit of their own."""
OWN_HEADS: Final = re.compile(rf"{API}/uploads/[^/]+")
"""Addresses that answer HEAD in their own way: it says where an upload goes on."""


def create_app(settings: Settings, database: Database, ports: Ports, schema_revision: str = "") -> FastAPI:
    """The application over a migrated database. The caller owns `database` and disposes of it."""
    app = FastAPI(
        title="TradeSense",
        version="1",
        description="Broker files in, exact trades and honest performance out.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        dependencies=[Depends(only_known_queries)],
        responses={},
    )
    app.state.settings = settings
    app.state.database = database
    app.state.ports = ports
    app.state.schema_revision = schema_revision
    app.state.metrics = health.metrics_registry(database)
    app.state.authenticator = _authenticate
    app.state.invitation_mail = _mail_invitation
    app.state.refusals = Refusals()
    app.state.violations = Violations()
    for router in ROUTERS:
        app.include_router(router, prefix=API)
    for router in identity_routes.routers:
        app.include_router(router, prefix=API, dependencies=[Depends(only_people)])
    # Not an operation of the API: only browsers send it, by themselves.
    app.add_api_route(REPORTS, take_reports, methods=["POST"], include_in_schema=False)
    app.include_router(_nothing_else())
    _serve_web(app, static_folder())
    handle_problems(app)
    app.add_exception_handler(Replay, replay)
    describe(app)
    app.add_middleware(PlainJson, streamed=STREAMED)
    app.add_middleware(Methods, prefix=f"{API}/", addresses=ADDRESSES)
    app.add_middleware(Heads, prefix=f"{API}/", own=OWN_HEADS)
    app.add_middleware(Unexpected)
    if names := own_names(settings):
        app.add_middleware(OwnNames, names=names)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=["ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id", *EXPOSED],
        )
    app.add_middleware(BodyLimit, bytes_max=settings.body_bytes_max, streamed=STREAMED)
    app.add_middleware(BodyPace)
    app.add_middleware(
        Limits,
        per_minute=settings.rate_limit_per_minute,
        trusted_proxy=settings.trusted_proxy,
        read_token=lambda token: _read_token(token, ports),
    )
    app.add_middleware(SecurityHeaders, is_encrypted=settings.is_encrypted)
    app.add_middleware(KeyUse, database=database, ports=ports)
    app.add_middleware(TusManners, prefix=f"{API}/uploads")
    app.add_middleware(Correlation)
    return app


def openapi_document() -> dict[str, Any]:
    """The document as served, made without a database."""
    settings = Settings(data_dir=Path("/nonexistent"), secret_key=SecretStr("only for the document"))
    return create_app(settings, Database("postgresql://nobody@/nothing", pool_size=1), None).openapi()  # type: ignore[arg-type]


@asynccontextmanager
async def _lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield


def _read_token(token: str, ports: Ports) -> Credential | None:
    if token.startswith(API_KEY_PREFIX):
        return ports.api_keys.read(token)
    return ports.access_tokens.read(token, ports.clock.now())


async def _mail_invitation(session: Session, ports: Ports, letter: InvitationLetter) -> bool:
    return await identity.mail_invitation(session, ports=ports, letter=letter)


async def _authenticate(session: Session, credential: Credential, workspace: str | None, ports: Ports) -> Actor:
    if isinstance(credential, bytes):
        return await api_keys.authenticate(session, credential, workspace, ports.clock)
    return await identity.authenticate(session, credential, workspace, ports.clock)


def _nothing_else() -> APIRouter:
    """An unknown address below /api is a problem document, never the web app's page; a known one asked in another
    way is told the ways there are."""
    router = APIRouter()

    @router.api_route("/api/{path:path}", methods=list(METHODS), include_in_schema=False)
    async def nothing(path: str, request: Request) -> None:
        allowed = ADDRESSES.methods_at(request.url.path)
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(allowed)})
        raise NotFound(f"There is nothing at /api/{path}.")

    return router


def _serve_web(app: FastAPI, folder: Path) -> None:
    if (folder / "index.html").is_file():
        app.add_middleware(WebPage, folder=folder)
        app.add_middleware(NoSuchFile, folder=folder)
        app.mount("/assets", WebAssets(directory=folder / "assets"))
        app.frontend("/", directory=folder, fallback=None)
