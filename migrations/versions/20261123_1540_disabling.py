"""Whoever runs the server can disable somebody: nothing of theirs opens anything until they are enabled again.

Why: a person who is no longer wanted, or whose account somebody else has, must be out at once, whatever they hold.
Locks: users, exclusively, for an instant: the new column is null.
Undo: downgrade lets everybody in again who was disabled.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_1540"
down_revision = "20261123_1530"
branch_labels = None
depends_on = None

ENTER = """
    CREATE OR REPLACE FUNCTION app_enter(session uuid, workspace uuid, at timestamptz)
    RETURNS TABLE (user_id uuid, workspace_id uuid, role text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        RETURN QUERY
        WITH person AS (
            SELECT s.user_id, coalesce(workspace, u.default_workspace_id) AS wanted
            FROM sessions s JOIN users u ON u.id = s.user_id
            WHERE s.id = session AND s.ended_at IS NULL AND s.expires_at > at{enabled}
        )
        SELECT p.user_id, m.workspace_id, m.role
        FROM person p LEFT JOIN memberships m ON m.user_id = p.user_id AND m.workspace_id = p.wanted
        WHERE set_config('app.user_id', p.user_id::text, true) IS NOT NULL
          AND set_config('app.workspace_id', coalesce(m.workspace_id::text, ''), true) IS NOT NULL;
    END
    $$
"""
BY_KEY = """
    CREATE OR REPLACE FUNCTION app_enter_by_key(hash bytea, at timestamptz)
    RETURNS TABLE (key_id uuid, user_id uuid, workspace_id uuid, role text, scopes text[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        RETURN QUERY
        SELECT k.id, k.created_by, k.workspace_id, m.role, k.scopes
        FROM api_keys k JOIN memberships m ON m.user_id = k.created_by AND m.workspace_id = k.workspace_id{of_keys}
        WHERE (k.secret_hash = hash OR (k.former_hash = hash AND k.former_until > at))
          AND k.revoked_at IS NULL AND k.expires_at > at{enabled}
          AND set_config('app.user_id', '', true) IS NOT NULL
          AND set_config('app.workspace_id', k.workspace_id::text, true) IS NOT NULL;
    END
    $$
"""
BY_SHARE = """
    CREATE OR REPLACE FUNCTION app_enter_by_share(hash bytea, at timestamptz)
    RETURNS TABLE (workspace_id uuid, user_id uuid, trade uuid, results text, hides_sizes boolean,
                   hides_symbol boolean, expires_at timestamptz, for_email text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        RETURN QUERY
        SELECT s.workspace_id, s.created_by, s.trade, s.results, s.hides_sizes, s.hides_symbol, s.expires_at{email}
        FROM shares s JOIN workspaces w ON w.id = s.workspace_id
            JOIN memberships m ON m.workspace_id = s.workspace_id AND m.user_id = s.created_by{of_shares}
        WHERE s.token_hash = hash AND s.expires_at > at AND w.deletes_at IS NULL{enabled}
          AND set_config('app.user_id', '', true) IS NOT NULL
          AND set_config('app.workspace_id', s.workspace_id::text, true) IS NOT NULL;
    END
    $$
"""
REFRESH = """
    CREATE OR REPLACE FUNCTION app_refresh_owner(hash bytea)
    RETURNS TABLE (user_id uuid, session_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT user_id, session_id FROM refresh_tokens WHERE token_hash = hash{of_tokens} $$
"""
# What checking a password needs, in one look whoever it is, so that it takes as long.
CREDENTIALS = """
    CREATE FUNCTION app_credentials(address text)
    RETURNS TABLE (user_id uuid, password_hash text{column})
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT id, users.password_hash{value} FROM users WHERE email = address $$
"""
# What it adds to the look-ups of before.
ENABLED = " AND u.disabled_at IS NULL"
ADDED = {
    "enabled": ENABLED,
    "of_keys": "\n            JOIN users u ON u.id = k.created_by",
    "of_shares": "\n            JOIN users u ON u.id = s.created_by",
    "of_tokens": f" AND EXISTS (SELECT FROM users u WHERE u.id = refresh_tokens.user_id{ENABLED})",
}
OF_CREDENTIALS = "app_credentials(text)"


def upgrade() -> None:
    _soon()
    op.add_column("users", sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))
    _look_ups(ADDED)
    _replace(CREDENTIALS.format(column=", disabled boolean", value=", disabled_at IS NOT NULL"))


def downgrade() -> None:
    _soon()
    _look_ups(dict.fromkeys(ADDED, ""))
    _replace(CREDENTIALS.format(column="", value=""))
    op.drop_column("users", "disabled_at")


def _soon() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")


def _look_ups(added: dict[str, str]) -> None:
    for function in (ENTER, BY_KEY, BY_SHARE, REFRESH):
        op.execute(function.format(email=", s.for_email", **added))


def _replace(function: str) -> None:
    runtime = op.get_context().config.attributes["runtime_role"]
    op.execute(f"DROP FUNCTION {OF_CREDENTIALS}")
    op.execute(function)
    op.execute(f"REVOKE ALL ON FUNCTION {OF_CREDENTIALS} FROM PUBLIC")
    op.execute(f'GRANT EXECUTE ON FUNCTION {OF_CREDENTIALS} TO "{runtime}"')
