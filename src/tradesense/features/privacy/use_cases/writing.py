"""Writing an export: JSON of every table with rows about the person, and the archives of the workspaces they own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.metadata import version
from typing import Final

from tradesense.db.session import Session, enter
from tradesense.domain.access import Actor, Role, system_actor
from tradesense.domain.ids import WorkspaceId
from tradesense.features.archives import use_cases as archives
from tradesense.features.privacy.repository import reading as repository
from tradesense.features.privacy.schemas import FORMAT, MANIFEST, VERSION, Manifest, RoomSaid, TableSaid, UploadSaid
from tradesense.features.privacy.use_cases.rules import IN_WORKSPACES, MADE_ELSEWHERE, NOBODYS, PEOPLE
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.zipped import ZipWriter
from tradesense.ports import BlobStore, Clock

Sink = Callable[[bytes], Awaitable[None]]
PART_BYTES: Final = 1024 * 1024
TO_YOU: Final = "invitations_to_you"


async def write_export(session: Session, actor: Actor, *, blobs: BlobStore, clock: Clock, sink: Sink) -> Manifest:
    """Streams everything about the actor's person into `sink`. `session` must see one snapshot through all its
    statements; it is handed from workspace to workspace."""
    actor.require_person()
    seats = await workspaces.list_seats(session, actor)
    writer = _Writer(session, actor, seats, sink)
    for table, rule in PEOPLE.items():
        rows = repository.stream_own(session, table, rule.exported, str(rule.by))
        await writer.table(table, rule.what, [rows], secret=rule.secret)
    for table, rule in IN_WORKSPACES.items():
        await writer.table_of_rooms(table, rule.what, rule.exported, rule.by, secret=rule.secret)
    for table, by in MADE_ELSEWHERE.items():
        kept = archives.archived_columns(table)
        assert kept is not None, "what is derived is nobody's"
        what = f"{table} that you made: their contents are in the archives of their workspaces"
        await writer.table_of_rooms(table, what, kept.kept, by)
    await writer.table(TO_YOU, "invitations to your address", [repository.stream_invitations(session)])
    for seat in seats:
        await writer.room(seat, blobs=blobs, clock=clock)
    return await writer.end(clock)


class _Writer:
    """One export as it grows."""

    def __init__(self, session: Session, actor: Actor, seats: list[workspaces.Seat], sink: Sink) -> None:
        self._session = session
        self._actor = actor
        self._seats = seats
        self._sink = sink
        self._zip = ZipWriter()
        self._tables: list[TableSaid] = []
        self._rooms: list[RoomSaid] = []
        self._uploads: list[UploadSaid] = []

    async def table(
        self, name: str, what: str, streams: list[AsyncIterator[list[str]]], *, secret: frozenset[str] = frozenset()
    ) -> None:
        file, count = f"tables/{name}.json", 0
        with self._zip.entry(file) as entry:
            entry.write(b"[")
            for stream in streams:
                async for rows in stream:
                    joint = ",\n" if count else "\n"
                    await asyncio.to_thread(entry.write, (joint + ",\n".join(rows)).encode())
                    count += len(rows)
                    await self._drain()
            entry.write(b"\n]\n")
        self._tables.append(TableSaid(name=name, what=what, file=file, rows=count, secret=sorted(secret)))

    async def table_of_rooms(
        self,
        name: str,
        what: str,
        columns: frozenset[str],
        by: str | None,
        *,
        secret: frozenset[str] = frozenset(),
    ) -> None:
        """The person's rows in each of their workspaces."""
        streams = [self._in_room(seat, name, columns, by) for seat in self._seats]
        await self.table(name, what, streams, secret=secret)

    async def room(self, seat: workspaces.Seat, *, blobs: BlobStore, clock: Clock) -> None:
        """What is the person's to take along of a workspace: its archive, if they own it, and their uploads."""
        workspace, role = seat.workspace, seat.role_before or seat.role
        await enter(self._session, workspace_id=workspace.id, user_id=self._actor.user_id, timeout_ms=0)
        file = f"workspaces/{workspace.id}.zip" if role == Role.OWNER else None
        if file:
            with self._zip.entry(file) as entry:

                async def write(part: bytes) -> None:
                    await asyncio.to_thread(entry.write, part)
                    await self._drain()

                there = system_actor(self._actor.user_id, WorkspaceId(workspace.id))
                await archives.write_archive(
                    self._session, there, blobs=blobs, clock=clock, sink=write, progress=_in_silence
                )
        self._rooms.append(RoomSaid(id=workspace.id, name=workspace.name, role=role, file=file))
        for upload in await repository.list_uploads(self._session):
            await self._upload(upload, blobs)

    async def end(self, clock: Clock) -> Manifest:
        manifest = Manifest(
            format=FORMAT,
            version=VERSION,
            product=version("tradesense"),
            made_at=clock.now(),
            person=self._actor.user_id,
            tables=self._tables,
            workspaces=self._rooms,
            uploads=self._uploads,
            left_out=NOBODYS,
        )
        with self._zip.entry(MANIFEST) as entry:
            entry.write(manifest.model_dump_json(indent=1).encode())
        await self._sink(self._zip.end())
        return manifest

    async def _in_room(
        self, seat: workspaces.Seat, name: str, columns: frozenset[str], by: str | None
    ) -> AsyncIterator[list[str]]:
        await enter(self._session, workspace_id=seat.workspace.id, user_id=self._actor.user_id, timeout_ms=0)
        async for rows in repository.stream_here(self._session, name, columns, by):
            yield rows

    async def _upload(self, upload: repository.StoredFile, blobs: BlobStore) -> None:
        if not upload.is_whole:
            return  # its row says how much of it has arrived
        # As an import that takes it over does; doing so again changes nothing.
        stored = await blobs.finish(upload.blob_key)
        path = await blobs.open(upload.blob_key, stored.sha256)
        name = f"uploads/{upload.id}"
        with self._zip.entry(name) as entry, path.open("rb") as file:
            while part := await asyncio.to_thread(file.read, PART_BYTES):
                await asyncio.to_thread(entry.write, part)
                await self._drain()
        self._uploads.append(UploadSaid(id=upload.id, file=name))

    async def _drain(self) -> None:
        if self._zip.waiting >= PART_BYTES:
            await self._sink(self._zip.take())


async def _in_silence(_: str, __: int) -> None:
    """Nobody watches the single archives."""
