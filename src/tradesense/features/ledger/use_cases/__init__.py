"""The ledger's verbs, and its only door."""

from tradesense.db.tables.ledger import AccountRow
from tradesense.db.tables.trades import TradeRow
from tradesense.domain.access import Permission
from tradesense.domain.residuals import Reconciliation
from tradesense.features.ledger.repository.action_lists import ActionFacts
from tradesense.features.ledger.repository.cash import CashFacts, CashQuery, CashSum
from tradesense.features.ledger.repository.executions import ExecutionFacts, ExecutionQuery
from tradesense.features.ledger.repository.trades import SORTS, Sort
from tradesense.features.ledger.use_cases.accounts import (
    DERIVED_AT_ONCE_MAX,
    JOB_DERIVE,
    account_for,
    change_account,
    create_account,
    derive_account,
    derive_all,
    facts,
    get_account,
    list_accounts,
)
from tradesense.features.ledger.use_cases.cash import (
    CashSaid,
    enter_cash_event,
    get_cash_event,
    list_cash_events,
    restore_cash_event,
    void_cash_event,
)
from tradesense.features.ledger.use_cases.changes import Changed, Changes, Standing, list_changes
from tradesense.features.ledger.use_cases.contracts import (
    Contract,
    delete_contract,
    list_contracts,
    own_contracts,
    put_contract,
)
from tradesense.features.ledger.use_cases.corporate_actions import (
    ActionSaid,
    enter_action,
    get_action,
    list_actions,
    restore_action,
    void_action,
)
from tradesense.features.ledger.use_cases.deliveries import DeliveryFacts, list_deliveries, put_market_price
from tradesense.features.ledger.use_cases.differences import Difference
from tradesense.features.ledger.use_cases.executions import (
    FillSaid,
    InstrumentSaid,
    enter_execution,
    get_execution,
    list_executions,
    pick_lots,
    restore_execution,
    stated_fill,
    void_execution,
)
from tradesense.features.ledger.use_cases.reconciliation import reconcile_account, reconciliation_key
from tradesense.features.ledger.use_cases.recording import (
    FillWriter,
    ProbableDuplicate,
    SetApart,
    Written,
    forget_import,
    known_rates,
)
from tradesense.features.ledger.use_cases.stating import CashStored, Statements
from tradesense.features.ledger.use_cases.trades import (
    Leg,
    Query,
    TradeDetail,
    annotate_trade,
    count_trades,
    get_annotation,
    get_trade,
    get_trade_detail,
    list_filter_fields,
    list_tags,
    list_trades,
    local_today,
    read_query,
    zone_name,
)
from tradesense.features.ledger.use_cases.verify import Verified, list_all_workspaces, verify_ledger

MAY_SEE_EXECUTIONS = Permission.EXECUTIONS_READ

__all__ = [
    "DERIVED_AT_ONCE_MAX",
    "JOB_DERIVE",
    "MAY_SEE_EXECUTIONS",
    "SORTS",
    "AccountRow",
    "ActionFacts",
    "ActionSaid",
    "CashFacts",
    "CashQuery",
    "CashSaid",
    "CashStored",
    "CashSum",
    "Changed",
    "Changes",
    "Contract",
    "DeliveryFacts",
    "Difference",
    "ExecutionFacts",
    "ExecutionQuery",
    "FillSaid",
    "FillWriter",
    "InstrumentSaid",
    "Leg",
    "ProbableDuplicate",
    "Query",
    "Reconciliation",
    "SetApart",
    "Sort",
    "Standing",
    "Statements",
    "TradeDetail",
    "TradeRow",
    "Verified",
    "Written",
    "account_for",
    "annotate_trade",
    "change_account",
    "count_trades",
    "create_account",
    "delete_contract",
    "derive_account",
    "derive_all",
    "enter_action",
    "enter_cash_event",
    "enter_execution",
    "facts",
    "forget_import",
    "get_account",
    "get_action",
    "get_annotation",
    "get_cash_event",
    "get_execution",
    "get_trade",
    "get_trade_detail",
    "known_rates",
    "list_accounts",
    "list_actions",
    "list_all_workspaces",
    "list_cash_events",
    "list_changes",
    "list_contracts",
    "list_deliveries",
    "list_executions",
    "list_filter_fields",
    "list_tags",
    "list_trades",
    "local_today",
    "own_contracts",
    "pick_lots",
    "put_contract",
    "put_market_price",
    "read_query",
    "reconcile_account",
    "reconciliation_key",
    "restore_action",
    "restore_cash_event",
    "restore_execution",
    "stated_fill",
    "verify_ledger",
    "void_action",
    "void_cash_event",
    "void_execution",
    "zone_name",
]
