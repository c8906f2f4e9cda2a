"""Fills that a program posts: all of a request's or none, kept as an import, so that they can be traced and undone."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.file_ledger import unmatched_note
from tradesense.domain.importing import ImportState
from tradesense.domain.problem import FieldError, Problem
from tradesense.domain.recording import AccountFacts, RateTable, Recorded, Recorder, ranked
from tradesense.domain.settling import PROBABLE_DUPLICATE
from tradesense.domain.statement import RowNote, StatedFill, Verdict
from tradesense.features.imports import repository
from tradesense.features.imports.problems import FillsInvalid
from tradesense.features.imports.use_cases.manage import Received
from tradesense.features.ledger import use_cases as ledger
from tradesense.ports import Clock

FORMAT_KEY: Final = "api_fills"
BATCH_FILLS: Final = 5_000
TURN_FILLS: Final = 100
"""After so many, other tasks have their turn: the last batch goes out meanwhile."""
FAULTS_MAX: Final = 100


class PostedFill(NamedTuple):
    """A fill as a program states it. `ref`: the broker's number of it, by which it is known again."""

    said: ledger.FillSaid
    ref: str
    position_ref: str
    sequence: int


class Posted(NamedTuple):
    """What a request came to. `probable`: rows that look like fills of a file, and were not counted."""

    import_id: UUID
    rows: int
    new: int
    duplicate: int
    unmatched: int
    probable: list[ledger.ProbableDuplicate]
    trades_saved: int
    ledger_version: int


async def post_fills(
    session: Session,
    actor: Actor,
    received: Received,
    posted: Sequence[PostedFill],
    *,
    clock: Clock,
    count_probable: bool,
) -> Posted:
    """Records them in the order given. Raises FillsInvalid naming every row that cannot be; then nothing is stored."""
    actor.require(Permission.IMPORTS_WRITE)
    accounts = {row.id: ledger.facts(row) for row in await ledger.list_accounts(session, actor)}
    fills = _stated(posted, accounts, clock.now())
    await repository.add_import(session, actor, _import(received, posted))
    known = await ledger.known_rates(session, actor)
    done = await _record(session, actor, received, fills, accounts, known, count_probable=count_probable)
    notes = [_remark(one) for one in done.set_apart] + [_left_out(one) for one in done.probable]
    await repository.replace_notes(session, actor, received.import_id, sorted(notes, key=lambda note: note.line))
    new = done.new_lines
    duplicate = len(fills) - new - len(done.probable)
    counts = {
        "rows": len(fills),
        "new": new,
        "duplicate": duplicate,
        "ignored": len(done.probable),
        "quarantined": 0,
        "rejected": 0,
        "fills": done.new_fills,
    }
    told = {name: (None, number) for name, number in counts.items()}
    auditing.note(session, actor, Action.EXECUTIONS_POST, received.import_id, changes=told)
    changes = {"counts": counts, "rows_read": len(fills), "finished_at": clock.now()}
    await repository.save_import(session, actor, received.import_id, changes)
    return Posted(
        received.import_id,
        len(fills),
        new,
        duplicate,
        len(done.set_apart),
        done.probable,
        done.rebuilt.saved,
        done.version,
    )


def _import(received: Received, posted: Sequence[PostedFill]) -> dict[str, Any]:
    accounts = {one.said.account_id for one in posted}
    return {
        "id": received.import_id,
        "state": ImportState.COMMITTED.value,
        "file_name": received.file_name,
        "file_bytes": received.stored.size,
        "file_sha256": received.stored.sha256,
        "bytes_read": received.stored.size,
        "blob_key": received.blob_key,
        "account_id": accounts.pop() if len(accounts) == 1 else None,
        "review_first": False,
        "format_key": FORMAT_KEY,
        "confidence": 1.0,
        "options": {"format": FORMAT_KEY},
    }


def _stated(posted: Sequence[PostedFill], accounts: dict[UUID, AccountFacts], now: datetime) -> list[StatedFill]:
    fills, faults, wrong = [], [], 0
    for number, one in enumerate(posted):
        account = accounts.get(one.said.account_id)
        try:
            if account is None:
                raise FillsInvalid("There is no such account in this workspace.")
            fills.append(
                ledger.stated_fill(
                    one.said,
                    account,
                    now,
                    line=number + 1,
                    broker_ref=one.ref,
                    position_ref=one.position_ref,
                    sequence=one.sequence,
                )
            )
        except Problem as refused:
            wrong += 1
            field = "/account_id" if account is None else "".join(one.pointer for one in refused.errors[:1])
            where = f"/{number}{field}"
            faults.append(FieldError(where, refused.code, refused.detail))
    if faults:
        raise FillsInvalid(f"{wrong} of {len(posted)} rows cannot be stored: nothing was.", errors=faults[:FAULTS_MAX])
    return fills


async def _record(
    session: Session,
    actor: Actor,
    received: Received,
    fills: Sequence[StatedFill],
    accounts: dict[UUID, AccountFacts],
    known: RateTable,
    *,
    count_probable: bool,
) -> ledger.Written:
    recorder = Recorder(actor.workspace_id, known)
    by_name = {str(id_): facts for id_, facts in accounts.items()}
    writer = ledger.FillWriter(session, actor, received.import_id)
    stream = ranked(fills)
    try:
        await writer.open()
        while batch := list(islice(stream, BATCH_FILLS)):
            recorded: list[Recorded] = []
            for start in range(0, len(batch), TURN_FILLS):
                recorded += [
                    recorder.record(one, by_name[one.fill.account]) for one in batch[start : start + TURN_FILLS]
                ]
                await asyncio.sleep(0)
            await writer.write(recorded)
    except BaseException:
        await writer.abandon()
        raise
    lines = frozenset(range(1, len(fills) + 1)) if count_probable else frozenset()
    return await writer.close(len(fills), surely_new=lines)


def _remark(one: ledger.SetApart) -> RowNote:
    return unmatched_note(one.line, one.reason, one.symbol)._replace(verdict=Verdict.REMARK)


def _left_out(one: ledger.ProbableDuplicate) -> RowNote:
    where = one.file or "what was entered by hand"
    detail = f"It looks like a fill of {one.symbol} in {where}, which numbers it otherwise: it was not counted."
    return RowNote(one.line, Verdict.IGNORED, PROBABLE_DUPLICATE, detail, "")
