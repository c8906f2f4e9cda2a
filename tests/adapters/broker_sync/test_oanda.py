"""OANDA's transactions, by id."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from tests.adapters.broker_sync.asking import Asking, fills, read
from tests.support.brokers.oanda import ACCOUNT, AT, KEY, OandaService, order_fill
from tests.support.brokers.service import told
from tradesense.domain.broker_sync import AnswerUnreadable, BrokerUnavailable, CredentialsRefused, SyncThrottled
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass
from tradesense.domain.statement import StatedCash, StatedFill

RANGE, SINCE = f"{AT}/transactions/idrange", f"{AT}/transactions/sinceid"


async def test_2500_transactions_come_in_three_ranges_and_no_address_of_the_answer_is_followed(tmp_path: Path) -> None:
    with OandaService() as service:
        service.transactions = [order_fill(number) for number in range(1, 2501)]
        fetched = await Asking("oanda", service, KEY).fetch()
    assert (fetched.problem, fetched.records, fetched.cursor) == (None, 2500, {"last": 2500})
    ranges = [(one.query["from"], one.query["to"]) for one in service.asked_for(RANGE)]
    assert ranges == [("1", "1000"), ("1001", "2000"), ("2001", "2500")]
    found = fills(fetched.content, tmp_path)
    assert len({one.broker_ref for one in found}) == 2500
    first = found[0]
    assert (first.account, first.instrument.symbol, first.side) == (ACCOUNT, "EUR/USD", Side.SELL)
    assert (first.quantity, first.price, first.rate) == (Decimal(1000), Decimal("1.10010"), Decimal("0.91"))
    assert first.when == datetime(2026, 1, 5, 10, 0, 1, 123456, tzinfo=UTC)


async def test_later_runs_ask_since_the_last_id_until_there_is_no_more(tmp_path: Path) -> None:
    with OandaService() as service:
        service.transactions = [order_fill(1)]
        asking = Asking("oanda", service, KEY)
        first = await asking.fetch()
        assert (await asking.fetch(first.cursor)).records == 0
        service.transactions += [order_fill(number) for number in range(2, 2302)]
        later = await asking.fetch(first.cursor)
    assert (later.records, later.cursor) == (2300, {"last": 2301})
    assert [one.query["id"] for one in service.asked_for(SINCE)] == ["1", "1", "1001", "2001", "2301"]


async def test_an_outage_between_two_ranges_goes_on_from_the_last_one_kept(tmp_path: Path) -> None:
    with OandaService() as service:
        service.transactions = [order_fill(number) for number in range(1, 1501)]
        asking = Asking("oanda", service, KEY)
        service.fail(RANGE, None, told({}, 502))
        broken = await asking.fetch()
        rest = await asking.fetch(broken.cursor)
    assert isinstance(broken.problem, BrokerUnavailable)
    assert (broken.cursor, broken.records, rest.records) == ({"last": 1000}, 1000, 500)


async def test_a_wrong_token_another_account_and_a_path_for_an_account_are_refused() -> None:
    with OandaService() as service:
        asking = Asking("oanda", service, KEY)
        assert isinstance(await asking.refused(token="other"), CredentialsRefused)
        assert isinstance(await asking.refused(account="001-001-7654321-002"), CredentialsRefused)
        assert isinstance(await asking.refused(account="../../v3/users"), CredentialsRefused)
        assert await asking.services.check(asking.access()) == [ACCOUNT]


async def test_throttling_and_answers_that_are_not_as_documented() -> None:
    with OandaService() as service:
        service.transactions = [order_fill(1)]
        asking = Asking("oanda", service, KEY)
        service.fail(RANGE, told({}, 429))
        assert isinstance((await asking.fetch()).problem, SyncThrottled)
        service.fail(f"{AT}/transactions", told({"pages": ["https://example.org/?a=1"]}))
        assert isinstance((await asking.fetch()).problem, AnswerUnreadable)


async def test_costs_of_a_fill_are_in_the_accounts_currency_and_financing_is_one_of_them(tmp_path: Path) -> None:
    with OandaService() as service:
        service.transactions = [order_fill(2, commission="1.50", financing="-0.25", pl="-10", units="-500")]
        (one,) = fills((await Asking("oanda", service, KEY).fetch(since=date(2026, 1, 1))).content, tmp_path)
    # Paid: 1.50 commission, and 0.25 financing that was debited (received would be > 0).
    assert (one.fees, one.fee_currency) == (Decimal("1.75"), "EUR")
    assert one.rate == Decimal("0.92"), "a loss converts at the factor for losses"


async def test_financing_deposits_and_dividends_are_cash_and_other_instruments_are_cfds(tmp_path: Path) -> None:
    with OandaService() as service:
        at = {"time": "2026-01-05T22:00:00.000000000Z"}
        service.transactions = [
            {"id": "1", "type": "TRANSFER_FUNDS", "amount": "1000.0000", **at},
            {"id": "2", "type": "DAILY_FINANCING", "financing": "-0.4321", **at},
            {"id": "3", "type": "DIVIDEND_ADJUSTMENT", "dividendAdjustment": "3.20", "instrument": "DE30_EUR", **at},
            order_fill(4, instrument="SPX500_USD"),
        ]
        stated = read((await Asking("oanda", service, KEY).fetch()).content, tmp_path)
    cash = [one for one in stated if isinstance(one, StatedCash)]
    assert [(one.kind, one.amount, one.currency) for one in cash] == [
        (CashKind.DEPOSIT, Decimal("1000.0000"), "EUR"),
        (CashKind.FUNDING, Decimal("-0.4321"), "EUR"),
        (CashKind.DIVIDEND, Decimal("3.20"), "EUR"),
    ]
    (fill,) = [one for one in stated if isinstance(one, StatedFill)]
    assert (fill.instrument.symbol, fill.instrument.asset_class, fill.instrument.multiplier) == (
        "SPX500",
        AssetClass.CFD,
        Decimal(1),
    )


async def test_a_hedging_account_tells_each_trade_apart(tmp_path: Path) -> None:
    """One order closes 300 of trade 5 and opens trade 9 with 200; its commission counts once."""
    with OandaService() as service:
        service.hedging = True
        service.transactions = [
            order_fill(
                9,
                units="500",
                commission="2",
                tradesClosed=[{"tradeID": "5", "units": "300", "price": "1.2"}],
                tradeOpened={"tradeID": "9", "units": "200", "price": "1.2"},
            )
        ]
        found = fills((await Asking("oanda", service, KEY).fetch()).content, tmp_path)
    assert [(one.position_ref, one.quantity, one.fees) for one in found] == [
        ("9", Decimal(200), Decimal(2)),
        ("5", Decimal(300), Decimal(0)),
    ]
    assert len({one.broker_ref for one in found}) == 2
