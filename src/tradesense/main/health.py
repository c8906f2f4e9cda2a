"""/health: whether the process lives, whether it can serve, which version it is, how it fares."""

from functools import partial
from importlib.metadata import version
from typing import Literal

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, ProcessCollector, generate_latest
from pydantic import BaseModel

from tradesense.db.session import Database
from tradesense.domain.problem import Kind, Problem
from tradesense.edge.responses import problems

router = APIRouter(prefix="/health", tags=["health"])


class MetricsPrivate(Problem):
    code, kind, title = "health.metrics_private", Kind.NOT_FOUND, "There is nothing at this address."


class NotReady(Problem):
    code, kind, title = "health.not_ready", Kind.UNAVAILABLE, "Not ready to serve yet."


class HealthOut(BaseModel):
    status: Literal["ok"]


class VersionOut(BaseModel):
    version: str
    revision: str


@router.get("/live", operation_id="health_live", summary="The process answers")
async def live() -> HealthOut:
    return HealthOut(status="ok")


@router.get("/ready", operation_id="health_ready", summary="Requests can be served", responses=problems(503))
async def ready(request: Request) -> HealthOut:
    database: Database = request.app.state.database
    if not await database.answers():
        raise NotReady("The database does not answer.", retry_after_seconds=2)
    return HealthOut(status="ok")


@router.get("/version", operation_id="health_version", summary="Which version this is")
async def which_version(request: Request) -> VersionOut:
    return VersionOut(version=version("tradesense"), revision=request.app.state.schema_revision)


@router.get(
    "/metrics",
    operation_id="health_metrics",
    summary="Prometheus figures",
    response_class=Response,
    responses=problems(404),
)
async def metrics(request: Request) -> Response:
    """On loopback only: elsewhere the address does not exist."""
    if request.client is None or request.client.host not in {"127.0.0.1", "::1", "testclient"}:
        raise MetricsPrivate
    registry: CollectorRegistry = request.app.state.metrics
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


def metrics_registry(database: Database) -> CollectorRegistry:
    """The process's figures and the pool's: its settings, and what is checked out at this moment."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    for name, help_text in (
        ("size", "Connections the pool keeps open"),
        ("overflow_max", "Connections it may open beyond that"),
        ("timeout_seconds", "Longest wait for a connection"),
        ("checked_out", "Connections in use"),
        ("checked_in", "Connections waiting to be used"),
    ):
        gauge = Gauge(f"tradesense_database_pool_{name}", help_text, registry=registry)
        gauge.set_function(partial(_figure, database, name))
    return registry


def _figure(database: Database, name: str) -> float:
    return database.pool_figures()[name]
