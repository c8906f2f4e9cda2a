"""Imports: a file on its way into the ledger, reviewed, committed, undone.

Tables: imports, import_notes. Topics: none of its own (the ledger announces the change).
"""
