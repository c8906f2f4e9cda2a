"""Roles, the database, and its migrations: what must be there before the first request."""

import io
from pathlib import Path
from typing import Any, Final, NamedTuple

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from tradesense.db import privileges
from tradesense.db.privileges import Roles
from tradesense.db.session import async_engine, connect

OWNER_ROLE: Final = "tradesense_owner"
RUNTIME_ROLE: Final = "tradesense_app"
WORKER_ROLE: Final = "tradesense_worker"
READER_ROLE: Final = "tradesense_reader"
ROLES: Final = Roles(RUNTIME_ROLE, WORKER_ROLE, READER_ROLE)
DATABASE: Final = "tradesense"
SERVER_VERSION_MIN: Final = 17
CONNECT_SECONDS_MAX: Final = 10
MIGRATION_LOCK: Final = 0x7453656E  # one migration at a time, whoever starts first


class ClusterUnfit(Exception):
    """The database given cannot be used; the message is one sentence for the user."""


class Addresses(NamedTuple):
    """The database as each of its roles: what serves requests, migrates, does jobs, only reads."""

    runtime: str
    owner: str
    worker: str
    reader: str


async def prepare_cluster(
    superuser_url: str, database: str = DATABASE, *, owner: str = OWNER_ROLE, roles: Roles = ROLES
) -> None:
    """On the embedded server: the roles and the database, where they are not there yet."""
    connection = await connect(superuser_url)
    try:
        known = {row["rolname"] for row in await connection.fetch("SELECT rolname FROM pg_roles")}
        for role in (owner, *roles):
            if role not in known:
                await connection.execute(
                    f"CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
                )  # SQL of ours: the roles' names
        if roles.reader not in known:
            # Whoever looks by other programs than ours does not change anything by mistake either.
            read_only = f"ALTER ROLE {roles.reader} SET default_transaction_read_only = on"
            await connection.execute(read_only)  # SQL of ours: the role's name
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database):
            await connection.execute(f'CREATE DATABASE "{database}" OWNER {owner}')  # SQL of ours: the operator's name
    finally:
        await connection.close()


async def check_reachable(url: str, setting: str) -> None:
    """Raises ClusterUnfit for an address, that of `setting`, which leads to no database."""
    try:
        connection = await connect(url, timeout=CONNECT_SECONDS_MAX)
    except TimeoutError:
        raise ClusterUnfit(f"The database of {setting} did not answer within {CONNECT_SECONDS_MAX} s.") from None
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as refused:
        raise ClusterUnfit(f"The database of {setting} cannot be used: {refused}.") from None
    await connection.close()


class _Fault(NamedTuple):
    """What a role may not be: asked of the database as that role, and said of it."""

    is_so: str
    said: str


# What it may become by SET ROLE counts as what it is.
_FAULTS: Final = (
    _Fault(
        "EXISTS (SELECT FROM pg_roles WHERE (rolsuper OR rolbypassrls) AND pg_has_role(oid, 'MEMBER'))",
        "can bypass row-level security: use a plain one",
    ),
    _Fault(
        "EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_has_role(relowner, 'MEMBER'))",
        "owns tables: use another than the owner's",
    ),
    _Fault(
        "EXISTS (SELECT FROM pg_roles WHERE (rolcreaterole OR rolcreatedb OR rolreplication) AND pg_has_role(oid, 'MEMBER'))",
        "may create roles or databases, or replicate: take that from it",
    ),
    _Fault(
        "EXISTS (SELECT FROM pg_roles WHERE pg_has_role(oid, 'MEMBER') AND rolname IN ('pg_read_all_data',"
        " 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'))",
        "was let into a role of PostgreSQL's own that may read or write everything: take it out",
    ),
    _Fault(
        "has_schema_privilege('public', 'CREATE') OR has_database_privilege(current_database(), 'CREATE')",
        "may create tables or schemas: revoke CREATE from it",
    ),
)


async def check_role(url: str, setting: str, runtime: str = "") -> None:
    """Refuses a role, that of the address of `setting`, which the guards could not hold, and servers that are too old
    (decision 20). `runtime`: the runtime role, which another may not become."""
    connection = await connect(url)
    try:
        version = connection.get_server_version().major
        told = ", ".join(f"({fault.is_so})" for fault in _FAULTS)
        found = await connection.fetchrow(f"SELECT {told}")  # SQL of ours: the faults above
        becomes = await connection.fetchval(
            "SELECT rolname <> current_user AND pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = $1", runtime
        )
    finally:
        await connection.close()
    name = role_of(url)
    if version < SERVER_VERSION_MIN:
        raise ClusterUnfit(f"PostgreSQL {version} is too old: {SERVER_VERSION_MIN} or newer is needed.")
    for fault, is_so in zip(_FAULTS, found or (), strict=True):
        if is_so:
            raise ClusterUnfit(f"The role {name} of {setting} {fault.said}.")
    if becomes:
        raise ClusterUnfit(f"The role {name} of {setting} may become {runtime}: take it out of that role.")


async def migrate(owner_url: str, runtime: str, revision: str = "head", *, worker: str = "", reader: str = "") -> None:
    """Brings the schema to `revision`; nothing happens where it is there already. At the newest one, each role gets
    what its duty needs, and no more. `worker`, `reader`: '': the runtime role is that too."""
    engine = async_engine(owner_url, poolclass=NullPool)
    roles = Roles(runtime, worker or runtime, reader or runtime)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_run, roles, revision)
    finally:
        await engine.dispose()


def _run(connection: Connection, roles: Roles, revision: str) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
    config = alembic_config()
    config.attributes.update(connection=connection, runtime_role=roles.runtime)
    if revision.startswith("-") or revision == "base":
        if MigrationContext.configure(connection).get_current_revision() == newest(config):
            privileges.unite(connection, roles)
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)
    if revision == "head":
        privileges.settle(connection, roles)


def migration_sql(runtime: str, revisions: str = "head", *, worker: str = "", reader: str = "") -> str:
    """What `migrate` would do, as SQL to be read, or run by the owner, first; `revisions`: the one to come to from
    nothing, or `from:to`. Nothing is connected to."""
    out = io.StringIO()
    config = alembic_config(runtime_role=runtime)
    config.output_buffer = out
    start, _, end = revisions.rpartition(":")
    move = command.downgrade if end == "base" else command.upgrade
    move(config, f"{start}:{end}" if start else end, sql=True)
    if end in {"head", newest(config)}:
        out.write(f"\n{privileges.script(Roles(runtime, worker or runtime, reader or runtime))}")
    return out.getvalue()


def newest(config: Config) -> str | None:
    return ScriptDirectory.from_config(config).get_current_head()


def alembic_config(**attributes: Any) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_scripts()))
    config.set_main_option("path_separator", "os")
    config.attributes.update(attributes)
    return config


def _scripts() -> Path:
    """The migrations: beside the sources, or inside an installed wheel."""
    package = Path(__file__).resolve().parent.parent
    beside = package.parent.parent / "migrations"
    return beside if beside.is_dir() else package / "migrations"


def role_of(url: str) -> str:
    """The role an address connects as."""
    return make_url(url).username or ""
