"""Row-level security, as the migrations put it on each kind of table (decision 19).

The policies read the settings that `session.enter` makes for one transaction; an unset or empty
setting matches no row. The sub-select makes PostgreSQL evaluate it once a statement, not once a row. What is done goes
through alembic's `op`, which runs it, or writes it down when a migration is rendered as SQL.
"""

from alembic import op

WORKSPACE = "(SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)"
PERSON = "(SELECT nullif(current_setting('app.user_id', true), '')::uuid)"


def guard_workspace(table: str, runtime: str, privileges: str, column: str = "workspace_id") -> None:
    """Rows of the transaction's workspace only, for everybody, the owner included."""
    _guard(table, runtime, privileges, f"{column} = {WORKSPACE}")


def guard_person(table: str, runtime: str, privileges: str, column: str = "user_id") -> None:
    """Rows of the transaction's person only; the owner's look-up functions may read (an allow-list)."""
    _guard(table, runtime, privileges, f"{column} = {PERSON}")
    op.execute(
        f"CREATE POLICY owner_look_up ON {table} FOR SELECT TO CURRENT_USER USING (true)"
    )  # SQL of ours: migrations' names


def grant(table: str, runtime: str, privileges: str) -> None:
    op.execute(f'GRANT {privileges} ON {table} TO "{runtime}"')  # SQL of ours: migrations' names


def _guard(table: str, runtime: str, privileges: str, condition: str) -> None:
    grant(table, runtime, privileges)
    for statement in (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY own_rows ON {table} USING ({condition}) WITH CHECK ({condition})",
    ):
        op.execute(statement)
