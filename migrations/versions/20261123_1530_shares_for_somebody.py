"""A link to a trade may be for one person only.

Why: a trade is shown to a coach or a risk manager who belongs to no workspace, and to nobody whom they send the link.
Locks: shares, exclusively, for an instant: the new column is null.
Undo: downgrade drops links that are for somebody, since they would open to everybody.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_1530"
down_revision = "20261123_1520"
branch_labels = None
depends_on = None

SIGNATURE = "app_enter_by_share(bytea, timestamptz)"
FUNCTION = """
    CREATE FUNCTION app_enter_by_share(hash bytea, at timestamptz)
    RETURNS TABLE (workspace_id uuid, user_id uuid, trade uuid, results text, hides_sizes boolean,
                   hides_symbol boolean, expires_at timestamptz{column})
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        RETURN QUERY
        SELECT s.workspace_id, s.created_by, s.trade, s.results, s.hides_sizes, s.hides_symbol, s.expires_at{value}
        FROM shares s JOIN workspaces w ON w.id = s.workspace_id
            JOIN memberships m ON m.workspace_id = s.workspace_id AND m.user_id = s.created_by
        WHERE s.token_hash = hash AND s.expires_at > at AND w.deletes_at IS NULL
          AND set_config('app.user_id', '', true) IS NOT NULL
          AND set_config('app.workspace_id', s.workspace_id::text, true) IS NOT NULL;
    END
    $$
"""


def upgrade() -> None:
    _soon()
    op.add_column("shares", sa.Column("for_email", sa.Text(), nullable=True))
    _replace(FUNCTION.format(column=", for_email text", value=", s.for_email"))


def downgrade() -> None:
    _soon()
    op.execute("DELETE FROM shares WHERE for_email IS NOT NULL")
    op.drop_column("shares", "for_email")
    _replace(FUNCTION.format(column="", value=""))


def _soon() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")


def _replace(function: str) -> None:
    runtime = op.get_context().config.attributes["runtime_role"]
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    op.execute(function)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f'GRANT EXECUTE ON FUNCTION {SIGNATURE} TO "{runtime}"')
