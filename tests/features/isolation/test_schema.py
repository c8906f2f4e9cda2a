"""What the database itself promises about every table, read from its catalogue."""

from typing import Any, Final

import pytest

from tests.support.sql import Sql
from tradesense.db import tables  # noqa: F401  (registers every table)
from tradesense.db.base import Base, TableKind
from tradesense.db.cluster import ROLES

KINDS: Final = {mapper.class_.__tablename__: mapper.class_.table_kind for mapper in Base.registry.mappers}
NOT_OURS: Final = {"alembic_version", "pgqueuer", "pgqueuer_log", "pgqueuer_schedules", "pgqueuer_statistics"}
"""The migrations' own, and the job queue's: ids only, of no workspace."""
STATISTICS: Final = {("imports", "confidence")}
"""Columns that may be floating point: they are no amounts."""
LOOK_UPS: Final = {
    *("app_credentials", "app_enter", "app_enter_by_key", "app_enter_by_share", "app_identity_owner"),
    *(
        "app_invitation",
        "app_key_owner",
        "app_members",
        "app_passkey_owner",
        "app_purge_workspace",
        "app_refresh_owner",
    ),
    "app_workspaces",
    *(
        "app_company",
        "app_own_invitations",
        "app_people_over",
        "app_erase_person",
        "app_exports_over",
        "app_forget_sessions",
    ),
}
"""Functions that may see past row-level security, each for one narrow question (decision 19)."""


def of_kind(*kinds: TableKind) -> list[str]:
    return sorted(name for name, kind in KINDS.items() if kind in kinds)


async def test_every_table_says_whose_rows_it_holds(sql: Sql) -> None:
    found = {row[0] for row in await sql.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert found == set(KINDS) | NOT_OURS
    assert set(KINDS.values()) == set(TableKind)


@pytest.mark.parametrize("table", of_kind(TableKind.WORKSPACE, TableKind.PERSON))
async def test_rows_of_somebody_are_guarded_for_everybody_the_owner_included(sql: Sql, table: str) -> None:
    row = (await sql.fetch("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = $1", table))[0]
    assert tuple(row) == (True, True)
    policies = await sql.fetch("SELECT * FROM pg_policies WHERE tablename = $1 ORDER BY policyname", table)
    setting = "app.user_id" if KINDS[table] is TableKind.PERSON else "app.workspace_id"
    own = next(policy for policy in policies if policy["policyname"] == "own_rows")
    assert own["roles"] == ["public"]
    assert own["cmd"] == "ALL"
    assert setting in own["qual"]
    # An empty setting, which a pooled connection has after a transaction, matches no row (security.md).
    assert "NULLIF(current_setting" in own["qual"]
    assert own["qual"] == own["with_check"]
    # Whatever else there is only lets rows be read.
    assert {policy["cmd"] for policy in policies if policy["policyname"] != "own_rows"} <= {"SELECT"}


@pytest.mark.parametrize("table", [name for name in of_kind(TableKind.WORKSPACE) if name != "workspaces"])
async def test_a_workspaces_keys_begin_with_the_workspace(sql: Sql, table: str) -> None:
    for name, kind, columns, target in await constraints(sql, table):
        if kind in {"p", "u"} or KINDS[target] is TableKind.WORKSPACE:
            assert columns[0] == "workspace_id", name
    unique = await sql.fetch(
        "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
        " WHERE i.indisunique AND i.indrelid = $1::regclass",
        table,
    )
    assert [row[0] for row in unique if row[1] != "workspace_id"] == []


async def constraints(sql: Sql, table: str) -> list[Any]:
    """Name, type, columns in their order, table referred to."""
    return await sql.fetch(
        """
        SELECT c.conname, c.contype::text, array_agg(a.attname::text ORDER BY k.place), c.confrelid::regclass::text
        FROM pg_constraint c, unnest(c.conkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute a ON a.attnum = k.number
        WHERE c.conrelid = $1::regclass AND a.attrelid = c.conrelid AND c.contype IN ('p', 'u', 'f')
        GROUP BY c.oid ORDER BY 1
        """,
        table,
    )


async def test_every_reference_says_what_happens_when_its_target_goes_and_finds_its_rows_by_an_index(sql: Sql) -> None:
    rows = await sql.fetch(
        """
        SELECT c.conname, c.confdeltype::text, EXISTS (
            SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indpred IS NULL
                AND (string_to_array(i.indkey::text, ' ')::int2[])[:cardinality(c.conkey)] @> c.conkey
        ) AS is_indexed
        FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
        """
    )
    assert len(rows) > 20
    # c: the rows go too; n: the reference is emptied.
    assert [row["conname"] for row in rows if row["confdeltype"] not in {"c", "n"}] == []
    assert [row["conname"] for row in rows if not row["is_indexed"]] == []


async def test_every_column_named_as_a_reference_is_one(sql: Sql) -> None:
    columns = await sql.fetch(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND column_name LIKE '%\\_id' AND data_type = 'uuid'"
    )
    referring = set()
    for table in KINDS:
        for _, kind, names, _ in await constraints(sql, table):
            if kind == "f":
                referring |= {(table, name) for name in names}
    # A deleted trade is named after it is gone; a membership's and an announcement's workspace are references.
    exempt = {("deleted_trades", "trade_id"), ("pgqueuer", "queue_manager_id")}
    assert {tuple(row) for row in columns} - referring == exempt


async def test_every_instant_knows_its_zone(sql: Sql) -> None:
    rows = await sql.fetch(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type LIKE 'timestamp%'"
    )
    assert len(rows) > 20
    assert [tuple(row) for row in rows if row[2] != "timestamp with time zone"] == []
    named_as_one = await sql.fetch(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND column_name ~ '_(at|until)$' AND data_type <> 'timestamp with time zone'"
    )
    assert [tuple(row) for row in named_as_one] == []


async def test_no_amount_is_binary_floating_point_and_none_is_rounded_when_stored(sql: Sql) -> None:
    rows = await sql.fetch(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND data_type IN ('real', 'double precision', 'money')"
    )
    assert {tuple(row) for row in rows} == STATISTICS
    rounding = await sql.fetch(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND data_type = 'numeric' AND numeric_scale IS NOT NULL"
    )
    assert [tuple(row) for row in rounding] == []


async def test_only_the_look_ups_see_past_the_guards_and_each_fixes_where_it_looks(sql: Sql) -> None:
    rows = await sql.fetch(
        "SELECT proname, prosecdef, proconfig, has_function_privilege('public', oid, 'EXECUTE') AS for_all"
        " FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
    )
    assert {row["proname"] for row in rows} == LOOK_UPS
    assert all(row["proconfig"] == ["search_path=public"] for row in rows)
    assert not any(row["for_all"] for row in rows)


async def test_there_are_no_views_through_which_rows_could_be_seen(sql: Sql) -> None:
    rows = await sql.fetch(
        "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm', 'f') AND relnamespace = 'public'::regnamespace"
    )
    assert rows == []


async def test_tables_of_no_workspace_have_no_text_of_anybody(sql: Sql) -> None:
    rows = await sql.fetch(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY($1)"
        " ORDER BY 1",
        of_kind(TableKind.SYSTEM),
    )
    assert {row[0] for row in rows} == {
        # Of the audit log's system chain: ids, names of actions, an address; and of all chains how far they came.
        "action", "address", "at", "chain", "changes", "hash", "key", "noun", "object", "of", "person", "prev", "reason",
        "request", "result", "seq",
        "blocked_until", "created_at", "expires_at", "failures", "first_failed_at", "id", "key_hash", "payload",
        "purpose", "sealed", "sealed_key", "topic", "user_id", "workspace_id",
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
async def test_no_role_owns_anything_or_can_become_another(sql: Sql, role: str) -> None:
    row = (await sql.fetch("SELECT * FROM pg_roles WHERE rolname = $1", role))[0]
    powers = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication")
    assert [name for name in powers if row[name]] == []
    assert await sql.value("SELECT count(*) FROM pg_class WHERE relowner = $1::text::regrole", role) == 0
    assert await sql.value("SELECT count(*) FROM pg_auth_members WHERE member = $1::text::regrole", role) == 0
