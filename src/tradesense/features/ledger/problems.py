"""Failures about the ledger."""

from datetime import datetime
from decimal import Decimal

from tradesense.domain.number import plain
from tradesense.domain.problem import FieldError, Kind, Problem


class AccountNotFound(Problem):
    code, kind, title = "account.not_found", Kind.NOT_FOUND, "There is no such account in this workspace."


class AccountTaken(Problem):
    code, kind, title = "account.taken", Kind.CONFLICT, "This account is there already."


class AccountInvalid(Problem):
    code, kind, title = "account.invalid", Kind.INVALID, "The account cannot be like this."


class ContractNotFound(Problem):
    code, kind, title = "contract.not_found", Kind.NOT_FOUND, "This workspace states nothing of such a contract."


class ContractInvalid(Problem):
    code, kind, title = "contract.invalid", Kind.INVALID, "The contract cannot be like this."


class ExecutionNotFound(Problem):
    code, kind, title = "execution.not_found", Kind.NOT_FOUND, "There is no such execution in this workspace."


class ExecutionInvalid(Problem):
    code, kind, title = "execution.invalid", Kind.INVALID, "This cannot be an execution."


class ExecutionInFuture(Problem):
    code, kind, title = "execution.in_future", Kind.INVALID, "This has not happened yet."

    def __init__(self, at: datetime) -> None:
        detail = f"{at:%Y-%m-%d %H:%M} UTC is in the future: an execution is what has happened."
        super().__init__(detail, errors=[FieldError("/executed_at", self.code, detail)])


class FeesExceed(Problem):
    code, kind, title = "execution.fees_exceed", Kind.INVALID, "The fees are more than was traded for."

    def __init__(self) -> None:
        detail = (
            "They are more than the quantity is worth at this price. If they truly are, say that they are confirmed."
        )
        super().__init__(detail, errors=[FieldError("/fees", self.code, detail)])


class ActionNotFound(Problem):
    code, kind, title = "corporate_action.not_found", Kind.NOT_FOUND, "This workspace states no such corporate action."


class DeliveryNotFound(Problem):
    code, kind, title = "delivery.not_found", Kind.NOT_FOUND, "This account has no such exercise or assignment."


class SpunOff(Problem):
    code, kind, title = "trade.spun_off", Kind.CONFLICT, "What was spun off has no opening fill of its own."


class LotsInvalid(Problem):
    code, kind, title = "execution.lots_invalid", Kind.INVALID, "These lots cannot be closed by it."


class TradeNotFound(Problem):
    code, kind, title = "trade.not_found", Kind.NOT_FOUND, "There is no such trade in this workspace."


class MultiplierConflict(Problem):
    code, kind, title = "instrument.multiplier_conflict", Kind.CONFLICT, "The multiplier is known differently."

    def __init__(self, symbol: str, known: Decimal, stated: Decimal) -> None:
        super().__init__(
            f"{symbol} is known with a multiplier of {plain(known)}, and is stated here with {plain(stated)}."
        )


class CashEventNotFound(Problem):
    code, kind, title = "cash_event.not_found", Kind.NOT_FOUND, "There is no such cash event in this workspace."


class CashEventInvalid(Problem):
    code, kind, title = "cash_event.invalid", Kind.INVALID, "This cannot be a cash event."
