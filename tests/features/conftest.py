"""The application over a real database, and people who use it."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from tests.support.actors import Person, register
from tests.support.clock import SetClock
from tests.support.house import House, furnished, with_other_ways_in
from tests.support.imports import Worker
from tests.support.passwords import CHEAPEST
from tests.support.server import create_database, drop_database, url
from tests.support.sql import Sql
from tests.support.varied import Varied, varied
from tradesense.adapters.passwords_argon2 import Argon2Passwords
from tradesense.db.cluster import READER_ROLE, RUNTIME_ROLE, WORKER_ROLE
from tradesense.db.session import Database
from tradesense.kit.logging import configure_logging
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.main.wiring import build_ports, build_reader
from tradesense.ports import Ports


@pytest.fixture(scope="session", autouse=True)
def _logs_as_served() -> None:
    """In the servers' own shape, shown by pytest only: structlog's way for developers takes seconds a traceback."""
    configure_logging("info", "json")
    logging.getLogger().handlers = []


@pytest.fixture(scope="session")
async def sql(worker_id: str) -> AsyncIterator[Sql]:
    """The worker's own database, from beside the application."""
    name = f"tradesense_{worker_id}"
    await create_database(name)
    yield Sql(name)
    await drop_database(name)


@pytest.fixture(scope="session")
async def database(sql: Sql) -> AsyncIterator[Database]:
    database = Database(url(RUNTIME_ROLE, sql.database), pool_size=5, pool_overflow=5, name="test")
    yield database
    await database.dispose()


@pytest.fixture(scope="session")
async def jobs(sql: Sql) -> AsyncIterator[Database]:
    """The database as the worker's role has it."""
    database = Database(url(WORKER_ROLE, sql.database), pool_size=5, pool_overflow=5, name="jobs")
    yield database
    await database.dispose()


@pytest.fixture(scope="session")
async def reading(sql: Sql) -> AsyncIterator[Database]:
    """The database as the role that only reads has it."""
    database = build_reader(url(READER_ROLE, sql.database), "reading", 2)
    yield database
    await database.dispose()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"), rate_limit_per_minute=1_000_000)


@pytest.fixture(scope="session")
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def ports(settings: Settings, clock: SetClock) -> Ports:
    return changed_ports(build_ports(settings), clock=clock, passwords=Argon2Passwords(CHEAPEST))


@pytest.fixture(scope="session")
def app(settings: Settings, database: Database, ports: Ports) -> FastAPI:
    return create_app(settings, database, ports)


@pytest.fixture(scope="session")
def worker(jobs: Database, ports: Ports, settings: Settings) -> Worker:
    return Worker(jobs, ports, settings.data_dir)


def changed_ports(ports: Ports, **changes: Any) -> Ports:
    return Ports(**{name: getattr(ports, name) for name in Ports.__slots__} | changes)


MakeClient = Callable[..., AsyncClient]


@pytest.fixture
async def browse(settings: Settings, database: Database, ports: Ports) -> AsyncIterator[MakeClient]:
    """Browsers of the same application: `browse()`, or of one with other settings or ports.

    They get the 500 of a request that broke, as real ones do.
    """
    async with AsyncExitStack() as stack:

        def made(
            *,
            at: str = "http://127.0.0.1",
            address: str = "127.0.0.1",
            uses: dict[str, Any] | None = None,
            **changes: Any,
        ) -> AsyncClient:
            changed = settings.model_copy(update=changes)
            app = create_app(changed, database, changed_ports(ports, **(uses or {})))
            transport = ASGITransport(app, raise_app_exceptions=False, client=(address, 50_000))
            client = AsyncClient(transport=transport, base_url=at)
            stack.push_async_callback(client.aclose)
            return client

        yield made


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
async def ada(client: AsyncClient) -> Person:
    return await register(client, "ada")


@pytest.fixture
async def bob(app: FastAPI) -> AsyncIterator[Person]:
    """Somebody else, with a browser of their own."""
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield await register(client, "bob")


@pytest.fixture(scope="session")
async def house(app: FastAPI, worker: Worker) -> AsyncIterator[House]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield await furnished(await register(client, "ada", name="Ada"), worker)


@pytest.fixture(scope="session")
async def world(app: FastAPI, worker: Worker) -> AsyncIterator[Varied]:
    """Trades of every kind, to be read only."""
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield await varied(await register(client, "ada"), worker)


@pytest.fixture(scope="session")
async def stranger(app: FastAPI, worker: Worker) -> AsyncIterator[Person]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        bob = await register(client, "bob", name="Bob")
        await with_other_ways_in(bob, worker)
        yield bob


@pytest.fixture(scope="session")
async def viewer(app: FastAPI, house: House, sql: Sql) -> AsyncIterator[Person]:
    """Somebody whom Ada lets look at her workspace."""
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        eve = await register(client, "eve")
        await sql.execute(
            "INSERT INTO memberships (user_id, workspace_id, role) VALUES ($1::text::uuid, $2::text::uuid, 'viewer')",
            eve.user["id"],
            house.ids["workspace_id"],
        )
        yield eve
