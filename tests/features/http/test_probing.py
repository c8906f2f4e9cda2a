"""S51: the API is what its document says, whatever is sent to it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import uvicorn
from httpx2 import ASGITransport, AsyncClient

from tests.features.conftest import changed_ports
from tests.support.actors import register
from tests.support.clock import SetClock
from tests.support.house import House, furnished
from tests.support.imports import Worker
from tests.support.scale import count
from tests.support.server import create_database, drop_database, url
from tests.support.waiting import until
from tradesense.adapters.broker_sync import BrokerServices
from tradesense.db.cluster import RUNTIME_ROLE, WORKER_ROLE
from tradesense.db.session import Database
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.main.serve import http_config
from tradesense.main.wiring import build_ports

SUPPORT: Final = Path(__file__).parents[2] / "support" / "probing"
ROOT: Final = Path(__file__).parents[3]
NOWHERE: Final = "http://127.0.0.1:9"
"""The discard port: nobody listens, so that no broker is ever asked."""


class Probed:
    """An application of its own, served, and what its owner has there."""

    def __init__(self, house: House, base: str) -> None:
        self.house = house
        self.base = base

    def configuration(self) -> str:
        """The owner's ids as words that paths and bodies are often made of."""
        words = [f"[dictionaries.{name}]\nvalues = ['{value}']" for name, value in self.house.ids.items()]
        places = [f'"path.{name}" = {{dictionary = "{name}", probability = 0.7}}' for name in self.house.ids]
        places.append('"header.Workspace" = {dictionary = "workspace_id", probability = 0.9}')
        places += [
            f'"body.{name}" = {{dictionary = "{name}", probability = 0.7}}' for name in ("account_id", "trade_id")
        ]
        return "\n".join([(SUPPORT / "schemathesis.toml").read_text(), *words, "[parameters]", *places])


@pytest.fixture(scope="module")
async def probed(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Probed]:
    name, folder = f"tradesense_probed_{worker_id}", tmp_path_factory.mktemp("probed")
    await create_database(name)
    database = Database(url(RUNTIME_ROLE, name), pool_size=5, pool_overflow=5, name="probed")
    jobs = Database(url(WORKER_ROLE, name), pool_size=2, name="probed jobs")
    settings = Settings(data_dir=folder, rate_limit_per_minute=10_000_000)
    ports = build_ports(settings)
    services = BrokerServices(ports.clock, {one.kind: NOWHERE for one in ports.broker_sync.facts()})
    ports = changed_ports(ports, broker_sync=services, clock=SetClock())
    app = create_app(settings, database, ports)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        house = await furnished(await register(client, "ada", name="Ada"), Worker(jobs, ports, folder))
    server = uvicorn.Server(http_config(app, "127.0.0.1", 0))
    serving = asyncio.create_task(server._serve())
    await until(lambda: _is_up(server))
    (socket,) = server.servers[0].sockets
    yield Probed(house, f"http://127.0.0.1:{socket.getsockname()[1]}/api/v1")
    server.should_exit = True
    await serving
    await jobs.dispose()
    await database.dispose()
    await drop_database(name)


async def _is_up(server: uvicorn.Server) -> bool:
    return server.started


async def test_every_answer_is_as_the_document_says(probed: Probed, tmp_path: Path) -> None:
    """S51"""
    configuration = tmp_path / "schemathesis.toml"
    configuration.write_text(probed.configuration())
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("schemathesis"),
        *("--config-file", configuration, "run", f"{probed.base}/openapi.json"),
        *("--max-examples", str(count(20, 1_000))),
        cwd=ROOT,
        env={
            **os.environ,
            "PROBED_BASE": probed.base,
            "PROBED_TOKEN": probed.house.person.token,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
