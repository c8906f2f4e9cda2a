"""Alpaca's account activities, page by page."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.adapters.broker_sync.asking import Asking, fills
from tests.support.brokers.alpaca import KEY, AlpacaService, fill
from tests.support.brokers.service import told
from tradesense.domain.broker_sync import AnswerUnreadable, BrokerUnavailable, CredentialsRefused, SyncThrottled
from tradesense.domain.execution import Side
from tradesense.domain.instrument import AssetClass

ACTIVITIES = "/v2/account/activities"


async def test_250_fills_come_in_three_pages_and_each_is_told_once(tmp_path: Path) -> None:
    with AlpacaService(fills=250) as service:
        fetched = await Asking("alpaca", service, KEY).fetch()
    assert (fetched.problem, fetched.records) == (None, 250)
    # 100 + 100 + 50, and the last one is short, so there is nothing to ask for after it.
    assert [one.query.get("page_token") for one in service.asked_for(ACTIVITIES)] == [
        None,
        fill(99)["id"],
        fill(199)["id"],
    ]
    found = fills(fetched.content, tmp_path)
    assert len({one.broker_ref for one in found}) == 250
    first = found[0]
    assert (first.account, first.side, first.quantity, first.price) == (
        "PA3717PJAYWN",
        Side.BUY,
        Decimal(1),
        Decimal("100.25"),
    )
    assert first.when == datetime(2026, 1, 5, 10, 0, 6, 977123, tzinfo=UTC)
    assert first.fees is None, "Alpaca does not say what a fill cost"


async def test_the_next_run_asks_only_for_what_came_after(tmp_path: Path) -> None:
    with AlpacaService(fills=100) as service:
        asking = Asking("alpaca", service, KEY)
        first = await asking.fetch()
        assert (await asking.fetch(first.cursor)).records == 0
        service.fills.append(fill(100))
        second = await asking.fetch(first.cursor)
    assert [one.broker_ref for one in fills(second.content, tmp_path)] == [f"activity:{fill(100)['id']}"]


async def test_an_outage_midway_keeps_the_pages_before_it_and_the_rest_follows(tmp_path: Path) -> None:
    with AlpacaService(fills=250) as service:
        asking = Asking("alpaca", service, KEY)
        service.fail(ACTIVITIES, None, told({"message": "internal server error occurred"}, 500))
        broken = await asking.fetch()
        rest = await asking.fetch(broken.cursor)
    assert isinstance(broken.problem, BrokerUnavailable)
    assert (broken.records, rest.records) == (100, 150)
    both = [*fills(broken.content, tmp_path), *fills(rest.content, tmp_path)]
    assert [one.broker_ref for one in both] == [f"activity:{fill(number)['id']}" for number in range(250)]


async def test_429_says_how_long_to_wait() -> None:
    with AlpacaService(fills=1) as service:
        asking = Asking("alpaca", service, KEY)
        service.fail(ACTIVITIES, told({}, 429, Retry_After="17"), told({}, 429))
        problem = (await asking.fetch()).problem
        assert isinstance(problem, SyncThrottled)
        assert problem.retry_after_seconds == 17
        problem = (await asking.fetch()).problem
        assert isinstance(problem, SyncThrottled)
        assert problem.retry_after_seconds == 60


async def test_a_wrong_key_is_refused_and_a_right_one_names_the_account() -> None:
    with AlpacaService() as service:
        asking = Asking("alpaca", service, KEY)
        assert isinstance(await asking.refused(secret_key="other"), CredentialsRefused)
        assert isinstance((await asking.fetch(secret_key="other")).problem, CredentialsRefused)
        assert isinstance(await asking.refused(secret_key="with\nnewline"), CredentialsRefused)
        assert await asking.services.check(asking.access()) == ["PA3717PJAYWN"]


async def test_a_service_that_is_gone_is_unavailable() -> None:
    with AlpacaService() as service:
        asking = Asking("alpaca", service, KEY)
    assert isinstance(await asking.refused(), BrokerUnavailable)


async def test_an_answer_that_is_not_as_documented_is_not_taken() -> None:
    with AlpacaService() as service:
        asking = Asking("alpaca", service, KEY)
        answers: list[Any] = [{"fills": []}, [1, 2], "no", None]
        for content in answers:
            service.fail(ACTIVITIES, told(content))
            assert isinstance((await asking.fetch()).problem, AnswerUnreadable)
        service.fail(ACTIVITIES, told({}, 302, Location="http://127.0.0.1:9/"))
        assert isinstance((await asking.fetch()).problem, AnswerUnreadable)


async def test_a_first_day_is_handed_on() -> None:
    with AlpacaService(fills=1) as service:
        assert (await Asking("alpaca", service, KEY).fetch(since=date(2026, 2, 1))).records == 0
    assert service.asked_for(ACTIVITIES)[0].query["after"] == "2026-02-01T00:00:00Z"


async def test_options_coins_and_short_sales_are_what_they_are(tmp_path: Path) -> None:
    with AlpacaService() as service:
        service.fills = [
            fill(0, symbol="AAPL260117C00150000", qty="2"),
            fill(1, symbol="BTC/USD", qty="0.015"),
            fill(2, symbol="TSLA", side="sell_short"),
        ]
        option, coin, short = fills((await Asking("alpaca", service, KEY).fetch()).content, tmp_path)
    assert (option.instrument.symbol, option.instrument.multiplier) == ("AAPL 2026-01-17 150 C", Decimal(100))
    assert (coin.instrument.asset_class, coin.quantity) == (AssetClass.CRYPTO, Decimal("0.015"))
    assert (short.instrument.symbol, short.side) == ("TSLA", Side.SELL)
