"""The verbs of broker connections, and their only door."""

from tradesense.db.tables.broker_connections import BrokerConnectionRow, BrokerSyncRunRow
from tradesense.domain.access import Permission
from tradesense.features.broker_connections.use_cases.manage import (
    JOB_SYNC,
    change_connection,
    create_connection,
    delete_connection,
    get_connection,
    list_connections,
    list_runs,
    open_access,
    sync_now,
)
from tradesense.features.broker_connections.use_cases.sync import Haul, Visit, begin, keep, may_go_on

MAY_SEE = Permission.IMPORTS_READ

__all__ = [
    "JOB_SYNC",
    "MAY_SEE",
    "BrokerConnectionRow",
    "BrokerSyncRunRow",
    "Haul",
    "Visit",
    "begin",
    "change_connection",
    "create_connection",
    "delete_connection",
    "get_connection",
    "keep",
    "list_connections",
    "list_runs",
    "may_go_on",
    "open_access",
    "sync_now",
]
