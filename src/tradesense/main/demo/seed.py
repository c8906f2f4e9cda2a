"""Planting the demo: a person with a generated password, and their brokers' files on the way in."""

import asyncio
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from tradesense.db import jobs
from tradesense.db.session import Database
from tradesense.domain.access import system_actor
from tradesense.domain.ids import ImportId, UserId, WorkspaceId
from tradesense.features.identity import use_cases as identity
from tradesense.features.imports import use_cases as imports
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.ids import new_id
from tradesense.kit.settings import Settings
from tradesense.kit.tokens import new_token, write_secret
from tradesense.main.demo import notes
from tradesense.ports import Ports, StoredBlob

EMAIL: Final = "demo@tradesense.example"
FILES: Final = Path(__file__).resolve().parent / "files"
PASSWORD_CHARACTERS: Final = 16


class DemoSeed:
    """Does nothing where the demo is there already, or where others could reach it (decision 32)."""

    def __init__(self, settings: Settings, database: Database, ports: Ports) -> None:
        self._settings = settings
        self._database = database
        self._ports = ports
        self._secret = settings.data_dir / "demo-password"

    async def plant(self) -> list[str]:
        """What to tell whoever started the server."""
        if not (self._settings.demo and self._settings.is_loopback):
            return []
        if not await self._is_there():
            await self._register(new_token()[:PASSWORD_CHARACTERS])
        if not self._secret.exists():
            return []
        return [f"demo: {EMAIL}, password {self._secret.read_text().strip()}"]

    async def _is_there(self) -> bool:
        async with self._database.session() as session:
            known = await identity.candidate(session, clock=self._ports.clock, client=_HERE, email=EMAIL)
        return known.user_id is not None

    async def _register(self, password: str) -> None:
        """The person, their workspace and the imports, in one transaction; the password is kept before it ends."""
        hashed = await self._ports.passwords.hash(password)
        files = sorted(path for path in FILES.iterdir() if path.is_file())
        async with self._database.session() as session:
            opened = await identity.register(
                session,
                identity.NewPerson(EMAIL, hashed, "Demo desk", "America/New_York", "USD"),
                ports=self._ports,
                times=identity.SessionTimes(timedelta(minutes=1), timedelta(minutes=1)),
                client=_HERE,
            )
            user_id = UserId(opened.user.id)
            workspace_id = WorkspaceId((await workspaces.list_workspaces(session, user_id))[0].id)
            actor = system_actor(user_id, workspace_id)
            for path in files:
                received = await self._store(workspace_id, path)
                await imports.create_import(
                    session,
                    actor,
                    broker_files=self._ports.broker_files,
                    received=received,
                    account_id=None,
                    review_first=False,
                    options={},
                )
            await jobs.enqueue(session, notes.JOB, {"workspace_id": str(workspace_id), "user_id": str(user_id)})
            write_secret(self._secret, password)

    async def _store(self, workspace_id: WorkspaceId, path: Path) -> imports.Received:
        import_id = ImportId(new_id())
        key = f"{workspace_id}/imports/{import_id}"
        content = await asyncio.to_thread(path.read_bytes)
        await self._ports.blobs.put_part(key, content, 0)
        await self._ports.blobs.finish(key)
        return imports.Received(import_id, key, path.name, StoredBlob(len(content), sha256(content).digest()))


_HERE: Final = identity.Client("127.0.0.1", "demo")
