"""The worker: runs durable jobs, and relays announcements to whoever subscribed."""

import asyncio
import gc
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Final, NamedTuple

import uvloop
from pgqueuer import PgQueuer
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job

from tradesense.db import outbox
from tradesense.db.cluster import ClusterUnfit, check_role
from tradesense.db.session import JOB_IDLE_TIMEOUT_MS, Database, DatabaseUnavailable, connect
from tradesense.domain.letters import MailDelayed
from tradesense.features.archives import tasks as archive_tasks
from tradesense.features.archives import use_cases as archives
from tradesense.features.broker_connections import tasks as broker_connection_tasks
from tradesense.features.broker_connections import use_cases as broker_connections
from tradesense.features.identity import tasks as identity_tasks
from tradesense.features.identity import use_cases as identity
from tradesense.features.imports import tasks as import_tasks
from tradesense.features.imports import use_cases as imports
from tradesense.features.imports.problems import Cancelled
from tradesense.features.ledger import tasks as ledger_tasks
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.privacy import tasks as privacy_tasks
from tradesense.features.privacy import use_cases as privacy
from tradesense.kit.logging import configure_logging, get_logger
from tradesense.kit.settings import PREFIX, Settings, SettingsInvalid, read_settings
from tradesense.main.audit import cadence, keep_signing
from tradesense.main.demo import notes as demo_notes
from tradesense.main.subscriptions import SUBSCRIPTIONS
from tradesense.main.sweeper import keep_sweeping
from tradesense.main.wiring import build_database, build_ports, build_reader
from tradesense.ports import Ports

log = get_logger(__name__)

# A worker that is killed is noticed after so long, and its job begun again by another.
HEARTBEAT_TIMEOUT: Final = timedelta(seconds=12)
# A mail server that is not there is asked again, ever more rarely, until the mail is too old to matter.
MAIL_AGAIN: Final = timedelta(seconds=10)
MAIL_AGAIN_MAX: Final = timedelta(minutes=15)
RELAY_SECONDS: Final = 5.0
RELAYED_AT_ONCE: Final = 100
JOBS_AT_ONCE: Final = 2


class Addresses(NamedTuple):
    """The database as the role that does jobs, and as the one that only reads, each with the setting that it is of."""

    worker: str
    worker_setting: str
    reader: str
    reader_setting: str


def addresses_of(settings: Settings) -> Addresses:
    """Raises SettingsInvalid. The runtime role does what no role of its own was named for."""
    found: list[str] = []
    for name in ("database_worker_url", "database_reader_url"):
        url = getattr(settings, name) or settings.database_url
        if url is None:
            raise SettingsInvalid(f"{PREFIX}{name.upper()} is missing, and so is {PREFIX}DATABASE_URL.")
        used = name if getattr(settings, name) else "database_url"
        found += [url.get_secret_value(), PREFIX + used.upper()]
    return Addresses(*found)


async def work(settings: Settings, addresses: Addresses) -> None:
    """Works until told to stop; what is under way then is finished or begun again by the next worker."""
    await check_role(addresses.worker, addresses.worker_setting)
    await check_role(addresses.reader, addresses.reader_setting)
    url, ports = addresses.worker, build_ports(settings)
    database = build_database(settings, url, "worker", idle_timeout_ms=JOB_IDLE_TIMEOUT_MS)
    reading = build_reader(addresses.reader, "reader", JOBS_AT_ONCE)
    queue_connection = await connect(url, server_settings={"application_name": "tradesense queue"})
    queue = PgQueuer.from_asyncpg_connection(queue_connection)
    register(queue, database, reading, ports, settings.web_address)
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, queue.shutdown.set)
    times = privacy.retention_times(settings)
    beside = [
        asyncio.create_task(_relay(database, ports, url)),
        asyncio.create_task(keep_sweeping(database, ports, times)),
        asyncio.create_task(keep_signing(database, ports, cadence(settings))),
    ]
    try:
        await queue.run(
            dequeue_timeout=timedelta(seconds=5),
            batch_size=1,
            max_concurrent_tasks=JOBS_AT_ONCE,
            heartbeat_timeout=HEARTBEAT_TIMEOUT,
        )
    finally:
        for task in beside:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await queue_connection.close()
        await database.dispose()
        await reading.dispose()


def register(queue: PgQueuer, database: Database, reading: Database, ports: Ports, web_address: str) -> None:
    """Every kind of job there is. `reading`: for what only reads. `web_address`: where links in mails lead."""

    @queue.entrypoint(imports.JOB_RUN)
    async def run_import(job: Job) -> None:
        with _again_when_back():
            try:
                await import_tasks.run_import(database, ports, job.payload or b"{}")
            except Cancelled:
                log.info("import.cancelled")

    @queue.entrypoint(imports.JOB_UNDO)
    async def undo_import(job: Job) -> None:
        with _again_when_back():
            await import_tasks.undo_import(database, ports, job.payload or b"{}")

    @queue.entrypoint(imports.JOB_SETTLE)
    async def settle_import(job: Job) -> None:
        with _again_when_back():
            await import_tasks.settle_import(database, ports, job.payload or b"{}")

    @queue.entrypoint(archives.JOB)
    async def run_archive(job: Job) -> None:
        with _again_when_back():
            await archive_tasks.run_archive(database, ports, job.payload or b"{}")

    @queue.entrypoint(privacy.JOB)
    async def run_personal_export(job: Job) -> None:
        with _again_when_back():
            await privacy_tasks.run_export(database, reading, ports, job.payload or b"{}")

    @queue.entrypoint(demo_notes.JOB)
    async def annotate_demo(job: Job) -> None:
        with _again_when_back():
            is_done = await demo_notes.annotate(database, job.payload or b"{}")
        if not is_done:
            raise RetryRequested(delay=timedelta(seconds=1), reason="its imports are under way")

    @queue.entrypoint(ledger.JOB_DERIVE)
    async def derive_account(job: Job) -> None:
        with _again_when_back():
            await ledger_tasks.derive_account(database, job.payload or b"{}")

    _register_outward(queue, database, ports, web_address)


def _register_outward(queue: PgQueuer, database: Database, ports: Ports, web_address: str) -> None:
    """Jobs that wait for somebody else's service."""

    # One at a time: it mostly waits for brokers, and imports must not wait for it.
    @queue.entrypoint(broker_connections.JOB_SYNC, concurrency_limit=1)
    async def sync_broker(job: Job) -> None:
        with _again_when_back():
            await broker_connection_tasks.run_sync(database, ports, job.payload or b"{}")

    @queue.entrypoint(identity.JOB_MAIL)
    async def send_mail(job: Job) -> None:
        with _again_when_back():
            try:
                await identity_tasks.send_mail(database, ports, job.payload or b"{}", web_address=web_address)
            except MailDelayed as delayed:
                delay = min(MAIL_AGAIN * 2 ** min(job.attempts, 10), MAIL_AGAIN_MAX)
                raise RetryRequested(delay=delay, reason=delayed.detail) from delayed


@contextmanager
def _again_when_back() -> Iterator[None]:
    """A job that lost the database, or ran out of memory, is begun again."""
    try:
        yield
    except DatabaseUnavailable as gone:
        raise RetryRequested(delay=timedelta(seconds=2), reason=gone.detail) from gone
    except MemoryError as short:
        log.warning("job.out_of_memory")
        raise RetryRequested(delay=timedelta(seconds=2), reason="There was no memory.") from short


async def relay_once(database: Database, ports: Ports) -> int:
    """Delivers some announcements; each at least once, since it goes only when every task has ended well."""
    async with database.transaction() as session:
        claimed = await outbox.claim(session, RELAYED_AT_ONCE)
        for one in claimed:
            for task in SUBSCRIPTIONS.get(one.topic, ()):
                await task(database, ports, one.workspace_id, one.payload)
        await outbox.delivered(session, claimed)
    return len(claimed)


async def _relay(database: Database, ports: Ports, url: str) -> None:
    """Wakes on a notification, and every few seconds in case one was lost."""
    woken = asyncio.Event()
    listener = await connect(url, server_settings={"application_name": "tradesense relay"})
    await listener.add_listener(outbox.CHANNEL, lambda *_: woken.set())
    try:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), RELAY_SECONDS)
            woken.clear()
            try:
                while await relay_once(database, ports) == RELAYED_AT_ONCE:
                    continue
            except DatabaseUnavailable:
                log.warning("outbox.waiting")
            except Exception:
                # The boundary between announcements and the worker: one that breaks is told again later.
                log.exception("outbox.broke")
    finally:
        await listener.close()


def spare_the_collector() -> None:
    """Fills come by the hundred thousand and go by reference counting: looking for cycles among them only costs.

    Measured on an import of 100 000 fills: a quarter of the processor time.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def main() -> None:
    """A worker process of its own: needs TRADESENSE_DATABASE_WORKER_URL, or TRADESENSE_DATABASE_URL."""
    try:
        settings = read_settings()
        addresses = addresses_of(settings)
        configure_logging(settings.log_level, settings.log_format)
        spare_the_collector()
        uvloop.run(work(settings, addresses))
    except (SettingsInvalid, ClusterUnfit) as refused:
        sys.exit(f"tradesense: {refused}")


if __name__ == "__main__":
    main()
