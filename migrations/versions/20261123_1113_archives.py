"""Archives of whole workspaces: the jobs that write and restore them.

Why: everything of a workspace leaves in one file, and comes back from it into an empty one.
Locks: none that matter, the table is new.
Undo: downgrade drops it; the files stay in the blob store.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tradesense.db.guards import guard_workspace

revision = "20261123_1113"
down_revision = "20261123_1109"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    op.create_table(
        "archives",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_bytes", sa.BigInteger(), nullable=True),
        sa.Column("file_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("blob_key", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("phase", sa.Text(), server_default="", nullable=False),
        sa.Column("rows_done", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("counts", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("problem", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_archives_state")),
        sa.CheckConstraint("way IN ('out', 'in')", name=op.f("ck_archives_way")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_archives_created_by"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_archives_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_archives")),
    )
    op.create_index(op.f("ix_archives_created_by"), "archives", ["created_by"])
    op.create_index(op.f("ix_archives_workspace_id_created_at_id"), "archives", ["workspace_id", "created_at", "id"])
    runtime = op.get_context().config.attributes["runtime_role"]
    guard_workspace("archives", runtime, "SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    op.drop_index(op.f("ix_archives_workspace_id_created_at_id"), table_name="archives")
    op.drop_index(op.f("ix_archives_created_by"), table_name="archives")
    op.drop_table("archives")
