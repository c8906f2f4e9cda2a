"""Corporate actions beside splits: symbol changes, spin-offs, mergers, delistings; splits can be voided.

Why: open lots go on under another instrument, or end, without a fill that says so.
Locks: splits, for the moment it takes to add a column; the tables are new.
Undo: downgrade drops them; trades have to be derived anew (tradesense verify-ledger tells), voided splits count again.
"""

import sqlalchemy as sa
from alembic import op

from tradesense.db.guards import guard_workspace

revision = "20261123_1240"
down_revision = "20261123_1230"
branch_labels = None
depends_on = None

TABLES = ("corporate_actions", "corporate_action_sources", "corporate_action_effects")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    op.add_column("splits", sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
    _actions()
    _sources()
    _effects()
    runtime = op.get_context().config.attributes["runtime_role"]
    for table in TABLES:
        guard_workspace(table, runtime, "SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("splits", "voided_at")


def _uuid(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Numeric(), nullable=nullable)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{target}.workspace_id", f"{target}.id"],
        name=op.f(f"fk_{table}_workspace_id_{column}"),
        ondelete="CASCADE",
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def _actions() -> None:
    table = "corporate_actions"
    op.create_table(
        table,
        _uuid("workspace_id"),
        _uuid("id"),
        _uuid("account_id"),
        sa.Column("kind", sa.Text(), nullable=False),
        _uuid("instrument_id"),
        _uuid("target_id", nullable=True),
        sa.Column("numerator", sa.BigInteger(), nullable=False),
        sa.Column("denominator", sa.BigInteger(), nullable=False),
        _number("cost_share", nullable=True),
        _number("cash"),
        _number("lieu_units", nullable=True),
        _number("lieu_amount", nullable=True),
        _number("rate", nullable=True),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('symbol_change', 'spin_off', 'merger', 'delisting')", name=op.f("ck_corporate_actions_kind")
        ),
        sa.CheckConstraint("numerator > 0 AND denominator > 0", name=op.f("ck_corporate_actions_ratio")),
        sa.CheckConstraint("cost_share >= 0 AND cost_share < 1", name=op.f("ck_corporate_actions_cost_share")),
        sa.CheckConstraint("target_id <> instrument_id", name=op.f("ck_corporate_actions_target")),
        _reference(table, "account_id", "accounts"),
        _reference(table, "instrument_id", "instruments"),
        _reference(table, "target_id", "instruments"),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_corporate_actions")),
    )
    for column in ("account_id", "instrument_id", "target_id"):
        _index(table, "workspace_id", column)


def _sources() -> None:
    table = "corporate_action_sources"
    op.create_table(
        table,
        _uuid("workspace_id"),
        _uuid("import_id"),
        sa.Column("line", sa.Integer(), nullable=False),
        _uuid("action_id"),
        _reference(table, "import_id", "imports"),
        _reference(table, "action_id", "corporate_actions"),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "line", "action_id", name=op.f(f"pk_{table}")),
    )
    _index(table, "workspace_id", "action_id")


def _effects() -> None:
    table = "corporate_action_effects"
    op.create_table(
        table,
        _uuid("workspace_id"),
        _uuid("action_id"),
        _uuid("position_id"),
        _uuid("target_id", nullable=True),
        *[_number(name) for name in ("given", "received", "cost", "cash")],
        sa.Column("applied", sa.Boolean(), nullable=False),
        _reference(table, "action_id", "corporate_actions"),
        _reference(table, "position_id", "positions"),
        _reference(table, "target_id", "positions"),
        sa.PrimaryKeyConstraint("workspace_id", "action_id", "position_id", name=op.f(f"pk_{table}")),
    )
    for column in ("position_id", "target_id"):
        _index(table, "workspace_id", column)
