"""`tradesense serve`: database, migrations, workers, the application; and their orderly end."""

import asyncio
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

from tradesense.adapters.postgres_server import EmbeddedPostgres, running_server, socket_url
from tradesense.db.cluster import (
    DATABASE,
    OWNER_ROLE,
    ROLES,
    Addresses,
    check_reachable,
    check_role,
    migrate,
    prepare_cluster,
    role_of,
)
from tradesense.db.privileges import Roles
from tradesense.db.session import Database
from tradesense.kit.settings import PREFIX, Settings
from tradesense.main.app import create_app
from tradesense.main.demo import DemoSeed
from tradesense.main.http_protocol import BoundedHttp
from tradesense.main.wiring import build_database, build_ports, disk_store
from tradesense.main.worker_process import worker_process

DRAIN_SECONDS: Final = 10
KEEP_ALIVE_SECONDS: Final = 30


class StartRefused(Exception):
    """It cannot start; the message is one sentence for the user."""


def serve(settings: Settings) -> None:
    """Runs until SIGINT or SIGTERM; whatever was started is stopped again, last things first."""
    started = time.monotonic()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _end)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(_alone(settings.data_dir))
        disk_store(settings).sweep("*/imports")
        addresses = stack.enter_context(database_server(settings))
        asyncio.run(_prepare(addresses))
        for line in shared_duties(addresses):
            _say(line)
        _say(f"database ready after {time.monotonic() - started:.1f} s")
        for _ in range(settings.workers):
            stack.enter_context(worker_process(settings, addresses.worker, addresses.reader))
        _serve_http(settings, addresses, started)


def _serve_http(settings: Settings, addresses: Addresses, started: float) -> None:
    database, ports = build_database(settings, addresses.runtime, "api"), build_ports(settings)
    app = create_app(settings, database, ports)
    config = http_config(app, settings.host, settings.port)
    _Server(config, database, DemoSeed(settings, database, ports), started).run()


def http_config(app: FastAPI, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=BoundedHttp,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        ws="none",
    )


class _Server(uvicorn.Server):
    """Says where it is once it answers, and fills the demo workspace at the first start."""

    def __init__(self, config: uvicorn.Config, database: Database, demo: DemoSeed, started: float) -> None:
        super().__init__(config)
        self._database = database
        self._demo = demo
        self._started_at = started

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if not self.started:
            return
        host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
        _say(f"serving on http://{host}:{self.config.port} after {time.monotonic() - self._started_at:.1f} s")
        for line in await self._demo.plant():
            _say(line)

    async def shutdown(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().shutdown(sockets)  # type: ignore[arg-type]
        await self._database.dispose()


@contextmanager
def database_server(settings: Settings, *, join: bool = False) -> Iterator[Addresses]:
    """The database of the settings, or the embedded one, running for as long as the context.

    `join`: use the embedded server that is running already, if there is one.
    """
    own = _own_addresses(settings)
    if own:
        asyncio.run(_reach(own))
        yield own
        return
    running = running_server(settings.data_dir) if join else None
    if running:
        yield _embedded(running)
        return
    server = EmbeddedPostgres(settings.data_dir, settings.postgres_bindir)
    server.start()
    try:
        asyncio.run(prepare_cluster(server.url("postgres", "postgres")))
        yield _embedded(server.socket_dir)
    finally:
        server.stop()


def _embedded(socket_dir: Path) -> Addresses:
    runtime, worker, reader = (socket_url(socket_dir, role, DATABASE) for role in ROLES)
    return Addresses(runtime, socket_url(socket_dir, OWNER_ROLE, DATABASE), worker, reader)


def _own_addresses(settings: Settings) -> Addresses | None:
    """Those of the settings; the runtime role has the duties of roles that they do not name."""
    runtime, owner = settings.database_url, settings.database_owner_url
    if runtime is None or owner is None:
        if settings.database_worker_url or settings.database_reader_url:
            raise StartRefused(f"{PREFIX}DATABASE_URL is missing: roles of an own database were named without it.")
        return None
    worker, reader = settings.database_worker_url or runtime, settings.database_reader_url or runtime
    return Addresses(*(one.get_secret_value() for one in (runtime, owner, worker, reader)))


def _settings_of(addresses: Addresses) -> dict[str, str]:
    """Each address once, and the setting that it is of."""
    names = ("DATABASE_OWNER_URL", "DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_READER_URL")
    found: dict[str, str] = {}
    for address, name in zip((addresses.owner, addresses.runtime, *addresses[2:]), names, strict=True):
        found.setdefault(address, PREFIX + name)
    return found


async def _reach(own: Addresses) -> None:
    for address, setting in _settings_of(own).items():
        await check_reachable(address, setting)


async def _prepare(addresses: Addresses) -> None:
    roles = _roles_of(addresses)
    await migrate(addresses.owner, roles.runtime, worker=roles.worker, reader=roles.reader)
    for address, setting in _settings_of(addresses._replace(owner="")).items():
        if address:
            await check_role(address, setting, roles.runtime)


def _roles_of(addresses: Addresses) -> Roles:
    return Roles(role_of(addresses.runtime), role_of(addresses.worker), role_of(addresses.reader))


def shared_duties(addresses: Addresses) -> list[str]:
    """What to tell whoever started the server of roles that do more than they would have to."""
    roles = _roles_of(addresses)
    return [
        f"{duty} connects as {roles.runtime}, which serves requests: set {PREFIX}{setting} to give it a role of its own"
        for duty, role, setting in (
            ("the worker", roles.worker, "DATABASE_WORKER_URL"),
            ("whatever only reads", roles.reader, "DATABASE_READER_URL"),
        )
        if role == roles.runtime
    ]


@contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    """One server a data folder; the lock goes with the process, however it ends."""
    with (data_dir / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise StartRefused(
                f"TradeSense is running on {data_dir} already (process {file.read().strip()})."
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _end(_: int, __: FrameType | None) -> None:
    raise SystemExit(0)


def _say(text: str) -> None:
    print(f"[tradesense] {text}", flush=True)  # noqa: T201  (the one who started it reads this)
