"""Cash events, and what statements print of balances, positions and results.

Why: money that moves without a fill is part of the ledger, and a statement's own figures are what it is
reconciled with.
Locks: none that matter, the tables are new.
Undo: downgrade drops them; importing the files again brings their rows back, cash events entered by hand are lost.
"""

import sqlalchemy as sa
from alembic import op

from tradesense.db.guards import guard_workspace

revision = "20261123_1100"
down_revision = "20261123_0620"
branch_labels = None
depends_on = None

TABLES = ("cash_events", "cash_event_sources", "stated_balances", "stated_positions", "stated_profits")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    _cash()
    _statements()
    runtime = op.get_context().config.attributes["runtime_role"]
    for table in TABLES:
        guard_workspace(table, runtime, "SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _ids(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{target}.workspace_id", f"{target}.id"],
        name=op.f(f"fk_{table}_workspace_id_{column}"),
        ondelete="CASCADE",
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def _cash() -> None:
    op.create_table(
        "cash_events",
        *_ids("workspace_id", "id", "account_id"),
        *_text("kind"),
        sa.Column("amount", sa.Numeric(), nullable=False),
        *_text("currency"),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("time_known", sa.Boolean(), nullable=False),
        *_text("symbol", "detail", "fingerprint"),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('deposit', 'withdrawal', 'transfer', 'dividend', 'interest', 'fee', 'tax', 'funding')",
            name=op.f("ck_cash_events_kind"),
        ),
        _reference("cash_events", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_cash_events")),
    )
    _index("cash_events", "workspace_id", "account_id", "day")
    _index("cash_events", "workspace_id", "occurred_at", "id")
    op.create_table(
        "cash_event_sources",
        *_ids("workspace_id", "import_id"),
        sa.Column("line", sa.Integer(), nullable=False),
        *_ids("cash_event_id"),
        _reference("cash_event_sources", "import_id", "imports"),
        _reference("cash_event_sources", "cash_event_id", "cash_events"),
        sa.PrimaryKeyConstraint(
            "workspace_id", "import_id", "line", "cash_event_id", name=op.f("pk_cash_event_sources")
        ),
    )
    _index("cash_event_sources", "workspace_id", "cash_event_id")


def _statements() -> None:
    instrument = ("asset_class", "symbol", "currency")
    days = ("first_day", "last_day")
    _statement("stated_balances", ("currency",), ("day",), "amount")
    _statement("stated_positions", instrument, ("day",), "quantity")
    _statement("stated_profits", (*instrument, "paid_in"), days, "realised")


def _statement(table: str, texts: tuple[str, ...], days: tuple[str, ...], amount: str) -> None:
    op.create_table(
        table,
        *_ids("workspace_id", "import_id", "account_id"),
        *_text(*texts),
        *(sa.Column(day, sa.Date(), nullable=False) for day in days),
        sa.Column(amount, sa.Numeric(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        _reference(table, "import_id", "imports"),
        _reference(table, "account_id", "accounts"),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "account_id", *texts, *days, name=op.f(f"pk_{table}")),
    )
    _index(table, "workspace_id", "account_id")
