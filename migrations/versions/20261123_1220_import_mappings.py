"""What traders said of a table's columns, for the next one with the same header.

Why: a mapping is said once, not with every file.
Locks: none that matter, the table is new.
Undo: downgrade drops it; the columns of such files have to be said again.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tradesense.db.guards import guard_workspace

revision = "20261123_1220"
down_revision = "20261123_1210"
branch_labels = None
depends_on = None

TABLE = "import_mappings"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    op.create_table(
        TABLE,
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("columns", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("format_key", sa.Text(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("date_order", sa.Text(), nullable=True),
        sa.Column("decimal_mark", sa.Text(), nullable=True),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_import_mappings_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_import_mappings")),
        sa.UniqueConstraint("workspace_id", "signature", name=op.f("uq_import_mappings_workspace_id_signature")),
    )
    runtime = op.get_context().config.attributes["runtime_role"]
    guard_workspace(TABLE, runtime, "SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    op.drop_table(TABLE)
