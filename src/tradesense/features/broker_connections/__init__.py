"""Broker connections: fills fetched from brokers' own services, on their way in through imports.

Tables: broker_connections, broker_sync_runs. Topics: none of its own (the ledger announces the change).
"""
