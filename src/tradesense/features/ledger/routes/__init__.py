"""/accounts, /cash-events, /contracts, /executions, /corporate-actions, /trades, /tags"""

from tradesense.features.ledger.routes.accounts import router as accounts
from tradesense.features.ledger.routes.cash import router as cash
from tradesense.features.ledger.routes.contracts import router as contracts
from tradesense.features.ledger.routes.corporate_actions import router as corporate_actions
from tradesense.features.ledger.routes.executions import router as executions
from tradesense.features.ledger.routes.trades import router as trades

routers = (accounts, cash, contracts, executions, corporate_actions, trades)
