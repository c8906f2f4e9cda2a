"""One file per aggregate. Importing this package registers every table."""

from tradesense.db.tables import (
    api_keys,
    archives,
    audit,
    broker_connections,
    cash,
    corporate_actions,
    factors,
    identity,
    imports,
    ledger,
    operations,
    privacy,
    shares,
    trades,
    uploads,
    workspaces,
)

__all__ = [
    "api_keys",
    "archives",
    "audit",
    "broker_connections",
    "cash",
    "corporate_actions",
    "factors",
    "identity",
    "imports",
    "ledger",
    "operations",
    "privacy",
    "shares",
    "trades",
    "uploads",
    "workspaces",
]
