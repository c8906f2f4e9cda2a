"""One file per aggregate. Importing this package registers every table."""

from tradesense.db.tables import cash, identity, imports, ledger, operations, trades, workspaces

__all__ = ["cash", "identity", "imports", "ledger", "operations", "trades", "workspaces"]
