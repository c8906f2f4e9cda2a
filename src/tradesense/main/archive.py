"""`tradesense export` and `tradesense restore`: a workspace into a file and back, beside a server or without one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from tradesense.db.session import JOB_IDLE_TIMEOUT_MS, Database, Session, enter
from tradesense.domain.access import Actor, system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.domain.problem import Kind, Problem
from tradesense.features.archives import use_cases as archives
from tradesense.features.identity import use_cases as identity
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.settings import Settings
from tradesense.main.wiring import build_ports, build_reader
from tradesense.ports import Ports

HERE: Final = identity.Client("127.0.0.1", "command line")


class WorkspaceUnknown(Problem):
    code, kind, title = "command.workspace_unknown", Kind.NOT_FOUND, "There is no such workspace."


async def export_to(settings: Settings, url: str, reader_url: str, wanted: str, path: Path) -> archives.Written:
    """Writes the workspace of that id or slug; the file is there once it is whole. `url`: to note that it was taken."""
    draft = path.with_name(path.name + ".part")
    async with _opened(settings, url) as (database, ports), _closing(build_reader(reader_url, "export")) as reading:
        workspace = await _find_workspace(reading, wanted)
        actor = system_actor(UserId(workspace), workspace)
        try:
            with draft.open("wb") as file:

                async def write(part: bytes) -> None:
                    file.write(part)

                async with reading.session(snapshot=True) as session:
                    await enter(session, workspace_id=workspace, timeout_ms=0)
                    written = await archives.write_archive(
                        session, actor, blobs=ports.blobs, clock=ports.clock, sink=write, progress=_in_silence
                    )
            draft.replace(path)
            async with database.transaction(workspace_id=workspace) as session:
                await archives.note_taken(session, actor, path.name)
        finally:
            draft.unlink(missing_ok=True)
    return written


async def restore_from(settings: Settings, url: str, email: str, wanted: str | None, path: Path) -> archives.Restored:
    """Restores into an empty workspace of that person: the one wanted, or their only one."""
    async with _opened(settings, url) as (database, ports):
        stored: list[str] = []
        try:
            async with database.session() as session:
                actor = await member(session, ports, email, wanted)
                await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=0)
                return await archives.restore_archive(
                    session, actor, path, blobs=ports.blobs, stored=stored, progress=_in_silence
                )
        except BaseException:
            for key in stored:
                await ports.blobs.delete(key)
            raise


async def member(session: Session, ports: Ports, email: str, wanted: str | None) -> Actor:
    """The person of that address in one of their workspaces. Raises WorkspaceUnknown."""
    known = await identity.candidate(session, clock=ports.clock, client=HERE, email=email)
    if known.user_id is None:
        raise WorkspaceUnknown(f"Nobody is registered as {email}.")
    await enter(session, user_id=known.user_id)
    found = await workspaces.list_workspaces(session, known.user_id)
    chosen = [row for row in found if wanted in {None, row.slug, str(row.id)}]
    if len(chosen) != 1:
        names = ", ".join(row.slug for row in found)
        raise WorkspaceUnknown(f"Say with --workspace which one of {email} is meant: {names}.")
    return system_actor(known.user_id, WorkspaceId(chosen[0].id))


async def _find_workspace(database: Database, wanted: str) -> WorkspaceId:
    async with database.transaction() as session:
        for id_ in await ledger.list_all_workspaces(session):
            await enter(session, workspace_id=id_)
            row = await workspaces.current_workspace(session, system_actor(UserId(id_), WorkspaceId(id_)))
            if wanted in {row.slug, str(row.id)}:
                return WorkspaceId(id_)
    raise WorkspaceUnknown(f"No workspace has the name or id {wanted!r}: its page shows its name after /w/.")


@asynccontextmanager
async def _opened(settings: Settings, url: str) -> AsyncIterator[tuple[Database, Ports]]:
    async with _closing(Database(url, pool_size=2, name="archive", idle_timeout_ms=JOB_IDLE_TIMEOUT_MS)) as database:
        yield database, build_ports(settings)


@asynccontextmanager
async def _closing(database: Database) -> AsyncIterator[Database]:
    try:
        yield database
    finally:
        await database.dispose()


async def _in_silence(_: str, __: int) -> None:
    """Nobody watches."""
