"""Settling rows in quarantine, and taking that back: the file is read again by what the trader says."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.db.tables.imports import ImportRow
from tradesense.domain.access import Actor, Permission
from tradesense.domain.audit_actions import Action
from tradesense.domain.importing import ImportAct, ImportState, ImportStateWrong, after
from tradesense.domain.number import plain
from tradesense.domain.settling import Settlement, SettlementImpossible, checked_cost_share, proposals, settled_as
from tradesense.domain.statement import Verdict
from tradesense.features.imports import repository
from tradesense.features.imports.use_cases.manage import (
    JOB_RUN,
    PHASE_SETTLING,
    PHASE_UNDOING,
    get_import,
    hand_over,
    lock,
    refuse_while_settling,
)
from tradesense.features.imports.use_cases.reading import settled_of

JOB_SETTLE: Final = "imports.settle"
SETTLED_LINES_MAX: Final = 20_000


async def settle_import(
    session: Session,
    actor: Actor,
    import_id: UUID,
    *,
    by_line: Mapping[int, Settlement | None],
    by_code: Mapping[str, Settlement | None],
    cost_shares: Mapping[int, Decimal],
) -> ImportRow:
    """Takes down what becomes of quarantined rows, and has the file read again by it and by the contracts that
    the workspace states now. None: what was said of them is taken back, and they are in quarantine again.
    `cost_shares`: of the lines that are settled by one.

    Raises SettlementImpossible; then nothing is taken down.
    """
    actor.require(Permission.IMPORTS_WRITE)
    row = await lock(session, actor, import_id)
    if row.state not in {ImportState.REVIEW, ImportState.COMMITTED} or row.phase == PHASE_UNDOING:
        raise ImportStateWrong(
            f"It is {row.phase or row.state}: rows are settled in the review, or once it is committed."
        )
    refuse_while_settling(row)
    said_before = settled_of(row.options)
    before = said_before.by_line
    back = _taken_back(before, by_line, by_code)
    said_of_lines = {line: one for line, one in by_line.items() if one is not None}
    said_of_codes = {code: one for code, one in by_code.items() if one is not None}
    chosen = await _chosen(session, actor, import_id, said_of_lines, said_of_codes)
    if needless := cost_shares.keys() - chosen.keys():
        raise SettlementImpossible(f"Line {min(needless)} is taken back: leave out its cost_share.")
    said_now = {line: checked_cost_share(line, one, cost_shares.get(line)) for line, one in chosen.items()}
    settled = {line: one for line, one in (dict(before) | chosen).items() if line not in back}
    shares = {line: one for line, one in (dict(said_before.cost_shares) | said_now).items() if one and line not in back}
    if len(settled) > SETTLED_LINES_MAX:
        raise SettlementImpossible(f"At most {SETTLED_LINES_MAX} rows can be settled one by one.")
    kept = {
        "settled": {str(line): one.value for line, one in settled.items()},
        "cost_shares": {str(line): plain(one) for line, one in shares.items()},
    }
    told: dict[str, tuple[Any, Any]] = {"settled": (len(before), len(settled)), "taken_back": (None, len(back) or None)}
    auditing.note(session, actor, Action.IMPORT_SETTLE, import_id, changes=told)
    changes: dict[str, Any] = {"options": {**row.options, **kept}, "problem": None}
    if row.state == ImportState.REVIEW:
        changes |= {"state": after(ImportState.REVIEW, ImportAct.RETRY).value, "attempts": 0}
        await repository.save_import(session, actor, import_id, changes)
        await hand_over(session, actor, JOB_RUN, import_id)
    else:
        await repository.save_import(session, actor, import_id, {**changes, "phase": PHASE_SETTLING})
        await hand_over(session, actor, JOB_SETTLE, import_id)
    return await get_import(session, actor, import_id)


def _taken_back(
    settled: Mapping[int, Settlement],
    by_line: Mapping[int, Settlement | None],
    by_code: Mapping[str, Settlement | None],
) -> set[int]:
    """The lines of which nothing is said any more."""
    lines = {line for line, one in by_line.items() if one is None}
    if unknown := lines - settled.keys():
        raise SettlementImpossible(f"Line {min(unknown)} was not settled.")
    for code in (code for code, one in by_code.items() if one is None):
        if settled_as(code) is None:
            raise SettlementImpossible(f"{code!r} is no settlement that could be taken back.")
        lines |= {line for line, one in settled.items() if one is settled_as(code)}
    return lines


async def _chosen(
    session: Session,
    actor: Actor,
    import_id: UUID,
    by_line: Mapping[int, Settlement],
    by_code: Mapping[str, Settlement],
) -> dict[int, Settlement]:
    """The choice for each line; what is said of a line goes before what is said of all rows like it."""
    asked = await repository.list_asked(session, actor, import_id)
    found = {line: by_code[code] for line, code in asked if code in by_code} | dict(by_line)
    codes = dict(asked)
    for line, one in found.items():
        if line not in codes:
            raise SettlementImpossible(f"Line {line} is not in quarantine.")
        if one not in proposals(Verdict.QUARANTINED, codes[line]):
            raise SettlementImpossible(f"Line {line} ({codes[line]}) cannot be settled as {one}.")
    return found
