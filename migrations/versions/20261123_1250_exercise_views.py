"""How an account tells exercise and assignment, and the market's prices that takes.

Why: an option's end and what it delivers share their money in the economic and in the broker's view otherwise than
printed; the trader chooses.
Locks: accounts, for the moment it takes to add a column; the table is new.
Undo: downgrade drops both; trades of accounts with another view have to be derived anew.
"""

import sqlalchemy as sa
from alembic import op

from tradesense.db.guards import guard_workspace

revision = "20261123_1250"
down_revision = "20261123_1240"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    op.add_column("accounts", sa.Column("exercise_view", sa.Text(), server_default="printed", nullable=False))
    op.create_check_constraint(
        op.f("ck_accounts_exercise_view"), "accounts", "exercise_view IN ('printed', 'economic', 'broker')"
    )
    op.create_table(
        "exercise_prices",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(), nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_exercise_prices_price")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_exercise_prices_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "account_id", "delivery", name=op.f("pk_exercise_prices")),
    )
    runtime = op.get_context().config.attributes["runtime_role"]
    guard_workspace("exercise_prices", runtime, "SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    op.drop_table("exercise_prices")
    op.drop_constraint(op.f("ck_accounts_exercise_view"), "accounts", type_="check")
    op.drop_column("accounts", "exercise_view")
