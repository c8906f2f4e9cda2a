"""Contract facts that a workspace states itself.

Why: what a point of a contract is worth is known or asked; what the trader answers must be kept.
Locks: none that matter, the table is new.
Undo: downgrade drops it; what was stated has to be stated again.
"""

import sqlalchemy as sa
from alembic import op

from tradesense.db.guards import guard_workspace

revision = "20261123_1200"
down_revision = "20261123_1150"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    op.create_table(
        "contracts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("multiplier", sa.Numeric(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("multiplier > 0", name=op.f("ck_contracts_multiplier")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_contracts_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "root", name=op.f("pk_contracts")),
    )
    runtime = op.get_context().config.attributes["runtime_role"]
    guard_workspace("contracts", runtime, "SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    op.drop_table("contracts")
