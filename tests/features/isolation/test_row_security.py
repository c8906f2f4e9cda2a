"""Straight SQL as the runtime role: the database itself keeps workspaces and people apart."""

import json
from typing import Any, Final

import asyncpg
import pytest

from tests.features.isolation.test_schema import KINDS, of_kind
from tests.support.actors import Person
from tests.support.house import House
from tests.support.sql import Sql
from tradesense.db.base import TableKind

GUARDED: Final = of_kind(TableKind.WORKSPACE)
APPEND_ONLY: Final = {"audit_entries"}
"""Nobody changes these rows, their own neither (S86)."""
OF_PEOPLE: Final = of_kind(TableKind.PERSON)


def whose(table: str) -> str:
    """The column that says whose a row is."""
    if KINDS[table] is TableKind.PERSON:
        return "id" if table == "users" else "user_id"
    return "id" if table == "workspaces" else "workspace_id"


async def home(person: Person) -> str:
    found: str = (await person.get("/auth/me")).json()["workspace_id"]
    return found


@pytest.mark.parametrize("table", GUARDED)
async def test_a_workspaces_rows_are_seen_in_it_and_nowhere_else(
    house: House, stranger: Person, sql: Sql, table: str
) -> None:
    mine = house.ids["workspace_id"]
    there = await sql.value(f"SELECT count(*) FROM {table} WHERE {whose(table)}::text = $1", mine)
    assert there > 0, "the house lacks a row of this table: nothing would be tested"
    async with sql.runtime() as nobody:
        assert await nobody.fetchval(f"SELECT count(*) FROM {table}") == 0
    async with sql.runtime(workspace=mine) as ada:
        assert await ada.fetchval(f"SELECT count(*) FROM {table}") == there
    async with sql.runtime(workspace=await home(stranger)) as bob:
        assert await bob.fetchval(f"SELECT count(*) FROM {table} WHERE {whose(table)}::text = $1", mine) == 0


@pytest.mark.parametrize("table", GUARDED)
async def test_a_row_cannot_be_put_into_another_workspace(house: House, stranger: Person, sql: Sql, table: str) -> None:
    column, other = whose(table), await home(stranger)
    mine = house.ids["workspace_id"]
    row = await sql.value(f"SELECT to_jsonb(t) FROM {table} t WHERE {column}::text = $1 LIMIT 1", mine)
    moved = json.dumps({**json.loads(row), column: other})
    names = ", ".join(await sql.settable_columns(table))
    async with sql.runtime(workspace=mine) as ada:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await ada.execute(
                f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{table}, $1)", moved
            )
    refused = "permission denied" if table in APPEND_ONLY else "row-level security"
    async with sql.runtime(workspace=mine) as ada:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match=refused):
            await ada.execute(f"UPDATE {table} SET {column} = $1::text::uuid", other)


@pytest.mark.parametrize("table", [one for one in GUARDED if one not in APPEND_ONLY])
async def test_another_workspaces_rows_cannot_be_changed_or_taken_away(
    house: House, stranger: Person, sql: Sql, table: str
) -> None:
    before = await sql.picture(house.ids["workspace_id"])
    column, mine = whose(table), house.ids["workspace_id"]
    async with sql.runtime(workspace=await home(stranger)) as bob:
        changed = await bob.execute(f"UPDATE {table} SET {column} = {column} WHERE {column}::text = $1", mine)
        assert changed == "UPDATE 0"
        if table != "workspaces":  # nobody may delete one yet
            assert await bob.execute(f"DELETE FROM {table} WHERE {column}::text = $1", mine) == "DELETE 0"
    assert await sql.picture(house.ids["workspace_id"]) == before


@pytest.mark.parametrize("table", OF_PEOPLE)
async def test_a_persons_rows_are_seen_by_them_alone(house: House, stranger: Person, sql: Sql, table: str) -> None:
    ada, bob = house.person.user["id"], stranger.user["id"]
    assert await sql.value(f"SELECT count(*) FROM {table} WHERE {whose(table)}::text = $1", ada) > 0
    async with sql.runtime() as nobody:
        assert await nobody.fetchval(f"SELECT count(*) FROM {table}") == 0
    async with sql.runtime(user=bob, workspace=house.ids["workspace_id"]) as other:
        seen = {str(row[0]) for row in await other.fetch(f"SELECT {whose(table)} FROM {table}")}
        assert seen == {bob}


async def test_a_member_sees_the_names_of_their_workspaces_and_of_no_other(
    house: House, stranger: Person, sql: Sql
) -> None:
    async with sql.runtime(user=stranger.user["id"]) as bob:
        assert [row[0] for row in await bob.fetch("SELECT name FROM workspaces")] == ["Bob"]
        assert await bob.execute("UPDATE workspaces SET name = 'Mine'") == "UPDATE 0"


async def test_a_setting_that_is_no_id_opens_nothing(sql: Sql, house: House) -> None:
    async with sql.runtime(workspace="", user="") as connection:
        assert await connection.fetchval("SELECT count(*) FROM trades") == 0
        assert await connection.fetchval("SELECT count(*) FROM sessions") == 0
    async with sql.runtime(workspace="' OR true --") as connection:
        with pytest.raises(asyncpg.InvalidTextRepresentationError):
            await connection.fetchval("SELECT count(*) FROM trades")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE trades DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE trades ADD COLUMN mine int",
        "CREATE POLICY all_rows ON trades USING (true)",
        "DROP TABLE trades",
        "TRUNCATE trades",
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE EXTENSION dblink",
        "SET ROLE tradesense_owner",
        "SET SESSION AUTHORIZATION postgres",
        "ALTER ROLE tradesense_app BYPASSRLS",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT rolpassword FROM pg_authid",
        "DELETE FROM users",
        "DELETE FROM workspaces",
        "DELETE FROM sessions",
        "DELETE FROM alembic_version",
    ],
)
async def test_the_runtime_role_may_not(sql: Sql, statement: str) -> None:
    async with sql.runtime() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)


async def test_switching_the_guards_off_is_an_error_and_no_leak(sql: Sql, house: House) -> None:
    async with sql.runtime() as connection:
        await connection.execute("SET LOCAL row_security = off")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("SELECT * FROM trades")


async def test_even_the_owner_sees_no_workspaces_rows(sql: Sql, house: House) -> None:
    async with sql.owner() as owner:
        assert await owner.fetchval("SELECT count(*) FROM trades") == 0
        assert await owner.fetchval("SELECT count(*) FROM annotations") == 0


async def test_the_look_ups_answer_their_one_question(sql: Sql, house: House, stranger: Person) -> None:
    async with sql.runtime() as connection:
        found: Any = await connection.fetchrow("SELECT * FROM app_credentials($1)", house.person.email)
        assert str(found["user_id"]) == house.person.user["id"]
        assert await connection.fetchrow("SELECT * FROM app_credentials('nobody@example.org')") is None
    async with sql.worker() as connection:
        ids = {str(row[0]) for row in await connection.fetch("SELECT * FROM app_workspaces()")}
        assert house.ids["workspace_id"] in ids
    session = await sql.value("SELECT id FROM sessions WHERE user_id::text = $1", stranger.user["id"])
    async with sql.runtime() as connection:
        # Bob's session does not open Ada's workspace.
        entered: Any = await connection.fetchrow(
            "SELECT * FROM app_enter($1, $2::text::uuid, now())", session, house.ids["workspace_id"]
        )
        assert (str(entered["user_id"]), entered["workspace_id"]) == (stranger.user["id"], None)
        assert await connection.fetchval("SELECT count(*) FROM trades") == 0
