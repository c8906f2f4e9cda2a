"""Interactive Brokers' Flex Web Service: asked for, prepared, fetched."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.adapters.broker_sync.asking import Asking, fills
from tests.support.brokers.ibkr_flex import KEY, REFERENCE, FlexService, error, statement, xml
from tests.support.brokers.service import told
from tradesense.domain.broker_sync import (
    AnswerUnreadable,
    BrokerUnavailable,
    CredentialsRefused,
    ReportNotReady,
    SyncThrottled,
)

SEND, GET = "/SendRequest", "/GetStatement"


async def test_a_report_is_asked_for_once_and_fetched_when_it_is_made(tmp_path: Path) -> None:
    with FlexService(statement(0, 1), preparing=2) as service:
        fetched = await Asking("ibkr_flex", service, KEY).fetch()
    assert (fetched.problem, fetched.records) == (None, 2)
    assert service.paths() == [SEND, GET, GET, GET]
    assert fetched.pauses == [5, 10]
    buy, sell = fills(fetched.content, tmp_path, ".xml")
    assert (buy.account, buy.instrument.symbol, buy.fees) == ("U7654321", "AAPL", Decimal(1))
    assert buy.broker_ref != sell.broker_ref


async def test_a_report_that_takes_long_is_fetched_by_the_next_run_without_asking_anew() -> None:
    with FlexService(statement(0), preparing=4) as service:
        asking = Asking("ibkr_flex", service, KEY)
        early = await asking.fetch()
        assert isinstance(early.problem, ReportNotReady)
        assert early.cursor == {"reference": REFERENCE}
        later = await asking.fetch(early.cursor)
    assert (later.problem, later.records) == (None, 1)
    assert service.paths().count(SEND) == 1
    assert "reference" not in later.cursor


async def test_a_reference_that_lapsed_is_forgotten_and_the_next_run_asks_anew() -> None:
    with FlexService(statement(0)) as service:
        asking = Asking("ibkr_flex", service, KEY)
        lapsed = await asking.fetch({"reference": "0987654321"})
        assert isinstance(lapsed.problem, ReportNotReady)
        assert lapsed.cursor == {}
        assert (await asking.fetch(lapsed.cursor)).records == 1


async def test_the_same_report_made_again_is_nothing_new() -> None:
    with FlexService(statement(0, made="20260106;080000")) as service:
        asking = Asking("ibkr_flex", service, KEY)
        first = await asking.fetch()
        service.statement = statement(0, made="20260107;080000")
        again = await asking.fetch(first.cursor)
        assert (again.records, again.content) == (0, b"")
        service.statement = statement(0, 1, made="20260108;080000")
        assert (await asking.fetch(again.cursor)).records == 2


async def test_a_report_without_rows_is_nothing_new() -> None:
    with FlexService(statement()) as service:
        assert (await Asking("ibkr_flex", service, KEY).fetch()).records == 0


@pytest.mark.parametrize("code", ["1012", "1013", "1014", "1015"])
async def test_wrong_tokens_and_queries_are_refused(code: str) -> None:
    with FlexService() as service:
        service.fail(SEND, error(code, "No."))
        assert isinstance(await Asking("ibkr_flex", service, KEY).refused(), CredentialsRefused)


async def test_each_error_of_the_document_is_what_it_means() -> None:
    with FlexService(statement(0)) as service:
        asking = Asking("ibkr_flex", service, KEY)
        service.fail(SEND, error("1018", "Too many requests have been made from this token."))
        assert isinstance((await asking.fetch()).problem, SyncThrottled)
        service.fail(SEND, error("1009", "The server is under heavy load."))
        assert isinstance((await asking.fetch()).problem, BrokerUnavailable)
        service.fail(GET, error("1018", "Too many requests have been made from this token."))
        throttled = await asking.fetch()
        assert isinstance(throttled.problem, SyncThrottled)
        assert throttled.cursor == {"reference": REFERENCE}, "the report is still there to be fetched"
        service.fail(GET, told({}, 503))
        assert isinstance((await asking.fetch()).problem, BrokerUnavailable)


async def test_answers_that_are_not_the_services_are_not_taken() -> None:
    with FlexService() as service:
        asking = Asking("ibkr_flex", service, KEY)
        for content in (
            "<html>maintenance</html>",
            "<FlexStatementResponse><Status>",
            '<!DOCTYPE x [<!ENTITY a "b">]><FlexStatementResponse><Status>&a;</Status></FlexStatementResponse>',
            "<FlexStatementResponse><Status>Success</Status></FlexStatementResponse>",
        ):
            service.fail(SEND, xml(content))
            assert isinstance((await asking.fetch()).problem, AnswerUnreadable)


async def test_the_address_that_the_service_names_is_never_asked() -> None:
    """It names the address of a cloud's metadata: the report is fetched beside SendRequest all the same."""
    with FlexService(statement(0)) as service:
        assert (await Asking("ibkr_flex", service, KEY).fetch()).records == 1
