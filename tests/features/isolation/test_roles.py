"""S40, S41, S45: beside the owner three roles, each with what its duty needs; none of them past the guards.

What each may do is read from the catalogue and compared with the one table that says it (db/privileges), so that a table,
column, sequence or function of tomorrow is in it, or fails here.
"""

from typing import Final

import asyncpg
import pytest
from sqlalchemy import text

from tests.features.isolation.test_row_security import home, whose
from tests.features.isolation.test_schema import KINDS, LOOK_UPS, NOT_OURS, of_kind
from tests.support.actors import Person
from tests.support.house import House
from tests.support.sql import Sql
from tradesense.db.base import TableKind
from tradesense.db.cluster import READER_ROLE, ROLES, RUNTIME_ROLE, WORKER_ROLE
from tradesense.db.privileges import FUNCTIONS, SEQUENCES, TABLES, wanted
from tradesense.db.session import Database
from tradesense.features.privacy.use_cases.rules import About, classified

GUARDED: Final = of_kind(TableKind.WORKSPACE, TableKind.PERSON)
SECRETS_OF_JOBS: Final = {
    # Mail has links in it; a broker is asked with its customer's key. Both are sealed, and opened where they are used.
    *(("one_time_tokens", column) for column in ("key_hash", "sealed", "sealed_key")),
    *(
        ("broker_connections", column)
        for column in ("credentials", "credentials_key", "broker_session", "broker_session_key")
    ),
}


async def columns_of_tables(sql: Sql) -> dict[str, list[str]]:
    rows = await sql.fetch(
        "SELECT table_name, array_agg(column_name::text) FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name IN (SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')) GROUP BY 1"
    )
    return {row[0]: row[1] for row in rows}


async def test_the_table_of_rights_knows_all_there_is(sql: Sql) -> None:
    assert set(TABLES) == set(KINDS) | NOT_OURS
    assert set(FUNCTIONS) == LOOK_UPS
    named = await sql.fetch(
        "SELECT c.relname FROM pg_class c JOIN pg_depend d ON d.objid = c.oid AND d.deptype = 'a'"
        " WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace"
    )
    assert {row[0] for row in named} | {"pgqueuer_log_id_seq"} == set(SEQUENCES)


async def test_each_role_may_do_what_the_table_of_rights_says_and_nothing_else(sql: Sql) -> None:
    """Asked of the database, column by column: what came by membership, or by everybody's rights, would count too."""
    columns = await columns_of_tables(sql)
    may = {
        tuple(row)
        for row in await sql.fetch(
            "SELECT r.role, c.relname::text, a.attname::text, p.name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid,"
            " unnest($1::text[]) r(role), unnest($2::text[]) p(name) WHERE c.relnamespace = 'public'::regnamespace"
            " AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped"
            " AND has_column_privilege(r.role, c.oid, a.attnum, p.name)",
            list(ROLES),
            ["SELECT", "INSERT", "UPDATE", "REFERENCES"],
        )
    } | {
        (*row, "DELETE")
        for row in await sql.fetch(
            "SELECT r.role, c.relname::text, '' FROM pg_class c, unnest($1::text[]) r(role)"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
            " AND has_table_privilege(r.role, c.oid, 'DELETE')",
            list(ROLES),
        )
    }
    said = set()
    for one in wanted(ROLES, columns):
        if one.kind == "TABLE":
            parts = [one.column] if one.column or one.privilege == "DELETE" else columns[one.name]
            said |= {(one.role, one.name, part, one.privilege) for part in parts}
    assert len(said) > 1_000
    assert may - said == set()
    assert said - may == set()


async def test_no_role_but_those_whose_duty_it_is_calls_a_look_up(sql: Sql) -> None:
    rows = await sql.fetch(
        "SELECT p.proname, r.role FROM pg_proc p, unnest($1::text[]) r(role)"
        " WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND has_function_privilege(r.role, p.oid, 'EXECUTE')",
        list(ROLES),
    )
    assert {tuple(row) for row in rows} == {(one.name, one.role) for one in wanted(ROLES, {}) if one.kind == "FUNCTION"}


async def test_temporary_tables_are_made_by_those_who_stage_rows_in_them(sql: Sql) -> None:
    able = [
        role
        for role in ROLES
        if await sql.value("SELECT has_database_privilege($1, current_database(), 'TEMPORARY')", role)
    ]
    assert able == [RUNTIME_ROLE, WORKER_ROLE]


async def test_what_opens_something_is_readable_by_whoever_has_to_compare_it_alone(sql: Sql) -> None:
    """By the privacy rules' word for it: hashes, seeds, keys, sealed contents. The reader sees none of them, the worker
    those of its own jobs."""
    secret = {
        (table, column)
        for table, columns in (await columns_of_tables(sql)).items()
        for column, about in classified(table, frozenset(columns)).items()
        if about is About.SECRET
    }
    assert len(secret) > 15
    seen: dict[str, set[tuple[str, str]]] = {}
    for role in (WORKER_ROLE, READER_ROLE):
        statement = "SELECT has_column_privilege($1, $2, $3, 'SELECT')"
        seen[role] = {(table, column) for table, column in secret if await sql.value(statement, role, table, column)}
    assert seen == {WORKER_ROLE: SECRETS_OF_JOBS, READER_ROLE: set()}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM sessions",
        "UPDATE sessions SET ended_at = NULL",
        "INSERT INTO sessions (id, user_id) VALUES (gen_random_uuid(), gen_random_uuid())",
        "SELECT count(*) FROM refresh_tokens",
        "SELECT email FROM users",
        "SELECT password_hash FROM users",
        "UPDATE users SET password_hash = 'mine'",
        "SELECT seed FROM totp_factors",
        "SELECT code_hash FROM recovery_codes",
        "SELECT credential FROM passkeys",
        "SELECT subject FROM linked_identities",
        "SELECT secret_hash FROM api_keys",
        "SELECT * FROM api_keys",
        "INSERT INTO api_keys (workspace_id) VALUES (gen_random_uuid())",
        "SELECT token_hash FROM shares",
        "SELECT email FROM invitations",
        "SELECT body FROM idempotency_keys",
        "SELECT * FROM audit_entries",
        "UPDATE audit_entries SET address = ''",
        "DELETE FROM audit_entries",
        "INSERT INTO memberships (workspace_id, user_id, role) VALUES (gen_random_uuid(), gen_random_uuid(), 'owner')",
        "UPDATE memberships SET user_id = gen_random_uuid()",
        "INSERT INTO one_time_tokens (key_hash) VALUES ('\\x00')",
        "SELECT * FROM app_credentials('ada@example.org')",
        "SELECT * FROM app_enter(gen_random_uuid(), NULL, now())",
        "SELECT * FROM app_refresh_owner('\\x00')",
        "SELECT * FROM app_members()",
        "DELETE FROM workspaces",
    ],
)
async def test_a_worker_comes_by_no_session_and_by_nobodys_credentials(sql: Sql, house: House, statement: str) -> None:
    """S40: it works in the workspace, for its owner, and is refused by the database all the same."""
    async with sql.worker(workspace=house.ids["workspace_id"], user=house.person.user["id"]) as worker:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
            await worker.execute(statement)


async def test_a_reader_writes_nothing(sql: Sql, house: House, reading: Database) -> None:
    """S40: by the rights of its role, and by its transactions."""
    mine = {"workspace": house.ids["workspace_id"], "user": house.person.user["id"]}
    async with sql.reader(**mine) as reader:
        assert await reader.fetchval("SHOW transaction_read_only") == "off"
        for table, columns in (await columns_of_tables(sql)).items():
            for statement in (
                f"INSERT INTO {table} DEFAULT VALUES",
                f"UPDATE {table} SET {columns[0]} = DEFAULT",
                f"DELETE FROM {table}",
                f"TRUNCATE {table}",
            ):
                await refused(reader, statement)
        for statement in (
            "CREATE TEMPORARY TABLE mine (id int)",
            "SELECT app_erase_person(gen_random_uuid(), now())",
            "SELECT app_purge_workspace(gen_random_uuid(), now())",
            "SELECT nextval('pgqueuer_id_seq')",
            "SELECT id FROM accounts FOR UPDATE",
            "SELECT payload FROM pgqueuer",
            "SELECT payload FROM outbox",
        ):
            await refused(reader, statement)
    async with reading.session() as session:
        assert await session.scalar(text("SHOW transaction_read_only")) == "on"


async def refused(connection: "asyncpg.Connection[asyncpg.Record]", statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with connection.transaction():
            await connection.execute(statement)


async def test_a_request_can_neither_list_workspaces_nor_take_what_is_a_workers(sql: Sql, house: House) -> None:
    """S40: what only jobs need, the role that serves requests has not."""
    async with sql.runtime(workspace=house.ids["workspace_id"], user=house.person.user["id"]) as runtime:
        for statement in (
            "SELECT * FROM app_workspaces()",
            "SELECT app_erase_person(gen_random_uuid(), 'infinity')",
            "SELECT app_purge_workspace(gen_random_uuid(), 'infinity')",
            "SELECT app_forget_sessions('infinity')",
            "SELECT * FROM app_own_invitations()",
            "SELECT payload FROM pgqueuer",
            "DELETE FROM pgqueuer",
            "UPDATE pgqueuer SET payload = ''",
            "SELECT payload FROM outbox",
            "DELETE FROM outbox",
        ):
            await refused(runtime, statement)


@pytest.mark.parametrize("role", ROLES)
async def test_every_role_sees_a_workspaces_rows_in_it_and_nowhere_else(
    sql: Sql, house: House, stranger: Person, role: str
) -> None:
    """S40, S41: each table that the role may read at all, for Ada in hers, for Bob in his, for nobody."""
    there = {
        table: await sql.value(
            f"SELECT count(*) FROM {table} WHERE {whose(table)}::text = $1",
            house.person.user["id"] if KINDS[table] is TableKind.PERSON else house.ids["workspace_id"],
        )
        for table in GUARDED
    }
    assert all(there.values()), "the house lacks a row of a table: nothing would be tested"
    ada = {"workspace": house.ids["workspace_id"], "user": house.person.user["id"]}
    bob = {"workspace": await home(stranger), "user": stranger.user["id"]}
    readable = [
        one for one in GUARDED if await sql.value("SELECT has_any_column_privilege($1, $2, 'SELECT')", role, one)
    ]
    assert len(readable) >= {RUNTIME_ROLE: len(GUARDED), WORKER_ROLE: 30, READER_ROLE: len(GUARDED)}[role]
    async with sql.as_role(role) as nobody, sql.as_role(role, **ada) as hers, sql.as_role(role, **bob) as his:
        for table in readable:
            count = f"SELECT count(*) FROM {table}"
            assert await nobody.fetchval(count) == 0, table
            seen = await hers.fetchval(count)
            # People are shown their seats, and where they are, in workspaces other than the present one, too.
            assert seen == there[table] or (table in {"workspaces", "memberships"} and seen >= there[table]), table
            assert await his.fetchval(count) <= await sql.value(count) - there[table], table


@pytest.mark.parametrize("role", [RUNTIME_ROLE, WORKER_ROLE])
async def test_no_role_puts_a_row_into_another_workspace(sql: Sql, house: House, stranger: Person, role: str) -> None:
    """S40: the guards that hold the runtime role hold the worker's; the reader writes nowhere."""
    other = await home(stranger)
    async with sql.as_role(role, workspace=house.ids["workspace_id"], user=house.person.user["id"]) as connection:
        for table in ("trades", "accounts", "imports", "broker_sync_runs"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
                async with connection.transaction():
                    await connection.execute(f"UPDATE {table} SET workspace_id = $1::text::uuid", other)
            changed = await connection.execute(
                f"UPDATE {table} SET workspace_id = workspace_id WHERE workspace_id = $1::text::uuid", other
            )
            assert changed == "UPDATE 0"
