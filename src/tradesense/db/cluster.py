"""Roles, the database, and its migrations: what must be there before the first request."""

import io
from pathlib import Path
from typing import Any, Final

import asyncpg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from tradesense.db.session import async_engine, connect

OWNER_ROLE: Final = "tradesense_owner"
RUNTIME_ROLE: Final = "tradesense_app"
DATABASE: Final = "tradesense"
SERVER_VERSION_MIN: Final = 17
CONNECT_SECONDS_MAX: Final = 10
MIGRATION_LOCK: Final = 0x7453656E  # one migration at a time, whoever starts first


class ClusterUnfit(Exception):
    """The database given cannot be used; the message is one sentence for the user."""


async def prepare_cluster(superuser_url: str, database: str = DATABASE) -> None:
    """On the embedded server: the two roles and the database, where they are not there yet."""
    connection = await connect(superuser_url)
    try:
        roles = {row["rolname"] for row in await connection.fetch("SELECT rolname FROM pg_roles")}
        if OWNER_ROLE not in roles:
            await connection.execute(f"CREATE ROLE {OWNER_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
        if RUNTIME_ROLE not in roles:
            await connection.execute(
                f"CREATE ROLE {RUNTIME_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
            )
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database):
            await connection.execute(
                f'CREATE DATABASE "{database}" OWNER {OWNER_ROLE}'
            )  # SQL of ours: the operator's name
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


async def check_runtime_role(url: str) -> None:
    """Refuses a role that row-level security could not hold, and servers that are too old (decision 20)."""
    connection = await connect(url)
    try:
        version = connection.get_server_version().major
        # What it may become by SET ROLE counts as what it is.
        role = await connection.fetchrow(
            "SELECT EXISTS (SELECT FROM pg_roles WHERE (rolsuper OR rolbypassrls) AND pg_has_role(oid, 'MEMBER'))"
            " AS bypasses, EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND pg_has_role(relowner, 'MEMBER')) AS owns"
        )
    finally:
        await connection.close()
    name = make_url(url).username
    if version < SERVER_VERSION_MIN:
        raise ClusterUnfit(f"PostgreSQL {version} is too old: {SERVER_VERSION_MIN} or newer is needed.")
    if role is None or role["bypasses"]:
        raise ClusterUnfit(
            f"The role {name} of TRADESENSE_DATABASE_URL can bypass row-level security: use a plain one."
        )
    if role["owns"]:
        raise ClusterUnfit(f"The role {name} of TRADESENSE_DATABASE_URL owns tables: use another than the owner's.")


async def migrate(owner_url: str, runtime_role: str, revision: str = "head") -> None:
    """Brings the schema to `revision`; nothing happens where it is there already."""
    engine = async_engine(owner_url, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_run, runtime_role, revision)
    finally:
        await engine.dispose()


def _run(connection: Connection, runtime_role: str, revision: str) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
    config = alembic_config()
    config.attributes.update(connection=connection, runtime_role=runtime_role)
    if revision.startswith("-") or revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


def migration_sql(runtime_role: str, revisions: str = "head") -> str:
    """What `migrate` would do, as SQL to be read, or run by the owner, first; `revisions`: the one to come to from
    nothing, or `from:to`. Nothing is connected to."""
    out = io.StringIO()
    config = alembic_config(runtime_role=runtime_role)
    config.output_buffer = out
    start, _, end = revisions.rpartition(":")
    move = command.downgrade if end == "base" else command.upgrade
    move(config, f"{start}:{end}" if start else end, sql=True)
    return out.getvalue()


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
