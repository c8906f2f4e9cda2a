"""Tradovate's fills, with what they cost and what they are of."""

from decimal import Decimal
from pathlib import Path

from tests.adapters.broker_sync.asking import Asking, fills, read
from tests.support.brokers.service import told
from tests.support.brokers.tradovate import KEY, TradovateService, fee, fill
from tests.support.clock import SetClock
from tradesense.domain.broker_sync import BrokerUnavailable, CredentialsRefused, SyncThrottled
from tradesense.domain.execution import Side
from tradesense.domain.statement import RowNote


def service_of(fills: int = 0) -> TradovateService:
    service = TradovateService(SetClock().now())
    service.fills = [fill(number) for number in range(1, fills + 1)]
    service.fees = {number: fee(number) for number in range(1, fills + 1)}
    return service


async def test_fills_come_with_their_account_contract_and_fees(tmp_path: Path) -> None:
    with service_of(2) as service:
        fetched = await Asking("tradovate", service, KEY).fetch()
    assert (fetched.problem, fetched.records, fetched.cursor) == (None, 2, {"last": 2})
    sell, buy = fills(fetched.content, tmp_path)
    assert (sell.account, sell.side, buy.side) == ("DEMO1234", Side.SELL, Side.BUY)
    assert (sell.instrument.symbol, sell.instrument.multiplier) == ("MESH26", Decimal(5))
    assert (sell.quantity, sell.price) == (Decimal(2), Decimal("5000.25"))
    # 0.05 clearing + 0.37 exchange + 0.02 NFA + 0.35 commission
    assert sell.fees == Decimal("0.79")
    # As in the files of position history, so that a fill met in both counts once.
    assert sell.broker_ref == "fill:1"


async def test_a_fee_that_is_not_booked_yet_is_not_known(tmp_path: Path) -> None:
    with service_of(1) as service:
        service.fees = {}
        (one,) = fills((await Asking("tradovate", service, KEY).fetch()).content, tmp_path)
    assert one.fees is None


async def test_250_fills_are_looked_up_a_hundred_at_a_time_and_an_outage_keeps_those_before_it(tmp_path: Path) -> None:
    with service_of(250) as service:
        asking = Asking("tradovate", service, KEY)
        service.fail("/fillFee/items", None, told({}, 503))
        broken = await asking.fetch()
        rest = await asking.fetch(broken.cursor, session=broken.session)
    assert isinstance(broken.problem, BrokerUnavailable)
    assert (broken.records, rest.records) == (100, 150)
    assert service.logins == 1
    both = [*fills(broken.content, tmp_path), *fills(rest.content, tmp_path)]
    assert [one.broker_ref for one in both] == [f"fill:{number}" for number in range(1, 251)]


async def test_the_session_of_last_time_is_used_renewed_before_its_end_and_made_anew_after(tmp_path: Path) -> None:
    """Tradovate allows two sessions at once: each login too many ends one of the trader's."""
    with service_of(1) as service:
        asking = Asking("tradovate", service, KEY)
        session = (await asking.fetch()).session
        again = await asking.fetch(session=session)
        assert (service.logins, service.renewals, again.session) == (1, 0, session)
        asking.clock.pass_(minutes=80)
        service.now = asking.clock.now()
        renewed = await asking.fetch(session=session)
        assert (service.logins, service.renewals) == (1, 1)
        asking.clock.pass_(minutes=91)
        service.now = asking.clock.now()
        await asking.fetch(session=renewed.session)
        assert (service.logins, service.renewals) == (2, 1)


async def test_a_session_ended_elsewhere_is_made_anew_once() -> None:
    with service_of(1) as service:
        asking = Asking("tradovate", service, KEY)
        session = (await asking.fetch()).session
        service.token = "another"
        fetched = await asking.fetch(session=session)
    assert (fetched.problem, fetched.records, service.logins) == (None, 1, 2)


async def test_a_wrong_password_is_refused_and_a_right_one_names_the_accounts() -> None:
    with service_of() as service:
        asking = Asking("tradovate", service, KEY)
        assert isinstance(await asking.refused(password="other"), CredentialsRefused)
        assert await asking.services.check(asking.access()) == ["DEMO1234"]


async def test_a_time_penalty_is_waited_for_and_a_captcha_needs_a_person() -> None:
    with service_of(1) as service:
        asking = Asking("tradovate", service, KEY)
        service.fail("/auth/accesstokenrequest", told({"p-ticket": "abc", "p-time": 15, "p-captcha": False}))
        problem = (await asking.fetch()).problem
        assert isinstance(problem, SyncThrottled)
        assert problem.retry_after_seconds == 15
        service.fail("/auth/accesstokenrequest", told({"p-ticket": "abc", "p-time": 15, "p-captcha": True}))
        assert isinstance((await asking.fetch()).problem, CredentialsRefused)
        service.fail("/fill/list", told({}, 429))
        assert isinstance((await asking.fetch()).problem, SyncThrottled)


async def test_a_product_that_disagrees_with_the_register_is_set_apart_and_an_unknown_one_is_as_stated(
    tmp_path: Path,
) -> None:
    with service_of(1) as service:
        content = (await Asking("tradovate", service, KEY).fetch()).content
    (note,) = read(content.replace(b'"value_per_point":"5"', b'"value_per_point":"50"'), tmp_path)
    assert isinstance(note, RowNote)
    assert (note.verdict, note.code) == ("quarantined", "contract.differs")
    (one,) = fills(content.replace(b'"MESH6"', b'"QQQQH6"').replace(b'"MES"', b'"QQQQ"'), tmp_path)
    assert (one.instrument.symbol, one.instrument.multiplier, str(one.instrument.currency)) == (
        "QQQQH26",
        Decimal(5),
        "USD",
    )
