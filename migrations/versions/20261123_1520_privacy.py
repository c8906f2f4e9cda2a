"""Consents, exports of everything about a person, people who are about to be erased; what has outlived its time.

Why: what is kept about somebody can be had by them, and taken away.
Locks: users, workspaces, imports and archives, exclusively, for an instant; checking the two new references only keeps their
rows from being deleted meanwhile.
Undo: downgrade drops them. Imports and archives of people who were erased become those of the member who has been in
the workspace for longest.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tradesense.db.guards import guard_person

revision = "20261123_1520"
down_revision = "20261123_1510"
branch_labels = None
depends_on = None

ALL = "SELECT, INSERT, UPDATE, DELETE"
MADE_BY = ("imports", "archives")
"""Tables whose rows outlive whoever made them."""
FUNCTIONS = {
    # Invitations to the transaction's person, of whichever workspace: what they may know of them.
    "app_own_invitations()": """
        CREATE FUNCTION app_own_invitations()
        RETURNS TABLE (id uuid, workspace text, email text, role text, created_at timestamptz, expires_at timestamptz,
                       accepted_at timestamptz, revoked_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
            SELECT i.id, w.name, i.email, i.role, i.created_at, i.expires_at, i.accepted_at, i.revoked_at
            FROM invitations i JOIN workspaces w ON w.id = i.workspace_id JOIN users u ON u.email = i.email
            WHERE u.id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)
            ORDER BY i.id
        $$
    """,
    # With how many others the transaction's person shares each workspace, and how many of them own it and stay.
    "app_company()": """
        CREATE FUNCTION app_company() RETURNS TABLE (workspace_id uuid, others bigint, other_owners bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
            SELECT m.workspace_id, count(o.user_id),
                   count(o.user_id) FILTER (WHERE coalesce(o.role_before, o.role) = 'owner' AND u.deletes_at IS NULL)
            FROM memberships m
            LEFT JOIN memberships o ON o.workspace_id = m.workspace_id AND o.user_id <> m.user_id
            LEFT JOIN users u ON u.id = o.user_id
            WHERE m.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)
            GROUP BY m.workspace_id
        $$
    """,
    # People whose time is over. Ids only.
    "app_people_over(timestamptz)": """
        CREATE FUNCTION app_people_over(at timestamptz) RETURNS TABLE (id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
        $$ SELECT id FROM users WHERE deletes_at <= at ORDER BY deletes_at $$
    """,
    # Takes away a person whose time is over, with all that is theirs, and invitations to their address.
    "app_erase_person(uuid, timestamptz)": """
        CREATE FUNCTION app_erase_person(person uuid, at timestamptz) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE
            address text;
            room uuid;
        BEGIN
            PERFORM set_config('app.user_id', person::text, true);
            SELECT u.email INTO address FROM users u WHERE u.id = person AND u.deletes_at <= at FOR UPDATE;
            IF address IS NULL THEN
                RETURN false;
            END IF;
            FOR room IN SELECT DISTINCT i.workspace_id FROM invitations i WHERE i.email = address LOOP
                PERFORM set_config('app.workspace_id', room::text, true);
                DELETE FROM invitations i WHERE i.workspace_id = room AND i.email = address;
            END LOOP;
            PERFORM set_config('app.workspace_id', '', true);
            DELETE FROM users u WHERE u.id = person;
            RETURN FOUND;
        END
        $$
    """,
    # Who has exports whose time is over. Ids only.
    "app_exports_over(timestamptz)": """
        CREATE FUNCTION app_exports_over(at timestamptz) RETURNS TABLE (user_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
        $$ SELECT DISTINCT e.user_id FROM personal_exports e WHERE e.expires_at <= at $$
    """,
    # Forgets sessions that ended before `at`, and, of those that live, refresh tokens that expired before it.
    "app_forget_sessions(timestamptz)": """
        CREATE FUNCTION app_forget_sessions(at timestamptz) RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE
            person uuid;
            few bigint;
            gone bigint := 0;
        BEGIN
            FOR person IN
                SELECT s.user_id FROM sessions s WHERE least(s.ended_at, s.expires_at) < at
                UNION SELECT t.user_id FROM refresh_tokens t WHERE t.expires_at < at
            LOOP
                PERFORM set_config('app.user_id', person::text, true);
                DELETE FROM sessions s WHERE s.user_id = person AND least(s.ended_at, s.expires_at) < at;
                GET DIAGNOSTICS few = ROW_COUNT;
                gone := gone + few;
                -- A token goes without those that came after it.
                UPDATE refresh_tokens t SET parent_id = NULL FROM refresh_tokens p
                WHERE t.user_id = person AND p.id = t.parent_id AND p.expires_at < at;
                DELETE FROM refresh_tokens t WHERE t.user_id = person AND t.expires_at < at;
                GET DIAGNOSTICS few = ROW_COUNT;
                gone := gone + few;
            END LOOP;
            PERFORM set_config('app.user_id', '', true);
            RETURN gone;
        END
        $$
    """,
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    runtime = op.get_context().config.attributes["runtime_role"]
    op.add_column("users", sa.Column("deletes_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_users_deletes_at"), "users", ["deletes_at"])
    op.add_column("workspaces", sa.Column("files_kept_days", sa.SmallInteger(), server_default="0", nullable=False))
    op.create_check_constraint(op.f("ck_workspaces_files_kept_days"), "workspaces", "files_kept_days >= 0")
    for table in MADE_BY:
        op.alter_column(table, "created_by", nullable=True)
        _refer(table, "SET NULL")
    _consents()
    _exports()
    guard_person("consents", runtime, ALL)
    guard_person("personal_exports", runtime, ALL)
    for signature, function in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f'GRANT EXECUTE ON FUNCTION {signature} TO "{runtime}"')


def _refer(table: str, when_gone: str) -> None:
    name = op.f(f"fk_{table}_created_by")
    op.drop_constraint(name, table, type_="foreignkey")
    op.execute(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (created_by) REFERENCES users (id)"
        f" ON DELETE {when_gone} NOT VALID"
    )
    op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('terms', 'privacy', 'product_mail')", name=op.f("ck_consents_kind")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_consents_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_user_id_kind"), "consents", ["user_id", "kind"])


def _exports() -> None:
    op.create_table(
        "personal_exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_bytes", sa.BigInteger(), nullable=True),
        sa.Column("file_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("blob_key", sa.Text(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("counts", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("problem", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name=op.f("ck_personal_exports_state")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_personal_exports_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_exports")),
    )
    op.create_index(op.f("ix_personal_exports_user_id_created_at"), "personal_exports", ["user_id", "created_at"])
    op.create_index(op.f("ix_personal_exports_expires_at"), "personal_exports", ["expires_at"])


def downgrade() -> None:
    for signature in FUNCTIONS:
        op.execute(f"DROP FUNCTION {signature}")
    op.drop_table("personal_exports")
    op.drop_table("consents")
    for table in MADE_BY:
        # The owner is held to row-level security too: for this it is lifted until the end of the transaction.
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(
            f"UPDATE {table} SET created_by = (SELECT m.user_id FROM memberships m"
            f" WHERE m.workspace_id = {table}.workspace_id ORDER BY m.created_at, m.user_id LIMIT 1)"
            " WHERE created_by IS NULL"
        )
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.alter_column(table, "created_by", nullable=False)
        _refer(table, "CASCADE")
    op.drop_index(op.f("ix_users_deletes_at"), table_name="users")
    op.drop_column("users", "deletes_at")
    op.drop_column("workspaces", "files_kept_days")
