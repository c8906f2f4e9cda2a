"""Running an import: read the file, record its fills, derive the trades; all of it or nothing."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.db.tables.imports import ImportRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.file_ledger import unmatched_note
from tradesense.domain.ids import ImportId
from tradesense.domain.importing import SETTLED, ImportAct, ImportState, after
from tradesense.domain.problem import Problem
from tradesense.domain.settling import LEFT_OUT, PROBABLE_DUPLICATE, Settlement
from tradesense.domain.statement import RowNote, Verdict
from tradesense.features.imports import repository
from tradesense.features.imports.problems import Cancelled, Crashed, ImportNotFound, NothingInIt
from tradesense.features.imports.use_cases.manage import PHASE_SETTLING, note_counts, told
from tradesense.features.imports.use_cases.mappings import remember
from tradesense.features.imports.use_cases.previewing import preview_of
from tradesense.features.imports.use_cases.reading import Reading, open_file
from tradesense.features.imports.use_cases.understanding import understood
from tradesense.features.imports.use_cases.unpacking import archive_of, unpack
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.ports import BlobStore, BrokerFiles, Clock

ATTEMPTS_MAX: Final = 3

Progress = Callable[[str, int], Awaitable[None]]
"""Told the phase and the rows read so far; raises Cancelled when nobody wants the result any more, NotAllowed when
whoever did may not have it."""


class Outcome(NamedTuple):
    """What a run came to."""

    state: ImportState
    rows: int
    new: int


async def begin(session: Session, actor: Actor, import_id: UUID) -> ImportRow | None:
    """Takes up an import; None when there is nothing to do. Raises Crashed for one that kills its workers, and
    NotAllowed where whoever asked for it may not any more."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await repository.lock_import(session, actor, import_id)
    if row is None or row.state in SETTLED:
        return None
    await workspaces.require_still(session, actor, Permission.IMPORTS_WRITE)
    if row.attempts >= ATTEMPTS_MAX:
        raise Crashed(f"It was begun {row.attempts} times and never ended.")
    state = ImportState(row.state)
    if state is not ImportState.COMMITTING:
        state = after(state, ImportAct.PARSE)
    changes = {"state": state.value, "attempts": row.attempts + 1, "phase": "reading", "rows_read": 0}
    await repository.save_import(session, actor, import_id, changes)
    return await repository.find_import(session, actor, import_id)


async def run(
    session: Session,
    actor: Actor,
    row: ImportRow,
    *,
    clock: Clock,
    blobs: BlobStore,
    broker_files: BrokerFiles,
    progress: Progress,
) -> Outcome | None:
    """The whole import in `session`'s transaction; None when another worker is at it already.

    With a review wanted, everything is done and taken back, so that what is shown is what would happen.
    """
    actor.require(Permission.IMPORTS_WRITE)
    if not await repository.lock_work(session, row.id):
        return None
    if archive := await archive_of(row, blobs=blobs, broker_files=broker_files):
        state = await unpack(
            session, actor, row, archive, clock=clock, blobs=blobs, broker_files=broker_files, progress=progress
        )
        await workspaces.require_still(session, actor, Permission.IMPORTS_WRITE)
        return Outcome(state, 0, 0)
    reading = await open_file(session, actor, row, clock=clock, blobs=blobs, broker_files=broker_files)
    review = row.review_first and row.state != ImportState.COMMITTING
    async with session.begin_nested() as savepoint:
        found = await _apply(session, actor, row, reading, blobs=blobs, broker_files=broker_files, progress=progress)
        # What can be read in several ways is asked, whoever wants no review.
        review = review or bool(found.preview["questions"])
        if review:
            await savepoint.rollback()
    present = await repository.lock_import(session, actor, row.id)
    if present is None or present.state != row.state:
        raise Cancelled  # in the last moment, after the progress was told
    await workspaces.require_still(session, actor, Permission.IMPORTS_WRITE)
    state = ImportState.REVIEW if review else ImportState.COMMITTED
    changes = {"state": state.value, "finished_at": None if review else clock.now()}
    await _keep(session, actor, row, reading, found, changes)
    if not review:
        made = [one["id"] for one in found.preview["accounts"] if one["is_new"]]
        note_counts(session, actor, Action.IMPORT_COMMITTED, row, before={}, after=found.counts, made=made)
    if not review and not reading.format.broker:
        header, key = found.preview["columns"], reading.format.key
        await remember(session, actor, row, reading.saved, format_key=key, header=header, clock=clock)
    return Outcome(state, found.counts["rows"], found.counts["new"])


async def settle(
    session: Session, actor: Actor, import_id: UUID, *, clock: Clock, blobs: BlobStore, broker_files: BrokerFiles
) -> bool:
    """Reads a committed import's file anew, by what the trader has said since; False when that is not wanted.

    What it gave goes and what it gives now comes, in one transaction: fills keep their names, so trades keep
    their annotations.
    """
    actor.require(Permission.IMPORTS_WRITE)
    row = await repository.lock_import(session, actor, import_id)
    if row is None or row.phase != PHASE_SETTLING:
        return False
    await workspaces.require_still(session, actor, Permission.IMPORTS_WRITE)
    await ledger.forget_import(session, actor, ImportId(import_id), comes_again=True)
    reading = await open_file(session, actor, row, clock=clock, blobs=blobs, broker_files=broker_files)
    found = await _apply(session, actor, row, reading, blobs=blobs, broker_files=broker_files, progress=_untold)
    made = {one["id"] for one in (row.preview or {}).get("accounts", ()) if one["is_new"]}
    for account in found.preview["accounts"]:
        # It stayed when the import's fills went.
        account["is_new"] = account["is_new"] or account["id"] in made
    note_counts(session, actor, Action.IMPORT_SETTLED, row, before=row.counts or {}, after=found.counts)
    await _keep(session, actor, row, reading, found, {})
    await workspaces.require_still(session, actor, Permission.IMPORTS_WRITE)
    return True


async def _untold(_phase: str, _rows: int) -> None:
    """Nobody waits for a settlement's progress."""


class _Found(NamedTuple):
    notes: list[RowNote]
    counts: dict[str, int]
    preview: dict[str, Any]


async def _apply(
    session: Session,
    actor: Actor,
    row: ImportRow,
    reading: Reading,
    *,
    blobs: BlobStore,
    broker_files: BrokerFiles,
    progress: Progress,
) -> _Found:
    """Stores the file's content and derives from it."""
    written = await _write(session, actor, row, reading, progress)
    await progress("deriving", reading.rows)
    settled = reading.settled
    done = await written.close(
        reading.fill_lines, left_out=settled.lines(Settlement.IGNORE), surely_new=settled.lines(Settlement.COUNT)
    )
    notes, counts = _counted(reading, done, broker_files)
    if not counts["rows"]:
        raise NothingInIt("There is no row under a header that is known.")
    preview = {**await preview_of(session, actor, reading, done), **understood(reading)}
    if not reading.format.broker:
        # A table that says not whose it is: which column is what may need correcting.
        preview.update(await _sample(row, blobs, broker_files))
    return _Found(notes, counts, preview)


async def _keep(
    session: Session, actor: Actor, row: ImportRow, reading: Reading, found: _Found, changes: dict[str, Any]
) -> None:
    await repository.replace_notes(session, actor, row.id, found.notes)
    told_now: dict[str, Any] = {
        "format_key": reading.format.key,
        "confidence": reading.confidence,
        "rows_read": found.counts["rows"],
        "bytes_read": row.file_bytes,
        "phase": "",
        "counts": found.counts,
        "preview": found.preview,
        "problem": None,
    }
    await repository.save_import(session, actor, row.id, told_now | changes)


async def tell_progress(session: Session, actor: Actor, import_id: UUID, *, phase: str, rows: int) -> bool:
    """False when the import was cancelled meanwhile. Raises NotAllowed where whoever asked for it may not any more."""
    actor.require(Permission.IMPORTS_WRITE)
    await workspaces.require_still(session, actor, Permission.IMPORTS_WRITE)
    return await repository.save_progress(session, actor, import_id, phase=phase, rows_read=rows)


async def fail(
    session: Session,
    actor: Actor,
    import_id: UUID,
    problem: Problem,
    *,
    clock: Clock,
    blobs: BlobStore,
    broker_files: BrokerFiles,
) -> None:
    """Notes why it could not be done, and what a column mapping would need to know."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await repository.lock_import(session, actor, import_id)
    if row is None:
        raise ImportNotFound
    if row.state in SETTLED:
        return
    workspaces.note_refusal(session, actor, problem, import_id)
    state = after(ImportState(row.state), ImportAct.FAIL)
    shown = await _sample(row, blobs, broker_files)
    changes = {
        "state": state.value,
        "phase": "",
        "problem": told(problem),
        "preview": shown if shown["columns"] else None,
        "finished_at": clock.now(),
    }
    await repository.save_import(session, actor, import_id, changes)


async def _sample(row: ImportRow, blobs: BlobStore, broker_files: BrokerFiles) -> dict[str, Any]:
    """The head of the table, and a mapping to begin with."""
    try:
        path = await blobs.open(row.blob_key, row.file_sha256)
        columns, sample = broker_files.sample(path, row.file_name)
        return {"columns": columns, "sample": sample, "proposal": broker_files.proposal(path, row.file_name)}
    except Problem:
        return {"columns": [], "sample": [], "proposal": {}}


async def _write(
    session: Session, actor: Actor, row: ImportRow, reading: Reading, progress: Progress
) -> ledger.FillWriter:
    again = row.phase == PHASE_SETTLING
    writer = ledger.FillWriter(session, actor, ImportId(row.id), again=again)
    try:
        await writer.open()
        async for batch in reading.batches():
            if not reading.knows_accounts(batch):
                await writer.stored()
            await writer.write(await reading.record(session, actor, batch))
            await progress("reading", reading.rows)
        await writer.stored()
        reading.new_splits = await writer.add_splits(await reading.stated_splits(session, actor))
        reading.new_actions = await writer.add_actions(await reading.stated_actions(session, actor))
        await writer.add_actions(await reading.followed_actions(session, actor))
        await writer.add_rates(reading.stated_rates())
        reading.beside.settle(
            await writer.add_cash(await reading.stated_cash(session, actor)),
            await writer.add_statements(await reading.statements(session, actor)),
        )
    except BaseException:
        await writer.abandon()
        raise
    return writer


def _counted(reading: Reading, done: ledger.Written, broker_files: BrokerFiles) -> tuple[list[RowNote], dict[str, int]]:
    """Every row under one verdict, and a note for each that is neither new nor a duplicate."""
    apart = [unmatched_note(one.line, one.reason, one.symbol) for one in done.set_apart]
    twice = [_duplicate_note(one) for one in done.probable]
    gone = [RowNote(line, Verdict.IGNORED, LEFT_OUT, "You left it out.", "") for line in done.left_out]
    left_out = {note.line for note in (*reading.notes, *gone) if note.code == LEFT_OUT}
    settled = reading.settled.remarks(told=left_out)
    notes = sorted([*reading.notes, *apart, *twice, *gone, *settled], key=lambda note: note.line)
    untold = {note.line for note in notes if not note.raw}
    raws = broker_files.raw_rows(reading.path, reading.name, untold) if untold else {}
    notes = [note if note.raw else note._replace(raw=raws.get(note.line, "")) for note in notes]
    verdicts = Counter(note.verdict for note in notes)
    known_rates, new_rates = reading.rates_known, len(reading.rates) - reading.rates_known
    beside = reading.beside
    stated, fresh = len(reading.splits) + len(reading.actions), reading.new_splits + reading.new_actions
    new = done.new_lines - len(apart) + fresh + new_rates + beside.new
    duplicate = reading.fill_lines - done.new_lines + stated - fresh + known_rates
    duplicate += beside.lines - beside.new - len(twice) - len(gone)
    counts = {
        "new": new,
        "duplicate": duplicate,
        "ignored": verdicts[Verdict.IGNORED],
        "quarantined": verdicts[Verdict.QUARANTINED],
        "rejected": verdicts[Verdict.REJECTED],
    }
    fills = done.new_fills - sum(one.fills for one in done.set_apart)
    return notes, {"rows": sum(counts.values()), **counts, "fills": fills}


def _duplicate_note(one: ledger.ProbableDuplicate) -> RowNote:
    where = f"the file {one.file}" if one.file else "what was entered by hand"
    detail = (
        f"The same fill of {one.symbol} stands in {where}, where it is numbered otherwise: leave this one out, or "
        "count it as another."
    )
    return RowNote(one.line, Verdict.QUARANTINED, PROBABLE_DUPLICATE, detail, "")
