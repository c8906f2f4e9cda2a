"""Corporate actions as Interactive Brokers describes them, in statements and in Flex queries.

One sentence tells each, e.g. `XLNX(US9839191015) Merged(Acquisition) WITH US0079031078 17234 for 10000 (AMD, ADVANCED
MICRO DEVICES, US0079031078)`. What goes and what comes are rows of their own, told apart by the shares that the last
brackets name: quantities have the sign of the position, so a short's new shares are negative.
"""

import re
from fractions import Fraction
from typing import Final, NamedTuple

from tradesense.adapters.brokers.ibkr import split_of
from tradesense.adapters.files.cost_shares import cost_share_said
from tradesense.adapters.files.rows import Row, RowQuarantined, When
from tradesense.adapters.files.symbols import share
from tradesense.adapters.files.values import CellInvalid, number
from tradesense.domain.corporate_action import ActionInvalid, ActionKind, Terms, checked_terms
from tradesense.domain.money import Currency
from tradesense.domain.split import RATIO_MAX
from tradesense.domain.statement import Stated, StatedAction

_RATIO: Final = r"([0-9.]+)\s+FOR\s+([0-9.]+)"
_OLD: Final = re.compile(r"^\s*([^\s(]+)\s*\(([^()]*)\)")
_OWN: Final = re.compile(r"\(([^\s,()]+),([^()]*)\)\s*$")
_CHANGE: Final = re.compile(r"CHANGE\s+TO\s*\(", re.IGNORECASE)
_MERGED: Final = r"(?:MERGED|CASH\s+AND\s+STOCK\s+MERGER)\s*\([^)]*\)\s+"
_FOR_CASH: Final = re.compile(_MERGED + r"FOR\s+([A-Z]{3})\s+([0-9.]+)\s+PER\s+SHARE(?!\s+AND\b)", re.IGNORECASE)
_FOR_SHARES: Final = re.compile(_MERGED + r"(?:WITH\s+)?\S+\s+" + _RATIO, re.IGNORECASE)
_AND_CASH: Final = re.compile(r"(?:\s+AND\s+([A-Z]{3})\s+([0-9.]+)(?:\s+PER\s+SHARE)?)?\s*\(", re.IGNORECASE)
_SPIN_OFF: Final = re.compile(r"SPIN-?\s?OFF\s+" + _RATIO, re.IGNORECASE)
_DELISTED: Final = re.compile(r"\)\s+DELISTED\b", re.IGNORECASE)


class _Told(NamedTuple):
    """`gives`: new shares, of which a row tells. `shares_cost`: which share of the cost is theirs is not printed."""

    kind: ActionKind
    terms: Terms
    gives: bool = False
    shares_cost: bool = False


def action_told(row: Row, account: str, description: str, symbol: str, traded: Currency, when: When) -> Stated:
    """What the row tells; raises RowQuarantined where it does not tell all that is needed."""
    told = _told(description, traded)
    if told is None:
        return split_of(row, account, description, symbol, traded, when)
    old, own = _OLD.search(description), _OWN.search(description)
    if old is None or (told.gives and (own is None or not row.maybe_number("quantity"))):
        raise _by_hand(description, "Which shares went and which came is not told")
    if told.gives and own and _is_old(old, own):
        return row.ignored(
            "corporate_action.other_side", "The old shares: the row of the new ones tells what happened."
        )
    target = share(own[1], traded) if told.gives and own else None
    source = share(old[1].removesuffix(".OLD"), traded)
    if target is not None and target.key == source.key:
        if told.shares_cost or told.terms != Terms():
            raise _by_hand(description, "The new shares have the symbol of the old ones")
        return row.ignored("corporate_action.same_symbol", "The shares keep their symbol: nothing changes here.")
    terms = told.terms
    if told.shares_cost:
        terms = terms._replace(cost_share=cost_share_said(row, description[:160]))
    try:
        checked_terms(told.kind, terms, has_target=target is not None)
    except ActionInvalid as refused:
        raise CellInvalid(refused.detail) from None
    return StatedAction(row.line, account, told.kind, source, target, terms, when.at)


def _is_old(old: re.Match[str], own: re.Match[str]) -> bool:
    """Whether a row is of the shares that went: under their name, and their number where both are printed."""
    if own[1].endswith(".OLD"):
        return True
    numbers = {old[2].strip(), own[2].rpartition(",")[2].strip()} - {""}
    return own[1] == old[1].removesuffix(".OLD") and len(numbers) < 2


def _told(description: str, traded: Currency) -> _Told | None:
    """None: it is none of these kinds."""
    if _CHANGE.search(description):
        return _Told(ActionKind.SYMBOL_CHANGE, Terms(), gives=True)
    if found := _FOR_CASH.search(description):
        _check_currency(description, found[1], traded)
        return _Told(ActionKind.MERGER, Terms(cash=number(found[2])))
    if found := _FOR_SHARES.search(description):
        paid = _AND_CASH.match(description, found.end())
        if paid is None:
            raise _by_hand(description, "What was given beside the new shares is not understood")
        if paid[1] is None:
            return _Told(ActionKind.MERGER, _ratio(found[1], found[2]), gives=True)
        _check_currency(description, paid[1], traded)
        terms = _ratio(found[1], found[2])._replace(cash=number(paid[2]))
        return _Told(ActionKind.MERGER, terms, gives=True, shares_cost=bool(terms.cash))
    if found := _SPIN_OFF.search(description):
        return _Told(ActionKind.SPIN_OFF, _ratio(found[1], found[2]), gives=True, shares_cost=True)
    if _DELISTED.search(description):
        return _Told(ActionKind.DELISTING, Terms())
    return None


def _ratio(new: str, old: str) -> Terms:
    try:
        ratio = Fraction(new) / Fraction(old)
    except (ValueError, ZeroDivisionError):
        raise CellInvalid(f"{new} for {old} is not a ratio.") from None
    if not ratio > 0 or max(ratio.numerator, ratio.denominator) > RATIO_MAX:
        raise CellInvalid(f"{new} for {old} is not a ratio.")
    return Terms(ratio.numerator, ratio.denominator)


def _check_currency(description: str, paid_in: str, traded: Currency) -> None:
    if paid_in.upper() != traded:
        raise _by_hand(description, f"It is paid in {paid_in}, and the shares are in {traded}")


def _by_hand(description: str, why: str) -> RowQuarantined:
    return RowQuarantined(
        "corporate_action.unsupported",
        f"{description[:160]!r}: {why[0].lower()}{why[1:]}. State it on the account's page, under corporate actions.",
    )
