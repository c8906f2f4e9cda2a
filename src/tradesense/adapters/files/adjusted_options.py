"""Options whose shares were split, renamed or merged: which contract became which.

The Options Clearing Corporation divides the strike of a whole-number split and multiplies the contracts; after any other
action the contract keeps its strike under the new symbol, or under a root with a digit behind it (`WOMB1`). That alone
settles nothing here: a contract is said to have become another where the file goes on to close that one without having
opened it. For the rest the trader is told that the contracts changed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from tradesense.adapters.files.holdings import Holdings
from tradesense.domain.corporate_action import ActionKind, Terms
from tradesense.domain.instrument import AssetClass, Instrument
from tradesense.domain.number import EXACT, plain
from tradesense.domain.statement import Stated, StatedAction, StatedFill, StatedRemark, StatedSplit

HALF_CENT: Final = Fraction(5, 1000)
"""Strikes are rounded to cents."""
SPLIT_MAX: Final = 100
EVENTS_MAX: Final = 20
"""Of one share, in one file: each is asked about every contract on it."""
NEW_YORK: Final = ZoneInfo("America/New_York")
CLOSE: Final = time(16)
LAST: Final = datetime(9999, 1, 1, tzinfo=UTC)


class _Became(NamedTuple):
    """`ratio`: new contracts for each old one."""

    contract: Instrument
    ratio: int


class AdjustedOptions:
    """The option fills of a file: all are seen first, then it is asked."""

    def __init__(self) -> None:
        self._held = Holdings()
        self._contracts: defaultdict[tuple[str, str], dict[str, Instrument]] = defaultdict(dict)

    def see(self, fill: StatedFill) -> None:
        option = fill.instrument
        if option.right is None:
            return
        self._held.see(fill)
        self._contracts[fill.account, option.underlying].setdefault(option.symbol, option)

    def split_into(self, account: str, new: Instrument, added: Decimal, at: datetime) -> tuple[Instrument, int] | None:
        """The contract that became `new`, of which a row says how many a split added, and how many there are for each
        old one; None where the file holds none, or several, that would make as many at that strike."""
        found = []
        for old in self._contracts.get((account, new.underlying), {}).values():
            held = self._open(account, old, at)
            ratio = 1 + Fraction(added) / Fraction(held) if held else Fraction(0)
            if ratio.denominator == 1 and ratio > 1 and _is_divided(old, new, int(ratio)):
                found.append((old, int(ratio)))
        return found[0] if len(found) == 1 else None

    def followed(self, event: StatedSplit | StatedAction) -> Iterator[StatedAction | StatedRemark]:
        """What becomes of the contracts that were held on the shares when it happened."""
        share = event.instrument
        for old in list(self._contracts.get((event.account, share.symbol), {}).values()):
            held = self._open(event.account, old, event.when)
            if not held or (old.expiry or date.max) < event.when.date():
                continue
            found = [one for one in self._candidates(event, old) if self._was_closed(event, one, held)]
            if len(found) == 1:
                (into,) = found
                terms = Terms(into.ratio, 1)
                yield StatedAction(
                    event.line, event.account, ActionKind.SYMBOL_CHANGE, old, into.contract, terms, event.when, True
                )
            else:
                yield _remark(event, old, held)

    def _candidates(self, event: StatedSplit | StatedAction, old: Instrument) -> Iterator[_Became]:
        """Contracts of the file, alike in expiry and right, that the old one may be called now."""
        root = old.underlying
        if isinstance(event, StatedAction) and event.target is not None:
            root = event.target.underlying
        roots = [root, *(f"{root}{digit}" for digit in range(1, 10))]
        for new in [one for name in roots for one in self._contracts.get((event.account, name), {}).values()]:
            if (new.expiry, new.right) != (old.expiry, old.right) or new.symbol == old.symbol:
                continue
            if isinstance(event, StatedSplit) and new.underlying == root:
                ratio = _whole(event, old, new)
                if ratio > 1 and _is_divided(old, new, ratio):
                    yield _Became(new, ratio)
            elif new.strike == old.strike:
                yield _Became(new, 1)

    def _was_closed(self, event: StatedSplit | StatedAction, into: _Became, held: Decimal) -> bool:
        """Whether the file closes units of it that it did not open, and no more than there were."""
        if self._open(event.account, into.contract, event.when):
            return False
        rest = self._held.held(event.account, into.contract, LAST)
        made = EXACT.multiply(held, Decimal(into.ratio))
        return bool(rest) and (rest > 0) is not (held > 0) and abs(rest) <= abs(made)

    def _open(self, account: str, contract: Instrument, at: datetime) -> Decimal:
        """Held when it happened: in the morning, or after the close of that day."""
        after_close = at.astimezone(NEW_YORK).time() >= CLOSE
        return (self._held.held if after_close else self._held.held_before)(account, contract, at)


def following(stated: Iterable[Stated]) -> Iterator[Stated]:
    """All that a file states, and then what its splits, symbol changes and mergers made of the options it holds."""
    options, events, moved = AdjustedOptions(), list[StatedSplit | StatedAction](), set[tuple[str, str]]()
    met: Counter[tuple[str, str]] = Counter()
    for one in stated:
        if type(one) is StatedFill:
            options.see(one)
        elif isinstance(one, StatedSplit | StatedAction):
            met[one.account, one.instrument.symbol] += 1
            if one.instrument.right is not None:
                moved.add((one.account, one.instrument.key))
            elif (
                one.instrument.asset_class is AssetClass.EQUITY
                and met[one.account, one.instrument.symbol] <= EVENTS_MAX
            ):
                events.append(one)
        yield one
    for event in events:
        for follow in options.followed(event):
            # Some files tell it of the contract itself.
            if not isinstance(follow, StatedAction) or (follow.account, follow.instrument.key) not in moved:
                yield follow


def _whole(event: StatedSplit, old: Instrument, new: Instrument) -> int:
    """New units for each old one, where that is a whole number: as told, else as the strikes tell; else 0."""
    if event.denominator:
        ratio = Fraction(event.numerator, event.denominator)
        return int(ratio) if ratio.denominator == 1 else 0
    if not old.strike or not new.strike:
        return 0
    return min(round(Fraction(old.strike) / Fraction(new.strike)), SPLIT_MAX)


def _is_divided(old: Instrument, new: Instrument, ratio: int) -> bool:
    if (new.expiry, new.right) != (old.expiry, old.right) or old.strike is None or new.strike is None:
        return False
    return abs(Fraction(old.strike) - Fraction(new.strike) * ratio) <= HALF_CENT * ratio


def _remark(event: StatedSplit | StatedAction, old: Instrument, held: Decimal) -> StatedRemark:
    said = (
        f"{plain(held)} {old.symbol} were held when this happened: they are another contract now, and which one this file "
        "does not tell. State it on the account's page, under corporate actions, as a change of symbol."
    )
    return StatedRemark(event.line, "option.adjusted", said, "")
