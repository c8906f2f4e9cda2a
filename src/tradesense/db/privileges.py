"""Which role may do what: one table, which `migrate` brings about at every start and the catalogue's tests read.

Three roles work beside the owner, who migrates: the runtime role serves requests, the worker does jobs, the reader only
looks (decision 0020). Row-level security holds all of them alike; this says how little of it each can reach.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from tradesense.db import tables  # noqa: F401  (registers every table)
from tradesense.db.base import Base


class Roles(NamedTuple):
    """The names of the three. The same name twice has the rights of both."""

    runtime: str
    worker: str
    reader: str


class Rights(NamedTuple):
    """What each of them may do, in SQL's words: `UPDATE(role,revision)` in these columns only, `SELECT(-secret_hash)`
    in all but these."""

    runtime: str = ""
    worker: str = ""
    reader: str = ""


class Right(NamedTuple):
    """One entry of the catalogue. `kind`: TABLE, SEQUENCE or FUNCTION; `column`: '' for all of it."""

    kind: str
    name: str
    column: str
    privilege: str
    role: str


ALL: Final = "SELECT INSERT UPDATE DELETE"
APPEND: Final = "SELECT INSERT"
CHANGE: Final = "SELECT INSERT UPDATE"
_LEDGER: Final = (
    *("accounts", "annotations", "cash_event_sources", "cash_events", "contracts", "corporate_action_effects"),
    *("corporate_action_sources", "corporate_actions", "deleted_trades", "execution_sources", "executions"),
    *("exercise_prices", "import_mappings", "import_notes", "imports", "instruments", "lot_picks", "positions"),
    *("rates", "split_sources", "splits", "stated_balances", "stated_positions", "stated_profits", "trade_days"),
    *("trades", "unmatched"),
)
"""What imports fill, archives hold and derivation replaces."""

TABLES: Final[dict[str, Rights]] = {
    **dict.fromkeys(_LEDGER, Rights(ALL, ALL, "SELECT")),
    # Whoever belongs where. Workers end workspaces, and hand them over when their last owner is erased.
    "workspaces": Rights(CHANGE, "SELECT UPDATE", "SELECT"),
    "memberships": Rights(ALL, "SELECT UPDATE(role,role_before,revision)", "SELECT"),
    "invitations": Rights(
        ALL,
        "SELECT(workspace_id,expires_at,accepted_at,revoked_at) UPDATE(revoked_at) DELETE",
        "SELECT(-token_hash)",
    ),
    # What opens something: workers take away what is over, by its dates, and do nothing for a key that was revoked; they
    # never see what it is.
    "api_keys": Rights(
        ALL, "SELECT(workspace_id,id,created_by,expires_at,revoked_at) DELETE", "SELECT(-secret_hash,former_hash)"
    ),
    "shares": Rights(ALL, "SELECT(workspace_id,expires_at) DELETE", "SELECT(-token_hash)"),
    "users": Rights(
        CHANGE, "SELECT(id,disabled_at)", "SELECT(-password_hash)"
    ),  # a job of somebody disabled is not done
    "sessions": Rights(CHANGE, "", "SELECT"),
    "refresh_tokens": Rights(CHANGE, "", "SELECT(-token_hash)"),
    "consents": Rights(ALL, "", "SELECT"),
    "linked_identities": Rights(ALL, "", "SELECT"),
    "totp_factors": Rights(ALL, "", "SELECT(-seed,seed_key)"),
    "recovery_codes": Rights(ALL, "", "SELECT(-code_hash)"),
    "passkeys": Rights(ALL, "", "SELECT(-credential,public_key)"),
    "one_time_tokens": Rights(  # workers mail the links that are in them
        ALL, "SELECT UPDATE(sealed,sealed_key) DELETE", "SELECT(-key_hash,sealed,sealed_key,failures)"
    ),
    "login_throttles": Rights(ALL, "SELECT(first_failed_at) DELETE"),
    "broker_connections": Rights(  # workers open the sealed credentials, to ask the broker
        ALL, "SELECT UPDATE", "SELECT(-credentials,credentials_key,broker_session,broker_session_key)"
    ),
    "broker_sync_runs": Rights(ALL, ALL, "SELECT"),
    "idempotency_keys": Rights(ALL, "SELECT(workspace_id,created_at) DELETE", "SELECT"),
    "uploads": Rights(ALL, "SELECT UPDATE DELETE", "SELECT"),
    "archives": Rights(ALL, "SELECT UPDATE DELETE", "SELECT"),
    "personal_exports": Rights(ALL, "SELECT UPDATE DELETE", "SELECT"),
    # The audit log grows, and nobody changes it; how far each chain has come is its lock (decision 0018).
    "audit_entries": Rights(APPEND, "INSERT", "SELECT"),
    "person_audit_entries": Rights(APPEND, "INSERT", "SELECT"),
    "system_audit_entries": Rights(APPEND, "INSERT", "SELECT"),
    "audit_heads": Rights(CHANGE, CHANGE, "SELECT"),
    # Requests put something in; workers take it out.
    "outbox": Rights("INSERT SELECT(id)", ALL),
    "pgqueuer": Rights("INSERT SELECT(id,entrypoint,priority,dedupe_key)", ALL),
    "pgqueuer_log": Rights("INSERT", ALL),
    "pgqueuer_schedules": Rights("", ALL),
    "pgqueuer_statistics": Rights("", ALL),
    "alembic_version": Rights(),
}

SEQUENCES: Final[dict[str, Rights]] = {
    "pgqueuer_id_seq": Rights("USAGE", "USAGE"),
    "pgqueuer_log_id_seq": Rights("USAGE", "USAGE"),
    "pgqueuer_schedules_id_seq": Rights("", "USAGE"),
    "pgqueuer_statistics_id_seq": Rights("", "USAGE"),
    "system_audit_entries_seq_seq": Rights(),  # entries bring their numbers: nobody draws any
}

_ASKED_BY_REQUESTS: Final = (
    *("app_company", "app_credentials", "app_enter", "app_enter_by_key", "app_enter_by_share", "app_identity_owner"),
    *("app_invitation", "app_key_owner", "app_members", "app_passkey_owner", "app_refresh_owner"),
)
_ASKED_BY_SWEEPS: Final = (
    *("app_erase_person", "app_exports_over", "app_forget_sessions", "app_people_over", "app_purge_workspace"),
)
FUNCTIONS: Final[dict[str, Rights]] = {
    **dict.fromkeys(_ASKED_BY_REQUESTS, Rights("EXECUTE")),
    **dict.fromkeys(_ASKED_BY_SWEEPS, Rights("", "EXECUTE")),
    "app_company": Rights("EXECUTE", "EXECUTE"),
    # No request can ask which workspaces there are.
    "app_workspaces": Rights("", "EXECUTE", "EXECUTE"),
    "app_own_invitations": Rights("", "", "EXECUTE"),
}
"""The look-ups past row-level security, each for one narrow question (decision 19)."""

_BY_KIND: Final = (("TABLE", TABLES), ("SEQUENCE", SEQUENCES), ("FUNCTION", FUNCTIONS))
_TEMPORARY: Final = ("runtime", "worker")
"""Who stages rows in temporary tables; nobody else may make any."""


def wanted(roles: Roles, columns: dict[str, list[str]]) -> set[Right]:
    """What the table says, for roles of these names. `columns`: of each table, by name."""
    found = {
        Right(kind, name, column, privilege, role)
        for kind, rules in _BY_KIND
        for name, rights in rules.items()
        for role, said in zip(roles, rights, strict=True)
        for privilege, column in _read(said, columns.get(name, []))
    }
    return {one for one in found if not one.column or one._replace(column="") not in found}


def _read(said: str, columns: list[str]) -> Iterator[tuple[str, str]]:
    """`SELECT(a,b) DELETE` as privileges and columns."""
    for word in said.split():
        privilege, _, named = word.rstrip(")").partition("(")
        listed = named.removeprefix("-").split(",") if named else [""]
        for column in [one for one in columns if one not in listed] if named.startswith("-") else listed:
            yield privilege, column


# Tables, their columns, sequences and functions; of each, what the roles named were granted.
_CATALOGUE: Final = """
    WITH granted AS (
        SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, relname AS name, '' AS part, relacl AS acl
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S')
        UNION ALL
        SELECT 'TABLE', c.relname, a.attname, a.attacl FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT 'FUNCTION', proname, '', proacl FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    )
    SELECT g.kind, g.name::text, g.part::text, x.privilege_type::text, r.rolname::text
    FROM granted g LEFT JOIN LATERAL aclexplode(g.acl) x ON x.grantee <> 0
        LEFT JOIN pg_roles r ON r.oid = x.grantee AND r.rolname = ANY(:roles)
"""
_OWNED: Final = text("SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()")
_TEMPORARY_TO: Final = text("""
    SELECT coalesce(r.rolname::text, 'PUBLIC') FROM pg_database d,
        aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x LEFT JOIN pg_roles r ON r.oid = x.grantee
    WHERE d.datname = current_database() AND x.privilege_type = 'TEMPORARY'
""")


_TEMPORARY_SCRIPT: Final = """DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO {able}', current_database());
END $$"""


def settle(connection: Connection, roles: Roles) -> None:
    """Gives what is missing and takes what is too much, in the transaction; as the owner, who is left alone.

    A table or function that the rules do not know, or that is not there yet, is passed over: a test names it.
    """
    owner = connection.execute(text("SELECT current_user")).scalar()
    ours = [one for one in dict.fromkeys(roles) if one != owner]
    if not ours:
        return
    there, present = set(), set()
    for kind, name, column, privilege, role in connection.execute(text(_CATALOGUE), {"roles": ours}):
        there.add((kind, name, column))
        if role is not None:
            present.add(Right(kind, name, column, privilege, role))
    columns: dict[str, list[str]] = {}
    for kind, name, column in sorted(there):
        if kind == "TABLE" and column:
            columns.setdefault(name, []).append(column)
    due = {one for one in wanted(roles, columns) if one.role in ours and (one.kind, one.name, one.column) in there}
    known = {(kind, name) for kind, rules in _BY_KIND for name in rules}
    surplus = {one for one in present - due if (one.kind, one.name) in known}
    # What is taken of a table is taken of its columns too.
    present = {one for one in present if one._replace(column="") not in surplus}
    for statement in (*_statements("REVOKE", "FROM", surplus), *_statements("GRANT", "TO", due - present)):
        connection.exec_driver_sql(statement)
    if connection.execute(_OWNED).scalar():
        _settle_temporary(connection, roles, ours)


def _settle_temporary(connection: Connection, roles: Roles, ours: list[str]) -> None:
    database = connection.execute(text("SELECT quote_ident(current_database())")).scalar()
    able = set(connection.execute(_TEMPORARY_TO).scalars())
    due = {getattr(roles, duty) for duty in _TEMPORARY}
    statements = [f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC"] if "PUBLIC" in able else []
    statements += [f"GRANT TEMPORARY ON DATABASE {database} TO {_quoted(one)}" for one in ours if one in due - able]
    statements += [f"REVOKE TEMPORARY ON DATABASE {database} FROM {_quoted(one)}" for one in ours if one in able - due]
    for statement in statements:
        connection.exec_driver_sql(statement)


def unite(connection: Connection, roles: Roles) -> None:
    """Before the schema goes back to one that knew the runtime role only: it has all rights, the others none."""
    settle(connection, Roles(roles.runtime, roles.runtime, roles.runtime))
    for statement in _nothing_for([one for one in roles if one != roles.runtime]):
        connection.exec_driver_sql(statement)


def script(roles: Roles) -> str:
    """As `settle` does it to the newest schema, as SQL to be read, or run by the owner."""
    columns = {name: list(table.columns.keys()) for name, table in Base.metadata.tables.items()}
    able = ", ".join(dict.fromkeys(_quoted(getattr(roles, duty)) for duty in _TEMPORARY))
    lines = [
        *_nothing_for(roles),
        *_statements("GRANT", "TO", wanted(roles, columns)),
        _TEMPORARY_SCRIPT.format(able=able),
    ]
    return "".join(f"{line};\n\n" for line in ("BEGIN", *lines, "COMMIT"))


def _nothing_for(roles: Iterable[str]) -> list[str]:
    return [
        f"REVOKE ALL ON {kind} {', '.join(sorted(rules))} FROM {_quoted(role)}"
        for role in dict.fromkeys(roles)
        for kind, rules in _BY_KIND
    ]


def _statements(verb: str, preposition: str, rights: Iterable[Right]) -> list[str]:
    """One for all tables, or functions, of which a role has the same, in a lasting order."""
    of_each: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for one in sorted(rights):
        of_each.setdefault((one.role, one.kind, one.name), {}).setdefault(one.privilege, []).append(one.column)
    alike: dict[tuple[str, str, str], list[str]] = {}
    for (role, kind, name), privileges in of_each.items():
        said = ", ".join(_said(privilege, columns) for privilege, columns in privileges.items())
        alike.setdefault((role, kind, said), []).append(name)
    return [
        f"{verb} {said} ON {kind} {', '.join(names)} {preposition} {_quoted(role)}"
        for (role, kind, said), names in alike.items()
    ]


def _said(privilege: str, columns: list[str]) -> str:
    return privilege if columns == [""] else f"{privilege} ({', '.join(map(_quoted, columns))})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
