"""Holdings that become others, told by rows without a price: splits, symbol changes, mergers, liquidations.

Brokers of the United States print what left an account and what came into it as rows of their own, the old shares often
under a CUSIP that nobody traded by. Rows that belong together are found first; what one of them leaves open is asked.
"""

import re
from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from tradesense.adapters.files.bookings import unit_price
from tradesense.adapters.files.cost_shares import cost_share_said
from tradesense.adapters.files.holdings import Holdings
from tradesense.adapters.files.rows import Row, RowQuarantined
from tradesense.adapters.files.symbols import share
from tradesense.domain.corporate_action import ActionKind, Terms
from tradesense.domain.instrument import Instrument
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, ZERO, plain, total
from tradesense.domain.split import RATIO_MAX
from tradesense.domain.statement import Stated, StatedAction, StatedFill, StatedSplit

LEGS_MAX: Final = 10_000
LEGS_OF_ONE_MAX: Final = 8
NAME_LETTERS_MIN: Final = 6
WORDS_MAX: Final = 500


class Turn(StrEnum):
    """The value is what the trader reads."""

    SPLIT = "split"
    REVERSE_SPLIT = "reverse split"
    SYMBOL_CHANGE = "symbol change"
    MERGER = "merger"
    SPIN_OFF = "spin-off"


_GROWS: Final = {Turn.SPLIT: True, Turn.REVERSE_SPLIT: False}
_TURNS: Final = tuple(
    (re.compile(pattern), turn)
    for pattern, turn in (
        (r"\bSPIN\s?-?\s?OFF\b", Turn.SPIN_OFF),
        (r"\bREV(?:ERSE)?\.?\s+(?:STOCK\s+)?SPL(?:I?T)?\b|\bR/S\b", Turn.REVERSE_SPLIT),
        (r"\bSPL(?:I?T)\b|\b(?:STK|STOCK)\s+DIV(?:IDEND)?\b", Turn.SPLIT),
        (r"\b(?:NAME|SYMBOL|TICKER)\s+CHANGED?\b|\bN/C\b", Turn.SYMBOL_CHANGE),
        (r"\bMERGER\b|\bMANDATORY REORG|\bFULL REDEMPTION\b|\bFINAL CASH LIQUID", Turn.MERGER),
    )
)
_PRINTED: Final = re.compile(r"\b([1-9][0-9]{0,5})\s?(?::|-?FOR-?)\s?([1-9][0-9]{0,5})\b", re.IGNORECASE)
_UPON: Final = re.compile(r"\bON\s+([0-9][0-9,]{0,11}(?:\.[0-9]{1,6})?)\s+SHS\b", re.IGNORECASE)
_CUSIP: Final = re.compile(r"^(?=[A-Z]{0,7}[0-9])[0-9A-Z]{8}[0-9]$")
_NAME_ENDS: Final = re.compile(
    r"XXX|\s(?:NAME CHANGE|REVERSE SPLIT|MANDATORY|FORWARD SPLIT|ISIN|SEDOL|EXEC TIME|A/E|\*|#REOR)|[(|]|\bEFF:",
    re.IGNORECASE,
)
_NO_LETTER: Final = re.compile(r"[^A-Z0-9]")


def turn_of(words: str) -> Turn | None:
    """What the words of an action name; None for no corporate action."""
    text = words[:WORDS_MAX].upper()
    return next((turn for pattern, turn in _TURNS if pattern.search(text)), None)


def is_cusip(symbol: str) -> bool:
    return bool(_CUSIP.match(symbol.strip().upper()))


def company(description: str) -> str:
    """The name in a description, without what follows it there: for comparing, not for showing."""
    return _NO_LETTER.sub("", _NAME_ENDS.split(description[:200].upper(), maxsplit=1)[0])


class Leg(NamedTuple):
    """What one row moves: units that came > 0, left < 0; or only money.

    symbol    a ticker, a CUSIP, or '' where none is printed
    is_old    whether the row says that these are the units before the exchange
    group     what the rows of one exchange share, such as a reorganisation's number; '' for none
    """

    line: int
    turn: Turn
    account: str
    symbol: str
    currency: Currency
    words: str
    quantity: Decimal
    at: datetime
    cash: Decimal = ZERO
    is_old: bool = False
    group: str = ""

    @property
    def place(self) -> tuple[str, Turn, str]:
        return (self.account, self.turn, self.group or self.at.isoformat())

    @property
    def instrument(self) -> Instrument:
        return share(self.symbol, self.currency)


class _Pair(NamedTuple):
    old: Leg
    new: Leg

    @property
    def ratio(self) -> Fraction:
        return abs(Fraction(self.new.quantity) / Fraction(self.old.quantity))


class Exchanges:
    """The rows of a file that exchange holdings. All rows are seen first, then each is told."""

    def __init__(self) -> None:
        self._legs: defaultdict[tuple[str, Turn, str], list[Leg]] = defaultdict(list)
        self._count = 0
        self._held = Holdings(of_shares=True)
        self._named: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)

    def see_fill(self, fill: StatedFill, words: str) -> None:
        """A fill, and the company's name beside it."""
        self._held.see(fill)
        name = company(words)
        if fill.instrument.right is None and len(name) >= NAME_LETTERS_MIN:
            self._named[name[:NAME_LETTERS_MIN]].add((name, fill.instrument.symbol))

    def see(self, leg: Leg) -> None:
        self._count += 1
        if self._count <= LEGS_MAX:
            self._legs[leg.place].append(leg)

    def holds(self, leg: Leg) -> bool:
        """Whether the file's own fills hold units of what the row names, on the side that the row moves."""
        if not leg.symbol or not leg.quantity:
            return False
        held = self._held.held_before(leg.account, leg.instrument, leg.at)
        return bool(held) and (held > 0) is (leg.quantity > 0)

    def told(self, row: Row, leg: Leg) -> Stated:
        """What the row tells; raises RowQuarantined where the file leaves open what became of what."""
        match leg.turn:
            case Turn.SPLIT | Turn.REVERSE_SPLIT:
                return self._split(row, leg)
            case Turn.SYMBOL_CHANGE:
                return self._changed(row, leg)
            case Turn.MERGER:
                return self._merged(row, leg)
            case Turn.SPIN_OFF:
                raise _unsaid(leg, "which share of the cost goes to what was spun off is not printed")

    def _split(self, row: Row, leg: Leg) -> Stated:
        pair = self._pair(leg)
        if pair is None:
            return self._alone(leg)
        symbol = pair.new.symbol
        if not symbol or is_cusip(symbol):
            symbol = self._symbol_of(pair.old) or symbol
        if not symbol or not _fits(pair.ratio):
            raise _unsaid(leg, "whose units these are is not told")
        target = share(symbol, leg.currency)
        if leg.line == pair.new.line:
            return StatedSplit(row.line, leg.account, target, *pair.ratio.as_integer_ratio(), leg.at)
        if leg.symbol and leg.instrument != target and self._held.trades(leg.account, leg.instrument):
            # Some files print what was bought before under the old CUSIP, too.
            return _change(row, leg, leg.instrument, target, pair.ratio)
        return row.ignored(
            "corporate_action.other_side", "The old shares of a split: the row of the new ones states its ratio."
        )

    def _alone(self, leg: Leg) -> StatedSplit:
        """A row without another: by its printed ratio, else by the units that it adds or takes away."""
        if not leg.quantity or not leg.symbol:
            raise _unsaid(leg, "how many units there are for each old one is not told")
        ratio = _printed(leg)
        if ratio is not None:
            return StatedSplit(leg.line, leg.account, leg.instrument, *ratio.as_integer_ratio(), leg.at)
        if leg.turn is Turn.REVERSE_SPLIT:
            held = self._held.held_before(leg.account, leg.instrument, leg.at)
            # Units that leave for good are fewer than there were; all of them are one half of an exchange.
            if not held or (held > 0) is (leg.quantity > 0) or abs(held) <= abs(leg.quantity):
                raise RowQuarantined(
                    "split.half",
                    f"{plain(leg.quantity)} {leg.symbol} of a reverse split: the row that says how many there were, or "
                    "are, is not in this file. State its ratio on the account's page, under corporate actions.",
                )
        return StatedSplit(leg.line, leg.account, leg.instrument, 0, 0, leg.at, leg.quantity)

    def _changed(self, row: Row, leg: Leg) -> Stated:
        pair = self._pair(leg)
        if pair is None or not pair.new.symbol or not _fits(pair.ratio):
            raise _unsaid(leg, "which shares went and which came is not told")
        old = self._symbol_of(pair.old, pair.new.symbol)
        if not old:
            raise _unsaid(leg, f"which symbol became {pair.new.symbol[:20]} is not told")
        source, target = share(old, leg.currency), pair.new.instrument
        if source == target:
            return row.ignored("corporate_action.same_symbol", "The shares keep their symbol: nothing changes here.")
        if leg.line != pair.new.line:
            return row.ignored("corporate_action.other_side", "The old shares: the row of the new ones tells it.")
        return _change(row, leg, source, target, pair.ratio)

    def _merged(self, row: Row, leg: Leg) -> Stated:
        legs = self._legs.get(leg.place, [])
        cash = total(one.cash for one in legs) if len(legs) <= LEGS_OF_ONE_MAX else ZERO
        pair = self._pair(leg)
        if pair is not None:
            return self._merged_into(row, leg, pair, cash)
        moved = [one for one in legs if one.quantity]
        if len(legs) > LEGS_OF_ONE_MAX or len(moved) != 1 or not cash:
            raise _unsaid(leg, "what came for which shares is not told")
        (old,) = moved
        symbol = self._symbol_of(old)
        if not symbol or (cash > 0) is (old.quantity > 0):
            raise _unsaid(leg, "which shares were paid out is not told")
        if leg.line != old.line:
            return row.ignored("corporate_action.other_side", "What was paid: the row of the old shares tells it.")
        terms = Terms(cash=unit_price(cash, old.quantity))
        return StatedAction(row.line, leg.account, ActionKind.MERGER, share(symbol, leg.currency), None, terms, leg.at)

    def _merged_into(self, row: Row, leg: Leg, pair: _Pair, cash: Decimal) -> Stated:
        symbol = self._symbol_of(pair.old)
        if cash and (cash > 0) is (pair.old.quantity > 0):
            raise _unsaid(leg, "what was paid for the shares is not told")
        if not symbol or not pair.new.symbol or not _fits(pair.ratio) or symbol == pair.new.symbol:
            raise _unsaid(leg, "which shares went and which came is not told")
        if leg.line != pair.new.line:
            return row.ignored("corporate_action.other_side", "The old shares: the row of the new ones tells it.")
        source, terms = share(symbol, leg.currency), Terms(*pair.ratio.as_integer_ratio())
        if cash:
            said = cost_share_said(row, leg.words[:160])
            terms = terms._replace(cash=unit_price(cash, pair.old.quantity), cost_share=said)
        return StatedAction(row.line, leg.account, ActionKind.MERGER, source, pair.new.instrument, terms, leg.at)

    def _pair(self, leg: Leg) -> _Pair | None:
        """The old units and the new ones, if it is plain which belong together."""
        legs = [one for one in self._legs.get(leg.place, []) if one.quantity]
        if len(legs) > LEGS_OF_ONE_MAX:
            return None
        is_said = any(one.is_old for one in legs)
        olds = [one for one in legs if (one.is_old if is_said else one.quantity < 0)]
        news = [one for one in legs if one not in olds]
        pairs = [_Pair(old, new) for old in olds for new in news if (old.quantity < 0) is not (new.quantity < 0)]
        if len(olds) > 1 or len(news) > 1:
            if leg.turn is Turn.MERGER:
                return None  # one company may become two
            pairs = [one for one in pairs if _alike(one)]
            if len({one.old.line for one in pairs}) != len(pairs) or len({one.new.line for one in pairs}) != len(pairs):
                return None
        found = next((one for one in pairs if leg.line in {one.old.line, one.new.line}), None)
        if found is None or is_said or leg.turn not in _GROWS or found.ratio == 1:
            return found
        # Of shares held short, too: after a split there are more of them, after a reverse split fewer.
        return found if (found.ratio > 1) is _GROWS[leg.turn] else _Pair(found.new, found.old)

    def _symbol_of(self, old: Leg, same: str = "") -> str:
        """What the old units were traded under: as printed where that is a ticker, or was traded by; else what bears
        their name (or is `same`) and of which the file holds just as many. '' where that is nothing, or several."""
        if old.symbol and (not is_cusip(old.symbol) or self._held.trades(old.account, old.instrument)):
            return old.symbol.strip().upper()
        name = company(old.words)
        known = self._named.get(name[:NAME_LETTERS_MIN], set()) if len(name) >= NAME_LETTERS_MIN else set()
        found = {symbol for other, symbol in known if name.startswith(other) or other.startswith(name)}
        gone = EXACT.minus(old.quantity)
        held = [
            symbol
            for symbol in sorted(found | ({share(same, old.currency).symbol} if same else set()))
            if self._held.held_before(old.account, share(symbol, old.currency), old.at) == gone
        ]
        return held[0] if len(held) == 1 else ""


def _alike(pair: _Pair) -> bool:
    """Whether both rows bear one symbol or one name."""
    old, new = company(pair.old.words), company(pair.new.words)
    shorter = min(old, new, key=len)
    is_named = len(shorter) >= NAME_LETTERS_MIN and old.startswith(shorter) and new.startswith(shorter)
    return is_named or (bool(pair.old.symbol) and pair.old.symbol == pair.new.symbol)


def _printed(leg: Leg) -> Fraction | None:
    """The ratio in the words (`2 FOR 1`, `STK SPLIT ON 12 SHS`), where it goes the way that the row goes."""
    upon, printed = _UPON.search(leg.words[:WORDS_MAX]), _PRINTED.search(leg.words[:WORDS_MAX])
    if upon:
        before = Fraction(upon[1].replace(",", ""))
        ratio = (before + abs(Fraction(leg.quantity))) / before if before else Fraction(0)
    elif printed:
        ratio = Fraction(int(printed[1]), int(printed[2]))
    else:
        return None
    grows = leg.turn is Turn.SPLIT
    return ratio if _fits(ratio) and ratio != 1 and (ratio > 1) is grows else None


def _fits(ratio: Fraction) -> bool:
    return ratio > 0 and max(ratio.numerator, ratio.denominator) <= RATIO_MAX


def _change(row: Row, leg: Leg, source: Instrument, target: Instrument, ratio: Fraction) -> StatedAction:
    terms = Terms(*ratio.as_integer_ratio())
    return StatedAction(row.line, leg.account, ActionKind.SYMBOL_CHANGE, source, target, terms, leg.at)


def _unsaid(leg: Leg, why: str) -> RowQuarantined:
    units = f"{plain(leg.quantity)} {leg.symbol}".strip() if leg.quantity else f"{plain(leg.cash)} {leg.currency}"
    return RowQuarantined(
        "corporate_action.by_hand",
        f"A {leg.turn.value} ({units[:60]}): {why}. State it on the account's page, under corporate actions.",
    )


def by_hand(action: str, contract: str) -> RowQuarantined:
    """A corporate action of an option: it is another contract now, and its row does not say what it was."""
    return RowQuarantined(
        "corporate_action.by_hand",
        f"{action[:40]}: {contract[:60]} is another contract now. State which one became it, and at what ratio, on the "
        "account's page, under corporate actions.",
    )
