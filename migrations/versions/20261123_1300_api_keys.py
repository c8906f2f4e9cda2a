"""API keys, and the look-up that a key's request begins with.

Why: programs import and read in a person's name, with no more rights than they were given.
Locks: none that matter, the table is new.
Undo: downgrade drops it; every key has to be made anew.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tradesense.db.guards import guard_workspace

revision = "20261123_1300"
down_revision = "20261123_1250"
branch_labels = None
depends_on = None

TABLE = "api_keys"

# Which key this is and where it acts, if it lives and its maker is a member still; says so for the rest of the
# transaction. Of no person: what is somebody's own stays shut.
ENTER = """
    CREATE FUNCTION app_enter_by_key(hash bytea, at timestamptz)
    RETURNS TABLE (key_id uuid, user_id uuid, workspace_id uuid, role text, scopes text[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        RETURN QUERY
        SELECT k.id, k.created_by, k.workspace_id, m.role, k.scopes
        FROM api_keys k JOIN memberships m ON m.user_id = k.created_by AND m.workspace_id = k.workspace_id
        WHERE (k.secret_hash = hash OR (k.former_hash = hash AND k.former_until > at))
          AND k.revoked_at IS NULL AND k.expires_at > at
          AND set_config('app.user_id', '', true) IS NOT NULL
          AND set_config('app.workspace_id', k.workspace_id::text, true) IS NOT NULL;
    END
    $$
"""
SIGNATURE = "app_enter_by_key(bytea, timestamptz)"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.TEXT()), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("former_hash", sa.LargeBinary(), nullable=True),
        sa.Column("former_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rotated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint("cardinality(scopes) > 0", name=op.f("ck_api_keys_scopes")),
        sa.CheckConstraint("(former_hash IS NULL) = (former_until IS NULL)", name=op.f("ck_api_keys_former")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_api_keys_workspace_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_api_keys_created_by"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_api_keys")),
    )
    for column in ("created_by", "secret_hash", "former_hash"):
        op.create_index(op.f(f"ix_api_keys_{column}"), TABLE, [column])
    runtime = op.get_context().config.attributes["runtime_role"]
    guard_workspace(TABLE, runtime, "SELECT, INSERT, UPDATE, DELETE")
    op.execute(f"CREATE POLICY owner_look_up ON {TABLE} FOR SELECT TO CURRENT_USER USING (true)")
    op.execute(ENTER)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f'GRANT EXECUTE ON FUNCTION {SIGNATURE} TO "{runtime}"')


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    op.drop_table(TABLE)
