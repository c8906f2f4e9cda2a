"""The application over a real database, and people who use it."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from tests.support.actors import Person, register
from tests.support.clock import SetClock
from tests.support.server import create_database, drop_database, url
from tradesense.db.cluster import RUNTIME_ROLE
from tradesense.db.session import Database
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.main.wiring import build_ports
from tradesense.ports import Ports


@pytest.fixture(scope="session")
async def database(worker_id: str) -> AsyncIterator[Database]:
    name = f"tradesense_{worker_id}"
    await create_database(name)
    database = Database(url(RUNTIME_ROLE, name), pool_size=5, pool_overflow=5, name="test")
    yield database
    await database.dispose()
    await drop_database(name)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"), rate_limit_per_minute=1_000_000)


@pytest.fixture(scope="session")
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def ports(settings: Settings, clock: SetClock) -> Ports:
    made = build_ports(settings)
    return Ports(**{name: getattr(made, name) for name in Ports.__slots__} | {"clock": clock})


@pytest.fixture(scope="session")
def app(settings: Settings, database: Database, ports: Ports) -> FastAPI:
    return create_app(settings, database, ports)


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
