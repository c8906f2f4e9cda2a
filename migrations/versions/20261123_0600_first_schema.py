"""The first schema: workspaces, people, the ledger, imports.

Why: the product begins here.
Locks: none that matter, the tables are new.
Undo: downgrade drops every table and all that is in them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261123_0600"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    op.create_table(
        "login_throttles",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("first_failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_login_throttles")),
    )
    op.create_index(op.f("ix_login_throttles_first_failed_at"), "login_throttles", ["first_failed_at"], unique=False)
    op.create_table(
        "workspaces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("ledger_version", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("money_scale", sa.SmallInteger(), server_default="2", nullable=False),
        sa.Column("size_scale", sa.SmallInteger(), server_default="2", nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("slug", name=op.f("uq_workspaces_slug")),
    )
    op.create_table(
        "accounts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("broker", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("session_ends", sa.Time(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("long_only", sa.Boolean(), nullable=False),
        sa.Column("capital", sa.Numeric(), nullable=True),
        sa.Column("deriving", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "method IN ('fifo', 'lifo', 'average', 'hifo', 'specific')", name=op.f("ck_accounts_method")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_accounts_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_accounts")),
    )
    op.create_index(
        op.f("ix_accounts_workspace_id_broker_number"),
        "accounts",
        ["workspace_id", "broker", "number"],
        unique=True,
        postgresql_where=sa.text("number <> ''"),
    )
    op.create_table(
        "deleted_trades",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("deleted_in", sa.BigInteger(), nullable=False),
        sa.Column("trade_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_deleted_trades_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "deleted_in", "trade_id", name=op.f("pk_deleted_trades")),
    )
    op.create_table(
        "instruments",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("asset_class", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("multiplier", sa.Numeric(), nullable=False),
        sa.Column("underlying", sa.Text(), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=True),
        sa.Column("strike", sa.Numeric(), nullable=True),
        sa.Column("right", sa.Text(), nullable=True),
        sa.CheckConstraint("multiplier > 0", name=op.f("ck_instruments_multiplier")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_instruments_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_instruments")),
        sa.UniqueConstraint(
            "workspace_id",
            "asset_class",
            "symbol",
            "currency",
            name=op.f("uq_instruments_workspace_id_asset_class_symbol_currency"),
        ),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_outbox_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_workspace_id"), "outbox", ["workspace_id"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("default_workspace_id", sa.Uuid(), nullable=True),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["default_workspace_id"], ["workspaces.id"], name=op.f("fk_users_default_workspace_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_index(op.f("ix_users_default_workspace_id"), "users", ["default_workspace_id"], unique=False)
    op.create_table(
        "idempotency_keys",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.BigInteger(), nullable=False),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_idempotency_keys_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_idempotency_keys_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index(op.f("ix_idempotency_keys_created_at"), "idempotency_keys", ["created_at"], unique=False)
    op.create_index(op.f("ix_idempotency_keys_user_id"), "idempotency_keys", ["user_id"], unique=False)
    op.create_table(
        "imports",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_bytes", sa.BigInteger(), nullable=False),
        sa.Column("file_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("blob_key", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("review_first", sa.Boolean(), nullable=False),
        sa.Column("format_key", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("options", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("phase", sa.Text(), server_default="", nullable=False),
        sa.Column("bytes_read", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("rows_read", sa.Integer(), server_default="0", nullable=False),
        sa.Column("counts", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("preview", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("problem", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('received', 'parsing', 'review', 'committing', 'committed', 'undone', 'failed', 'cancelled')",
            name=op.f("ck_imports_state"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_imports_created_by"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_imports_workspace_id_account_id"),
            ondelete="SET NULL (account_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_imports_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_created_by"), "imports", ["created_by"], unique=False)
    op.create_index(op.f("ix_imports_workspace_id_account_id"), "imports", ["workspace_id", "account_id"], unique=False)
    op.create_index(
        op.f("ix_imports_workspace_id_created_at_id"), "imports", ["workspace_id", "created_at", "id"], unique=False
    )
    op.create_table(
        "memberships",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("role IN ('owner', 'viewer')", name=op.f("ck_memberships_role")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_memberships_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_memberships_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "workspace_id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_workspace_id"), "memberships", ["workspace_id"], unique=False)
    op.create_table(
        "positions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(), server_default="0", nullable=False),
        sa.Column("cost", sa.Numeric(), server_default="0", nullable=False),
        sa.Column("fees", sa.Numeric(), server_default="0", nullable=False),
        sa.Column("snapshot", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_positions_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "instrument_id"],
            ["instruments.workspace_id", "instruments.id"],
            name=op.f("fk_positions_workspace_id_instrument_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_positions")),
        sa.UniqueConstraint(
            "workspace_id",
            "account_id",
            "instrument_id",
            "ref",
            name=op.f("uq_positions_workspace_id_account_id_instrument_id_ref"),
        ),
    )
    op.create_index(
        op.f("ix_positions_workspace_id_instrument_id"), "positions", ["workspace_id", "instrument_id"], unique=False
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=True),
        sa.Column("user_agent", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user_id_created_at"), "sessions", ["user_id", "created_at"], unique=False)
    op.create_table(
        "splits",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=False),
        sa.Column("denominator", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.Numeric(), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_splits_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "instrument_id"],
            ["instruments.workspace_id", "instruments.id"],
            name=op.f("fk_splits_workspace_id_instrument_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_splits")),
    )
    op.create_index(
        op.f("ix_splits_workspace_id_account_id_instrument_id"),
        "splits",
        ["workspace_id", "account_id", "instrument_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_splits_workspace_id_instrument_id"), "splits", ["workspace_id", "instrument_id"], unique=False
    )
    op.create_table(
        "executions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.SmallInteger(), nullable=False),
        sa.Column("quantity", sa.Numeric(), nullable=False),
        sa.Column("price", sa.Numeric(), nullable=False),
        sa.Column("fees", sa.Numeric(), nullable=True),
        sa.Column("asset_fee", sa.Numeric(), nullable=False),
        sa.Column("rate", sa.Numeric(), nullable=True),
        sa.Column("executed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("time_known", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("closes", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("stated_ordinal", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "counts",
            sa.Boolean(),
            sa.Computed("voided_at IS NULL AND (by_hand OR import_id IS NOT NULL)", persisted=True),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_executions_quantity")),
        sa.CheckConstraint("side IN (1, -1)", name=op.f("ck_executions_side")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "import_id"],
            ["imports.workspace_id", "imports.id"],
            name=op.f("fk_executions_workspace_id_import_id"),
            ondelete="SET NULL (import_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "position_id"],
            ["positions.workspace_id", "positions.id"],
            name=op.f("fk_executions_workspace_id_position_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_executions")),
    )
    op.create_index(
        op.f("ix_executions_workspace_id_executed_at_id"),
        "executions",
        ["workspace_id", "executed_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_executions_delivery",
        "executions",
        ["workspace_id", "delivery"],
        unique=False,
        postgresql_where=sa.text("delivery <> ''"),
    )
    op.create_index(
        op.f("ix_executions_workspace_id_import_id"), "executions", ["workspace_id", "import_id"], unique=False
    )
    op.create_index(
        op.f("ix_executions_workspace_id_position_id_executed_at"),
        "executions",
        ["workspace_id", "position_id", "executed_at"],
        unique=False,
    )
    op.create_table(
        "import_notes",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.CheckConstraint("verdict IN ('ignored', 'quarantined', 'rejected')", name=op.f("ck_import_notes_verdict")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "import_id"],
            ["imports.workspace_id", "imports.id"],
            name=op.f("fk_import_notes_workspace_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "number", name=op.f("pk_import_notes")),
    )
    op.create_table(
        "rates",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rate", sa.Numeric(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "import_id"],
            ["imports.workspace_id", "imports.id"],
            name=op.f("fk_rates_workspace_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "currency", "base", "day", name=op.f("pk_rates")),
    )
    op.create_index(
        op.f("ix_rates_workspace_id_currency_base_day"),
        "rates",
        ["workspace_id", "currency", "base", "day"],
        unique=False,
    )
    op.create_table(
        "refresh_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["refresh_tokens.id"], name=op.f("fk_refresh_tokens_parent_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_refresh_tokens_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_refresh_tokens_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refresh_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_refresh_tokens_token_hash")),
    )
    op.create_index(op.f("ix_refresh_tokens_parent_id"), "refresh_tokens", ["parent_id"], unique=False)
    op.create_index(op.f("ix_refresh_tokens_session_id"), "refresh_tokens", ["session_id"], unique=False)
    op.create_index(op.f("ix_refresh_tokens_user_id"), "refresh_tokens", ["user_id"], unique=False)
    op.create_table(
        "split_sources",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("split_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "import_id"],
            ["imports.workspace_id", "imports.id"],
            name=op.f("fk_split_sources_workspace_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "split_id"],
            ["splits.workspace_id", "splits.id"],
            name=op.f("fk_split_sources_workspace_id_split_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "line", "split_id", name=op.f("pk_split_sources")),
    )
    op.create_index(
        op.f("ix_split_sources_workspace_id_split_id"), "split_sources", ["workspace_id", "split_id"], unique=False
    )
    op.create_table(
        "execution_sources",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("execution_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "execution_id"],
            ["executions.workspace_id", "executions.id"],
            name=op.f("fk_execution_sources_workspace_id_execution_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "import_id"],
            ["imports.workspace_id", "imports.id"],
            name=op.f("fk_execution_sources_workspace_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "line", "execution_id", name=op.f("pk_execution_sources")),
    )
    op.create_index(
        op.f("ix_execution_sources_workspace_id_execution_id"),
        "execution_sources",
        ["workspace_id", "execution_id"],
        unique=False,
    )
    op.create_table(
        "lot_picks",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("closing_id", sa.Uuid(), nullable=False),
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Numeric(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_lot_picks_quantity")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "closing_id"],
            ["executions.workspace_id", "executions.id"],
            name=op.f("fk_lot_picks_workspace_id_closing_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opening_id"],
            ["executions.workspace_id", "executions.id"],
            name=op.f("fk_lot_picks_workspace_id_opening_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "closing_id", "opening_id", name=op.f("pk_lot_picks")),
    )
    op.create_index(
        op.f("ix_lot_picks_workspace_id_opening_id"), "lot_picks", ["workspace_id", "opening_id"], unique=False
    )
    op.create_table(
        "trades",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("underlying", sa.Text(), nullable=False),
        sa.Column("asset_class", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("direction", sa.SmallInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("opening_quantity", sa.Numeric(), nullable=False),
        sa.Column("entry_quantity", sa.Numeric(), nullable=False),
        sa.Column("entry_notional", sa.Numeric(), nullable=False),
        sa.Column("entry_price", sa.Numeric(), nullable=False),
        sa.Column("exit_quantity", sa.Numeric(), nullable=False),
        sa.Column("exit_notional", sa.Numeric(), nullable=False),
        sa.Column("exit_price", sa.Numeric(), nullable=True),
        sa.Column("gross", sa.Numeric(), nullable=False),
        sa.Column("fees", sa.Numeric(), nullable=False),
        sa.Column("net", sa.Numeric(), nullable=False),
        sa.Column("fees_known", sa.Boolean(), nullable=False),
        sa.Column("base_gross", sa.Numeric(), nullable=True),
        sa.Column("base_fees", sa.Numeric(), nullable=True),
        sa.Column("base_net", sa.Numeric(), nullable=True),
        sa.Column("executions", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("times_known", sa.Boolean(), nullable=False),
        sa.Column("exit_days", sa.Integer(), nullable=False),
        sa.Column("changed_in", sa.BigInteger(), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.Column("mistakes", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.Column("emotions", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=True),
        sa.Column("rating", sa.SmallInteger(), nullable=True),
        sa.Column("confidence", sa.SmallInteger(), nullable=True),
        sa.Column("stop", sa.Numeric(), nullable=True),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.Column("risk", sa.Numeric(), nullable=True),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("direction IN (1, -1)", name=op.f("ck_trades_direction")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_trades_workspace_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opening_id"],
            ["executions.workspace_id", "executions.id"],
            name=op.f("fk_trades_workspace_id_opening_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "position_id"],
            ["positions.workspace_id", "positions.id"],
            name=op.f("fk_trades_workspace_id_position_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_trades")),
    )
    op.create_index(
        "ix_trades_several_days",
        "trades",
        ["workspace_id"],
        unique=False,
        postgresql_where=sa.text("exit_days > 1 OR (exit_days > 0 AND closed_at IS NULL)"),
    )
    op.create_index("ix_trades_tags", "trades", ["tags"], unique=False, postgresql_using="gin")
    op.create_index(
        op.f("ix_trades_workspace_id_account_id_opened_at"),
        "trades",
        ["workspace_id", "account_id", "opened_at"],
        unique=False,
    )
    op.create_index(op.f("ix_trades_workspace_id_changed_in"), "trades", ["workspace_id", "changed_in"], unique=False)
    op.create_index(
        op.f("ix_trades_workspace_id_closed_at_id"), "trades", ["workspace_id", "closed_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_trades_workspace_id_opened_at_id"), "trades", ["workspace_id", "opened_at", "id"], unique=False
    )
    op.create_index(op.f("ix_trades_workspace_id_opening_id"), "trades", ["workspace_id", "opening_id"], unique=False)
    op.create_index(
        op.f("ix_trades_workspace_id_position_id_opened_at"),
        "trades",
        ["workspace_id", "position_id", "opened_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_trades_workspace_id_symbol_opened_at"), "trades", ["workspace_id", "symbol", "opened_at"], unique=False
    )
    op.create_table(
        "unmatched",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("execution_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Numeric(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "execution_id"],
            ["executions.workspace_id", "executions.id"],
            name=op.f("fk_unmatched_workspace_id_execution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "execution_id", name=op.f("pk_unmatched")),
    )
    op.create_table(
        "annotations",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("execution_id", sa.Uuid(), nullable=False),
        sa.Column("trade_id", sa.Uuid(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.Column("mistakes", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.Column("emotions", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("playbook", sa.Text(), nullable=True),
        sa.Column("rating", sa.SmallInteger(), nullable=True),
        sa.Column("confidence", sa.SmallInteger(), nullable=True),
        sa.Column("stop", sa.Numeric(), nullable=True),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.Column("planned_risk", sa.Numeric(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("confidence BETWEEN 1 AND 5", name=op.f("ck_annotations_confidence")),
        sa.CheckConstraint("planned_risk > 0", name=op.f("ck_annotations_planned_risk")),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_annotations_rating")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "execution_id"],
            ["executions.workspace_id", "executions.id"],
            name=op.f("fk_annotations_workspace_id_execution_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "trade_id"],
            ["trades.workspace_id", "trades.id"],
            name=op.f("fk_annotations_workspace_id_trade_id"),
            ondelete="SET NULL (trade_id)",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "execution_id", name=op.f("pk_annotations")),
    )
    op.create_index(
        op.f("ix_annotations_workspace_id_trade_id"), "annotations", ["workspace_id", "trade_id"], unique=False
    )
    op.create_table(
        "trade_days",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("trade_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("gross", sa.Numeric(), nullable=False),
        sa.Column("fees", sa.Numeric(), nullable=False),
        sa.Column("base_gross", sa.Numeric(), nullable=True),
        sa.Column("base_fees", sa.Numeric(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "trade_id"],
            ["trades.workspace_id", "trades.id"],
            name=op.f("fk_trade_days_workspace_id_trade_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "trade_id", "day", name=op.f("pk_trade_days")),
    )


def downgrade() -> None:
    op.drop_table("trade_days")
    op.drop_index(op.f("ix_annotations_workspace_id_trade_id"), table_name="annotations")
    op.drop_table("annotations")
    op.drop_table("unmatched")
    op.drop_index(op.f("ix_trades_workspace_id_symbol_opened_at"), table_name="trades")
    op.drop_index(op.f("ix_trades_workspace_id_position_id_opened_at"), table_name="trades")
    op.drop_index(op.f("ix_trades_workspace_id_opening_id"), table_name="trades")
    op.drop_index(op.f("ix_trades_workspace_id_opened_at_id"), table_name="trades")
    op.drop_index(op.f("ix_trades_workspace_id_closed_at_id"), table_name="trades")
    op.drop_index(op.f("ix_trades_workspace_id_changed_in"), table_name="trades")
    op.drop_index(op.f("ix_trades_workspace_id_account_id_opened_at"), table_name="trades")
    op.drop_index("ix_trades_tags", table_name="trades", postgresql_using="gin")
    op.drop_index(
        "ix_trades_several_days",
        table_name="trades",
        postgresql_where=sa.text("exit_days > 1 OR (exit_days > 0 AND closed_at IS NULL)"),
    )
    op.drop_table("trades")
    op.drop_index(op.f("ix_lot_picks_workspace_id_opening_id"), table_name="lot_picks")
    op.drop_table("lot_picks")
    op.drop_index(op.f("ix_execution_sources_workspace_id_execution_id"), table_name="execution_sources")
    op.drop_table("execution_sources")
    op.drop_index(op.f("ix_split_sources_workspace_id_split_id"), table_name="split_sources")
    op.drop_table("split_sources")
    op.drop_index(op.f("ix_refresh_tokens_user_id"), table_name="refresh_tokens")
    op.drop_index(op.f("ix_refresh_tokens_session_id"), table_name="refresh_tokens")
    op.drop_index(op.f("ix_refresh_tokens_parent_id"), table_name="refresh_tokens")
    op.drop_table("refresh_tokens")
    op.drop_index(op.f("ix_rates_workspace_id_currency_base_day"), table_name="rates")
    op.drop_table("rates")
    op.drop_table("import_notes")
    op.drop_index(op.f("ix_executions_workspace_id_position_id_executed_at"), table_name="executions")
    op.drop_index(op.f("ix_executions_workspace_id_import_id"), table_name="executions")
    op.drop_index("ix_executions_delivery", table_name="executions", postgresql_where=sa.text("delivery <> ''"))
    op.drop_index(op.f("ix_executions_workspace_id_executed_at_id"), table_name="executions")
    op.drop_table("executions")
    op.drop_index(op.f("ix_splits_workspace_id_instrument_id"), table_name="splits")
    op.drop_index(op.f("ix_splits_workspace_id_account_id_instrument_id"), table_name="splits")
    op.drop_table("splits")
    op.drop_index(op.f("ix_sessions_user_id_created_at"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_positions_workspace_id_instrument_id"), table_name="positions")
    op.drop_table("positions")
    op.drop_index(op.f("ix_memberships_workspace_id"), table_name="memberships")
    op.drop_table("memberships")
    op.drop_index(op.f("ix_imports_workspace_id_created_at_id"), table_name="imports")
    op.drop_index(op.f("ix_imports_workspace_id_account_id"), table_name="imports")
    op.drop_index(op.f("ix_imports_created_by"), table_name="imports")
    op.drop_table("imports")
    op.drop_index(op.f("ix_idempotency_keys_user_id"), table_name="idempotency_keys")
    op.drop_index(op.f("ix_idempotency_keys_created_at"), table_name="idempotency_keys")
    op.drop_table("idempotency_keys")
    op.drop_index(op.f("ix_users_default_workspace_id"), table_name="users")
    op.drop_table("users")
    op.drop_index(op.f("ix_outbox_workspace_id"), table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("instruments")
    op.drop_table("deleted_trades")
    op.drop_index(
        op.f("ix_accounts_workspace_id_broker_number"), table_name="accounts", postgresql_where=sa.text("number <> ''")
    )
    op.drop_table("accounts")
    op.drop_table("workspaces")
    op.drop_index(op.f("ix_login_throttles_first_failed_at"), table_name="login_throttles")
    op.drop_table("login_throttles")
