"""One file per aggregate. Importing this package registers every table."""

from tradesense.db.tables import (
    api_keys,
    archives,
    broker_connections,
    cash,
    identity,
    imports,
    ledger,
    operations,
    trades,
    uploads,
    workspaces,
)

__all__ = [
    "api_keys",
    "archives",
    "broker_connections",
    "cash",
    "identity",
    "imports",
    "ledger",
    "operations",
    "trades",
    "uploads",
    "workspaces",
]
