"""Runs the migrations on the connection that `db.cluster.migrate` or a test hands in; without one, writes their SQL."""

from alembic import context

import tradesense.db.tables  # noqa: F401  (registers every table)
from tradesense.db.base import Base

if context.is_offline_mode():
    context.configure(dialect_name="postgresql", target_metadata=Base.metadata, literal_binds=True)
else:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        compare_type=True,
        compare_server_default=False,
        transaction_per_migration=False,
    )
with context.begin_transaction():
    context.run_migrations()
