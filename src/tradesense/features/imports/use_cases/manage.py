"""Imports as their owner sees them: received, watched, committed, undone, tried again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db import auditing, jobs
from tradesense.db.session import Session
from tradesense.db.tables.imports import ImportNoteRow, ImportRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.calendar import zone
from tradesense.domain.ids import ImportId
from tradesense.domain.importing import ImportAct, ImportState, ImportStateWrong, after
from tradesense.domain.problem import Problem
from tradesense.domain.settling import SETTLED_CODES
from tradesense.features.imports import repository
from tradesense.features.imports.problems import ImportNotFound, OptionsInvalid, QuestionOpen
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.ports import BlobStore, BrokerFiles, Clock, StoredBlob

JOB_RUN: Final = "imports.run"
JOB_UNDO: Final = "imports.undo"
PHASE_UNDOING: Final = "undoing"
PHASE_SETTLING: Final = "settling"
FILE_NAME_CHARACTERS_MAX: Final = 200


class Received(NamedTuple):
    """A file that has arrived whole."""

    import_id: ImportId
    blob_key: str
    file_name: str
    stored: StoredBlob


async def create_import(
    session: Session,
    actor: Actor,
    *,
    broker_files: BrokerFiles,
    received: Received,
    account_id: UUID | None,
    review_first: bool,
    options: dict[str, Any],
    connection_id: UUID | None = None,
) -> ImportRow:
    """Takes the file in and hands it to a worker, in one transaction. `connection_id`: the broker connection that
    fetched it."""
    actor.require(Permission.IMPORTS_WRITE)
    await check_options(session, actor, broker_files, account_id, options)
    row = {
        "id": received.import_id,
        "state": ImportState.RECEIVED.value,
        "file_name": received.file_name[:FILE_NAME_CHARACTERS_MAX],
        "file_bytes": received.stored.size,
        "file_sha256": received.stored.sha256,
        "blob_key": received.blob_key,
        "account_id": account_id,
        "connection_id": connection_id,
        "review_first": review_first,
        "format_key": options.get("format"),
        "options": options,
    }
    await repository.add_import(session, actor, row)
    told = {"file_name": row["file_name"], "file_bytes": row["file_bytes"], "sha256": received.stored.sha256.hex()}
    changes = {name: (None, value) for name, value in (told | {"account_id": account_id}).items()}
    auditing.note(session, actor, Action.IMPORT_CREATE, received.import_id, changes=changes)
    await hand_over(session, actor, JOB_RUN, received.import_id)
    return await get_import(session, actor, received.import_id)


async def get_import(session: Session, actor: Actor, import_id: UUID) -> ImportRow:
    actor.require(Permission.IMPORTS_READ)
    found = await repository.find_import(session, actor, import_id)
    if found is None:
        raise ImportNotFound
    return found


async def list_imports(
    session: Session, actor: Actor, *, after_: tuple[datetime, UUID] | None, limit: int
) -> Sequence[ImportRow]:
    actor.require(Permission.IMPORTS_READ)
    return await repository.list_imports(session, actor, after=after_, limit=limit)


async def list_notes(
    session: Session,
    actor: Actor,
    import_id: UUID,
    *,
    verdict: str | None,
    settled: bool,
    after_: int | None,
    limit: int,
) -> Sequence[ImportNoteRow]:
    """`settled`: only of rows that the trader settled."""
    await get_import(session, actor, import_id)
    codes = SETTLED_CODES if settled else None
    return await repository.list_notes(
        session, actor, import_id, verdict=verdict, codes=codes, after=after_, limit=limit
    )


async def commit_import(session: Session, actor: Actor, import_id: UUID) -> ImportRow:
    """After the review: stores what was shown. Committing twice is committing once."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await lock(session, actor, import_id)
    if row.state in {ImportState.COMMITTING, ImportState.COMMITTED}:
        return row
    state = after(ImportState(row.state), ImportAct.COMMIT)
    if asked := (row.preview or {}).get("questions"):
        raise QuestionOpen(" ".join(one["detail"] for one in asked))
    await repository.save_import(session, actor, import_id, {"state": state.value, "attempts": 0})
    await hand_over(session, actor, JOB_RUN, import_id)
    return await get_import(session, actor, import_id)


async def cancel_import(session: Session, actor: Actor, import_id: UUID, *, clock: Clock) -> ImportRow:
    actor.require(Permission.IMPORTS_WRITE)
    row = await lock(session, actor, import_id)
    if row.state == ImportState.CANCELLED:
        return row
    state = after(ImportState(row.state), ImportAct.CANCEL)
    await repository.save_import(
        session, actor, import_id, {"state": state.value, "phase": "", "finished_at": clock.now()}
    )
    return await get_import(session, actor, import_id)


async def undo_import(session: Session, actor: Actor, import_id: UUID) -> ImportRow:
    """Hands it to a worker: what the file added leaves the ledger; what another file states too, stays."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await lock(session, actor, import_id)
    if row.state == ImportState.UNDONE or row.phase == PHASE_UNDOING:
        return row
    refuse_while_settling(row)
    after(ImportState(row.state), ImportAct.UNDO)
    await repository.save_import(session, actor, import_id, {"phase": PHASE_UNDOING})
    await hand_over(session, actor, JOB_UNDO, import_id)
    return await get_import(session, actor, import_id)


def refuse_while_settling(row: ImportRow) -> None:
    if row.phase == PHASE_SETTLING:
        raise ImportStateWrong("Its rows are being settled: wait for that to end.")


async def forget_import(session: Session, actor: Actor, import_id: UUID, *, clock: Clock) -> bool:
    """The worker's part of an undo; False when there is nothing to do."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await repository.lock_import(session, actor, import_id)
    if row is None or row.phase != PHASE_UNDOING:
        return False
    await workspaces.require_still(session, actor, Permission.IMPORTS_WRITE)
    state = after(ImportState(row.state), ImportAct.UNDO)
    await ledger.forget_import(session, actor, ImportId(import_id))
    changes = {"state": state.value, "phase": "", "problem": None, "finished_at": clock.now()}
    await repository.save_import(session, actor, import_id, changes)
    note_counts(session, actor, Action.IMPORT_UNDONE, row, before=row.counts or {}, after={})
    await workspaces.require_still(session, actor, Permission.IMPORTS_WRITE)
    return True


def note_counts(
    session: Session,
    actor: Actor,
    action: Action,
    row: ImportRow,
    *,
    before: dict[str, int],
    after: dict[str, int],
    made: Sequence[UUID] = (),
) -> None:
    """One entry for all of a file's rows, however many they are. `made`: accounts that it named first."""
    changes: dict[str, tuple[Any, Any]] = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
    changes |= {"file_name": (row.file_name if before else None, row.file_name if after else None)}
    changes |= {"accounts": (None, list(made))} if made else {}
    auditing.note(session, actor, action, row.id, changes=changes)


async def keep_import(session: Session, actor: Actor, import_id: UUID, problem: Problem) -> None:
    """An undo or a settlement that broke: the import stays committed as it was, and says why."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await lock(session, actor, import_id)
    if row.phase in {PHASE_UNDOING, PHASE_SETTLING}:
        workspaces.note_refusal(session, actor, problem, import_id)
        await repository.save_import(session, actor, import_id, {"phase": "", "problem": told(problem)})


def told(problem: Problem) -> dict[str, str]:
    """A problem as an import keeps it."""
    return {"code": problem.code, "title": problem.title, "detail": problem.detail}


async def retry_import(
    session: Session,
    actor: Actor,
    import_id: UUID,
    *,
    broker_files: BrokerFiles,
    blobs: BlobStore,
    changes: dict[str, Any],
) -> ImportRow:
    """Reads the stored file again, with other options if some are given."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await lock(session, actor, import_id)
    state = after(ImportState(row.state), ImportAct.RETRY)
    await blobs.size(row.blob_key)
    review = changes.pop("review", None)
    account_id = changes.pop("account_id", row.account_id)
    options = {name: value for name, value in {**row.options, **changes}.items() if value is not None}
    await check_options(session, actor, broker_files, account_id, options)
    fresh = {
        "state": state.value,
        "account_id": account_id,
        "options": options,
        "format_key": options.get("format"),
        "confidence": None,
        "review_first": row.review_first if review is None else review,
        "attempts": 0,
        "phase": "",
        "bytes_read": 0,
        "rows_read": 0,
        "counts": None,
        "preview": None,
        "problem": None,
        "finished_at": None,
    }
    await repository.save_import(session, actor, import_id, fresh)
    await hand_over(session, actor, JOB_RUN, import_id)
    return await get_import(session, actor, import_id)


async def check_options(
    session: Session, actor: Actor, broker_files: BrokerFiles, account_id: UUID | None, options: dict[str, Any]
) -> None:
    """Refuses what no worker could use: an unknown format, zone or account."""
    wanted = options.get("format")
    if wanted and wanted not in {one.key for one in broker_files.formats()}:
        raise OptionsInvalid(f"There is no format {wanted!r}.")
    if options.get("timezone"):
        zone(options["timezone"])
    if account_id is not None:
        await ledger.get_account(session, actor, account_id)


async def lock(session: Session, actor: Actor, import_id: UUID) -> ImportRow:
    row = await repository.lock_import(session, actor, import_id)
    if row is None:
        raise ImportNotFound
    return row


async def hand_over(session: Session, actor: Actor, job: str, import_id: UUID) -> None:
    await jobs.enqueue(session, job, payload_of(actor, import_id))


def payload_of(actor: Actor, import_id: UUID) -> dict[str, str]:
    """What a job about an import is told."""
    return {**jobs.asked_by(actor), "import_id": str(import_id)}
