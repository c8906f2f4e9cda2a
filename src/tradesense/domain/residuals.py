"""What a difference between ledger and statement is likely to come from, and the sentence that says so."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from tradesense.domain.instrument import MARGIN_CLASSES, AssetClass
from tradesense.domain.number import ZERO, money_text, plain, total
from tradesense.domain.reconciliation import (
    A_CENT,
    EVER,
    HALF_A_CENT,
    About,
    Book,
    Comparison,
    FlowKind,
    Name,
    Printed,
    Residual,
    Subject,
    compare,
    holdings,
)


class Cause(StrEnum):
    MISSING_FILL = "missing_fill"
    FEE = "fee"
    DIVIDEND = "dividend"
    INTEREST = "interest"
    EXCHANGE_RATE = "exchange_rate"
    TRANSFER = "transfer"
    SPLIT = "split"
    ROUNDING = "rounding"
    OPENING_BALANCE = "opening_balance"
    PREMIUM_MOVED = "premium_moved"
    LOT_METHOD = "lot_method"
    VARIATION_MARGIN = "variation_margin"
    UNKNOWN = "unknown"


class Difference(NamedTuple):
    """A residual with its likely cause and what to do about it."""

    residual: Residual
    cause: Cause
    detail: str


class Standing(StrEnum):
    """`unstated`: there is no statement to compare with."""

    RECONCILED = "reconciled"
    UNRECONCILED = "unreconciled"
    UNSTATED = "unstated"


class Reconciliation(NamedTuple):
    """How an account stands. `since`: the first day from which everything printed agrees, to `until`; or, where
    it does not (or nothing is printed), the first day in doubt, with `until` the last statement's."""

    standing: Standing
    since: date | None
    until: date | None
    checked: int
    differences: tuple[Difference, ...]


_PRICE_ALLOWED: Final = Decimal(2)
"""A missing fill's price lies within the prices known, this many times either way."""
_FEE_SHARE: Final = Decimal("0.02")
_FEE_EACH: Final = Decimal(25)
_RATE_SHARE: Final = Decimal("0.03")
_DIVIDEND_SHARE: Final = Decimal("0.03")
_PREMIUM_SHARE: Final = Decimal("0.25")
_ROUND_SUM: Final = Decimal(10)
_SPLIT_TERM_MAX: Final = 50
_SPLIT_TERMS_MAX: Final = 5
"""4:1 and 1:20 are splits, and 3:2; 17:12 is none."""


def reconcile(book: Book, printed: Printed) -> Reconciliation:
    """Every printed figure compared, and every difference named."""
    compared = compare(book, printed)
    if not compared.checked:
        return Reconciliation(Standing.UNSTATED, book.first_day, None, 0, ())
    inquiry = _Inquiry(book, printed, compared.residuals)
    differences = tuple(Difference(one, *inquiry.cause(one)) for one in compared.residuals)
    return Reconciliation(*_standing(compared), compared.checked, differences)


def _standing(compared: Comparison) -> tuple[Standing, date | None, date | None]:
    until = compared.last_day
    if not compared.residuals:
        return Standing.RECONCILED, compared.first_day, until
    last = max(one.last_day for one in compared.residuals)
    if until is not None and last < until:
        return Standing.RECONCILED, last + timedelta(days=1), until
    return Standing.UNRECONCILED, min(one.first_day for one in compared.residuals), until


Told = tuple[Cause, str]


class _Inquiry:
    """Looks for what explains a difference: exact explanations first, likely ones after."""

    def __init__(self, book: Book, printed: Printed, residuals: Sequence[Residual]) -> None:
        self._book = book
        self._last_balance = max((one.day for one in printed.balances), default=EVER)
        self._converts = not {one.currency for one in printed.balances} - {book.currency}
        self._held: dict[date, dict[Name, Decimal]] = {}
        self._about = {one.name: one for one in book.about}
        self._of_cash = [one for one in residuals if one.subject is Subject.BALANCE]
        self._of_units = [one for one in residuals if one.subject is Subject.POSITION]

    def cause(self, one: Residual) -> Told:
        if one.subject is Subject.BALANCE:
            return self._cash(one)
        return self._position(one) if one.subject is Subject.POSITION else self._profit(one)

    # Cash

    def _cash(self, one: Residual) -> Told:
        return (
            self._missing_fills(one)
            or self._opening(one)
            or self._rounded(one, sum(max(flow.fills, 1) for flow in one.flows))
            or self._marked(one)
            or self._unknown_fees(one)
            or self._converted(one)
            or self._exchanged(one)
            or self._paid_on_shares(one)
            or self._small_charge(one)
            or self._small_interest(one)
            or self._moved(one)
        )

    def _opening(self, one: Residual) -> Told | None:
        """The first balance there is, in a ledger that never got any money: it was there before."""
        if not one.is_first or any(flow.kind is FlowKind.EVENT for flow in one.flows):
            return None
        money = _money(one.difference, one.currency)
        return (
            Cause.OPENING_BALANCE,
            f"No deposit is in the ledger: {money} may have been there before; import the earlier statement.",
        )

    def _missing_fills(self, one: Residual) -> Told | None:
        """Units that the broker has and the ledger has not, at a price that is one."""
        fresh = [unit for unit in self._of_units if one.first_day <= unit.last_day <= one.last_day]
        fits = [unit for unit in fresh if unit.name and self._fits(unit, one.difference)]
        if len(fits) != 1 or fits[0].name is None:
            return None
        unit, name = fits[0], fits[0].name
        each = self._each(unit, one.difference)
        return Cause.MISSING_FILL, f"{_trade(unit)} {name.symbol} at about {money_text(each)} is not in the ledger."

    def _each(self, unit: Residual, money: Decimal) -> Decimal:
        about = self._about.get(unit.name) if unit.name else None
        each = -money / (unit.difference * (about.multiplier if about else 1))
        return each.quantize(A_CENT, ROUND_HALF_EVEN)

    def _fits(self, unit: Residual, money: Decimal) -> bool:
        about = self._about.get(unit.name) if unit.name else None
        each = self._each(unit, money)
        if about is None or not about.fills:
            return each > 0
        return about.low / _PRICE_ALLOWED <= each <= about.high * _PRICE_ALLOWED

    def _rounded(self, one: Residual, parts: int) -> Told | None:
        if abs(one.difference) > HALF_A_CENT * (parts + 1):
            return None
        return Cause.ROUNDING, f"{parts} amounts, each rounded to the cent by the broker, come to this."

    def _marked(self, one: Residual) -> Told | None:
        """Open futures: their profit of every day is paid before they are closed."""
        held = [name for name in self._holdings(one.last_day) if name.asset_class == AssetClass.FUTURE]
        if not held:
            return None
        names = _names(held)
        return Cause.VARIATION_MARGIN, f"{names} was open on that day: its daily profit is paid before it closes."

    def _unknown_fees(self, one: Residual) -> Told | None:
        feeless, turnover = sum(flow.feeless for flow in one.flows), total(flow.turnover for flow in one.flows)
        if not feeless or one.difference > 0:
            return None
        if -one.difference > max(turnover * _FEE_SHARE, _FEE_EACH * feeless):
            return None
        return Cause.FEE, f"{_count(feeless, 'fill')} came without fees: this is what they cost, or part of it."

    def _converted(self, one: Residual) -> Told | None:
        """Amounts in other currencies: at the broker's rate they come to something else, or to nothing here."""
        within = [
            flow
            for flow in self._book.flows
            if flow.currency != one.currency and one.first_day <= flow.day <= one.last_day
        ]
        if not self._converts or not within:
            return None
        if any(flow.base is None for flow in within):
            return Cause.EXCHANGE_RATE, "Amounts in another currency have no exchange rate: import or enter one."
        size = total(max(abs(flow.base or ZERO), flow.turnover) for flow in within)
        if abs(one.difference) > size * _RATE_SHARE:
            return None
        return Cause.EXCHANGE_RATE, "Amounts in another currency were converted at another rate than the broker's."

    def _exchanged(self, one: Residual) -> Told | None:
        """Money that left one currency came in another."""
        others = [
            other
            for other in self._of_cash
            if other.currency != one.currency
            and other.difference * one.difference < 0
            and (other.first_day, other.last_day) == (one.first_day, one.last_day)
        ]
        if not others:
            return None
        pair = " and ".join(sorted((one.currency, others[0].currency)))
        return Cause.TRANSFER, f"An exchange between {pair} is not in the ledger."

    def _paid_on_shares(self, one: Residual) -> Told | None:
        """A dividend received on a long, paid on a short: a small part of what is held."""
        before = self._holdings(one.first_day - timedelta(days=1))
        held = {**self._holdings(one.last_day), **before}
        found = []
        for name, units in held.items():
            about = self._about.get(name)
            if name.asset_class != AssetClass.EQUITY or about is None or units * one.difference <= 0:
                continue
            each = one.difference / units
            if each <= about.low * _DIVIDEND_SHARE:
                found.append((name, each))
        if not found:
            return None
        names, one_of_them = _names([name for name, _ in found]), found[0]
        if len(found) > 1:
            return Cause.DIVIDEND, f"A dividend is not in the ledger, of one of {names}."
        each = one_of_them[1].quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
        return Cause.DIVIDEND, f"A dividend of {names}, {plain(each)} a share, is not in the ledger."

    def _small_charge(self, one: Residual) -> Told | None:
        fills, turnover = sum(flow.fills for flow in one.flows), total(flow.turnover for flow in one.flows)
        if one.difference > 0 or not fills or -one.difference > max(turnover * _FEE_SHARE / 10, Decimal(fills)):
            return None
        return Cause.FEE, f"A charge on {_count(fills, 'fill')} of those days is not in the file."

    def _small_interest(self, one: Residual) -> Told | None:
        """A sum too odd and too small for money that somebody moved."""
        if abs(one.difference) > max(abs(one.stated), abs(one.ledger)) * _RATE_SHARE or not _is_odd(one.difference):
            return None
        word = "received" if one.difference > 0 else "charged"
        return Cause.INTEREST, f"Interest {word}, or a fee of the account, is not in the ledger."

    def _moved(self, one: Residual) -> Told:
        word = "deposit" if one.difference > 0 else "withdrawal"
        money = _money(abs(one.difference), one.currency)
        if _is_odd(one.difference) and not one.is_first:
            return Cause.UNKNOWN, f"{money}: nothing known explains it; compare the days with the broker's own list."
        return Cause.TRANSFER, f"A {word} of {money} is not in the ledger: import the cash events, or enter it."

    # Positions

    def _position(self, one: Residual) -> Told:
        assert one.name is not None
        ratio, symbol = _split_ratio(one.stated, one.ledger), one.name.symbol
        is_paid = any(
            cash.first_day <= one.last_day and one.first_day <= cash.last_day and self._fits(one, cash.difference)
            for cash in self._of_cash
        )
        # Where a later balance is printed, units that money paid for would show in it.
        if not is_paid and one.last_day <= self._last_balance and one.name.asset_class not in MARGIN_CLASSES:
            return self._unpaid(one, symbol, ratio)
        about = self._about.get(one.name)
        if about and about.unmatched:
            return Cause.MISSING_FILL, f"The opening of {plain(about.unmatched)} {symbol} is not in the ledger."
        otherwise = f" (or a split {ratio})" if ratio and not is_paid else ""
        return Cause.MISSING_FILL, f"{_trade(one)} {symbol}{otherwise} is not in the ledger."

    def _unpaid(self, one: Residual, symbol: str, ratio: str) -> Told:
        """Units that came or went without money."""
        assert one.name is not None
        if ratio:
            return Cause.SPLIT, f"A split {ratio} of {symbol} is not in the ledger: enter it."
        units = plain(abs(one.difference))
        if one.name.asset_class == AssetClass.OPTION:
            return Cause.MISSING_FILL, f"{units} {symbol} expired, or were exercised or assigned: enter that."
        way = "in" if one.difference > 0 else "out"
        return Cause.TRANSFER, f"{units} {symbol} were moved {way} without money: enter the transfer."

    def _holdings(self, day: date) -> dict[Name, Decimal]:
        if day not in self._held:
            self._held[day] = holdings(self._book, day)
        return self._held[day]

    # Results

    def _profit(self, one: Residual) -> Told:
        assert one.name is not None
        about = self._about.get(one.name)
        return (
            self._premium(one, one.name)
            or self._missing_in_position(one, about)
            or self._premium_unseen(one, about)
            or self._rounded(one, about.fills if about else 1)
            or self._other_rate(one, about)
            or self._fees_of(one, about)
            or self._other_lots(one, one.name)
            or (Cause.UNKNOWN, f"{one.name.symbol}: nothing known explains it; compare its fills with the broker's.")
        )

    def _premium(self, one: Residual, name: Name) -> Told | None:
        """Exercise and assignment: the broker moves the option's premium into the price of the shares."""
        mine = self._about.get(name)
        root = mine.underlying or name.symbol if mine else name.symbol
        options = {
            about.name
            for about in self._book.about
            if about.delivered and about.underlying == root and about.name.asset_class == AssetClass.OPTION
        }
        if not options:
            return None
        premium = total(
            result.net
            for result in self._book.results
            if result.name in options and one.first_day <= result.day <= one.last_day
        )
        if not premium or abs(abs(one.difference) - abs(premium)) > A_CENT:
            return None
        return (
            Cause.PREMIUM_MOVED,
            f"An option on {root} was exercised or assigned: the broker counts its premium with the shares.",
        )

    def _premium_unseen(self, one: Residual, about: About | None) -> Told | None:
        """As above, where the option's own fills are in no file."""
        if about is None or not about.delivered or abs(one.difference) > about.turnover * _PREMIUM_SHARE:
            return None
        money = _money(one.difference, one.currency)
        detail = f"An option delivered {about.name.symbol}: {money} may be its premium, whose fills are in no file."
        return Cause.PREMIUM_MOVED, detail

    def _missing_in_position(self, one: Residual, about: About | None) -> Told | None:
        if about is None or not about.fills:
            symbol = one.name.symbol if one.name else ""
            return Cause.MISSING_FILL, f"No fill of {symbol} is in the ledger."
        if about.unmatched:
            return (
                Cause.MISSING_FILL,
                f"The opening of {plain(about.unmatched)} {about.name.symbol} is not in the ledger.",
            )
        unit = next((unit for unit in self._of_units if unit.name == one.name), None)
        if unit is None:
            return None
        return Cause.MISSING_FILL, f"{_trade(unit)} {about.name.symbol} is not in the ledger."

    def _other_rate(self, one: Residual, about: About | None) -> Told | None:
        if one.name is None or about is None or one.currency == one.name.currency:
            return None
        if any(result.base is None for result in self._book.results if result.name == one.name):
            return Cause.EXCHANGE_RATE, f"{one.name.symbol} has no exchange rate for some days: import or enter one."
        if abs(one.difference) > max(about.turnover * _RATE_SHARE, abs(one.stated) * _RATE_SHARE):
            return None
        return Cause.EXCHANGE_RATE, f"{one.name.symbol} was converted at another rate than the broker's."

    def _fees_of(self, one: Residual, about: About | None) -> Told | None:
        if about is None or one.difference > 0:
            return None
        if about.feeless:
            return Cause.FEE, f"{_count(about.feeless, 'fill')} of {about.name.symbol} came without fees."
        if -one.difference > max(about.turnover * _FEE_SHARE / 10, Decimal(about.fills)):
            return None
        return Cause.FEE, f"A charge on {about.name.symbol} is not in the file."

    def _other_lots(self, one: Residual, name: Name) -> Told | None:
        if not self._holdings(one.last_day).get(name):
            return None
        return (
            Cause.LOT_METHOD,
            f"{name.symbol} is still open: the broker closes other lots first than the account says.",
        )


def _is_odd(amount: Decimal) -> bool:
    return bool(amount % _ROUND_SUM)


def _split_ratio(stated: Decimal, ours: Decimal) -> str:
    """`4:1`, where the one is a split of the other; '' where it is not."""
    if not ours or stated / ours <= 0:
        return ""
    ratio = Fraction(stated) / Fraction(ours)
    small, large = sorted((ratio.numerator, ratio.denominator))
    if ratio == 1 or large > (_SPLIT_TERM_MAX if small == 1 else _SPLIT_TERMS_MAX):
        return ""
    return f"{ratio.numerator}:{ratio.denominator}"


def _trade(unit: Residual) -> str:
    word = "A purchase" if unit.difference > 0 else "A sale"
    return f"{word} of {plain(abs(unit.difference))}"


def _money(amount: Decimal, currency: str) -> str:
    return f"{money_text(amount.quantize(A_CENT, ROUND_HALF_EVEN))} {currency}"


def _names(names: Sequence[Name]) -> str:
    return ", ".join(sorted({name.symbol for name in names})[:5])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
