"""The way from an empty database to the schema, step by step, and back."""

import ast
import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

import tradesense.db.tables  # noqa: F401  (registers every table)
from tests.support.server import drop_database, url
from tests.support.sql import Sql
from tradesense.db.base import Base
from tradesense.db.cluster import (
    OWNER_ROLE,
    READER_ROLE,
    RUNTIME_ROLE,
    WORKER_ROLE,
    alembic_config,
    migrate,
    migration_sql,
)
from tradesense.db.session import async_engine

QUEUE = "pgqueuer"
"""The job library's tables are its own affair."""


def scripts() -> list[Script]:
    """Oldest first."""
    return list(ScriptDirectory.from_config(alembic_config()).walk_revisions())[::-1]


REVISIONS = [script.revision for script in scripts()]
DAYS_OF_SEVERAL = "20261124_0040"
MOVES_ROWS_ONLY = {DAYS_OF_SEVERAL}
"""Steps that leave the schema as it is: each has a test of its own."""


@pytest.fixture
async def empty(worker_id: str) -> AsyncIterator[Sql]:
    name = f"tradesense_migrations_{worker_id}"
    connection = await asyncpg.connect(url("postgres", "postgres"))
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{name}" OWNER {OWNER_ROLE}')
    finally:
        await connection.close()
    yield Sql(name)
    await drop_database(name)


async def to(sql: Sql, revision: str) -> None:
    await migrate(url(OWNER_ROLE, sql.database), RUNTIME_ROLE, revision, worker=WORKER_ROLE, reader=READER_ROLE)


# As text: with names' own type, which all parts would take, what functions do would end at the 63rd letter.
SHAPE = """
    SELECT 'column', table_name::text, column_name::text, data_type::text, is_nullable::text, column_default::text,
        generation_expression::text  -- as names, all that follow would be cut at 63 letters
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT 'index', tablename, indexname, indexdef, '', '', '' FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', '' FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'policy', tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies
    UNION ALL
    SELECT 'guarded', relname, relrowsecurity::text, relforcerowsecurity::text, '', '', '' FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    UNION ALL
    SELECT 'privilege', table_name, grantee, privilege_type, '', '', '' FROM information_schema.role_table_grants
    WHERE table_schema = 'public'
    UNION ALL
    SELECT 'privilege', attrelid::regclass::text, attname, (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(attacl) x),
        '', '', ''
    FROM pg_attribute WHERE attacl IS NOT NULL AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    UNION ALL
    SELECT 'function', proname, regexp_replace(pg_get_functiondef(oid), '\\s+', ' ', 'g'), proacl::text, '', '', '' FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', '', '' FROM pg_trigger
    WHERE NOT tgisinternal
    UNION ALL
    SELECT 'type', typname, typtype::text, '', '', '', '' FROM pg_type
    WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
"""


async def shape(sql: Sql) -> set[tuple[Any, ...]]:
    """Everything the schema consists of, apart from the note of its revision."""
    rows = {tuple(row) for row in await sql.fetch(SHAPE)}
    return {row for row in rows if "alembic_version" not in row[1]}


def test_one_step_follows_the_other() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [REVISIONS[-1]]
    assert [script.down_revision for script in scripts()] == [None, *REVISIONS[:-1]]
    assert [Path(script.path).name.startswith(f"{script.revision}_") for script in scripts()] == [True] * len(REVISIONS)
    assert sorted(REVISIONS) == REVISIONS


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.revision)
def test_every_step_says_why_what_it_locks_and_how_it_is_undone(script: Script) -> None:
    said = ast.get_docstring(ast.parse(Path(script.path).read_text())) or ""
    assert [word for word in ("Why:", "Locks:", "Undo:") if word not in said] == []
    body = Path(script.path).read_text()
    assert "def downgrade() -> None:\n    pass" not in body
    assert "lock_timeout" in body
    assert "statement_timeout" in body


async def test_every_step_can_be_taken_back_and_taken_again(empty: Sql) -> None:
    for number, revision in enumerate(REVISIONS):
        before = await shape(empty)
        await to(empty, revision)
        there = await shape(empty)
        assert (there != before) != (revision in MOVES_ROWS_ONLY)
        await to(empty, "-1" if number else "base")
        assert await shape(empty) == before
        await to(empty, revision)
        assert await shape(empty) == there


TRADES = """
    SET LOCAL session_replication_role = replica;  -- trades alone, without what they are made of
    INSERT INTO trades (workspace_id, id, position_id, account_id, opening_id, symbol, underlying, asset_class, currency,
        direction, opened_at, opened_on, closed_at, closed_on, opening_quantity, entry_quantity, entry_notional,
        entry_price, exit_quantity, exit_notional, gross, fees, net, fees_known, base_gross, base_fees, base_net,
        executions, entries, times_known, exit_days, changed_in)
    SELECT w.id, s.id::uuid, w.id, w.id, w.id, s.symbol, '', 'equity', 'USD', 1, '2026-01-05', '2026-01-05',
        s.closed_on::timestamptz, s.closed_on::date, 2, 2, 20, 10, 2, 23, s.gross, 1, s.gross - 1, true, s.gross, 1,
        s.gross - 1, 2, 1, true, s.days, 1
    FROM (VALUES ('00000000-0000-7000-8000-000000000000'::uuid)) w (id), (VALUES
        ('00000000-0000-7000-8000-000000000001', 'ONE', '2026-01-06', 3, 1),
        ('00000000-0000-7000-8000-000000000002', 'TWO', '2026-01-07', 4, 2),
        ('00000000-0000-7000-8000-000000000003', 'PART', NULL, 5, 1)) s (id, symbol, closed_on, gross, days);
    INSERT INTO trade_days (workspace_id, trade_id, day, gross, fees, base_gross, base_fees)
    SELECT workspace_id, id, d.day::date, d.gross, d.fees, d.gross, d.fees FROM trades JOIN (VALUES
        ('ONE', '2026-01-06', 3, 1), ('TWO', '2026-01-06', 1, 0.5), ('TWO', '2026-01-07', 3, 0.5),
        ('PART', '2026-01-06', 5, 1)) d (symbol, day, gross, fees) USING (symbol)
"""
DAYS = "SELECT t.symbol, d::text FROM trade_days d JOIN trades t ON t.id = d.trade_id ORDER BY t.symbol, d.day"


async def test_days_of_trades_that_have_one_go_and_come_back(empty: Sql) -> None:
    await to(empty, REVISIONS[REVISIONS.index(DAYS_OF_SEVERAL) - 1])
    await empty.execute(TRADES)
    before = await empty.fetch(DAYS)
    assert [row[0] for row in before] == ["ONE", "PART", "TWO", "TWO"]
    await to(empty, DAYS_OF_SEVERAL)
    assert await empty.fetch(DAYS) == before[1:]
    await to(empty, "-1")
    assert await empty.fetch(DAYS) == before


async def test_all_the_way_back_nothing_is_left(empty: Sql) -> None:
    before = await shape(empty)
    assert before == set()
    await to(empty, "head")
    await to(empty, "base")
    assert await shape(empty) == before


async def test_the_schema_is_what_the_code_says(empty: Sql) -> None:
    await to(empty, "head")
    engine = async_engine(url(OWNER_ROLE, empty.database), poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            assert await connection.run_sync(_drift) == []
    finally:
        await engine.dispose()


def _drift(connection: Connection) -> list[Any]:
    options = {
        "compare_type": True,
        "compare_server_default": True,
        "include_name": lambda name, kind, _: not (kind == "table" and str(name).startswith(QUEUE)),
    }
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


async def test_their_sql_can_be_read_before_and_run_by_hand(empty: Sql) -> None:
    async with empty.owner() as connection:
        await connection.execute(migration_sql(RUNTIME_ROLE, worker=WORKER_ROLE, reader=READER_ROLE))
    by_hand = await shape(empty)
    assert await empty.fetch("SELECT version_num FROM alembic_version") == [(REVISIONS[-1],)]
    async with empty.owner() as connection:
        await connection.execute(migration_sql(RUNTIME_ROLE, f"{REVISIONS[-1]}:base"))
    assert await shape(empty) == set()
    await to(empty, "head")
    assert await shape(empty) == by_hand


def test_the_sql_of_one_step_is_of_that_step_only() -> None:
    before, last = REVISIONS[-2:]
    said = migration_sql("somebody", f"{before}:{last}")
    assert f"SET version_num='{last}'" in said
    assert "CREATE TABLE workspaces" not in said
    assert 'TO "somebody"' in migration_sql("somebody")


async def test_two_that_start_at_once_migrate_once(empty: Sql) -> None:
    await asyncio.gather(*(to(empty, "head") for _ in range(3)))
    assert await empty.fetch("SELECT version_num FROM alembic_version") == [(REVISIONS[-1],)]


async def test_migrating_what_is_migrated_changes_nothing(empty: Sql) -> None:
    await to(empty, "head")
    before = await shape(empty)
    await to(empty, "head")
    assert await shape(empty) == before


async def test_a_step_that_fails_leaves_nothing_of_itself(empty: Sql) -> None:
    """All steps are one transaction: a table in the way of the last one undoes the first."""
    async with empty.owner() as connection:
        await connection.execute("CREATE TABLE pgqueuer (id int)")
    before = await shape(empty)
    with pytest.raises(DBAPIError):
        await to(empty, "head")
    assert await shape(empty) == before


async def test_the_runtime_role_cannot_migrate(empty: Sql) -> None:
    with pytest.raises(DBAPIError):
        await migrate(url(RUNTIME_ROLE, empty.database), RUNTIME_ROLE)
    assert await shape(empty) == set()


async def test_what_the_tests_use_is_what_the_migrations_make(empty: Sql, worker_id: str) -> None:
    """The template that every test's database is copied from, made once, may not lag behind."""
    await to(empty, "head")
    assert await shape(Sql("tradesense_template")) == await shape(empty)
