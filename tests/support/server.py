"""A real PostgreSQL for the whole run: migrated once, copied for every worker."""

import asyncio
import os
import tempfile
from pathlib import Path

import asyncpg

from tradesense.adapters.postgres_server import EmbeddedPostgres, socket_url
from tradesense.db.cluster import OWNER_ROLE, READER_ROLE, RUNTIME_ROLE, WORKER_ROLE, migrate, prepare_cluster

SOCKET_VARIABLE = "TRADESENSE_TEST_SOCKET"
TEMPLATE = "tradesense_template"
FAST_AND_UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
COUNTING = {"shared_preload_libraries": "pg_stat_statements", "pg_stat_statements.max": "20000"}


class TestServer:
    """Started by the run's first process; workers find it by an environment variable."""

    __test__ = False

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tradesense-test-", ignore_cleanup_errors=True)
        Path(self._folder.name).chmod(0o755)
        self._server = EmbeddedPostgres(Path(self._folder.name), extra=FAST_AND_UNSAFE | COUNTING)

    def start(self) -> None:
        self._server.start()
        os.environ[SOCKET_VARIABLE] = str(self._server.socket_dir)
        asyncio.run(_make_template())

    def stop(self) -> None:
        self._server.stop()
        self._folder.cleanup()
        os.environ.pop(SOCKET_VARIABLE, None)


def url(role: str, database: str) -> str:
    return socket_url(Path(os.environ[SOCKET_VARIABLE]), role, database)


def addresses(database: str) -> dict[str, str]:
    """The settings that name the database, by each of its roles."""
    roles = {"": RUNTIME_ROLE, "owner_": OWNER_ROLE, "worker_": WORKER_ROLE, "reader_": READER_ROLE}
    return {f"database_{name}url": url(role, database) for name, role in roles.items()}


async def _make_template() -> None:
    await prepare_cluster(url("postgres", "postgres"), TEMPLATE)
    await migrate(url(OWNER_ROLE, TEMPLATE), RUNTIME_ROLE, worker=WORKER_ROLE, reader=READER_ROLE)
    connection = await asyncpg.connect(url("postgres", "postgres"))
    try:
        await connection.execute("CREATE EXTENSION pg_stat_statements")
    finally:
        await connection.close()


async def create_database(name: str) -> None:
    """A migrated database of its own."""
    connection = await asyncpg.connect(url("postgres", "postgres"))
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE} OWNER {OWNER_ROLE} STRATEGY FILE_COPY')
        # A copy has every right of its template but those of the database itself.
        await connection.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')
        await connection.execute(f'GRANT TEMPORARY ON DATABASE "{name}" TO {RUNTIME_ROLE}, {WORKER_ROLE}')
    finally:
        await connection.close()


async def drop_database(name: str) -> None:
    connection = await asyncpg.connect(url("postgres", "postgres"))
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await connection.close()
