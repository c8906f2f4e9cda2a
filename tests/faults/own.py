"""A database and an application of a test's own: where real workers run, they take every job there is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from httpx2 import ASGITransport, AsyncClient

from tests.support.actors import Person, register
from tests.support.imports import send
from tests.support.server import create_database, drop_database, url
from tests.support.sql import Sql
from tests.support.waiting import until
from tests.support.worker_process import WorkerProcess
from tradesense.db.cluster import RUNTIME_ROLE
from tradesense.db.session import Database
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.main.wiring import build_ports

SECONDS = 180.0


class Own(NamedTuple):
    """`person`: somebody with an account there."""

    sql: Sql
    database: Database
    person: Person
    data_dir: Path

    def worker(self) -> WorkerProcess:
        return WorkerProcess(self.sql, self.data_dir)

    async def sent(self, content: str | bytes, name: str = "fills.csv") -> str:
        """The import's id, once its file is answered for."""
        answer = await send(self.person, content, name, timezone="UTC")
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    async def look(self, import_id: str) -> dict[str, Any]:
        found: dict[str, Any] = (await self.person.get(f"/imports/{import_id}")).json()
        return found

    async def until_state(self, import_id: str, *states: str) -> dict[str, Any]:
        async def there() -> bool:
            return (await self.look(import_id))["state"] in states

        await until(there, SECONDS)
        return await self.look(import_id)


@asynccontextmanager
async def own(data_dir: Path) -> AsyncIterator[Own]:
    name = f"tradesense_own_{uuid4().hex[:12]}"
    await create_database(name)
    database = Database(url(RUNTIME_ROLE, name), pool_size=4, name="own")
    settings = Settings(data_dir=data_dir, rate_limit_per_minute=1_000_000)
    app = create_app(settings, database, build_ports(settings))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        try:
            yield Own(Sql(name), database, await register(client, "ada"), data_dir)
        finally:
            await database.dispose()
            await drop_database(name)
