"""Files on their way in: sent as a browser sends them, and worked on as the worker does it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from httpx2 import Response

from tests.support.actors import Person
from tradesense.db.cluster import RUNTIME_ROLE
from tradesense.db.session import Database, driver
from tradesense.features.archives import tasks as archive_tasks
from tradesense.features.imports import tasks, use_cases
from tradesense.features.imports.problems import Cancelled
from tradesense.ports import Ports

TASKS = {
    use_cases.JOB_RUN: tasks.run_import,
    use_cases.JOB_SETTLE: tasks.settle_import,
    use_cases.JOB_UNDO: tasks.undo_import,
}
"""As main/worker registers them."""
HEADER = "Symbol,Date,Side,Quantity,Price,Commission"


def fills(*rows: str) -> str:
    """A table of fills such as any broker writes: `AAPL,2026-01-05 10:00:00,buy,10,100,1`."""
    return "\n".join([HEADER, *rows]) + "\n"


async def send(person: Person, content: str | bytes, name: str = "fills.csv", **fields: Any) -> Response:
    """`fields`: of the form, such as account_id, timezone, review."""
    body = content.encode() if isinstance(content, str) else content
    return await person.send("POST", "/imports", files={"file": (name, body)}, data=fields)


class Worker:
    """Takes jobs off the queue one by one, as main/worker does."""

    def __init__(self, database: Database, ports: Ports, data_dir: Path) -> None:
        self.database = database
        self.ports = ports
        self.data_dir = data_dir

    async def run(self, person: Person, import_id: str) -> dict[str, Any]:
        """Works on the import until nothing is queued for it; answers what has become of it."""
        for entrypoint, payload in await self.take(import_id):
            with suppress(Cancelled):
                await TASKS[entrypoint](self.database, self.ports, payload)
        return await self.look(person, import_id)

    async def imported(
        self, person: Person, content: str | bytes, name: str = "fills.csv", **fields: Any
    ) -> dict[str, Any]:
        """Sent and worked on."""
        answer = await send(person, content, name, **fields)
        assert answer.status_code == 202, answer.text
        return await self.run(person, answer.json()["id"])

    async def acted(self, person: Person, import_id: str, act: str, body: Any = None) -> dict[str, Any]:
        """`act`: commit, undo, cancel, retry; and what the worker makes of it."""
        answer = await person.post(f"/imports/{import_id}/{act}", body)
        assert answer.status_code in {200, 202}, answer.text
        return await self.run(person, import_id)

    async def archived(self, person: Person) -> dict[str, Any]:
        """The person's workspace, written into an archive."""
        answer = await person.post("/archives")
        assert answer.status_code == 202, answer.text
        return await self.worked(person, answer)

    async def restored(self, person: Person, content: bytes) -> dict[str, Any]:
        """An archive sent into the person's workspace and worked on."""
        answer = await person.send("POST", "/archives/restore", files={"file": ("desk.zip", content)})
        assert answer.status_code == 202, answer.text
        return await self.worked(person, answer)

    async def worked(self, person: Person, answer: Response) -> dict[str, Any]:
        """What has become of an archive's job once the worker has done it."""
        archive_id = answer.json()["id"]
        for _, payload in await self.take(archive_id, "archive_id"):
            await archive_tasks.run_archive(self.database, self.ports, payload)
        found: dict[str, Any] = (await person.get(f"/archives/{archive_id}")).json()
        return found

    async def take(self, id_: str, name: str = "import_id") -> list[tuple[str, bytes]]:
        """The jobs queued for the import, which leave the queue: entry point and payload, oldest first."""
        async with self.database.transaction() as session:
            rows = await (await driver(session)).fetch(
                "DELETE FROM pgqueuer WHERE convert_from(payload, 'UTF8')::jsonb ->> $2 = $1"
                " RETURNING id, entrypoint, payload",
                id_,
                name,
            )
        return [(row[1], row[2]) for row in sorted(rows)]

    @asynccontextmanager
    async def served(self) -> AsyncIterator[Database]:
        """The worker's database as requests have it: its own role could not do what they do."""
        url = self.database.engine.url.set(username=RUNTIME_ROLE, drivername="postgresql")
        database = Database(url.render_as_string(hide_password=False), pool_size=1, name="beside")
        try:
            yield database
        finally:
            await database.dispose()

    async def kept_files(self, person: Person, of: str = "imports") -> list[str]:
        """Names of the files stored for the person's workspace, whole or half."""
        workspace = (await person.get("/auth/me")).json()["workspace_id"]
        folder = self.data_dir / "blobs" / workspace / of
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    @staticmethod
    async def look(person: Person, import_id: str) -> dict[str, Any]:
        answer = await person.get(f"/imports/{import_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


async def notes(person: Person, import_id: str, **params: Any) -> list[dict[str, Any]]:
    """The rows that are neither new nor duplicates."""
    answer = await person.get(f"/imports/{import_id}/notes", **{"limit": 500, **params})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def counts(found: dict[str, Any]) -> tuple[int, int, int, int, int]:
    """new, duplicate, ignored, quarantined, rejected; their sum is checked on the way."""
    said = found["counts"]
    assert said is not None, json.dumps(found["problem"])
    five = tuple(said[name] for name in ("new", "duplicate", "ignored", "quarantined", "rejected"))
    assert said["rows"] == sum(five)
    return five
