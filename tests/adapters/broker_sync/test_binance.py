"""Binance's trades: signed, pair by pair, by id."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from tests.adapters.broker_sync.asking import Asking, fills
from tests.support.brokers.binance import KEY, BinanceService, trade
from tests.support.brokers.service import told
from tradesense.domain.broker_sync import BrokerUnavailable, CredentialsRefused, SyncThrottled
from tradesense.domain.execution import Side

TRADES = "/api/v3/myTrades"


async def test_2500_trades_of_one_pair_come_in_three_pages_and_the_other_pair_after(tmp_path: Path) -> None:
    with BinanceService() as service:
        service.trades["BTCUSDT"] = [trade(number) for number in range(2500)]
        service.trades["ETHUSDT"] = [trade(7, "ETHUSDT", isBuyer=False, commissionAsset="USDT")]
        fetched = await Asking("binance", service, KEY).fetch()
    assert (fetched.problem, fetched.records) == (None, 2501)
    assert [(one.query["symbol"], one.query["fromId"]) for one in service.asked_for(TRADES)] == [
        ("BTCUSDT", "0"),
        ("BTCUSDT", "1000"),
        ("BTCUSDT", "2000"),
        ("ETHUSDT", "0"),
    ]
    assert fetched.cursor == {"BTCUSDT": 2500, "ETHUSDT": 8}
    found = fills(fetched.content, tmp_path)
    assert len({one.broker_ref for one in found}) == 2501
    first, last = found[0], found[-1]
    # A thousandth of the coin was kept as the fee: 0.999 arrived (decision 12).
    assert (first.account, first.instrument.symbol, first.side) == ("354937868", "BTC/USDT", Side.BUY)
    assert (first.quantity, first.asset_fee, first.fees) == (Decimal(1), Decimal("0.001"), Decimal(0))
    assert first.when == datetime(2026, 1, 5, 10, tzinfo=UTC)
    assert (last.side, last.fees, last.asset_fee, last.fee_currency) == (
        Side.SELL,
        Decimal("0.001"),
        Decimal(0),
        "USDT",
    )


async def test_a_clock_that_went_wrong_is_set_by_binances_own(tmp_path: Path) -> None:
    """Ours is an hour and more away from theirs; then theirs jumps by ten seconds in the middle."""
    theirs = int(datetime(2026, 1, 6, 14, 30, tzinfo=UTC).timestamp() * 1000)
    with BinanceService(theirs) as service:
        service.trades["BTCUSDT"] = [trade(1)]
        asking = Asking("binance", service, KEY)
        assert (await asking.fetch()).records == 1
        skewed = told({"code": -1021, "msg": "Timestamp for this request is outside of the recvWindow."}, 400)
        service.fail(TRADES, skewed)
        assert (await asking.fetch()).records == 1
        service.fail(TRADES, skewed, skewed)
        assert (await asking.fetch()).problem is not None, "asked again once, not for ever"


async def test_most_of_the_weight_used_stops_the_run_before_a_ban_does(tmp_path: Path) -> None:
    with BinanceService() as service:
        service.trades["BTCUSDT"] = [trade(number) for number in range(1500)]
        service.weight = 5_000
        asking = Asking("binance", service, KEY)
        paused = await asking.fetch()
        assert isinstance(paused.problem, SyncThrottled)
        assert (paused.records, paused.cursor) == (1000, {"BTCUSDT": 1000})
        service.weight = 20
        rest = await asking.fetch(paused.cursor)
    assert (rest.problem, rest.records) == (None, 500)
    both = [*fills(paused.content, tmp_path), *fills(rest.content, tmp_path)]
    assert len({one.broker_ref for one in both}) == 1500


async def test_429_and_the_ban_418_say_how_long() -> None:
    with BinanceService() as service:
        asking = Asking("binance", service, KEY)
        for status, seconds in ((429, 30), (418, 7200)):
            service.fail(
                TRADES, told({"code": -1003, "msg": "Way too many requests."}, status, Retry_After=str(seconds))
            )
            problem = (await asking.fetch()).problem
            assert isinstance(problem, SyncThrottled)
            assert problem.retry_after_seconds == seconds


async def test_a_wrong_key_a_wrong_secret_and_an_unknown_pair_are_refused_with_the_reason() -> None:
    with BinanceService() as service:
        asking = Asking("binance", service, KEY)
        for wrong, word in (
            ({"api_key": "other"}, "API key"),
            ({"api_secret": "other"}, "secret"),
            ({"symbols": "NOSUCHPAIR"}, "pairs"),
            ({"symbols": " , "}, "Name from 1"),
            ({"symbols": "BTC'USDT"}, "Name from 1"),
        ):
            problem = await asking.refused(**wrong)
            assert isinstance(problem, CredentialsRefused)
            assert word in problem.detail
        assert await asking.services.check(asking.access()) == ["354937868"]


async def test_an_outage_midway_loses_nothing(tmp_path: Path) -> None:
    with BinanceService() as service:
        service.trades["BTCUSDT"] = [trade(number) for number in range(1200)]
        asking = Asking("binance", service, KEY)
        service.fail(TRADES, None, told({}, 503))
        broken = await asking.fetch()
        rest = await asking.fetch(broken.cursor)
    assert isinstance(broken.problem, BrokerUnavailable)
    assert (broken.records, rest.records) == (1000, 200)


async def test_trades_before_the_first_day_are_passed_over() -> None:
    with BinanceService() as service:
        day = 24 * 3_600_000
        service.trades["BTCUSDT"] = [trade(1), trade(2, time=trade(2)["time"] + day)]
        fetched = await Asking("binance", service, KEY).fetch(since=date(2026, 1, 6))
    assert (fetched.records, fetched.cursor) == (1, {"BTCUSDT": 3})
