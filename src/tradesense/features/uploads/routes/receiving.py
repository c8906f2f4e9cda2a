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


class Claimed(NamedTuple):
    """The right to write on, and how many bytes are stored: fewer than were noted, where some were lost."""

    claim: use_cases.Claim
    present: int


async def receive(desk: Desk, claimed: Claimed, chunks: AsyncIterator[bytes], checksum: Checksum | None) -> Received:
    """When the chunks break off, what came is kept, unless a checksum was to vouch for it.

    Raises ChecksumWrong, UploadOverflows, UploadBusy, OffsetElsewhere.
    """
    receiver = _Receiver(desk, claimed, checksum)
    try:
        receiver.begin(claimed)
        async for chunk in chunks:
            await receiver.add(chunk)
        await receiver.end()
    except UploadBusy:
        raise
    except Problem:
        await receiver.leave()
        raise
    except BaseException:
        await receiver.break_off()
        raise
    return await receiver.leave()


class _Receiver:
    """`at`: the end of what is stored; `good`: how much of it may be noted."""

    def __init__(self, desk: Desk, claimed: Claimed, checksum: Checksum | None) -> None:
        self._desk = desk
        self._claim = claimed.claim
        self._at = self._good = min(claimed.claim.at, claimed.present)
        self._checksum = checksum
        self._digest = hashlib.new(checksum.algorithm, usedforsecurity=False) if checksum else None
        self._waiting = bytearray()
        self._noted = self._at
        self._noted_at = monotonic()

    def begin(self, claimed: Claimed) -> None:
        if claimed.present < claimed.claim.at:
            raise OffsetElsewhere(f"Bytes were lost: it goes on at byte {claimed.present}.")

    async def add(self, chunk: bytes) -> None:
        length = self._claim.length
        if length is not None and self._at + len(self._waiting) + len(chunk) > length:
            raise UploadOverflows(f"It has {length} bytes.")
        self._waiting += chunk
        is_late = monotonic() - self._noted_at > NOTED_SECONDS
        if len(self._waiting) >= PART_BYTES or is_late:
            await self._store()
        if is_late or self._at - self._noted >= NOTED_BYTES:
            await self._note()

    async def end(self) -> None:
        await self._store()
        if self._checksum and self._digest and self._digest.digest() != self._checksum.digest:
            raise ChecksumWrong
        self._good = self._at

    async def break_off(self) -> None:
        """The connection is gone, or the server ends: as much as came is kept."""
        if self._checksum is None:
            await self._store()
        await self.leave()

    async def leave(self) -> Received:
        """Others may go on from what is good. The next writer cuts off what lies beyond: this one may be taken for
        dead by now, and must take nothing away."""
        return Received(self._good, await self._release(self._good))

    async def _store(self) -> None:
        if not self._waiting:
            return
        part, self._waiting = bytes(self._waiting), bytearray()
        if self._at + len(part) > self._claim.room:
            await self._renew(room=self._at + len(part))
        if self._digest:
            self._digest.update(part)
        self._at = await self._desk.ports.blobs.put_part(self._claim.blob_key, part, self._at)
        if self._checksum is None:
            self._good = self._at

    async def _note(self) -> None:
        await self._renew(room=self._claim.room)
        self._noted, self._noted_at = self._at, monotonic()

    async def _renew(self, *, room: int) -> None:
        """Notes what is good, which is made durable first."""
        desk = self._desk
        await desk.ports.blobs.sync(self._claim.blob_key)
        async with desk.transaction() as session:
            await use_cases.renew_claim(
                session, desk.actor, self._claim, received=self._good, room=room, clock=desk.ports.clock, **desk.limits
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
