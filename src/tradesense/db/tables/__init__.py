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
    shares,
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
    "shares",
    "trades",
    "uploads",
    "workspaces",
]
