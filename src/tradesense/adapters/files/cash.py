"""Rows that are no fills but money moving: recognised by their words, ignored under a name."""

import re
from typing import Final, NamedTuple


class CashEvent(NamedTuple):
    """A stable code and the sentence for the trader."""

    code: str
    detail: str


_KEPT_APART: Final = "is a cash event, not a fill: it does not count in trading results."
_KINDS: Final = tuple(
    (re.compile(pattern), CashEvent(f"cash.{name}", f"{noun} {_KEPT_APART}"))
    for pattern, name, noun in (
        (r"\btax(es)?\b|withh(eld|olding)|\bnra\b|impot|steuer", "tax", "A tax"),
        (
            r"\bdiv(idend)?s?\b|dividend[eo]|dividenda|\bdistribution\b|return of capital|cap(ital)? gain",
            "dividend",
            "A dividend",
        ),
        (r"interest|\bint\b|interet|zins|\bcoupon\b", "interest", "Interest"),
        (r"\bfees?\b|\bcommission\b|\bcharges?\b|gebuhr|\bfrais\b|market data|subscription|\badr\b", "fee", "A fee"),
        (
            (
                r"transfer|moneylink|journal|\bwire\b|\bach\b|deposit|withdraw|electronic funding|\bfunds?\b|contribution"
                r"|\brollover\b|versement|prelevement|virement|einzahlung|auszahlung|cash top-?up|\bbalance\b|\bcredit\b"
                r"|core account|cash receipt|disbursement|\bcheck\b|adjustment|\bbilling\b|\bdebit card\b"
            ),
            "transfer",
            "A transfer of money",
        ),
    )
)


def cash_event(text: str) -> CashEvent | None:
    """What kind of cash event the words name; None when they name none."""
    words = text.casefold()
    return next((event for pattern, event in _KINDS if pattern.search(words)), None)
