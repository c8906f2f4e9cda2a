"""Remarks on rows of imports.

Why: a row may count and still have something to be said of it, such as columns that disagree.
Locks: import_notes, for the moment it takes to look through its rows.
Undo: downgrade drops the remarks; importing the files again brings them back.
"""

from alembic import op

revision = "20261123_1210"
down_revision = "20261123_1200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    _allow("'ignored', 'quarantined', 'rejected', 'remark'")


def downgrade() -> None:
    op.execute("DELETE FROM import_notes WHERE verdict = 'remark'")
    _allow("'ignored', 'quarantined', 'rejected'")


def _allow(verdicts: str) -> None:
    op.drop_constraint(op.f("ck_import_notes_verdict"), "import_notes", type_="check")
    op.create_check_constraint(op.f("ck_import_notes_verdict"), "import_notes", f"verdict IN ({verdicts})")
