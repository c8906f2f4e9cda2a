"""Trades by what was said of them are found by a partial index; the index of tags, which no query could use, goes.

Why: tags are compared in lower case and behind row-level security, where only leakproof operators may search an index.
Every imported trade was written into that index all the same; the new one holds only trades that were annotated.
Locks: trades against writing, while the new index is built: one reading of the table.
Undo: downgrade builds the old index again.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0050"
down_revision = "20261124_0040"
branch_labels = None
depends_on = None

ANNOTATED = (
    "tags <> '{}'::text[] OR mistakes <> '{}'::text[] OR emotions <> '{}'::text[] OR notes <> ''::text"
    " OR playbook IS NOT NULL"
)


def upgrade() -> None:
    _soon()
    op.create_index(
        "ix_trades_annotated", "trades", ["workspace_id", "opened_at", "id"], postgresql_where=sa.text(ANNOTATED)
    )
    op.drop_index("ix_trades_tags", table_name="trades")


def downgrade() -> None:
    _soon()
    op.create_index("ix_trades_tags", "trades", ["tags"], postgresql_using="gin")
    op.drop_index("ix_trades_annotated", table_name="trades")


def _soon() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '10min'")
