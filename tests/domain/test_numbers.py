"""Numbers, currencies, zones, rates, splits and contracts: what is read, and what is refused."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tests.domain.fills import Tape
from tradesense.domain.annotation import Annotation, Gathered, gather, initial_risk
from tradesense.domain.calendar import TimeNonexistent, ZoneUnknown, localise, session_of, trading_day, zone
from tradesense.domain.contracts import ContractUnknown, future, is_future
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.ids import AccountId, ExecutionId, WorkspaceId
from tradesense.domain.instrument import AssetClass, Instrument, equity
from tradesense.domain.matching import Fold, Rules, fold_trades
from tradesense.domain.money import Currency, CurrencyInvalid, currency
from tradesense.domain.number import NumberInvalid, at_rate, bounded, exact, money_text, plain, share, trimmed
from tradesense.domain.recording import AccountFacts, Ranked, RateTable, Recorder, inverted
from tradesense.domain.split import Split, SplitInvalid, split
from tradesense.domain.statement import StatedFill
from tradesense.domain.trade import TradeStatus

D = Decimal
NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ONE = UUID(int=1)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.50", "1.50"), ("-0", "0"), ("1e3", "1000"), (" 7 ".strip(), "7"), ("1." + "5" + "0" * 30, "1.5"),
     ("9" * 18, "9" * 18), ("1e-18", "0.000000000000000001")],
)  # fmt: skip
def test_a_number_is_read_exactly(text: str, value: str) -> None:
    assert exact(text) == D(value)


@pytest.mark.parametrize(
    "text", ["", "ten", "NaN", "sNaN", "Infinity", "1e18", "1e-19", "1_000", "1,5", "٣", "0x1", "1e999999999"]
)
def test_what_is_no_exact_number_is_refused(text: str) -> None:
    with pytest.raises(NumberInvalid):
        exact(text)


def test_bounds_are_those_of_a_fill() -> None:
    assert bounded(D("-0")) == 0
    assert str(bounded(D("-0"))) == "0"
    with pytest.raises(NumberInvalid, match="too large"):
        bounded(D(10) ** 18)


def test_a_share_that_does_not_end_is_rounded_half_to_even_at_twelve_decimals() -> None:
    assert share(D(1), D(1), D(3)) == D("0.333333333333")
    assert share(D("0.0000000000005"), D(1), D(1)) == 0
    assert at_rate(D(2), D("1.5")) == D(3)
    assert at_rate(D("0.0000001"), D("0.0000015")) == 0  # 1.5e-13
    assert trimmed(D("1.500")) == D("1.5")
    assert str(trimmed(D("100"))) == "100"


@pytest.mark.parametrize(
    ("value", "text", "money"),
    [("1E+2", "100", "100.00"), ("1.50", "1.5", "1.50"), ("-0.00", "0", "0.00"), ("1.234", "1.234", "1.234")],
)
def test_numbers_are_written_without_exponents(value: str, text: str, money: str) -> None:
    assert (plain(D(value)), money_text(D(value))) == (text, money)


def test_currencies() -> None:
    assert [currency(text) for text in (" usd ", "BTC", "usdt", "1INCH"[1:])] == ["USD", "BTC", "USDT", "INCH"]
    for text in ("", "US", "U$D", "1ab", "ÄÖÜ", "ABCDEFGHIJK"):
        with pytest.raises(CurrencyInvalid):
            currency(text)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "\0", "America", "x" * 300])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(ZoneUnknown):
        zone(name)


def test_clock_times_become_instants() -> None:
    assert zone("America/New_York") == NEW_YORK
    # Clocks went from 2:00 to 3:00 on 8 March 2026, and back on 1 November.
    assert localise(datetime(2026, 1, 5, 10), NEW_YORK) == (datetime(2026, 1, 5, 15, tzinfo=UTC), False)
    assert localise(datetime(2026, 3, 8, 3), NEW_YORK).at == datetime(2026, 3, 8, 7, tzinfo=UTC)
    with pytest.raises(TimeNonexistent):
        localise(datetime(2026, 3, 8, 2, 30), NEW_YORK)
    assert localise(datetime(2026, 11, 1, 1, 30), NEW_YORK) == (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), True)


def test_the_trading_day_ends_where_the_session_does() -> None:
    friday_evening = datetime(2026, 1, 2, 22, 30, tzinfo=UTC)  # 17:30 in New York
    days = {
        asset: trading_day(friday_evening, session_of(asset, NEW_YORK, None))
        for asset in (AssetClass.EQUITY, AssetClass.FUTURE)
    }
    assert days == {AssetClass.EQUITY: date(2026, 1, 2), AssetClass.FUTURE: date(2026, 1, 5)}
    own = session_of(AssetClass.EQUITY, NEW_YORK, time(17))
    assert trading_day(friday_evening, own) == date(2026, 1, 3)


def test_months_of_contracts() -> None:
    on = date(2026, 1, 5)
    assert future("ESH6", on).multiplier == 50
    assert is_future("ESH6", on)
    for text in ("ESA6", "ES", "QQQQH6", ""):
        assert not is_future(text, on)
        with pytest.raises(ContractUnknown):
            future(text, on)


def test_a_split_restates_units() -> None:
    at = NOON
    assert split(3, 2, at).units(D(10)) == 15
    assert split(1, 3, at).units(D(10)) == D("3.333333333333")
    for ratio in ((0, 1), (1, 0), (1_000_001, 1)):
        with pytest.raises(SplitInvalid):
            split(*ratio, at)
    # 30 added to 10 held is 4:1; what would leave none is no ratio.
    added = Split(0, 0, at, D(30))
    assert added.units(D(10)) == 10
    assert added.of(D(10)).units(D(10)) == 40
    assert Split(0, 0, at, D(-10)).of(D(10)) == Split(0, 0, at, D(-10))


def test_rates_are_found_either_way_round() -> None:
    euro, dollar, yen = Currency("EUR"), Currency("USD"), Currency("JPY")
    day = date(2026, 1, 5)
    rates = RateTable({(euro, dollar, day): D("1.25")})
    assert rates.find(euro, euro, day) == 1
    assert rates.find(euro, dollar, day) == D("1.25")
    assert rates.find(dollar, euro, day) == D("0.8")
    assert rates.find(euro, yen, day) is None
    assert inverted(D("1e-18")) == D("1e18")
    assert inverted(D(3)) == D("0.333333333333333333")


def recorded(**said: Any) -> Any:
    """The execution of a EUR fill in a USD account; EUR is at 1.25."""
    account = AccountFacts(AccountId(ONE), Currency("USD"), NEW_YORK)
    rates = RateTable({(Currency("EUR"), Currency("USD"), date(2026, 1, 5)): D("1.25")})
    stated = StatedFill(1, "", equity("SAP", Currency("EUR")), Side.BUY, D(1), D(100), D(5), NOON, **said)
    return Recorder(WorkspaceId(ONE), rates).record(Ranked(stated, 0), account).execution


def test_fees_are_in_the_instruments_currency_if_a_rate_is_known() -> None:
    assert (recorded().fees, recorded().rate) == (5, D("1.25"))
    assert recorded(fee_currency="EUR").fees == 5
    assert recorded(fee_currency="USD").fees == 4  # 5 ÷ 1.25
    assert recorded(fee_currency="JPY").fees is None


def test_fees_in_the_accounts_currency_go_by_the_files_own_rate() -> None:
    account = AccountFacts(AccountId(ONE), Currency("USD"), NEW_YORK)
    stated = StatedFill(
        1, "", equity("SAP", Currency("EUR")), Side.BUY, D(1), D(100), D(6), NOON, fee_currency="USD", rate=D("1.2")
    )
    assert Recorder(WorkspaceId(ONE), RateTable()).record(Ranked(stated, 0), account).execution.fees == 5


def test_a_pair_of_the_accounts_currency_goes_by_its_own_price() -> None:
    account = AccountFacts(AccountId(ONE), Currency("USD"), NEW_YORK)
    pair = Instrument("USDJPY", AssetClass.FOREX, Currency("JPY"), underlying="USD")
    for price, rate in ((D(160), D("0.00625")), (D(0), None)):
        stated = StatedFill(1, "", pair, Side.BUY, D(1), price, None, NOON)
        assert Recorder(WorkspaceId(ONE), RateTable()).record(Ranked(stated, 0), account).execution.rate == rate


def test_a_trade_knows_how_long_it_was_held_and_what_it_earned() -> None:
    # 10 @ 10 for 1, sold a minute later @ 12 for 1: 20 − 2
    (closed,), _ = fold_trades(Tape().buy(10, 10, 1).sell(10, 12, 1).fills, Rules())
    assert (closed.net, closed.base_net, closed.held, closed.status) == (
        D(18),
        D(18),
        timedelta(minutes=1),
        TradeStatus.CLOSED,
    )
    (still_open,), _ = fold_trades(Tape().buy(10, 10, 1).fills, Rules())
    assert (still_open.held, still_open.status, still_open.exit_price(D(1))) == (None, TradeStatus.OPEN, None)
    (timeless,), _ = fold_trades(Tape().buy(10, 10, 1, time_known=False).sell(10, 12, 1).fills, Rules())
    assert timeless.held is None
    (unrated,), _ = fold_trades(Tape().buy(10, 10, 1).sell(10, 12, 1).fills, Rules(converts=True))
    assert (unrated.net, unrated.base_net) == (D(18), None)
    assert unrated._replace(base_gross=D(1)).base_net is None


def test_what_several_legs_carry_is_united() -> None:
    one, other = ExecutionId(ONE), ExecutionId(UUID(int=2))
    assert gather([]) == Gathered()
    alone = gather([Annotation(one, ("a",), notes="n", rating=3)])
    assert (alone.tags, alone.notes, alone.rating, alone.merged) == (("a",), "n", 3, False)
    both = gather([Annotation(one, ("a", "b"), notes="n"), Annotation(other, ("b", "c"), rating=2, stop=D(9))])
    assert (both.tags, both.notes, both.rating, both.stop, both.merged) == (("a", "b", "c"), "n", 2, D(9), True)


def test_the_risk_is_planned_or_what_the_stop_says() -> None:
    # |100 − 98| × 10 × 50
    assert initial_risk(Gathered(stop=D(98)), D(100), D(10), D(50)) == 1000
    assert initial_risk(Gathered(stop=D(98), planned_risk=D(7)), D(100), D(10), D(50)) == 7
    assert initial_risk(Gathered(stop=D(100)), D(100), D(10), D(50)) is None
    assert initial_risk(Gathered(), D(100), D(10), D(50)) is None


def test_an_expiry_costs_nothing_where_no_fee_is_said() -> None:
    account = AccountFacts(AccountId(ONE), Currency("USD"), NEW_YORK)
    stated = StatedFill(1, "", equity("AAPL", Currency("USD")), Side.SELL, D(1), D(0), None, NOON)
    recorder = Recorder(WorkspaceId(ONE), RateTable())
    fees = [
        recorder.record(Ranked(stated._replace(kind=kind), 0), account).execution.fees
        for kind in (ExecutionKind.EXPIRY, ExecutionKind.TRANSFER, ExecutionKind.TRADE, ExecutionKind.ASSIGNMENT)
    ]
    assert fees == [0, 0, None, None]


def test_a_fold_says_in_which_trade_the_fills_it_watches_are_an_entry() -> None:
    tape = Tape().buy(10, 10).buy(10, 11).sell(30, 12).buy(10, 11)
    ids = [fill.id for fill in tape.fills]
    fold = Fold(Rules(), watched=frozenset(ids[1:]))
    fold.run(tape.fills)
    # The second bought belongs to the first's trade; the sale closed it and opened one of its own.
    assert fold.entered == {ids[1]: ids[0], ids[2]: ids[2]}


def test_a_contract_is_one_however_it_is_written() -> None:
    on = date(2026, 1, 5)
    for text in ("ESH6", "ESH26", "ESH2026", "/ESH26", "ES 03-26", "ES MAR26", "ES 03-2026"):
        assert future(text, on).symbol == "ESH26"
    # One digit is the first such year from the one before on.
    assert [future(text, on).symbol for text in ("ESZ5", "ESZ6", "ESZ4")] == ["ESZ25", "ESZ26", "ESZ34"]
