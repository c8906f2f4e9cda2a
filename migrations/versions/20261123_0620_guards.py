"""Row-level security, the runtime role's privileges, and the look-ups that logging in needs.

Why: every row of a workspace or a person is guarded by the database itself (decisions 19 and 20).
Locks: none that matter, the tables are new.
Undo: downgrade drops policies and functions, and takes the privileges back: without the policies they would
open every row.
"""

from alembic import op

from tradesense.db.guards import PERSON, grant, guard_person, guard_workspace

revision = "20261123_0620"
down_revision = "20261123_0610"
branch_labels = None
depends_on = None

ALL = "SELECT, INSERT, UPDATE, DELETE"
WORKSPACE_TABLES = (
    "accounts",
    "annotations",
    "deleted_trades",
    "execution_sources",
    "executions",
    "idempotency_keys",
    "import_notes",
    "imports",
    "instruments",
    "lot_picks",
    "positions",
    "rates",
    "split_sources",
    "splits",
    "trade_days",
    "trades",
    "unmatched",
)
PERSON_TABLES = ("memberships", "refresh_tokens", "sessions")
SYSTEM_TABLES = ("login_throttles", "outbox")

FUNCTIONS = (
    # Who a session belongs to and which workspace it may enter; says so for the rest of the transaction.
    """
    CREATE FUNCTION app_enter(session uuid, workspace uuid, at timestamptz)
    RETURNS TABLE (user_id uuid, workspace_id uuid, role text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        RETURN QUERY
        WITH person AS (
            SELECT s.user_id, coalesce(workspace, u.default_workspace_id) AS wanted
            FROM sessions s JOIN users u ON u.id = s.user_id
            WHERE s.id = session AND s.ended_at IS NULL AND s.expires_at > at
        )
        SELECT p.user_id, m.workspace_id, m.role
        FROM person p LEFT JOIN memberships m ON m.user_id = p.user_id AND m.workspace_id = p.wanted
        WHERE set_config('app.user_id', p.user_id::text, true) IS NOT NULL
          AND set_config('app.workspace_id', coalesce(m.workspace_id::text, ''), true) IS NOT NULL;
    END
    $$
    """,
    # What checking a password needs, before anybody is known.
    """
    CREATE FUNCTION app_credentials(address text)
    RETURNS TABLE (user_id uuid, password_hash text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT id, users.password_hash FROM users WHERE email = address $$
    """,
    # Whose refresh token this is; the person's own rows are then read under the person's policy.
    """
    CREATE FUNCTION app_refresh_owner(hash bytea)
    RETURNS TABLE (user_id uuid, session_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT user_id, session_id FROM refresh_tokens WHERE token_hash = hash $$
    """,
    # Every workspace, for the checks that visit them one by one. Ids only.
    """
    CREATE FUNCTION app_workspaces() RETURNS TABLE (id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT id FROM workspaces ORDER BY id $$
    """,
)
SIGNATURES = (
    "app_enter(uuid, uuid, timestamptz)",
    "app_credentials(text)",
    "app_refresh_owner(bytea)",
    "app_workspaces()",
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    runtime = op.get_context().config.attributes["runtime_role"]
    for table in WORKSPACE_TABLES:
        guard_workspace(table, runtime, ALL)
    for table in PERSON_TABLES:
        guard_person(table, runtime, "SELECT, INSERT, UPDATE")
    guard_person("users", runtime, "SELECT, INSERT, UPDATE", column="id")
    guard_workspace("workspaces", runtime, "SELECT, INSERT, UPDATE", column="id")
    # A person sees the names of the workspaces they belong to, to choose one.
    op.execute(
        "CREATE POLICY members ON workspaces FOR SELECT USING (EXISTS ("
        f"SELECT FROM memberships m WHERE m.workspace_id = workspaces.id AND m.user_id = {PERSON}))"
    )
    op.execute("CREATE POLICY owner_look_up ON workspaces FOR SELECT TO CURRENT_USER USING (true)")
    for table in SYSTEM_TABLES:
        grant(table, runtime, ALL)
    for function in FUNCTIONS:
        op.execute(function)
    for signature in SIGNATURES:
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f'GRANT EXECUTE ON FUNCTION {signature} TO "{runtime}"')


def downgrade() -> None:
    runtime = op.get_context().config.attributes["runtime_role"]
    for table in (*WORKSPACE_TABLES, *PERSON_TABLES, *SYSTEM_TABLES, "users", "workspaces"):
        op.execute(f'REVOKE ALL ON {table} FROM "{runtime}"')
    for signature in SIGNATURES:
        op.execute(f"DROP FUNCTION {signature}")
    for table in (*WORKSPACE_TABLES, *PERSON_TABLES, "users", "workspaces"):
        op.execute(f"DROP POLICY own_rows ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")
    for table in (*PERSON_TABLES, "users", "workspaces"):
        op.execute(f"DROP POLICY owner_look_up ON {table}")
    op.execute("DROP POLICY members ON workspaces")
