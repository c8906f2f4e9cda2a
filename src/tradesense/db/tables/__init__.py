"""One file per aggregate. Importing this package registers every table."""

from tradesense.db.tables import archives, identity, imports, ledger, operations, trades, workspaces

__all__ = ["archives", "identity", "imports", "ledger", "operations", "trades", "workspaces"]
