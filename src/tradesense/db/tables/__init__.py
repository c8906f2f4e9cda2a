"""One file per aggregate. Importing this package registers every table."""

from tradesense.db.tables import archives, cash, identity, imports, ledger, operations, trades, uploads, workspaces

__all__ = [
    "archives",
    "cash",
    "identity",
    "imports",
    "ledger",
    "operations",
    "trades",
    "uploads",
    "workspaces",
]
