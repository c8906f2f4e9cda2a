"""The audit log: entries of workspaces, of people and of nobody, and how far each chain has come.

Why: who did what, when and from where, so that nobody can change it afterwards without its being found.
Locks: none that matter, the tables are new.
Undo: downgrade drops them: export the log before.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tradesense.db.guards import grant, guard_person, guard_workspace

revision = "20261123_1500"
down_revision = "20261123_1400"
branch_labels = None
depends_on = None

ENTRIES = {"audit_entries": "workspace_id", "person_audit_entries": "user_id", "system_audit_entries": None}
TARGETS = {"workspace_id": "workspaces.id", "user_id": "users.id"}
APPEND = "SELECT, INSERT"

# Whose workspace a key opens, or opened once: so that its members learn that it is still being tried.
KEY_OWNER = """
    CREATE FUNCTION app_key_owner(hash bytea) RETURNS TABLE (workspace_id uuid, key uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT k.workspace_id, k.id FROM api_keys k WHERE k.secret_hash = hash OR k.former_hash = hash $$
"""
SIGNATURE = "app_key_owner(bytea)"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    runtime = op.get_context().config.attributes["runtime_role"]
    for table, owner in ENTRIES.items():
        _entries(table, owner)
    op.create_index(
        op.f("ix_audit_entries_workspace_id_action_seq"), "audit_entries", ["workspace_id", "action", "seq"]
    )
    op.create_index(
        op.f("ix_audit_entries_workspace_id_person_seq"), "audit_entries", ["workspace_id", "person", "seq"]
    )
    op.create_table(
        "audit_heads",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("of", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("chain IN ('workspace', 'person', 'system')", name=op.f("ck_audit_heads_chain")),
        sa.PrimaryKeyConstraint("chain", "of", name=op.f("pk_audit_heads")),
    )
    guard_workspace("audit_entries", runtime, APPEND)
    guard_person("person_audit_entries", runtime, APPEND)
    grant("system_audit_entries", runtime, APPEND)
    grant("audit_heads", runtime, "SELECT, INSERT, UPDATE")
    op.execute(KEY_OWNER)
    op.execute(f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC")
    op.execute(f'GRANT EXECUTE ON FUNCTION {SIGNATURE} TO "{runtime}"')


def _entries(table: str, owner: str | None) -> None:
    whose = [sa.Column(owner, sa.Uuid(), nullable=False)] if owner else []
    references = (
        [sa.ForeignKeyConstraint([owner], [TARGETS[owner]], name=op.f(f"fk_{table}_{owner}"), ondelete="CASCADE")]
        if owner
        else []
    )
    texts = ("action", "noun", "object", "result", "reason", "address", "request")
    op.create_table(
        table,
        *whose,
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=True),
        sa.Column("key", sa.Uuid(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("changes", postgresql.JSONB(), nullable=False),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("result IN ('done', 'refused')", name=op.f(f"ck_{table}_result")),
        *references,
        sa.PrimaryKeyConstraint(*([owner] if owner else []), "seq", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {SIGNATURE}")
    for table in (*ENTRIES, "audit_heads"):
        op.drop_table(table)
