"""A database of one's own, by its two addresses, in place of the embedded one; unfit ones are refused."""

import os
import re
from collections.abc import AsyncIterator
from typing import NamedTuple
from uuid import uuid4

import asyncpg
import pytest

from tests.support import command
from tests.support.imports import fills
from tests.support.server import SOCKET_VARIABLE, url
from tests.support.serving import Serving, folder
from tests.support.sql import Sql
from tradesense.db.cluster import ClusterUnfit, check_runtime_role, migrate
from tradesense.kit.settings import Settings
from tradesense.main.serve import database_server


class Own(NamedTuple):
    """A database and its two roles, under names of their owner's choice."""

    sql: Sql
    owner: str
    runtime: str

    @property
    def owner_url(self) -> str:
        return url(self.owner, self.sql.database)

    @property
    def runtime_url(self) -> str:
        return url(self.runtime, self.sql.database)


@pytest.fixture
async def own() -> AsyncIterator[Own]:
    name = uuid4().hex[:12]
    made = Own(Sql(f"own_{name}"), f"keeper_{name}", f"clerk_{name}")
    connection = await asyncpg.connect(url("postgres", "postgres"))
    try:
        await connection.execute(f"CREATE ROLE {made.owner} LOGIN; CREATE ROLE {made.runtime} LOGIN")
        await connection.execute(f"CREATE DATABASE {made.sql.database} OWNER {made.owner}")
        yield made
        await connection.execute(f"DROP DATABASE {made.sql.database} WITH (FORCE)")
        await connection.execute(f"DROP ROLE {made.owner}; DROP ROLE {made.runtime}")
    finally:
        await connection.close()


async def test_it_serves_from_a_database_of_one_s_own(own: Own) -> None:
    with (
        folder() as data_dir,
        Serving(data_dir, database_url=own.runtime_url, database_owner_url=own.owner_url) as serving,
    ):
        serving.enter("ada@example.org", new=True)
        rows = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1")
        assert serving.until_state(serving.send(rows), "committed")["counts"]["new"] == 2
        assert [trade["net"] for trade in serving.get("/trades")["items"]] == ["98.00"]
        assert serving.databases() == []
        assert not (data_dir / "postgres").exists()
        assert await own.sql.value("SELECT count(*) FROM executions") == 2
        assert await own.sql.value("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'") == own.owner
        served_by = await own.sql.fetch(
            "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name LIKE 'tradesense %'"
        )
        assert served_by == [(own.runtime,)]


UNFIT = {
    "a superuser": ("ALTER ROLE {runtime} SUPERUSER", "can bypass row-level security"),
    "who may bypass": ("ALTER ROLE {runtime} BYPASSRLS", "can bypass row-level security"),
    "who may become one": ("CREATE ROLE {runtime}_boss BYPASSRLS; GRANT {runtime}_boss TO {runtime}", "can bypass"),
    "who may become the owner": ("GRANT {owner} TO {runtime}", "owns tables"),
}


@pytest.mark.parametrize("name", UNFIT)
async def test_a_runtime_role_that_the_guards_cannot_hold_is_refused(own: Own, name: str) -> None:
    statement, reason = UNFIT[name]
    await migrate(own.owner_url, own.runtime)
    await check_runtime_role(own.runtime_url)
    await own.sql.execute(statement.format(runtime=own.runtime, owner=own.owner))
    try:
        with pytest.raises(ClusterUnfit, match=reason) as refused:
            await check_runtime_role(own.runtime_url)
    finally:
        await own.sql.execute(f"DROP ROLE IF EXISTS {own.runtime}_boss; REVOKE {own.owner} FROM {own.runtime}")
    assert own.runtime in str(refused.value)


async def test_the_owner_is_no_runtime_role(own: Own) -> None:
    await migrate(own.owner_url, own.owner)
    with pytest.raises(ClusterUnfit, match="owns tables: use another than the owner's"):
        await check_runtime_role(own.owner_url)


async def test_the_start_is_refused_with_one_sentence(own: Own) -> None:
    with folder() as data_dir:
        done = command.run(
            "serve",
            data_dir=data_dir,
            database_url=url("postgres", own.sql.database),
            database_owner_url=own.owner_url,
            demo="false",
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"tradesense: The role postgres of TRADESENSE_DATABASE_URL can bypass [^\n]+\.\n", done.stderr)


ELSEWHERE = {
    "no such database": "postgresql://somebody@/nowhere?host={socket}",
    "nobody listens": "postgresql://somebody:her-password@127.0.0.1:1/x",
    "no address": "her-password is what I typed",
    "another kind": "mysql://somebody:her-password@127.0.0.1/x",
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_an_address_that_leads_nowhere_is_one_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    address = ELSEWHERE[name].format(socket=os.environ[SOCKET_VARIABLE])
    for setting in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.setenv(command.PREFIX + setting, address)
    with folder() as data_dir:
        settings = Settings(data_dir=data_dir)
        with pytest.raises(ClusterUnfit) as refused, database_server(settings):
            pass
    assert re.fullmatch(r"The database of TRADESENSE_DATABASE_OWNER_URL cannot be used: [^\n]+\.", str(refused.value))
    assert "her-password" not in str(refused.value)
