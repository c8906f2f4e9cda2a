"""The application over a real database of its own, and people who use it, as the features' tests have them."""

from collections.abc import AsyncIterator

import pytest

from tests.features.conftest import (
    _logs_as_served,
    ada,
    app,
    browse,
    client,
    clock,
    database,
    jobs,
    ports,
    settings,
    worker,
)
from tests.support.server import create_database, drop_database
from tests.support.sql import Sql

__all__ = [
    "_logs_as_served",
    "ada",
    "app",
    "browse",
    "client",
    "clock",
    "database",
    "jobs",
    "ports",
    "settings",
    "sql",
    "worker",
]


@pytest.fixture(scope="session")
async def sql(worker_id: str) -> AsyncIterator[Sql]:
    """Apart from that of the features' tests, which may run in the same process."""
    name = f"tradesense_faults_{worker_id}"
    await create_database(name)
    yield Sql(name)
    await drop_database(name)
