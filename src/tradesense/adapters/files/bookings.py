"""What the rows of a broker's ledger yield: money booked, shares bought and sold, what of an amount was a cost."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, TypeVar

from tradesense.adapters.files.cash_rows import cash_row
from tradesense.adapters.files.formats import Table
from tradesense.adapters.files.rows import ReadRow, Row, RowQuarantined, When
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO, NumberInvalid, at_rate, bounded, plain, share
from tradesense.domain.problem import Problem
from tradesense.domain.statement import Stated, StatedAccount, StatedFill

Given = TypeVar("Given")
Found = TypeVar("Found")

HALF_CENT: Final = Decimal("0.005")
COST_PLAUSIBLE: Final = Decimal(100)
"""A cost up to this much, or up to half of what was traded, explains why an amount is not quantity × price."""
_RATES_AGREE: Final = Decimal("0.02")

# The first that fits; in English, German, French, Dutch, Italian, Spanish and Portuguese.
_KINDS: Final = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (
            r"\btax|withh|steuer|belasting|imp[oô]t|impuesto|\btasse?\b|\brit(?:enuta|\.)|retenci[oó]n|stamp duty|\bsdrt\b|\bbollo\b",
            CashKind.TAX,
        ),
        (r"div[ií]d|\bdiv\b|provent[oi]\b|distribution", CashKind.DIVIDEND),
        (r"interes|int[eé]r[eê]t|zins|\brente|coupon|cedola|juros|staking|\breward", CashKind.INTEREST),
        (
            (
                r"\bfees?\b|commissi|\bcharges?\b|kosten\b|\bfrais\b|geb[uü]hr|\btarie|\bcosts?\b|comiss?i|\bcosti\b"
                r"|subscription|courtage|provision|gebyr|avgift|op[lł]at[ay]|costes\b"
            ),
            CashKind.FEE,
        ),
        (
            r"withdraw|opname|onttrekking|auszahlung|entnahme|retrait|pr[eé]l[eè]vement|prelievo|terugstorting|\bretir",
            CashKind.WITHDRAWAL,
        ),
        (
            (
                r"deposit|top[- ]?up|storting|einzahlung|einlage|versement|bonifico|conferimento|ingreso|cotisation"
                r"|contribution|subvention|d[eé]p[oóô](?:t|sito)\b|direct credit"
            ),
            CashKind.DEPOSIT,
        ),
        (
            r"transfer|overboeking|forex|valuta|\bfx\b|conversion|sweep|virement|umbuchung|bonifico|divisa|devise",
            CashKind.TRANSFER,
        ),
    )
)


def kind_of(words: str) -> CashKind | None:
    """What kind of booking the words name; None when they name none."""
    text = words.casefold()
    return next((kind for pattern, kind in _KINDS if pattern.search(text)), None)


def booked(
    row: Row,
    kind: CashKind,
    amount: Decimal,
    currency: Currency,
    when: When,
    *,
    account: str = "",
    instrument: Instrument | None = None,
    ref: str = "",
    detail: str = "",
) -> Stated:
    """Money that moved, of a `kind` the layout knows: received > 0. A note when none did."""
    return cash_row(
        row,
        detail or kind.value,
        bounded(amount),
        when,
        kind=kind,
        account=account,
        currency=currency,
        instrument=instrument,
        broker_ref=ref,
    )


def traded(
    row: Row, when: When, side: Side, instrument: Instrument, quantity: Decimal, price: Decimal, fees: Decimal | None
) -> StatedFill:
    """A fill of `quantity` units, whatever the sign it was printed with."""
    return StatedFill(row.line, "", instrument, side, quantity.copy_abs(), price, fees, when.at, when.day, when.twice)


def traded_long(
    row: Row, when: When, side: Side, instrument: Instrument, quantity: Decimal, price: Decimal, fees: Decimal | None
) -> StatedFill:
    """As `traded`, in accounts where nothing can be sold short: a sale closes, whether or not its purchase is known."""
    fill = traded(row, when, side, instrument, quantity, price, fees)
    return fill._replace(closes=side is Side.SELL)


def unit_price(amount: Decimal, quantity: Decimal) -> Decimal:
    """What one unit cost, where only the whole amount is printed; 12 decimals. Raises NumberInvalid."""
    if not quantity:
        raise NumberInvalid("The quantity is zero: what one unit cost cannot be told.")
    return share(amount.copy_abs(), Decimal(1), quantity.copy_abs())


def settled(
    side: Side, quantity: Decimal, price: Decimal, amount: Decimal, *, charges: bool
) -> tuple[Decimal, Decimal]:
    """Price and cost of a fill, from the price as printed (perhaps rounded) and all that was paid or received.

    What `quantity` × `price` lacks of the amount is a cost where the broker `charges` within it; where it
    does not, a difference that the price's rounding explains makes the price what was really paid for one
    unit. Anything else is for the trader: the price may be in percent, or in another currency.
    """
    units, paid = quantity.copy_abs(), amount.copy_abs()
    notional = EXACT.multiply(units, price)
    gap = EXACT.subtract(paid, notional) if side is Side.BUY else EXACT.subtract(notional, paid)
    if gap.copy_abs() <= HALF_CENT and not charges:
        return price, ZERO
    if gap >= 0 and charges and gap <= max(COST_PLAUSIBLE, EXACT.divide(notional, Decimal(2))):
        return price, at_rate(gap, Decimal(1))
    rounded = EXACT.add(EXACT.multiply(units, _half_step(price)), EXACT.multiply(price, _half_step(units)))
    if gap.copy_abs() <= EXACT.add(rounded, HALF_CENT):
        return unit_price(paid, units), ZERO
    if 0 < gap <= max(COST_PLAUSIBLE, EXACT.divide(notional, Decimal(2))):
        return price, at_rate(gap, Decimal(1))
    raise RowQuarantined(
        "amount.differs",
        f"The amount is {plain(paid)}, but {plain(units)} at {plain(price)} make {plain(notional)}: "
        "check the unit of the price, and enter the trade by hand.",
    )


def _half_step(printed: Decimal) -> Decimal:
    """By how much a number with decimals may have been rounded; whole numbers are taken to be exact."""
    exponent = printed.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else ZERO


def rate_paid(paid: Decimal, cost: Decimal, side: Side, notional: Decimal, printed: Decimal | None) -> Decimal | None:
    """Account currency per unit of the instrument's, so that the fill costs what was paid, to the cent.

    `paid`: account currency, `cost` of it included; `notional`: quantity × price. The `printed` rate stands
    where it says something else.
    """
    net = EXACT.subtract(paid.copy_abs(), cost) if side is Side.BUY else EXACT.add(paid.copy_abs(), cost)
    if net <= 0 or not notional:
        return printed
    found = share(net, Decimal(1), notional)
    if printed is None:
        return found if found > 0 else None
    agree = EXACT.subtract(found, printed).copy_abs() <= EXACT.multiply(printed, _RATES_AGREE)
    return found if agree and found > 0 else printed


def one_currency(table: Table, *names: str) -> Currency | None:
    """The currency that all rows name there, if they agree: the account's."""
    found = {text for row in table.rows() if (text := row.text(*names).upper())}
    return Currency(found.pop()) if len(found) == 1 else None


def stating_base(base: Currency | None, read_row: ReadRow) -> ReadRow:
    """`read_row`, whose first row also says the account's currency."""
    unsaid = [StatedAccount("", base)] if base else []

    def read(row: Row) -> list[Stated]:
        made = read_row(row)
        stated = made if isinstance(made, list) else [made]
        return [unsaid.pop(), *stated] if unsaid else stated

    return read


def attempted(read: Callable[[Given], Found], of: Given) -> Found | None:
    """What `read` finds in `of`, for a first look at rows that are read again; None where it cannot."""
    try:
        return read(of)
    except (Problem, RowQuarantined):
        return None
