"""From a broker's service into the ledger: once each, wherever it breaks, and out again."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime

import pytest

from tests.features.conftest import MakeClient, changed_ports
from tests.support.actors import Person, register
from tests.support.brokers import (
    AlpacaService,
    BrokerService,
    FlexService,
    TradovateService,
    alpaca,
    ibkr_flex,
    tradovate,
)
from tests.support.brokers.service import told
from tests.support.clock import SetClock
from tests.support.connections import Desk
from tests.support.imports import Worker
from tests.support.verifying import differences
from tradesense.adapters.blob_problems import BlobsFull
from tradesense.adapters.blobs_disk import DiskBlobs
from tradesense.features.broker_connections import tasks
from tradesense.ports import Ports

MakeDesk = Callable[[str, BrokerService], Desk]


@pytest.fixture
async def desk(browse: MakeClient, worker: Worker, ports: Ports) -> MakeDesk:
    """With a clock of its own: time passes here, and others' sessions must not end by it."""
    clock = SetClock()
    ada = await register(browse(uses={"clock": clock}, access_token_seconds=3600), "ada")
    return lambda kind, service: Desk(ada, worker, changed_ports(ports, clock=clock), kind, service)


@pytest.fixture
async def broker() -> AsyncIterator[AlpacaService]:
    with AlpacaService(fills=4) as service:
        yield service


async def executions(person: Person) -> int:
    """How many count: one that was taken out is listed as such."""
    items = (await person.get("/executions", limit=500)).json()["items"]
    return len([one for one in items if one["counts"]])


async def test_a_sync_goes_the_way_of_a_file(desk: MakeDesk, broker: AlpacaService) -> None:
    """Two round trips: 100.25 → 101.25 and 102.25 → 103.25."""
    mine = desk("alpaca", broker)
    made = await mine.connect(alpaca.KEY)
    after = await mine.sync(made["id"])
    assert (after["last_outcome"], after["next_run_at"]) == ("synced", None)
    (run,) = await mine.runs(made["id"])
    assert (run["outcome"], run["records"]) == ("synced", 4)
    (imported,) = await mine.imports(made["id"])
    assert (imported["state"], imported["format"], imported["id"]) == ("committed", "alpaca_sync", run["import_id"])
    assert imported["counts"]["new"] == 4
    trades = (await mine.person.get("/trades")).json()["items"]
    assert [(one["symbol"], one["net"]) for one in trades] == [("LPCN", "1.00"), ("LPCN", "1.00")]
    assert imported["preview"]["accounts"][0]["number"] == "PA3717PJAYWN"
    assert await differences(mine.database, mine.person) == []


async def test_syncing_again_brings_nothing_and_makes_no_import(desk: MakeDesk, broker: AlpacaService) -> None:
    mine = desk("alpaca", broker)
    made = await mine.connect(alpaca.KEY)
    await mine.sync(made["id"])
    assert (await mine.sync(made["id"]))["last_outcome"] == "nothing_new"
    assert len(await mine.imports(made["id"])) == 1
    broker.fills.append(alpaca.fill(4))
    assert (await mine.sync(made["id"]))["last_outcome"] == "synced"
    assert [one["counts"]["new"] for one in await mine.imports(made["id"])] == [4, 1]


async def test_an_import_of_a_sync_can_wait_for_review_and_be_undone(desk: MakeDesk, broker: AlpacaService) -> None:
    mine = desk("alpaca", broker)
    made = await mine.connect(alpaca.KEY, review_first=True)
    await mine.sync(made["id"])
    (imported,) = await mine.imports(made["id"])
    assert (imported["state"], await executions(mine.person)) == ("review", 0)
    await mine.worker.acted(mine.person, imported["id"], "commit")
    assert await executions(mine.person) == 4
    undone = await mine.worker.acted(mine.person, imported["id"], "undo")
    assert (undone["state"], await executions(mine.person)) == ("undone", 0)


async def test_a_run_killed_before_it_stored_is_begun_again_and_nothing_comes_twice(
    desk: MakeDesk, broker: AlpacaService
) -> None:
    mine = desk("alpaca", broker)
    made = await mine.connect(alpaca.KEY, schedule="daily")
    payload = await mine.broken_off(made["id"], KeyboardInterrupt())
    assert (await mine.look(made["id"]))["last_outcome"] == "running"
    # As the queue does for a worker whose heart stopped; and once more, as at-least-once allows.
    await tasks.run_sync(mine.database, mine.ports, payload)
    await tasks.run_sync(mine.database, mine.ports, payload)
    assert [one["outcome"] for one in await mine.runs(made["id"])] == ["synced", "interrupted"]
    (imported,) = await mine.imports(made["id"])
    assert imported["counts"]["new"] == 4
    assert await mine.worker.kept_files(mine.person) == [imported["id"]]


async def test_a_full_disk_keeps_nothing_half_and_all_comes_later(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second of two pages finds no room: the first is fetched again with it."""
    with AlpacaService(fills=150) as service:
        mine = desk("alpaca", service)
        made = await mine.connect(alpaca.KEY)
        put, rooms = DiskBlobs.put_part, [True, False]

        async def full(self: DiskBlobs, key: str, part: bytes, at: int) -> int:
            if rooms and not rooms.pop(0):
                raise BlobsFull
            return await put(self, key, part, at)

        monkeypatch.setattr(DiskBlobs, "put_part", full)
        broken = await mine.sync(made["id"])
        assert (broken["last_outcome"], await mine.imports(made["id"])) == ("failed", [])
        assert await mine.worker.kept_files(mine.person) == []
        assert (await mine.sync(made["id"]))["last_outcome"] == "synced"
    assert await executions(mine.person) == 150


async def test_a_long_history_comes_in_several_runs_each_stored_before_the_next(desk: MakeDesk) -> None:
    with AlpacaService(fills=250) as service:
        mine = desk("alpaca", service)
        made = await mine.connect(alpaca.KEY, schedule="daily")
        outcomes = [(await mine.work(made["id"], records_max=100))["last_outcome"] for _ in range(3)]
    assert outcomes == ["partial", "partial", "synced"]
    assert [one["counts"]["new"] for one in await mine.imports(made["id"])] == [100, 100, 50]
    assert await executions(mine.person) == 250
    assert await differences(mine.database, mine.person) == []


async def test_an_outage_midway_keeps_what_came_and_goes_on_by_itself(desk: MakeDesk) -> None:
    with AlpacaService(fills=150) as service:
        mine = desk("alpaca", service)
        made = await mine.connect(alpaca.KEY)
        service.fail("/v2/account/activities", None, told({}, 503))
        broken = await mine.sync(made["id"])
        assert broken["last_outcome"] == "unavailable"
        # The first failure waits a minute; with its schedule off too, as somebody asked for the sync.
        assert seconds_left(mine, broken) == 60
        mine.clock.pass_(minutes=1)
        assert (await mine.work(made["id"]))["last_outcome"] == "synced"
    assert [one["counts"]["new"] for one in await mine.imports(made["id"])] == [100, 50]


async def test_throttling_is_waited_out_ever_longer_and_never_shorter_than_asked(
    desk: MakeDesk, broker: AlpacaService
) -> None:
    mine = desk("alpaca", broker)
    made = await mine.connect(alpaca.KEY, schedule="hourly")
    broker.fail("/v2/account", told({}, 429, Retry_After="5"), told({}, 429, Retry_After="500"), told({}, 429))
    waits = []
    for _ in range(3):
        found = await mine.work(made["id"])
        assert found["last_outcome"] == "throttled"
        waits.append(seconds_left(mine, found))
        mine.clock.pass_(seconds=waits[-1])
    # 60, then 120 but 500 was asked for, then 240.
    assert waits == [60, 500, 240]
    found = await mine.work(made["id"])
    assert (found["last_outcome"], seconds_left(mine, found)) == ("synced", 3600)


async def test_refused_credentials_stop_the_connection_until_they_are_changed(
    desk: MakeDesk, broker: AlpacaService
) -> None:
    mine = desk("alpaca", broker)
    made = await mine.connect({**alpaca.KEY, "secret_key": "wrong"}, schedule="hourly")
    stopped = await mine.work(made["id"])
    assert (stopped["last_outcome"], stopped["next_run_at"]) == ("refused", None)
    assert await mine.queued(made["id"]) == []
    path = f"/broker-connections/{made['id']}"
    assert (await mine.person.patch(path, {"schedule": "daily"})).json()["next_run_at"] is None
    changed = await mine.person.patch(path, {"credentials": {"secret_key": alpaca.KEY["secret_key"]}})
    assert (changed.json()["last_outcome"], changed.json()["next_run_at"]) == (
        None,
        mine.clock.now().isoformat().replace("+00:00", "Z"),
    )
    assert (await mine.work(made["id"]))["last_outcome"] == "synced"


async def test_a_schedule_turned_off_leaves_a_job_that_does_nothing(desk: MakeDesk, broker: AlpacaService) -> None:
    mine = desk("alpaca", broker)
    made = await mine.connect(alpaca.KEY, schedule="hourly")
    await mine.person.patch(f"/broker-connections/{made['id']}", {"schedule": "off"})
    assert (await mine.work(made["id"]))["last_outcome"] is None
    assert broker.asked == []


async def test_a_deleted_connection_is_not_asked_any_more_and_what_it_fetched_stays(
    desk: MakeDesk, broker: AlpacaService
) -> None:
    mine = desk("alpaca", broker)
    made = await mine.connect(alpaca.KEY, schedule="hourly")
    await mine.work(made["id"])
    assert (await mine.person.send("DELETE", f"/broker-connections/{made['id']}")).status_code == 204
    before = len(broker.asked)
    for payload in await mine.queued(made["id"]):
        await tasks.run_sync(mine.database, mine.ports, payload)
    assert len(broker.asked) == before
    assert await executions(mine.person) == 4


async def test_another_first_day_fetches_anew_and_known_fills_count_once(desk: MakeDesk, broker: AlpacaService) -> None:
    mine = desk("alpaca", broker)
    made = await mine.connect(alpaca.KEY)
    await mine.sync(made["id"])
    await mine.person.patch(f"/broker-connections/{made['id']}", {"since": "2026-01-01"})
    await mine.sync(made["id"])
    assert [one["counts"]["duplicate"] for one in await mine.imports(made["id"])] == [0, 4]
    assert await executions(mine.person) == 4


async def test_a_report_of_interactive_brokers_met_as_a_file_counts_once(desk: MakeDesk) -> None:
    """The trader imported the report by hand; the sync fetches the same fills and one more."""
    with FlexService(ibkr_flex.statement(0, 1, 2), preparing=9) as service:
        mine = desk("ibkr_flex", service)
        await mine.worker.imported(mine.person, ibkr_flex.statement(0, 1), "flex.xml")
        assert await executions(mine.person) == 2
        made = await mine.connect(ibkr_flex.KEY)
        waiting = await mine.sync(made["id"])
        assert waiting["last_outcome"] == "waiting"
        found = waiting
        for _ in range(2):
            mine.clock.pass_(minutes=1)
            found = await mine.work(made["id"])
        assert found["last_outcome"] == "synced"
        assert service.paths().count("/SendRequest") == 1
    (imported,) = await mine.imports(made["id"])
    assert (imported["counts"]["duplicate"], imported["counts"]["new"]) == (2, 1)
    assert (imported["format"], imported["preview"]["accounts"][0]["is_new"]) == ("ibkr_flex_xml", False)


async def test_a_fill_of_tradovate_met_in_position_history_counts_once(desk: MakeDesk) -> None:
    """Pair 9: fill 2 bought and fill 1 sold 2 MESH6 at 5000.25, of account DEMO1234."""
    header = "Position ID,Timestamp,Trade Date,Net Pos,Net Price,Bought,Avg. Buy,Sold,Avg. Sell,Account,Contract,"
    header += "Product,Product Description,_priceFormat,_priceFormatType,_tickSize,Pair ID,Buy Fill ID,Sell Fill ID,"
    header += "Paired Qty,Buy Price,Sell Price,P/L,Currency,Bought Timestamp,Sold Timestamp"
    row = "7,x,2026-01-05,0,,2,,2,,DEMO1234,MESH6,MES,Micro,-2,0,0.25,9,2,1,2,5000.25,5000.25,0.00,USD,"
    row += "01/05/2026 10:02:00,01/05/2026 10:01:00"
    with TradovateService(datetime.fromisoformat("2026-11-20T21:30:00+00:00")) as service:
        mine = desk("tradovate", service)
        service.now = mine.clock.now()
        service.fills = [tradovate.fill(number) for number in (1, 2, 3)]
        await mine.worker.imported(mine.person, f"{header}\n{row}\n", "Position History.csv")
        made = await mine.connect(tradovate.KEY)
        await mine.sync(made["id"])
        service.fills.append(tradovate.fill(4))
        await mine.sync(made["id"])
        assert service.logins == 1, "the session is kept, sealed, from one sync to the next"
    first, second = await mine.imports(made["id"])
    assert (first["counts"]["duplicate"], first["counts"]["new"], second["counts"]["new"]) == (2, 1, 1)


def seconds_left(mine: Desk, found: dict[str, str]) -> int:
    return round((datetime.fromisoformat(found["next_run_at"]) - mine.clock.now()).total_seconds())
