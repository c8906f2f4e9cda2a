"""What became of an invitation is told to whoever has its link.

Why: used, taken back and expired were all "not found": the person invited could not know what to ask for.
Locks: none.
Undo: downgrade puts the former function back.
"""

from alembic import op

revision = "20261123_1510"
down_revision = "20261123_1500"
branch_labels = None
depends_on = None

SIGNATURE = "app_invitation(bytea, timestamptz)"
WITH_STATE = """
    CREATE FUNCTION app_invitation(hash bytea, at timestamptz)
    RETURNS TABLE (id uuid, workspace_id uuid, email text, role text, workspace text, invited_by text,
                   expires_at timestamptz, state text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT i.id, i.workspace_id, i.email, i.role, w.name, u.name, i.expires_at,
               CASE WHEN i.accepted_at IS NOT NULL THEN 'used' WHEN i.revoked_at IS NOT NULL THEN 'taken_back'
                    WHEN i.expires_at <= at THEN 'expired' ELSE 'open' END
        FROM invitations i JOIN workspaces w ON w.id = i.workspace_id JOIN users u ON u.id = i.invited_by
        WHERE i.token_hash = hash AND w.deletes_at IS NULL
    $$
"""
ONLY_OPEN = """
    CREATE FUNCTION app_invitation(hash bytea, at timestamptz)
    RETURNS TABLE (id uuid, workspace_id uuid, email text, role text, workspace text, invited_by text,
                   expires_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT i.id, i.workspace_id, i.email, i.role, w.name, u.name, i.expires_at
        FROM invitations i JOIN workspaces w ON w.id = i.workspace_id JOIN users u ON u.id = i.invited_by
        WHERE i.token_hash = hash AND i.expires_at > at AND i.accepted_at IS NULL AND i.revoked_at IS NULL
          AND w.deletes_at IS NULL
    $$
"""


def upgrade() -> None:
    _replace(WITH_STATE)


def downgrade() -> None:
    _replace(ONLY_OPEN)


def _replace(function: str) -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    runtime = op.get_context().config.attributes["runtime_role"]
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    op.execute(function)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f'GRANT EXECUTE ON FUNCTION {SIGNATURE} TO "{runtime}"')
