from tradesense.db.tables import cash, identity, imports, ledger, operations, trades, uploads, workspaces

__all__ = ["cash", "identity", "imports", "ledger", "operations", "trades", "uploads", "workspaces"]
