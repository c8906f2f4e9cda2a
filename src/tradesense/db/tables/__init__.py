"""One file per aggregate. Importing this package registers every table."""

from tradesense.db.tables import identity, imports, ledger, operations, trades, uploads, workspaces

__all__ = ["identity", "imports", "ledger", "operations", "trades", "uploads", "workspaces"]
