"""Broker connections and their runs; imports know the connection that fetched them.

Why: fills are fetched from brokers' own services.
Locks: imports, exclusively, for an instant: the new column has no default.
Undo: downgrade drops the column and both tables; what was fetched stays in the ledger.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tradesense.db.guards import guard_workspace

revision = "20261123_1150"
down_revision = "20261123_1113"
branch_labels = None
depends_on = None

ALL = "SELECT, INSERT, UPDATE, DELETE"
OUTCOMES = (
    "'running', 'synced', 'partial', 'nothing_new', 'waiting', 'throttled', 'unavailable', 'refused', 'failed',"
    " 'interrupted'"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    _connections()
    op.add_column("imports", sa.Column("connection_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_imports_workspace_id_connection_id"),
        "imports",
        "broker_connections",
        ["workspace_id", "connection_id"],
        ["workspace_id", "id"],
        ondelete="SET NULL (connection_id)",
    )
    op.create_index(op.f("ix_imports_workspace_id_connection_id"), "imports", ["workspace_id", "connection_id"])
    _runs()
    runtime = op.get_context().config.attributes["runtime_role"]
    for table in ("broker_connections", "broker_sync_runs"):
        guard_workspace(table, runtime, ALL)


def _connections() -> None:
    op.create_table(
        "broker_connections",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("shown", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("credentials", sa.LargeBinary(), nullable=False),
        sa.Column("credentials_key", sa.Text(), nullable=False),
        sa.Column("broker_session", sa.LargeBinary(), nullable=True),
        sa.Column("broker_session_key", sa.Text(), nullable=True),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("review_first", sa.Boolean(), nullable=False),
        sa.Column("cursor", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_outcome", sa.Text(), nullable=True),
        sa.Column("last_detail", sa.Text(), server_default="", nullable=False),
        sa.Column("last_run_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_synced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_run_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("schedule IN ('off', 'hourly', 'daily')", name=op.f("ck_broker_connections_schedule")),
        sa.CheckConstraint(f"last_outcome IN ({OUTCOMES})", name=op.f("ck_broker_connections_last_outcome")),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_broker_connections_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_broker_connections_created_by"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_broker_connections_workspace_id_account_id"),
            ondelete="SET NULL (account_id)",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_broker_connections")),
    )
    op.create_index(
        op.f("ix_broker_connections_workspace_id_account_id"), "broker_connections", ["workspace_id", "account_id"]
    )
    op.create_index(op.f("ix_broker_connections_created_by"), "broker_connections", ["created_by"])


def _runs() -> None:
    op.create_table(
        "broker_sync_runs",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("records", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name=op.f("ck_broker_sync_runs_outcome")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "connection_id"],
            ["broker_connections.workspace_id", "broker_connections.id"],
            name=op.f("fk_broker_sync_runs_workspace_id_connection_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "import_id"],
            ["imports.workspace_id", "imports.id"],
            name=op.f("fk_broker_sync_runs_workspace_id_import_id"),
            ondelete="SET NULL (import_id)",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_broker_sync_runs")),
    )
    op.create_index(
        op.f("ix_broker_sync_runs_workspace_id_connection_id_id"),
        "broker_sync_runs",
        ["workspace_id", "connection_id", "id"],
    )
    op.create_index(
        op.f("ix_broker_sync_runs_workspace_id_import_id"), "broker_sync_runs", ["workspace_id", "import_id"]
    )


def downgrade() -> None:
    op.drop_table("broker_sync_runs")
    op.drop_index(op.f("ix_imports_workspace_id_connection_id"), table_name="imports")
    op.drop_constraint(op.f("fk_imports_workspace_id_connection_id"), "imports", type_="foreignkey")
    op.drop_column("imports", "connection_id")
    op.drop_table("broker_connections")
