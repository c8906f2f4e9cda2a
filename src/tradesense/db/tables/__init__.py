"""One file per aggregate. Importing this package registers every table."""

from tradesense.db.tables import broker_connections, identity, imports, ledger, operations, trades, workspaces

__all__ = ["broker_connections", "identity", "imports", "ledger", "operations", "trades", "workspaces"]
