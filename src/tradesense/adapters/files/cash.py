"""Rows that are no fills but money moving: recognised by their words; ignored under a name where they say too little."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from tradesense.adapters.files.rows import Row, When
from tradesense.domain.cash import CashKind
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.statement import RowNote, StatedCash

DETAIL_CHARACTERS_MAX: Final = 200


class CashEvent(NamedTuple):
    """A stable code and the sentence for the trader. `is_external`: transfers to and from outside."""

    code: str
    detail: str
    kind: CashKind
    is_external: bool = False

    def kind_of(self, amount: Decimal) -> CashKind:
        """Money to and from outside is a deposit or a withdrawal, by its sign."""
        if not self.is_external:
            return self.kind
        return CashKind.DEPOSIT if amount > 0 else CashKind.WITHDRAWAL


_KEPT_APART: Final = "is a cash event, not a fill: it does not count in trading results."
_OTHER: Final = CashEvent("cash.other", f"A movement of money {_KEPT_APART}", CashKind.TRANSFER)
_KINDS: Final = tuple(
    (re.compile(pattern), CashEvent(f"cash.{name}", f"{noun} {_KEPT_APART}", kind, is_external))
    for pattern, name, noun, kind, is_external in (
        (r"\btax(es)?\b|withh(eld|olding)|\bnra\b|impot|steuer", "tax", "A tax", CashKind.TAX, False),
        (
            r"\bdiv(idend)?s?\b|dividend[eo]|dividenda|\bdistribution\b|return of capital|cap(ital)? gain|\bin lieu\b",
            "dividend",
            "A dividend",
            CashKind.DIVIDEND,
            False,
        ),
        (
            r"interest|\bint\b|interet|zins|\bcoupon\b",
            "interest",
            "Interest",
            CashKind.INTEREST,
            False,
        ),
        (
            r"\bfees?\b|\bcommission\b|\bcharges?\b|gebuhr|\bfrais\b|market data|subscription|\badr\b",
            "fee",
            "A fee",
            CashKind.FEE,
            False,
        ),
        (
            (
                r"moneylink|\bwire[ds]?\b|\bach\b|deposit|withdraw|electronic fund|\bfunds?\b|contribution|versement"
                r"|prelevement|virement|einzahlung|auszahlung|cash top-?up|\bbalance\b|cash receipt|disbursement"
                r"|\bcheck\b|\bdebit card\b"
            ),
            "transfer",
            "A transfer of money",
            CashKind.TRANSFER,
            True,
        ),
        (
            r"transfer|journal|\brollover\b|\bcredit\b|core account|adjustment|correction|bonus|\bbilling\b",
            "transfer",
            "A transfer of money",
            CashKind.TRANSFER,
            False,
        ),
    )
)


def cash_event(text: str) -> CashEvent | None:
    """What kind of cash event the words name; None when they name none."""
    words = text.casefold()
    return next((event for pattern, event in _KINDS if pattern.search(words)), None)


def stated_cash(
    row: Row,
    event: CashEvent | None,
    amount: Decimal | None,
    paid_in: Currency,
    when: When,
    *,
    account: str = "",
    instrument: Instrument | None = None,
    ref: str = "",
    detail: str = "",
) -> StatedCash | RowNote:
    """The row as a cash event; a note where its words or its amount do not make one."""
    if event is None or not amount:
        named = event or _OTHER
        return row.ignored(named.code, named.detail)
    kind = event.kind_of(amount)
    return StatedCash(
        row.line, account, kind, amount, paid_in, when.at, when.day, instrument, ref, detail[:DETAIL_CHARACTERS_MAX]
    )
