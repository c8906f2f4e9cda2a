"""Imports of an archive's files.

Why: an archive becomes one import for each of its files; they say whose, and the archive says that it was unpacked.
Locks: imports, for the moment it takes to look through its rows.
Undo: downgrade keeps the files' imports, which no longer say where they came from; an archive counts as cancelled.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_1230"
down_revision = "20261123_1220"
branch_labels = None
depends_on = None

STATES = "'received', 'parsing', 'review', 'committing', 'committed', 'undone', 'failed', 'cancelled'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    op.add_column("imports", sa.Column("unpacked_from", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_imports_workspace_id_unpacked_from"),
        "imports",
        "imports",
        ["workspace_id", "unpacked_from"],
        ["workspace_id", "id"],
        ondelete="SET NULL (unpacked_from)",
    )
    op.create_index(op.f("ix_imports_workspace_id_unpacked_from"), "imports", ["workspace_id", "unpacked_from"])
    _allow(f"{STATES}, 'unpacked'")


def downgrade() -> None:
    op.execute("UPDATE imports SET state = 'cancelled' WHERE state = 'unpacked'")
    _allow(STATES)
    op.drop_index(op.f("ix_imports_workspace_id_unpacked_from"), "imports")
    op.drop_constraint(op.f("fk_imports_workspace_id_unpacked_from"), "imports", type_="foreignkey")
    op.drop_column("imports", "unpacked_from")


def _allow(states: str) -> None:
    op.drop_constraint(op.f("ck_imports_state"), "imports", type_="check")
    op.create_check_constraint(op.f("ck_imports_state"), "imports", f"state IN ({states})")
