"""A database, an application over it in this process, and somebody who uses it."""

import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.types import Message, Receive, Scope, Send

from tradesense.adapters.postgres_server import EmbeddedPostgres, socket_url
from tradesense.db.cluster import DATABASE, OWNER_ROLE, RUNTIME_ROLE, migrate, prepare_cluster
from tradesense.db.session import Database
from tradesense.features.imports import tasks
from tradesense.kit.logging import configure_logging
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.main.wiring import build_database, build_ports
from tradesense.ports import Ports

PASSWORD = "a long enough passphrase"


class Timer:
    """Outermost: milliseconds from the request's arrival to its last byte (decision 33)."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self.last = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()

        async def sent(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                self.last = (time.perf_counter() - started) * 1000

        await self._app(scope, receive, sent)


class World:
    """`await world.get(...)` answers as a browser would see it; `world.timer.last` says how long it took."""

    def __init__(
        self, server: EmbeddedPostgres, settings: Settings, database: Database, ports: Ports, app: FastAPI
    ) -> None:
        self.server = server
        self.settings = settings
        self.app = app
        self.database = database
        self.ports = ports
        self.timer = Timer(app)
        self.client = AsyncClient(transport=ASGITransport(self.timer), base_url="http://127.0.0.1", timeout=600)
        self.user: dict[str, Any] = {}
        self.workspace = ""

    async def register(self) -> None:
        body = {"email": f"bench-{uuid4().hex}@example.org", "password": PASSWORD}
        answer = (await self.client.post("/api/v1/auth/register", json=body)).json()
        self.client.headers["Authorization"] = f"Bearer {answer['access_token']}"
        self.user, self.workspace = answer["user"], answer["workspace_id"]

    async def prove(self) -> None:
        """Who it is: what is sensitive may be done for the next minutes."""
        await self.send("POST", "/auth/reauthenticate", {"password": PASSWORD})

    async def get(self, path: str, headers: dict[str, str] | None = None, **params: Any) -> Response:
        return self._well(await self.client.get(f"/api/v1{path}", params=params, headers=headers))

    async def send(self, method: str, path: str, body: Any, headers: dict[str, str] | None = None) -> Response:
        return self._well(await self.client.request(method, f"/api/v1{path}", json=body, headers=headers))

    async def import_file(self, path: Path) -> dict[str, Any]:
        """From the request to the committed import, the worker's part done here."""
        with path.open("rb") as file:
            answer = self._well(await self.client.post("/api/v1/imports", files={"file": (path.name, file)}))
        made = answer.json()["id"]
        payload = {"workspace_id": self.workspace, "user_id": self.user["id"], "import_id": made}
        await tasks.run_import(self.database, self.ports, json.dumps(payload).encode())
        found: dict[str, Any] = (await self.get(f"/imports/{made}")).json()
        assert found["state"] == "committed", found["problem"]
        return found

    async def superuser(self) -> asyncpg.Connection:
        return await asyncpg.connect(socket_url(self.server.socket_dir, "postgres", DATABASE))

    def forget_answers(self, *, columns: bool = False) -> None:
        """Empties what this process keeps."""
        for memory in (self.ports.results, *((self.ports.columns,) if columns else ())):
            memory.__init__(memory._bytes_max)  # noqa: SLF001

    @staticmethod
    def _well(answer: Response) -> Response:
        assert answer.status_code < 400, f"{answer.status_code} {answer.text[:500]}"
        return answer


@asynccontextmanager
async def world() -> AsyncIterator[World]:
    """A server with the settings of the product, on a folder of its own."""
    configure_logging("error", "json")
    folder = Path(tempfile.mkdtemp(prefix="tradesense-bench-"))
    folder.chmod(0o755)
    settings = Settings(data_dir=folder, rate_limit_per_minute=10_000_000)
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        await prepare_cluster(server.url("postgres", "postgres"))
        await migrate(server.url(OWNER_ROLE, DATABASE), RUNTIME_ROLE)
        database, ports = build_database(settings, server.url(RUNTIME_ROLE, DATABASE), "bench"), build_ports(settings)
        made = World(server, settings, database, ports, create_app(settings, database, ports))
        await made.register()
        yield made
        await made.client.aclose()
        await database.dispose()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
