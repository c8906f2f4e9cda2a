"""Drafts a migration from the difference between the tables and the migrations so far.

    .venv/bin/python scripts/new_migration.py "add uploads"

Starts a database of its own, brings it to the last revision, and lets Alembic compare. Read the draft:
it knows nothing of row-level security (db/guards.py), privileges, or data.
"""

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from sqlalchemy import Connection

from tradesense.adapters.postgres_server import EmbeddedPostgres
from tradesense.db.cluster import DATABASE, OWNER_ROLE, ROLES, alembic_config, migrate, prepare_cluster
from tradesense.db.session import async_engine


def main(why: str) -> None:
    if not why:
        sys.exit('say why: make migrate why="add uploads"')
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = EmbeddedPostgres(Path(folder))
        server.start()
        try:
            asyncio.run(draft(server, why))
        finally:
            server.stop()


async def draft(server: EmbeddedPostgres, why: str) -> None:
    await prepare_cluster(server.url("postgres", "postgres"))
    owner = server.url(OWNER_ROLE, DATABASE)
    await migrate(owner, ROLES.runtime, worker=ROLES.worker, reader=ROLES.reader)
    engine = async_engine(owner)
    async with engine.begin() as connection:
        await connection.run_sync(compare, why)
    await engine.dispose()


def compare(connection: Connection, why: str) -> None:
    now = datetime.now(UTC)  # noqa: TID251  (a script has no clock port)
    name = re.sub(r"[^a-z0-9]+", "_", why.casefold()).strip("_")
    config = alembic_config(connection=connection, runtime_role=ROLES.runtime)
    config.set_main_option("file_template", f"%%(rev)s_{name}")
    made = command.revision(config, message=why, autogenerate=True, rev_id=f"{now:%Y%m%d_%H%M}")
    print(getattr(made, "path", ""))


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
