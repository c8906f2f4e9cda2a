"""Members with six roles, invitations, workspaces that are about to go.

Why: several people work in one workspace, and one person in several.
Locks: memberships and workspaces, exclusively, for the moment it takes to build the new key and check the rows.
Undo: downgrade drops the invitations, takes everybody for a viewer who is no owner, and brings back no workspace
that has gone.
"""

import sqlalchemy as sa
from alembic import op

from tradesense.db.guards import PERSON, WORKSPACE, guard_workspace

revision = "20261123_1310"
down_revision = "20261123_1300"
branch_labels = None
depends_on = None

ROLES = "'owner', 'admin', 'trader', 'coach', 'risk', 'viewer'"
FUNCTIONS = {
    # Who belongs to the transaction's workspace: what members may know of one another, and no more.
    "app_members()": f"""
        CREATE FUNCTION app_members() RETURNS TABLE (user_id uuid, name text, email text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
            SELECT u.id, u.name, u.email FROM memberships m JOIN users u ON u.id = m.user_id
            WHERE m.workspace_id = {WORKSPACE}
        $$
    """,
    # What an invitation's link says, while it is open.
    "app_invitation(bytea, timestamptz)": """
        CREATE FUNCTION app_invitation(hash bytea, at timestamptz)
        RETURNS TABLE (id uuid, workspace_id uuid, email text, role text, workspace text, invited_by text,
                       expires_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
            SELECT i.id, i.workspace_id, i.email, i.role, w.name, u.name, i.expires_at
            FROM invitations i JOIN workspaces w ON w.id = i.workspace_id JOIN users u ON u.id = i.invited_by
            WHERE i.token_hash = hash AND i.expires_at > at AND i.accepted_at IS NULL AND i.revoked_at IS NULL
              AND w.deletes_at IS NULL
        $$
    """,
    # Takes away a workspace whose time is over, with all that is in it.
    "app_purge_workspace(uuid, timestamptz)": """
        CREATE FUNCTION app_purge_workspace(workspace uuid, at timestamptz) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        BEGIN
            PERFORM set_config('app.workspace_id', workspace::text, true), set_config('app.user_id', '', true);
            DELETE FROM workspaces w WHERE w.id = workspace AND w.deletes_at <= at;
            RETURN FOUND;
        END
        $$
    """,
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    runtime = op.get_context().config.attributes["runtime_role"]
    op.add_column("workspaces", sa.Column("deletes_at", sa.DateTime(timezone=True), nullable=True))
    _memberships_of_workspaces()
    op.execute(f'GRANT DELETE ON memberships TO "{runtime}"')
    _invitations()
    guard_workspace("invitations", runtime, "SELECT, INSERT, UPDATE, DELETE")
    op.execute("CREATE POLICY owner_look_up ON invitations FOR SELECT TO CURRENT_USER USING (true)")
    for signature, function in FUNCTIONS.items():
        op.execute(function)
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f'GRANT EXECUTE ON FUNCTION {signature} TO "{runtime}"')


def _memberships_of_workspaces() -> None:
    """They were a person's rows: whoever runs a workspace could not have changed a role."""
    for column in (
        sa.Column("role_before", sa.Text(), nullable=True),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
    ):
        op.add_column("memberships", column)
    _allow(ROLES)
    op.create_check_constraint(op.f("ck_memberships_role_before"), "memberships", f"role_before IN ({ROLES})")
    _key("workspace_id", "user_id")
    _rows_of("workspace_id", WORKSPACE)
    op.execute(f"CREATE POLICY own_memberships ON memberships FOR SELECT USING (user_id = {PERSON})")


def _allow(roles: str) -> None:
    op.drop_constraint(op.f("ck_memberships_role"), "memberships", type_="check")
    op.create_check_constraint(op.f("ck_memberships_role"), "memberships", f"role IN ({roles})")


def _key(first: str, second: str) -> None:
    """The primary key, and an index of its own for the second column."""
    op.drop_constraint(op.f("pk_memberships"), "memberships", type_="primary")
    op.create_primary_key(op.f("pk_memberships"), "memberships", [first, second])
    op.drop_index(op.f(f"ix_memberships_{first}"), table_name="memberships")
    op.create_index(op.f(f"ix_memberships_{second}"), "memberships", [second])


def _rows_of(column: str, whose: str) -> None:
    op.execute("DROP POLICY own_rows ON memberships")
    condition = f"{column} = {whose}"
    op.execute(f"CREATE POLICY own_rows ON memberships USING ({condition}) WITH CHECK ({condition})")


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"role IN ({ROLES}) AND role <> 'owner'", name=op.f("ck_invitations_role")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_invitations_workspace_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["users.id"], name=op.f("fk_invitations_invited_by"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_workspace_id_email"), "invitations", ["workspace_id", "email"])
    op.create_index(op.f("ix_invitations_invited_by"), "invitations", ["invited_by"])
    op.create_index(op.f("ix_invitations_token_hash"), "invitations", ["token_hash"])


def downgrade() -> None:
    runtime = op.get_context().config.attributes["runtime_role"]
    for signature in FUNCTIONS:
        op.execute(f"DROP FUNCTION {signature}")
    op.drop_table("invitations")
    op.execute(f'REVOKE DELETE ON memberships FROM "{runtime}"')
    op.execute("DROP POLICY own_memberships ON memberships")
    _rows_of("user_id", PERSON)
    _key("user_id", "workspace_id")
    op.drop_constraint(op.f("ck_memberships_role_before"), "memberships", type_="check")
    # The owner is held to row-level security too: for this it is lifted until the end of the transaction.
    op.execute("ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE memberships SET role = coalesce(role_before, role)")
    op.execute("UPDATE memberships SET role = 'viewer' WHERE role <> 'owner'")
    op.execute("ALTER TABLE memberships FORCE ROW LEVEL SECURITY")
    _allow("'owner', 'viewer'")
    op.drop_column("memberships", "role_before")
    op.drop_column("memberships", "revision")
    op.drop_column("workspaces", "deletes_at")
