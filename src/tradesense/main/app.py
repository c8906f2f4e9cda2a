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
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tradesense.db.session import Database, Session
from tradesense.domain.access import Actor
from tradesense.edge.correlation import Correlation
from tradesense.edge.deps import Credential, only_people
from tradesense.edge.heads import HEAD, Heads
from tradesense.edge.idempotency import Replay, replay
from tradesense.edge.limits import BodyLimit, Limits
from tradesense.edge.own_names import OwnNames, own_names
from tradesense.edge.problems import NotFound, ProblemOut, Unexpected, handle_problems
from tradesense.edge.queries import only_known_queries
from tradesense.edge.tus import EXPOSED, TusManners
from tradesense.features.analytics import routes as analytics_routes
from tradesense.features.api_keys import routes as api_keys_routes
from tradesense.features.api_keys import use_cases as api_keys
from tradesense.features.archives import routes as archives_routes
from tradesense.features.broker_connections import routes as broker_connections_routes
from tradesense.features.identity import routes as identity_routes
from tradesense.features.identity import use_cases as identity
from tradesense.features.imports import routes as imports_routes
from tradesense.features.ledger import routes as ledger_routes
from tradesense.features.shares import routes as shares_routes
from tradesense.features.uploads import routes as uploads_routes
from tradesense.features.workspaces import routes as workspaces_routes
from tradesense.kit.settings import Settings
from tradesense.kit.tokens import API_KEY_PREFIX
from tradesense.main import health
from tradesense.main.key_use import KeyUse
from tradesense.main.web_assets import WebAssets
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
    broker_connections_routes.router,
    shares_routes.router,
    uploads_routes.router,
    health.router,
)
STREAMED: Final = re.compile(
    rf"POST {API}/(imports|uploads|archives/restore|executions/bulk)|PATCH {API}/uploads/[^/]+"
)
"""Requests whose bodies pass through part by part and have a limit of their own."""
OWN_HEADS: Final = re.compile(rf"{API}/uploads/[^/]+")
"""Addresses that answer HEAD in their own way: it says where an upload goes on."""
METHODS: Final = ("GET", HEAD, "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS: Final = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


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
    for router in ROUTERS:
        app.include_router(router, prefix=API)
    for router in identity_routes.routers:
        app.include_router(router, prefix=API, dependencies=[Depends(only_people)])
    app.include_router(_nothing_else())
    _serve_web(app, static_folder())
    handle_problems(app)
    app.add_exception_handler(Replay, replay)
    _describe(app)
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
    app.add_middleware(
        Limits,
        per_minute=settings.rate_limit_per_minute,
        trusted_proxy=settings.trusted_proxy,
        read_token=lambda token: _read_token(token, ports),
    )
    app.add_middleware(SecurityHeaders)
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
        allowed = _methods_at(request.app, request.url.path)
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(allowed)})
        raise NotFound(f"There is nothing at /api/{path}.")

    return router


def _methods_at(app: FastAPI, path: str) -> list[str]:
    """The methods that some operation has at `path`, by the app's own document."""
    known = app.openapi()["paths"].items()
    found = {name.upper() for place, named in known if compile_path(place)[0].match(path) for name in named}
    return sorted(found | ({HEAD} if "GET" in found else set()))


def _serve_web(app: FastAPI, folder: Path) -> None:
    if (folder / "index.html").is_file():
        app.mount("/assets", WebAssets(directory=folder / "assets"))
        app.frontend("/", directory=folder, fallback="index.html")


def _describe(app: FastAPI) -> None:
    """Adds the problem document's schema, which operations refer to, and the servers."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = plain()
            schema = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(schema.pop("$defs", {}))
            schemas["ProblemOut"] = schema
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            _only_problems(document)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _only_problems(document: dict[str, Any]) -> None:
    """The framework's own 422 shape is never sent: ours takes its place."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    for operations in document["paths"].values():
        for operation in operations.values():
            answer = operation["responses"].get("422")
            if answer and "application/json" in answer.get("content", {}):
                operation["responses"]["422"] = {"description": "Some values are invalid.", "content": content}


class SecurityHeaders:
    """Says what a browser may do with our answers, and how long it may keep them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", [])}
                extra = [*SECURITY_HEADERS, (b"cache-control", _keeping(scope["path"]))]
                message["headers"] = [
                    *message.get("headers", []),
                    *((name, value) for name, value in extra if name not in present),
                ]
            await send(message)

        await self._app(scope, receive, answered)


def _keeping(path: str) -> bytes:
    if path.startswith("/assets/"):
        return b"public, max-age=31536000, immutable"
    return b"no-store" if path.startswith("/api/") else b"no-cache"
