"""From a filter's rows to what metrics are computed from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.mask import Mask, weekdays
from tradesense.domain.columns.trades import TradeColumns, day_of
from tradesense.domain.equity import Days, EquityPoint, equity_curve
from tradesense.domain.instrument import AssetClass
from tradesense.domain.metrics.sample import DailySample, Floats, Sample, TradeSample
from tradesense.domain.money import Currency

WEEKDAYS_A_YEAR: Final = 252
DAYS_A_YEAR: Final = 365
SECOND: Final = 1_000_000.0
NO_END: Final = np.iinfo(np.int64).max
BYTES_A_ROW: Final = 3
BYTES_A_COUNTED: Final = 72


@dataclass(frozen=True, slots=True)
class AccountBase:
    """What an account's amounts are in, and what it began with."""

    currency: Currency
    capital: Decimal | None


Accounts = Mapping[str, AccountBase]
"""By account id, as the columns' words spell it."""


@dataclass(frozen=True, eq=False)
class Selection:
    """The rows of a filter, in one currency. What several questions need is worked out once and kept with it.

    rows         every row the filter matches
    counted      those that are closed and converted to `currency`: what metrics count
    realised     those whose exits so far are in `currency`, open ones included: what days count
    unconverted  how many closed rows are left out for want of a rate
    """

    columns: TradeColumns
    currency: Currency
    rows: Mask
    counted: Mask
    realised: Mask
    capital: Decimal | None

    accounts: Accounts

    @property
    def size_bytes(self) -> int:
        """About what it takes in memory beside its columns, once everything was asked of it."""
        return BYTES_A_ROW * len(self.columns) + BYTES_A_COUNTED * int(np.count_nonzero(self.counted))

    @cached_property
    def sample(self) -> Sample:
        return sample(self)

    @cached_property
    def days(self) -> Days:
        return realised_days(self)

    @cached_property
    def curve(self) -> list[EquityPoint]:
        return equity_curve(self.days)

    @property
    def left_out(self) -> Mask:
        """Closed rows without a rate to the selection's currency."""
        return self.rows & ~self.columns.is_open & ~self.counted

    def only(self, rows: NDArray[np.int64]) -> "Selection":
        """The same question about some of the counted rows."""
        inside = np.zeros(len(self.columns), dtype=np.bool_)
        inside[rows] = True
        return replace(self, rows=inside, counted=inside, realised=inside)

    def beside(self) -> list[tuple[str, int, Decimal]]:
        """What is left out, by the currency its net is known in: currency, trades, net."""
        found: dict[str, list[int]] = {}
        left_out, columns = self.left_out, self.columns
        for code in np.unique(columns.account.codes[left_out]).tolist():
            base = self.accounts[columns.account.words[code]].currency
            rows = np.flatnonzero(left_out & (columns.account.codes == code))
            found.setdefault(base, []).extend(rows.tolist())
        return [
            (base, len(rows), columns.net.take(np.array(rows, dtype=np.int64)).total())
            for base, rows in sorted(found.items())
        ]


def select(
    columns: TradeColumns, rows: Mask, accounts: Accounts, fallback: Currency, *, wanted: Currency | None = None
) -> Selection:
    """Counts in `wanted`; without it in the accounts' currency, if they share one, else in `fallback`. What is in
    another currency stays beside the totals."""
    met = columns.account.take(rows).met()
    currencies = {accounts[word].currency for word in met}
    currency = wanted or (currencies.pop() if len(currencies) == 1 else fallback)
    comparable = columns.account.where(lambda word: accounts[word].currency == currency if word in accounts else False)
    realised = rows & comparable & columns.converted
    capitals = [accounts[word].capital for word in met if accounts[word].currency == currency]
    capital = sum(filter(None, capitals), Decimal(0)) if capitals and None not in capitals else None
    return Selection(columns, currency, rows, realised & ~columns.is_open, realised, capital, accounts)


def sample(selection: Selection) -> Sample:
    trades = trade_sample(selection, np.flatnonzero(selection.counted))
    beside = replace(
        trades,
        open_trades=int((selection.rows & selection.columns.is_open).sum()),
        unconverted=int(selection.left_out.sum()),
    )
    return Sample(beside, daily_sample(selection))


def trade_sample(selection: Selection, rows: NDArray[np.int64]) -> TradeSample:
    """The trades in `rows`, which are in closing order. What stands beside them is `sample`'s to say."""
    return trade_samples(selection, [rows])[0]


def trade_samples(selection: Selection, groups: Sequence[NDArray[np.int64]]) -> list[TradeSample]:
    """As `trade_sample`, of each group: all of them are gathered at once, and each is a stretch of that."""
    if not groups:
        return []
    columns = selection.columns
    rows = np.concatenate(groups)
    net, gross, fees = columns.net.take(rows), columns.gross.take(rows), columns.fees.take(rows)
    quantity = columns.quantity.floats[rows]
    known, risked = columns.times_known[rows], _risk_places(columns, rows)
    held = (columns.closed_at[rows] - columns.opened_at[rows])[known] / SECOND
    held_net = net.floats[known]
    r = _r(columns, risked[risked >= 0])
    stops = np.cumsum([len(group) for group in groups])
    found, last = [], _Places(0, 0, 0, 0)
    for next_ in map(_Places, stops.tolist(), _before(known, stops), _before(risked >= 0, stops),
                     _before(columns.fees_known[rows], stops)):  # fmt: skip
        found.append(
            TradeSample(
                currency=selection.currency,
                net=net.part(last.row, next_.row),
                gross=gross.part(last.row, next_.row),
                fees=fees.part(last.row, next_.row),
                r=r[last.risked : next_.risked],
                held=held[last.known : next_.known],
                held_net=held_net[last.known : next_.known],
                quantity=quantity[last.row : next_.row],
                fees_known=next_.fees_known - last.fees_known,
            )
        )
        last = next_
    return found


class _Places(NamedTuple):
    """How many rows, and how many of each kind of them, come before a group's end."""

    row: int
    known: int
    risked: int
    fees_known: int


def _before(flags: Mask, stops: NDArray[np.int64]) -> list[int]:
    counts = np.concatenate([[0], np.cumsum(flags)])
    found: list[int] = counts[stops].tolist()
    return found


def _risk_places(columns: TradeColumns, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each row's initial risk stands; -1 where it has none."""
    places = np.full(len(columns), -1, dtype=np.int64)
    places[columns.risk_rows] = np.arange(len(columns.risk_rows))
    found: NDArray[np.int64] = places[rows]
    return found


def _r(columns: TradeColumns, places: NDArray[np.int64]) -> Floats:
    """Net ÷ initial risk."""
    ratio: Floats = columns.net_own.floats[places] / columns.risk.floats[places]
    return ratio


def realised_days(selection: Selection) -> Days:
    """Each exit on its own day (ledger.md, rule 5)."""
    columns = selection.columns
    whole = np.flatnonzero(selection.counted & ~columns.several_days)
    parts = np.flatnonzero(selection.realised[columns.extra_rows])
    days = np.concatenate([columns.closed_on[whole], columns.extra_day[parts]]).astype(np.int64)
    net = columns.net.take(whole).joined(columns.extra_net.take(parts))
    fees = columns.fees.take(whole).joined(columns.extra_fees.take(parts))
    closing = columns.closed_on[selection.counted].astype(np.int64)
    if not len(days) + len(closing):
        return Days(np.empty(0, dtype=np.int64), Exact.scaled([], net.scale), Exact.scaled([], fees.scale), closing)
    first = int(min(days.min(initial=NO_END), closing.min(initial=NO_END)))
    span = int(max(days.max(initial=0), closing.max(initial=0))) - first + 1
    counts = np.bincount(closing - first, minlength=span)
    present = np.flatnonzero(counts + np.bincount(days - first, minlength=span))
    return Days(
        present + first,
        Exact.scaled(_at(net.group_sums(days - first, span), present), net.scale),
        Exact.scaled(_at(fees.group_sums(days - first, span), present), fees.scale),
        counts[present],
    )


def _at(sums: list[int], present: NDArray[np.int64]) -> list[int]:
    return [sums[place] for place in present.tolist()]


def daily_sample(selection: Selection) -> DailySample:
    days = selection.days
    is_crypto = _only_crypto(selection)
    return DailySample(
        days=tuple(day_of(int(number)) for number in days.numbers),
        net=days.net,
        capital=selection.capital,
        returns=_returns(days, selection.capital, every_day=is_crypto),
        periods_per_year=DAYS_A_YEAR if is_crypto else WEEKDAYS_A_YEAR,
    )


def _only_crypto(selection: Selection) -> bool:
    return selection.columns.asset_class.take(selection.counted).met() == [AssetClass.CRYPTO]


def _returns(days: Days, capital: Decimal | None, *, every_day: bool) -> Floats:
    """Each day's net over the capital it began with; weekdays without a result count as 0."""
    if capital is None or not len(days.numbers):
        return np.empty(0)
    first, last = int(days.numbers[0]), int(days.numbers[-1])
    calendar = np.arange(first, last + 1)
    net = np.zeros(len(calendar))
    net[days.numbers - first] = days.net.floats
    if not every_day:
        kept = (weekdays(calendar.astype(np.int32)) < 5) | (net != 0)
        net = net[kept]
    before = float(capital) + np.concatenate([[0.0], np.cumsum(net)[:-1]])
    # A capital that is used up has no percentage: the series ends there.
    alive = np.cumprod(before > 0).astype(np.bool_)
    returns: Floats = net[alive] / before[alive]
    return returns
