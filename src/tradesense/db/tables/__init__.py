"""One file per aggregate. Importing this package registers every table."""

from tradesense.db.tables import (
    archives,
    broker_connections,
    cash,
    corporate_actions,
    factors,
    identity,
    imports,
    ledger,
    operations,
    trades,
    uploads,
    workspaces,
)

__all__ = [
    "archives",
    "broker_connections",
    "cash",
    "corporate_actions",
    "factors",
    "identity",
    "imports",
    "ledger",
    "operations",
    "trades",
    "uploads",
    "workspaces",
]
