"""Running an import: read the file, record its fills, derive the trades; all of it or nothing."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db.session import Session
from tradesense.db.tables.imports import ImportRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.file_ledger import unmatched_note
from tradesense.domain.ids import ImportId
from tradesense.domain.importing import SETTLED, ImportAct, ImportState, after
from tradesense.domain.number import money_text, plain
from tradesense.domain.problem import Problem
from tradesense.domain.statement import RowNote, Verdict
from tradesense.features.imports import repository
from tradesense.features.imports.problems import Cancelled, Crashed, ImportNotFound, NothingInIt
from tradesense.features.imports.use_cases.manage import told
from tradesense.features.imports.use_cases.mappings import remember
from tradesense.features.imports.use_cases.reading import Reading, open_file
from tradesense.features.imports.use_cases.understanding import understood
from tradesense.features.ledger import use_cases as ledger
from tradesense.ports import BlobStore, BrokerFiles, Clock

ATTEMPTS_MAX: Final = 3
PREVIEW_TRADES: Final = 50

Progress = Callable[[str, int], Awaitable[None]]
"""Told the phase and the rows read so far; raises Cancelled when nobody wants the result any more."""


class Outcome(NamedTuple):
    """What a run came to."""

    state: ImportState
    rows: int
    new: int


async def begin(session: Session, actor: Actor, import_id: UUID) -> ImportRow | None:
    """Takes up an import; None when there is nothing to do. Raises Crashed for one that kills its workers."""
    actor.require(Permission.IMPORTS_WRITE)
    row = await repository.lock_import(session, actor, import_id)
    if row is None or row.state in SETTLED:
        return None
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
    reading = await open_file(session, actor, row, blobs=blobs, broker_files=broker_files)
    review = row.review_first and row.state != ImportState.COMMITTING
    async with session.begin_nested() as savepoint:
        written = await _write(session, actor, row, reading, progress)
        await progress("deriving", reading.rows)
        done = await written.close(reading.fill_lines)
        notes, counts = _counted(reading, done, broker_files)
        if not counts["rows"]:
            raise NothingInIt("There is no row under a header that is known.")
        preview = {**await _preview(session, actor, reading, done), **understood(reading)}
        # What can be read in several ways is asked, whoever wants no review.
        review = review or bool(preview["questions"])
        if not reading.format.broker:
            # A table that says not whose it is: which column is what may need correcting.
            preview.update(_sample(row, blobs, broker_files))
        if review:
            await savepoint.rollback()
    present = await repository.lock_import(session, actor, row.id)
    if present is None or present.state != row.state:
        raise Cancelled  # in the last moment, after the progress was told
    await repository.replace_notes(session, actor, row.id, notes)
    state = ImportState.REVIEW if review else ImportState.COMMITTED
    changes: dict[str, Any] = {
        "state": state.value,
        "format_key": reading.format.key,
        "confidence": reading.confidence,
        "rows_read": counts["rows"],
        "bytes_read": row.file_bytes,
        "phase": "",
        "counts": counts,
        "preview": preview,
        "problem": None,
        "finished_at": None if review else clock.now(),
    }
    await repository.save_import(session, actor, row.id, changes)
    if not review and not reading.format.broker:
        header, key = preview["columns"], reading.format.key
        await remember(session, actor, row, reading.saved, format_key=key, header=header, clock=clock)
    return Outcome(state, counts["rows"], counts["new"])


async def tell_progress(session: Session, actor: Actor, import_id: UUID, *, phase: str, rows: int) -> bool:
    """False when the import was cancelled meanwhile."""
    actor.require(Permission.IMPORTS_WRITE)
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
    state = after(ImportState(row.state), ImportAct.FAIL)
    shown = _sample(row, blobs, broker_files)
    changes = {
        "state": state.value,
        "phase": "",
        "problem": told(problem),
        "preview": shown if shown["columns"] else None,
        "finished_at": clock.now(),
    }
    await repository.save_import(session, actor, import_id, changes)


def _sample(row: ImportRow, blobs: BlobStore, broker_files: BrokerFiles) -> dict[str, Any]:
    """The head of the table, and a mapping to begin with."""
    try:
        path = blobs.open(row.blob_key)
        columns, sample = broker_files.sample(path, row.file_name)
        return {"columns": columns, "sample": sample, "proposal": broker_files.proposal(path, row.file_name)}
    except Problem:
        return {"columns": [], "sample": [], "proposal": {}}


async def _write(
    session: Session, actor: Actor, row: ImportRow, reading: Reading, progress: Progress
) -> ledger.FillWriter:
    writer = ledger.FillWriter(session, actor, ImportId(row.id))
    try:
        await writer.open()
        for batch in reading.batches():
            await writer.write(await reading.record(session, actor, batch))
            await progress("reading", reading.rows)
        reading.new_splits = await writer.add_splits(await reading.stated_splits(session, actor))
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
    raws = broker_files.raw_rows(reading.path, reading.name, {note.line for note in apart}) if apart else {}
    notes = sorted(
        [*reading.notes, *(note._replace(raw=raws.get(note.line, "")) for note in apart)], key=lambda note: note.line
    )
    verdicts = Counter(note.verdict for note in notes)
    known_rates, new_rates = reading.rates_known, len(reading.rates) - reading.rates_known
    beside = reading.beside
    new = done.new_lines - len(apart) + reading.new_splits + new_rates + beside.new
    duplicate = reading.fill_lines - done.new_lines + len(reading.splits) - reading.new_splits + known_rates
    duplicate += beside.lines - beside.new
    counts = {
        "new": new,
        "duplicate": duplicate,
        "ignored": verdicts[Verdict.IGNORED],
        "quarantined": verdicts[Verdict.QUARANTINED],
        "rejected": verdicts[Verdict.REJECTED],
    }
    return notes, {"rows": sum(counts.values()), **counts, "fills": done.new_fills}


async def _preview(session: Session, actor: Actor, reading: Reading, done: ledger.Written) -> dict[str, Any]:
    changed = bool(done.rebuilt.saved or done.rebuilt.deleted)
    made = await repository.list_made(session, actor, done.version, PREVIEW_TRADES) if changed else []
    nets = await repository.list_made_net(session, actor, done.version) if changed else []
    return {
        "zone": reading.options.zone.key,
        "zone_because": reading.zone_because,
        "accounts": reading.accounts_met(),
        "trades_saved": done.rebuilt.saved,
        "trades_deleted": done.rebuilt.deleted,
        "net": [{"currency": currency, "net": money_text(net)} for currency, net in nets],
        "trades": [_shown(one) for one in made],
        "cash": [
            {"kind": one.kind, "currency": one.currency, "count": one.events, "amount": money_text(one.amount)}
            for one in reading.beside.cash_sums
        ],
    }


def _shown(one: repository.TradePreview) -> dict[str, Any]:
    return {
        "symbol": one.symbol,
        "side": "long" if one.direction > 0 else "short",
        "status": "closed" if one.closed_at else "open",
        "quantity": plain(one.quantity),
        "opened_at": one.opened_at.isoformat(),
        "closed_at": one.closed_at.isoformat() if one.closed_at else None,
        "times_known": one.times_known,
        "net": money_text(one.net),
        "currency": one.currency,
    }
