"""Public links to single trades, and the look-up that opening one begins with.

Why: a trade is shown to somebody who belongs to no workspace.
Locks: none that matter, the table is new.
Undo: downgrade drops it; links that were given out open nothing any more.
"""

import sqlalchemy as sa
from alembic import op

from tradesense.db.guards import guard_workspace

revision = "20261123_1320"
down_revision = "20261123_1310"
branch_labels = None
depends_on = None

TABLE = "shares"

# What a link opens, while whoever made it belongs to the workspace; says where for the rest of the transaction.
ENTER = """
    CREATE FUNCTION app_enter_by_share(hash bytea, at timestamptz)
    RETURNS TABLE (workspace_id uuid, user_id uuid, trade uuid, results text, hides_sizes boolean,
                   hides_symbol boolean, expires_at timestamptz)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        RETURN QUERY
        SELECT s.workspace_id, s.created_by, s.trade, s.results, s.hides_sizes, s.hides_symbol, s.expires_at
        FROM shares s JOIN workspaces w ON w.id = s.workspace_id
            JOIN memberships m ON m.workspace_id = s.workspace_id AND m.user_id = s.created_by
        WHERE s.token_hash = hash AND s.expires_at > at AND w.deletes_at IS NULL
          AND set_config('app.user_id', '', true) IS NOT NULL
          AND set_config('app.workspace_id', s.workspace_id::text, true) IS NOT NULL;
    END
    $$
"""
SIGNATURE = "app_enter_by_share(bytea, timestamptz)"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trade", sa.Uuid(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("hides_sizes", sa.Boolean(), nullable=False),
        sa.Column("hides_symbol", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("results IN ('money', 'r', 'percent')", name=op.f("ck_shares_results")),
        sa.CheckConstraint("NOT (hides_sizes AND results = 'money')", name=op.f("ck_shares_sizes_follow")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_shares_workspace_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_shares_created_by"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_shares")),
    )
    op.create_index(op.f("ix_shares_workspace_id_trade"), TABLE, ["workspace_id", "trade"])
    op.create_index(op.f("ix_shares_created_by"), TABLE, ["created_by"])
    op.create_index(op.f("ix_shares_token_hash"), TABLE, ["token_hash"])
    runtime = op.get_context().config.attributes["runtime_role"]
    guard_workspace(TABLE, runtime, "SELECT, INSERT, UPDATE, DELETE")
    op.execute(f"CREATE POLICY owner_look_up ON {TABLE} FOR SELECT TO CURRENT_USER USING (true)")
    op.execute(ENTER)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f'GRANT EXECUTE ON FUNCTION {SIGNATURE} TO "{runtime}"')


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    op.drop_table(TABLE)
