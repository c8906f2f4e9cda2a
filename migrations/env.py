"""Runs the migrations on the connection that `db.cluster.migrate` or a test hands in."""

from alembic import context

import tradesense.db.tables  # noqa: F401  (registers every table)
from tradesense.db.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    compare_type=True,
    compare_server_default=False,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
