"""Corporate actions as Interactive Brokers describes them, in statements and in Flex queries.

One sentence tells each, e.g. `XLNX(US9839191015) Merged(Acquisition) WITH US0079031078 17234 for 10000 (AMD, ADVANCED
MICRO DEVICES, US0079031078)`; what goes and what comes are rows of their own, told apart by their quantity.
"""

import re
from fractions import Fraction
from typing import Final

from tradesense.adapters.brokers.ibkr import split_of
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid, number
from tradesense.domain.corporate_action import ActionInvalid, ActionKind, Terms, checked_terms
from tradesense.domain.money import Currency
from tradesense.domain.number import ZERO
from tradesense.domain.split import RATIO_MAX
from tradesense.domain.statement import Stated, StatedAction

_RATIO: Final = r"([0-9.]+)\s+FOR\s+([0-9.]+)"
_OLD: Final = re.compile(r"^\s*([^\s(]+)\s*\(")
_NEW: Final = re.compile(r"\(([^\s,()]+),[^()]*\)\s*$")
_CHANGE: Final = re.compile(r"CHANGE\s+TO\s*\(", re.IGNORECASE)
_FOR_CASH: Final = re.compile(r"MERGED\s*\([^)]*\)\s+FOR\s+([A-Z]{3})\s+([0-9.]+)\s+PER\s+SHARE", re.IGNORECASE)
_FOR_SHARES: Final = re.compile(r"MERGED\s*\([^)]*\)\s+WITH\s+\S+\s+" + _RATIO, re.IGNORECASE)
_AND_CASH: Final = re.compile(r"MERGED.*\bAND\b", re.IGNORECASE)
_SPIN_OFF: Final = re.compile(r"SPIN-?\s?OFF\s+" + _RATIO, re.IGNORECASE)
_DELISTED: Final = re.compile(r"\)\s+DELISTED\b", re.IGNORECASE)


def action_told(row: Row, account: str, description: str, symbol: str, traded: Currency, when: When) -> Stated:
    """What the row tells; raises RowQuarantined where it does not tell all that is needed."""
    told = _terms(description, traded)
    if told is None:
        return split_of(row, account, description, symbol, traded, when)
    kind, terms = told
    gives = kind in {ActionKind.SYMBOL_CHANGE, ActionKind.MERGER} and not terms.cash
    quantity = row.maybe_number("quantity") or ZERO
    if gives and quantity < 0:
        return row.ignored(
            "corporate_action.other_side", "The old shares: the row of the new ones tells what happened."
        )
    old, new = _OLD.search(description), _NEW.search(description)
    if old is None or (gives and (new is None or not quantity)):
        raise _by_hand(description, "Which shares went and which came is not told")
    target = share(new[1], traded) if gives and new else None
    source = share(old[1].removesuffix(".OLD"), traded)
    if target is not None and target.key == source.key:
        return row.ignored("corporate_action.same_symbol", "The shares keep their symbol: nothing changes here.")
    try:
        checked_terms(kind, terms, has_target=target is not None)
    except ActionInvalid as refused:
        raise CellInvalid(refused.detail) from None
    return StatedAction(row.line, account, kind, source, target, terms, when.at)


def _terms(description: str, traded: Currency) -> tuple[ActionKind, Terms] | None:
    """None: it is none of these kinds."""
    if _CHANGE.search(description):
        return ActionKind.SYMBOL_CHANGE, Terms()
    if found := _FOR_CASH.search(description):
        if found[1].upper() != traded:
            raise _by_hand(description, f"It is paid in {found[1]}, and the shares are in {traded}")
        return ActionKind.MERGER, Terms(cash=number(found[2]))
    if _AND_CASH.search(description):
        raise _by_hand(description, "Which share of the cost the cash is paid for is not printed")
    if found := _FOR_SHARES.search(description):
        return ActionKind.MERGER, _ratio(found[1], found[2])
    if _SPIN_OFF.search(description):
        raise _by_hand(description, "Which share of the cost goes to what was spun off is not printed")
    if _DELISTED.search(description):
        return ActionKind.DELISTING, Terms()
    return None


def _ratio(new: str, old: str) -> Terms:
    try:
        ratio = Fraction(new) / Fraction(old)
    except (ValueError, ZeroDivisionError):
        raise CellInvalid(f"{new} for {old} is not a ratio.") from None
    if not ratio > 0 or max(ratio.numerator, ratio.denominator) > RATIO_MAX:
        raise CellInvalid(f"{new} for {old} is not a ratio.")
    return Terms(ratio.numerator, ratio.denominator)


def _by_hand(description: str, why: str) -> RowQuarantined:
    return RowQuarantined(
        "corporate_action.unsupported",
        f"{description[:160]!r}: {why[0].lower()}{why[1:]}. State it on the account's page, under corporate actions.",
    )
