"""Second factors, passkeys, other providers, one-time tokens; when and how a session was last proved.

Why: signing in by more than a password, resets, verified addresses, proving oneself again before what is sensitive.
Locks: users and sessions, exclusively, for an instant: the new columns have constant defaults, or none.
Undo: downgrade drops them. People without a password cannot sign in afterwards: give them one before.
"""

import sqlalchemy as sa
from alembic import op

from tradesense.db.guards import grant, guard_person

revision = "20261123_1400"
down_revision = "20261123_1320"
branch_labels = None
depends_on = None

ALL = "SELECT, INSERT, UPDATE, DELETE"
PERSON_TABLES = ("totp_factors", "recovery_codes", "passkeys", "linked_identities")
FUNCTIONS = (
    # Whose passkey this is, before anybody is known; the person's own rows are then read under their policy.
    """
    CREATE FUNCTION app_passkey_owner(presented bytea) RETURNS TABLE (user_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT passkeys.user_id FROM passkeys WHERE credential = presented $$
    """,
    # Who somebody of another provider is here.
    """
    CREATE FUNCTION app_identity_owner(provider text, known_as text) RETURNS TABLE (user_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT l.user_id FROM linked_identities l WHERE l.issuer = provider AND l.subject = known_as $$
    """,
)
SIGNATURES = ("app_passkey_owner(bytea)", "app_identity_owner(text, text)")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '4s'")
    op.execute("SET LOCAL statement_timeout = '5s'")
    _people()
    _one_time_tokens()
    _factors()
    runtime = op.get_context().config.attributes["runtime_role"]
    grant("one_time_tokens", runtime, ALL)
    for table in PERSON_TABLES:
        guard_person(table, runtime, ALL)
    for function in FUNCTIONS:
        op.execute(function)
    for signature in SIGNATURES:
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        op.execute(f'GRANT EXECUTE ON FUNCTION {signature} TO "{runtime}"')


def _people() -> None:
    op.alter_column("users", "password_hash", nullable=True)
    op.add_column("users", sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("users", sa.Column("second_factor", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("sessions", sa.Column("address", sa.Text(), server_default="", nullable=False))
    op.add_column("sessions", sa.Column("methods", sa.Text(), server_default="password", nullable=False))
    # Sessions of before were proved at a time nobody kept: long ago.
    long_ago = sa.text("'epoch'::timestamptz")
    op.add_column(
        "sessions", sa.Column("authenticated_at", sa.DateTime(timezone=True), server_default=long_ago, nullable=False)
    )
    op.alter_column("sessions", "authenticated_at", server_default=None)


def _one_time_tokens() -> None:
    op.create_table(
        "one_time_tokens",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_key", sa.Text(), nullable=True),
        sa.Column("failures", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_one_time_tokens_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_one_time_tokens")),
    )
    op.create_index(op.f("ix_one_time_tokens_user_id_purpose"), "one_time_tokens", ["user_id", "purpose"])
    op.create_index(op.f("ix_one_time_tokens_expires_at"), "one_time_tokens", ["expires_at"])


def _factors() -> None:
    op.create_table(
        "totp_factors",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("seed_key", sa.Text(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_totp_factors_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_totp_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_recovery_codes_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("transports", sa.Text(), nullable=False),
        sa.Column("synced", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_passkeys_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential", name=op.f("uq_passkeys_credential")),
    )
    op.create_index(op.f("ix_passkeys_user_id"), "passkeys", ["user_id"])
    op.create_table(
        "linked_identities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_linked_identities_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_identities")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_linked_identities_issuer_subject")),
    )
    op.create_index(op.f("ix_linked_identities_user_id"), "linked_identities", ["user_id"])


def downgrade() -> None:
    for signature in SIGNATURES:
        op.execute(f"DROP FUNCTION {signature}")
    for table in (*PERSON_TABLES, "one_time_tokens"):
        op.drop_table(table)
    for column in ("authenticated_at", "methods", "address"):
        op.drop_column("sessions", column)
    for column in ("second_factor", "email_verified_at"):
        op.drop_column("users", column)
    op.execute("UPDATE users SET password_hash = '' WHERE password_hash IS NULL")
    op.alter_column("users", "password_hash", nullable=False)
