"""Bytes on their way into an upload: stored as they come, noted once they are durable, under no transaction."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from time import monotonic
from typing import Final, NamedTuple

from tradesense.db.session import Database, Session
from tradesense.domain.access import Actor
from tradesense.domain.problem import Problem
from tradesense.features.uploads import use_cases
from tradesense.features.uploads.problems import ChecksumWrong, OffsetElsewhere, UploadBusy, UploadOverflows
from tradesense.features.uploads.routes.headers import Checksum
from tradesense.kit.settings import Settings
from tradesense.ports import Ports

PART_BYTES: Final = 4 * 1024 * 1024
NOTED_BYTES: Final = 4 * PART_BYTES
NOTED_SECONDS: Final = 5.0


class Desk(NamedTuple):
    """What receiving needs."""

    database: Database
    ports: Ports
    settings: Settings
    actor: Actor

    @property
    def limits(self) -> dict[str, int]:
        return {"bytes_max": self.settings.import_bytes_max, "seconds_max": self.settings.upload_seconds_max}

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """In the actor's workspace, which was entered when the request began."""
        return self.database.transaction(workspace_id=self.actor.workspace_id, user_id=self.actor.user_id)


class Received(NamedTuple):
    """Where the upload goes on, and until when."""

    at: int
    expires_at: datetime


async def receive(
    desk: Desk, claim: use_cases.Claim, chunks: AsyncIterator[bytes], checksum: Checksum | None
) -> Received:
    """When the chunks break off, what came is kept, unless a checksum was to vouch
    for it. Raises ChecksumWrong, UploadOverflows, UploadBusy, OffsetElsewhere."""
    receiver = _Receiver(desk, claim, checksum)
    try:
        await receiver.begin()
        async for chunk in chunks:
            await receiver.add(chunk)
    except UploadBusy:
        raise
    except Problem:
        await receiver.leave()
        raise
    except BaseException:
        await receiver.break_off()
        raise
    return await receiver.end()


class _Receiver:
    """`at`: the end of what is stored."""

    def __init__(self, desk: Desk, claim: use_cases.Claim, checksum: Checksum | None) -> None:
        self.at = claim.at
        self._desk = desk
        self._claim = claim
        self._checksum = checksum
        self._digest = hashlib.new(checksum.algorithm, usedforsecurity=False) if checksum else None
        self._waiting = bytearray()
        self._noted = claim.at
        self._noted_at = monotonic()

    async def begin(self) -> None:
        """Discards what came after the last note; notes it, should bytes be missing."""
        if self._claim.at == self._claim.length:
            return
        present = await self._desk.ports.blobs.cut(self._claim.blob_key, self._claim.at)
        if present < self._claim.at:
            self.at = present
            raise OffsetElsewhere(f"Bytes were lost: it goes on at byte {present}.")

    async def add(self, chunk: bytes) -> None:
        length = self._claim.length
        if length is not None and self.at + len(self._waiting) + len(chunk) > length:
            raise UploadOverflows(f"It has {length} bytes.")
        self._waiting += chunk
        is_late = monotonic() - self._noted_at > NOTED_SECONDS
        if len(self._waiting) >= PART_BYTES or is_late:
            await self._store()
        if is_late or self.at - self._noted >= NOTED_BYTES:
            await self._note()

    async def end(self) -> Received:
        await self._store()
        if self._checksum and self._digest and self._digest.digest() != self._checksum.digest:
            await self.leave()
            raise ChecksumWrong
        return Received(self.at, await self._release(self.at))

    async def break_off(self) -> None:
        """The connection is gone, or the server ends: as much as came is kept."""
        if self._checksum is None:
            await self._store()
        await self.leave()

    async def leave(self) -> None:
        """Others may go on: from what is stored, or, unvouched, from where this began."""
        if self._checksum:
            self.at = min(self.at, self._claim.at)
            await self._desk.ports.blobs.cut(self._claim.blob_key, self.at)
        await self._release(self.at)

    async def _store(self) -> None:
        if not self._waiting:
            return
        part, self._waiting = bytes(self._waiting), bytearray()
        if self.at + len(part) > self._claim.room:
            await self._renew(self._noted, room=self.at + len(part))
        if self._digest:
            self._digest.update(part)
        self.at = await self._desk.ports.blobs.put_part(self._claim.blob_key, part, self.at)

    async def _note(self) -> None:
        """Makes it durable first; what a checksum has yet to vouch for is not noted."""
        received = self._claim.at
        if self._checksum is None:
            await self._desk.ports.blobs.sync(self._claim.blob_key)
            received = self.at
        await self._renew(received, room=self._claim.room)
        self._noted, self._noted_at = self.at, monotonic()

    async def _renew(self, received: int, *, room: int) -> None:
        desk = self._desk
        async with desk.transaction() as session:
            await use_cases.renew_claim(
                session, desk.actor, self._claim, received=received, room=room, clock=desk.ports.clock, **desk.limits
            )
        self._claim = self._claim._replace(room=room)

    async def _release(self, received: int) -> datetime:
        desk = self._desk
        await desk.ports.blobs.sync(self._claim.blob_key)
        async with desk.transaction() as session:
            return await use_cases.release_upload(
                session,
                desk.actor,
                self._claim,
                received=received,
                clock=desk.ports.clock,
                seconds_max=desk.settings.upload_seconds_max,
            )
