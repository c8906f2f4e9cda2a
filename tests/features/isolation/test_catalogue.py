"""S40, S41 and S45 for whatever table, role or function there will be: read from the catalogue, or looped over it.

Beside test_schema.py, these are security.md's twelve assertions and its measured holes.
"""

import re
from typing import Final

import asyncpg
import pytest

from tests.architecture.places import ROOT, SOURCE
from tests.features.isolation.test_schema import KINDS, LOOK_UPS, NOT_OURS, of_kind
from tests.support.house import House
from tests.support.sql import Sql
from tradesense.db.base import TableKind
from tradesense.db.cluster import OWNER_ROLE, READER_ROLE, ROLES, RUNTIME_ROLE

GUARDED: Final = of_kind(TableKind.WORKSPACE, TableKind.PERSON)
OUTWARD: Final = (
    *("pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_stat_file", "lo_import", "lo_export"),
    *("pg_reload_conf", "pg_rotate_logfile", "pg_switch_wal", "pg_create_restore_point"),
)
"""Functions that lead out of the database, or stop it."""
SHOWN: Final = {"workspaces": {"members"}, "memberships": {"own_memberships"}}
"""Policies that show people more than the workspace that they act in; none lets them write there."""


async def test_every_table_that_names_a_workspace_is_guarded(sql: Sql) -> None:
    """A new table cannot be forgotten: what counts is the column, not that somebody registered it."""
    rows = await sql.fetch(
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AS guarded FROM pg_class c"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
    )
    assert len(rows) > 25
    system = set(of_kind(TableKind.SYSTEM))
    assert {row["relname"] for row in rows if not row["guarded"]} <= system
    # No table is a part or a child of another: its rows could be seen through that one.
    assert await sql.value("SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                           " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')") == 0  # fmt: skip


async def test_every_guard_lets_the_same_be_written_as_be_seen(sql: Sql) -> None:
    rows = await sql.fetch("SELECT * FROM pg_policies WHERE schemaname = 'public'")
    assert {row["tablename"] for row in rows} == set(GUARDED)
    assert {row["permissive"] for row in rows} == {"PERMISSIVE"}
    for row in rows:
        if row["cmd"] != "SELECT":
            assert row["qual"] == row["with_check"], row["tablename"]
        else:
            # To whom more is shown: to the owner's look-ups, and to people their own seats and the names of where.
            assert row["roles"] == [OWNER_ROLE] or row["policyname"] in SHOWN[row["tablename"]], row["policyname"]
        assert "current_setting" in row["qual"] or row["roles"] == [OWNER_ROLE]


async def test_no_constraint_of_a_workspaces_table_could_tell_of_anothers_rows(sql: Sql) -> None:
    """Unique and exclusion constraints begin with the workspace; so do references between such tables, both ends."""
    tables = [one for one in of_kind(TableKind.WORKSPACE) if one != "workspaces"]
    rows = await sql.fetch(
        """
        SELECT c.conname, c.contype::text AS kind, c.confrelid::regclass::text AS target,
            (SELECT attname FROM pg_attribute WHERE attrelid = c.conrelid AND attnum = c.conkey[1]) AS first,
            (SELECT attname FROM pg_attribute WHERE attrelid = c.confrelid AND attnum = c.confkey[1]) AS to_first
        FROM pg_constraint c WHERE c.conrelid::regclass::text = ANY($1) AND c.contype IN ('p', 'u', 'x', 'f')
        """,
        tables,
    )
    assert len(rows) > 60
    assert [row["conname"] for row in rows if row["kind"] in "pux" and row["first"] != "workspace_id"] == []
    between = [row for row in rows if row["kind"] == "f" and KINDS[row["target"]] is TableKind.WORKSPACE]
    assert [row["conname"] for row in between if row["first"] != "workspace_id"] == []
    ends = {"workspaces": "id"}
    assert [row["conname"] for row in between if row["to_first"] != ends.get(row["target"], "workspace_id")] == []


async def test_no_role_of_ours_can_bypass_the_guards(sql: Sql) -> None:
    """Whichever are added: serving, working, reading or owning."""
    rows = await sql.fetch("SELECT * FROM pg_roles WHERE rolname LIKE 'tradesense%'")
    assert {row["rolname"] for row in rows} >= {OWNER_ROLE, *ROLES}
    assert [row["rolname"] for row in rows if row["rolsuper"] or row["rolbypassrls"] or row["rolreplication"]] == []
    # And none has been let into a role that reads or writes everything, files and programs included.
    rows = await sql.fetch(
        "SELECT r.rolname, g.rolname FROM pg_roles r, pg_roles g WHERE r.rolname LIKE 'tradesense%'"
        " AND g.rolname <> r.rolname AND pg_has_role(r.rolname, g.oid, 'MEMBER')"
    )
    # Whoever owns a database is that to it, and nobody else is.
    assert [tuple(row) for row in rows] == [(OWNER_ROLE, "pg_database_owner")]


@pytest.mark.parametrize("role", ROLES)
async def test_no_role_has_more_than_rows(sql: Sql, role: str) -> None:
    """Which of them, to do what: test_roles.py."""
    rows = await sql.fetch(
        "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants"
        " WHERE table_schema = 'public' AND grantee <> $1",
        OWNER_ROLE,
    )
    ours = [row for row in rows if row["table_name"] not in NOT_OURS and not row["table_name"].startswith("pg_stat")]
    assert {row["grantee"] for row in ours} == set(ROLES)
    assert {row["privilege_type"] for row in ours} == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    beyond = await sql.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND has_table_privilege($1, oid, 'TRUNCATE, REFERENCES, TRIGGER')",
        role,
    )
    assert [row[0] for row in beyond] == []
    assert await sql.value("SELECT has_schema_privilege($1, 'public', 'CREATE')", role) is False
    assert await sql.value("SELECT has_database_privilege($1, current_database(), 'CREATE')", role) is False


@pytest.mark.parametrize("role", ROLES)
async def test_no_function_leads_a_role_out_of_the_database(sql: Sql, role: str) -> None:
    rows = await sql.fetch(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE proname = ANY($1)"
        " AND has_function_privilege($2, oid, 'EXECUTE')",
        list(OUTWARD),
        role,
    )
    assert [row[0] for row in rows] == []
    untrusted = await sql.fetch(
        "SELECT lanname FROM pg_language WHERE NOT lanpltrusted AND lanname NOT IN ('internal', 'c')"
    )
    assert untrusted == []


@pytest.mark.parametrize(
    "statement",
    [
        "COPY trades TO '/tmp/trades.csv'",
        "COPY trades FROM '/etc/passwd'",
        "COPY trades FROM PROGRAM 'id'",
        "SELECT pg_ls_dir('.')",
        "SELECT lo_import('/etc/passwd')",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE VIEW mine AS SELECT * FROM trades",
        "CREATE TRIGGER mine AFTER INSERT ON trades EXECUTE FUNCTION pg_notify()",
        "ALTER POLICY own_rows ON trades USING (true)",
        "ALTER TABLE trades NO FORCE ROW LEVEL SECURITY",
        "SET session_replication_role = 'replica'",
        "CREATE ROLE mine SUPERUSER",
        "COMMENT ON TABLE trades IS 'mine'",
    ],
)
async def test_no_role_may_do_that_either(sql: Sql, statement: str) -> None:
    """S45, beyond what test_row_security.py tries."""
    for role in ROLES:
        async with sql.as_role(role) as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)


@pytest.mark.parametrize("role", ROLES)
async def test_no_role_has_anything_to_give(sql: Sql, role: str) -> None:
    """Told as a warning: nothing is granted."""
    async with sql.as_role(role) as connection:
        await connection.execute("GRANT SELECT ON trades TO PUBLIC")
        assert await connection.fetchval("SELECT has_table_privilege('public', 'trades', 'SELECT')") is False


async def test_every_table_is_empty_to_whoever_says_nothing_and_an_error_with_the_guards_off(
    sql: Sql, house: House
) -> None:
    """S41, each table: the house has a row in all of them."""
    for role in (RUNTIME_ROLE, READER_ROLE):  # the worker's, where it may look at all: test_roles.py
        async with sql.as_role(role) as connection:
            for table in GUARDED:
                assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0, table
            await connection.execute("SET LOCAL row_security = off")
            for table in GUARDED:
                with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
                    async with connection.transaction():
                        await connection.fetch(f"SELECT count(*) FROM {table}")
    assert house.ids


@pytest.mark.parametrize("role", ROLES)
async def test_what_is_known_of_columns_tells_no_role_of_rows(sql: Sql, house: House, role: str) -> None:
    """Statistics hold values of everybody: of guarded tables they are hidden, from whoever the guards hold."""
    await sql.execute("ANALYZE trades")
    assert await sql.value("SELECT count(*) FROM pg_stats WHERE tablename = 'trades'") > 0
    async with sql.as_role(role, workspace=house.ids["workspace_id"]) as connection:
        seen = await connection.fetch("SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'public'")
    assert {row[0] for row in seen} & set(GUARDED) == set()


async def test_no_function_of_ours_is_trusted_with_rows_before_the_guards(sql: Sql) -> None:
    """A leakproof function may be called with rows that its caller will not see."""
    rows = await sql.fetch("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proleakproof")
    assert rows == []


async def test_each_look_up_asks_for_what_is_looked_up(sql: Sql) -> None:
    """S40: past the guards goes one narrow question each. But for the list of ids that the checks visit one by one,
    each takes what only who may ask can know, or answers for the one workspace or person of the transaction."""
    rows = await sql.fetch(
        "SELECT proname, pronargs, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
    )
    assert {row["proname"] for row in rows} == LOOK_UPS
    open_to_all = {row["proname"] for row in rows if not row["pronargs"] and "current_setting" not in row["prosrc"]}
    assert open_to_all == {"app_workspaces"}
    assert [row["proname"] for row in rows if re.search(r"\bEXECUTE\b", row["prosrc"])] == []


async def test_settings_last_for_one_transaction_wherever_they_are_made(sql: Sql) -> None:
    """Only `SET LOCAL` and set_config(…, true); and no lock of a session's, which a pool would hand on."""
    sources = {row["proname"]: row["prosrc"] for row in await sql.fetch(
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )}  # fmt: skip
    sources |= {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    settings, faults = 0, []
    for name, source in sources.items():
        for said in re.finditer(r"set_config\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", source):
            settings += 1
            if not re.search(r",\s*true\)$", said[0]):
                faults.append((name, said[0]))
        faults += [
            (name, said[0]) for said in re.finditer(r"[\"'](?:SET (?!LOCAL|NULL)\w+ |SET SESSION|RESET )", source)
        ]
        faults += [(name, said[0]) for said in re.finditer(r"pg_(?:try_)?advisory_lock\w*\(", source)]
    assert settings >= 6
    assert faults == []
