"""A database of one's own, by its two addresses, in place of the embedded one; unfit ones are refused."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import asyncpg
import pytest

from tests.support import command
from tests.support.imports import fills
from tests.support.server import SOCKET_VARIABLE, url
from tests.support.serving import Serving, folder
from tests.support.sql import Sql
from tradesense.db.cluster import Addresses, ClusterUnfit, check_role, migrate, prepare_cluster
from tradesense.db.privileges import Roles
from tradesense.kit.settings import Settings, SettingsInvalid, read_settings
from tradesense.main.serve import StartRefused, database_server, shared_duties
from tradesense.main.worker import addresses_of


class Own(NamedTuple):
    """A database and its roles, under names of their owner's choice."""

    sql: Sql
    owner: str
    runtime: str
    worker: str
    reader: str

    @property
    def owner_url(self) -> str:
        return url(self.owner, self.sql.database)

    @property
    def runtime_url(self) -> str:
        return url(self.runtime, self.sql.database)

    @property
    def worker_url(self) -> str:
        return url(self.worker, self.sql.database)

    @property
    def reader_url(self) -> str:
        return url(self.reader, self.sql.database)

    @property
    def settings(self) -> dict[str, str]:
        """All four addresses."""
        return {
            "database_url": self.runtime_url,
            "database_owner_url": self.owner_url,
            "database_worker_url": self.worker_url,
            "database_reader_url": self.reader_url,
        }


@pytest.fixture
async def own() -> AsyncIterator[Own]:
    name = uuid4().hex[:12]
    made = Own(Sql(f"own_{name}"), f"keeper_{name}", f"clerk_{name}", f"hand_{name}", f"eye_{name}")
    roles = made[1:]
    connection = await asyncpg.connect(url("postgres", "postgres"))
    try:
        await connection.execute("; ".join(f"CREATE ROLE {role} LOGIN" for role in roles))
        await connection.execute(f"CREATE DATABASE {made.sql.database} OWNER {made.owner}")
        yield made
        await connection.execute(f"DROP DATABASE {made.sql.database} WITH (FORCE)")
        await connection.execute(f"DROP ROLE {', '.join(roles)}")
    finally:
        await connection.close()


async def test_it_serves_from_a_database_of_one_s_own(own: Own) -> None:
    """S40: by each role what is its duty."""
    with folder() as data_dir, Serving(data_dir, **own.settings) as serving:
        serving.enter("ada@example.org", new=True)
        rows = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1")
        assert serving.until_state(serving.send(rows), "committed")["counts"]["new"] == 2
        assert [trade["net"] for trade in serving.get("/trades")["items"]] == ["98.00"]
        assert serving.databases() == []
        assert not (data_dir / "postgres").exists()
        assert await own.sql.value("SELECT count(*) FROM executions") == 2
        assert await own.sql.value("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'") == own.owner
        served_by = await own.sql.fetch(
            "SELECT DISTINCT usename, application_name FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name LIKE 'tradesense %'"
        )
        by_name = {name.removeprefix("tradesense "): role for role, name in served_by}
        assert by_name == {"api": own.runtime, "worker": own.worker, "queue": own.worker, "relay": own.worker}
        assert "connects as" not in serving.text
        done = command.run("verify-ledger", data_dir=data_dir, **own.settings)
        assert (done.returncode, done.stderr) == (0, "")
        two = {name: own.settings[name] for name in ("database_url", "database_owner_url")}
        denied = command.run("verify-ledger", data_dir=data_dir, **two)
        assert (denied.returncode, denied.stdout) == (2, "")
        assert denied.stderr.startswith(
            "tradesense: The database's role may not do that: use the server's own addresses"
        )
        (worker,) = serving.workers()
        told = await asyncio.to_thread(Path(f"/proc/{worker}/environ").read_text)
        # Whoever gets into a worker does not find the owner's address, nor that of who serves requests.
        assert own.worker_url in told
        assert [one for one in (own.owner_url, own.runtime_url) if one in told] == []


async def test_roles_are_settled_by_whatever_the_settings_name(own: Own) -> None:
    """Two addresses, then four, then two again: as the database is, so are the rights, at every start."""

    async def rights() -> dict[str, tuple[bool, bool]]:
        """Of each role: whether it reads sessions, and lists workspaces."""
        statement = "SELECT has_table_privilege($1, 'sessions', 'SELECT'), has_function_privilege($1, 'app_workspaces()', 'EXECUTE')"
        return {role: tuple((await own.sql.fetch(statement, role))[0]) for role in own[2:]}

    await migrate(own.owner_url, own.runtime)
    alone = await rights()
    assert alone == {own.runtime: (True, True), own.worker: (False, False), own.reader: (False, False)}
    both = {own.runtime: (True, False), own.worker: (False, True), own.reader: (True, True)}
    await migrate(own.owner_url, own.runtime, worker=own.worker, reader=own.reader)
    assert await rights() == both
    await migrate(own.owner_url, own.runtime, worker=own.worker)  # the reader keeps what it has: it may be anybody's
    assert await rights() == both | {own.runtime: (True, True)}
    await migrate(own.owner_url, own.runtime, "-1", worker=own.worker, reader=own.reader)
    assert await rights() == alone


async def test_an_older_cluster_gets_the_roles_that_it_lacks(own: Own) -> None:
    older = Roles(own.runtime, f"{own.runtime}_new_hand", f"{own.runtime}_new_eye")
    statement = (
        "SELECT rolname FROM pg_roles WHERE rolname = ANY($1) AND NOT (rolsuper OR rolbypassrls OR rolcreaterole)"
    )
    try:
        for _ in range(2):
            await prepare_cluster(url("postgres", "postgres"), own.sql.database, owner=own.owner, roles=older)
            assert {row[0] for row in await own.sql.fetch(statement, list(older))} == set(older)
        await migrate(own.owner_url, own.runtime, worker=older.worker, reader=older.reader)
        for role in older:
            await check_role(url(role, own.sql.database), "SETTING", own.runtime)
        async with own.sql.as_role(older.worker) as worker:
            assert await worker.fetch("SELECT * FROM app_workspaces()") == []
    finally:
        for role in older[1:]:
            await own.sql.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")


NAMED = {
    "database_url": "postgresql://clerk@db/x",
    "database_owner_url": "postgresql://keeper@db/x",
    "database_worker_url": "postgresql://hand@db/x",
    "database_reader_url": "postgresql://eye@db/x",
}
"""Addresses that nobody asks."""


def test_what_does_a_duty_of_another_is_said() -> None:
    runtime, owner, worker, reader = NAMED.values()
    assert [line.partition(",")[0] for line in shared_duties(Addresses(runtime, owner, runtime, runtime))] == [
        "the worker connects as clerk",
        "whatever only reads connects as clerk",
    ]
    assert shared_duties(Addresses(runtime, owner, worker, reader)) == []


def test_a_worker_needs_addresses_of_its_own_or_the_servers() -> None:
    def named(*settings: str) -> Settings:
        return read_settings(**{name: NAMED[name] for name in settings})

    of = addresses_of(named("database_worker_url", "database_reader_url"))
    assert (of.worker, of.reader) == ("postgresql://hand@db/x", "postgresql://eye@db/x")
    of = addresses_of(named("database_url", "database_owner_url", "database_worker_url"))
    assert of[1:] == ("TRADESENSE_DATABASE_WORKER_URL", "postgresql://clerk@db/x", "TRADESENSE_DATABASE_URL")
    with pytest.raises(SettingsInvalid, match="DATABASE_READER_URL is missing"):
        addresses_of(named("database_worker_url"))
    # Roles of a database that nobody named: they are not the embedded one's.
    with (
        pytest.raises(StartRefused, match="TRADESENSE_DATABASE_URL is missing"),
        database_server(named("database_worker_url")),
    ):
        pass


BYPASSES = "can bypass row-level security: use a plain one"
CREATES = "may create roles or databases, or replicate: take that from it"
MAKES = "may create tables or schemas: revoke CREATE from it"
UNFIT = (
    ("ALTER ROLE {role} SUPERUSER", "ALTER ROLE {role} NOSUPERUSER", BYPASSES),
    ("ALTER ROLE {role} BYPASSRLS", "ALTER ROLE {role} NOBYPASSRLS", BYPASSES),
    ("CREATE ROLE {role}_boss BYPASSRLS; GRANT {role}_boss TO {role}", "DROP ROLE {role}_boss", BYPASSES),
    ("GRANT {owner} TO {role}", "REVOKE {owner} FROM {role}", "owns tables: use another than the owner's"),
    ("ALTER ROLE {role} CREATEROLE", "ALTER ROLE {role} NOCREATEROLE", CREATES),
    ("ALTER ROLE {role} CREATEDB", "ALTER ROLE {role} NOCREATEDB", CREATES),
    ("ALTER ROLE {role} REPLICATION", "ALTER ROLE {role} NOREPLICATION", CREATES),
    ("GRANT pg_read_all_data TO {role}", "REVOKE pg_read_all_data FROM {role}", "take it out"),
    ("GRANT CREATE ON SCHEMA public TO {role}", "REVOKE CREATE ON SCHEMA public FROM {role}", MAKES),
    ("GRANT CREATE ON DATABASE {base} TO {role}", "REVOKE CREATE ON DATABASE {base} FROM {role}", MAKES),
)
"""What makes a role unfit, how it is mended, and what is said of it."""


async def test_a_role_that_the_guards_cannot_hold_is_refused(own: Own) -> None:
    """S40: whichever of the three it is."""
    await migrate(own.owner_url, own.runtime, worker=own.worker, reader=own.reader)
    addresses = {own.runtime: own.runtime_url, own.worker: own.worker_url, own.reader: own.reader_url}
    for role, address in addresses.items():
        for spoil, mend, said in UNFIT:
            named = {"role": role, "owner": own.owner, "base": own.sql.database}
            await own.sql.execute(spoil.format(**named))
            try:
                with pytest.raises(ClusterUnfit, match=f"The role {role} of SETTING [^.]*{said}.$"):
                    await check_role(address, "SETTING", own.runtime)
            finally:
                await own.sql.execute(mend.format(**named))
        await check_role(address, "SETTING", own.runtime)


async def test_the_owner_is_no_runtime_role(own: Own) -> None:
    await migrate(own.owner_url, own.owner)
    with pytest.raises(ClusterUnfit, match="owns tables: use another than the owner's"):
        await check_role(own.owner_url, "SETTING")


async def test_a_worker_may_not_become_who_serves_requests(own: Own) -> None:
    """S40: the rights that its duty does not need would come with it."""
    await migrate(own.owner_url, own.runtime, worker=own.worker, reader=own.reader)
    await own.sql.execute(f"GRANT {own.runtime} TO {own.worker}")
    with pytest.raises(ClusterUnfit, match=f"{own.worker} of SETTING may become {own.runtime}"):
        await check_role(own.worker_url, "SETTING", own.runtime)


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
