"""Recording: many fills at once, from a file, into the ledger and out of it again."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from tradesense.db import outbox
from tradesense.db.bulk import written
from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.cash import CashEvent
from tradesense.domain.ids import (
    ActionId,
    ImportId,
    InstrumentId,
    PositionId,
    SplitId,
    instrument_id,
    position_id,
)
from tradesense.domain.ids import split_id as id_of_split
from tradesense.domain.instrument import Instrument
from tradesense.domain.recording import AccountFacts, RateTable, Recorded
from tradesense.domain.statement import StatedAction, StatedRate, StatedSplit
from tradesense.features.ledger.problems import MultiplierConflict
from tradesense.features.ledger.repository import actions as actions_repository
from tradesense.features.ledger.repository import changes
from tradesense.features.ledger.repository import recording as repository
from tradesense.features.ledger.repository.inheriting import claim_fills, inherit_fills
from tradesense.features.ledger.repository.rebuild import END, Touched
from tradesense.features.ledger.use_cases.action_rows import store_actions
from tradesense.features.ledger.use_cases.rebuild import NOTHING_REBUILT, Rebuilt, rebuild_trades, touched_by
from tradesense.features.ledger.use_cases.stating import (
    CashStored,
    Statements,
    forget_stated,
    store_cash,
    store_statements,
)
from tradesense.features.workspaces import use_cases as workspaces

TOPIC_CHANGED = "ledger.changed"


class SetApart(NamedTuple):
    """A line whose fills found nothing to close: kept, and outside every total."""

    line: int
    reason: str
    symbol: str
    fills: int


class ProbableDuplicate(NamedTuple):
    """A line whose fills are stored already, it seems, from a file that names them otherwise; not counted."""

    line: int
    symbol: str
    file: str


class Written(NamedTuple):
    """What an import added. `new_lines`: lines with something new on them, those set apart included."""

    fills: int
    new_fills: int
    new_lines: int
    set_apart: list[SetApart]
    left_out: list[int]
    probable: list[ProbableDuplicate]
    rebuilt: Rebuilt
    version: int


class FillWriter:
    """Writes an import's fills batch by batch, then re-derives what they touched.

    While the server stores one batch, the caller reads the next from the file, and lets other tasks have their turn
    now and then, so that the batch goes out. `again`: it was taken out in this
    transaction, to be read by what the trader has said since.
    """

    def __init__(self, session: Session, actor: Actor, import_id: ImportId, *, again: bool = False) -> None:
        actor.require(Permission.IMPORTS_WRITE)
        self._session = session
        self._actor = actor
        self._import_id = import_id
        self._again = again
        self._storing: asyncio.Task[None] | None = None
        self._all_fresh = True
        self._fills = 0
        self._instruments: dict[str, InstrumentId] = {}
        self._positions: dict[tuple[object, ...], PositionId] = {}
        self._fresh_splits: list[SplitId] = []
        self._fresh_actions: list[ActionId] = []
        self._states_news = False

    async def open(self) -> None:
        await repository.lock_recording(self._session, self._actor, alone=False)
        await repository.open_stage(self._session)
        await changes.open_before(self._session)

    async def write(self, batch: Sequence[Recorded]) -> None:
        """Raises MultiplierConflict where a known instrument is stated with another multiplier."""
        await self._know(batch)
        rows = [repository.execution_row(self._actor, one, self._position(one), self._import_id) for one in batch]
        fills = written(rows)
        self._fills += len(batch)
        await self.stored()
        self._storing = asyncio.create_task(self._store(fills))

    async def add_splits(self, stated: Sequence[tuple[StatedSplit, AccountFacts]]) -> int:
        """How many of the splits are new."""
        if not stated:
            return 0
        await self.stored()
        workspace = self._actor.workspace_id
        instruments = [(self._instrument(split.instrument), split.instrument) for split, _ in stated]
        await repository.add_instruments(self._session, self._actor, instruments)
        ids = [split_id(self._actor, split, account) for split, account in stated]
        known = await repository.list_known_splits(self._session, self._actor, ids)
        rows = [
            (
                workspace, id_, account.id, instrument, split.numerator, split.denominator, split.added, split.when,
                False,
            )
            for id_, (split, account), (instrument, _) in zip(ids, stated, instruments, strict=True)
        ]  # fmt: skip
        await repository.add_splits(self._session, rows)
        sources = [(workspace, self._import_id, split.line, id_) for id_, (split, _) in zip(ids, stated, strict=True)]
        await repository.add_split_sources(self._session, sources)
        fresh = [id_ for id_ in ids if id_ not in known]
        self._fresh_splits += fresh
        return len(fresh)

    async def add_actions(self, stated: Sequence[tuple[StatedAction, AccountFacts, Decimal | None]]) -> int:
        """How many of the corporate actions are new. Each comes with its account and exchange rate."""
        if not stated:
            return 0
        await self.stored()
        fresh = await store_actions(self._session, self._actor, self._import_id, stated)
        self._fresh_actions += fresh
        return len(fresh)

    async def add_rates(self, rates: Sequence[tuple[StatedRate, str]]) -> None:
        """`rates` with the base currency each is stated in."""
        await self.stored()
        rows = [
            (self._actor.workspace_id, self._import_id, rate.currency, base, rate.day, rate.rate)
            for rate, base in rates
        ]
        await repository.add_rates(self._session, rows)

    async def add_cash(self, events: Sequence[CashEvent]) -> CashStored:
        await self.stored()
        stored = await store_cash(self._session, self._actor, self._import_id, events)
        self._states_news |= bool(stored.new_lines)
        return stored

    async def add_statements(self, said: Statements) -> set[int]:
        """What the file prints of its accounts; answers the lines that other imports state alike."""
        await self.stored()
        if not any(said):
            return set()
        self._states_news = True
        return await store_statements(self._session, self._actor, self._import_id, said)

    async def close(
        self, lines: int, *, left_out: frozenset[int] = frozenset(), surely_new: frozenset[int] = frozenset()
    ) -> Written:
        """Re-derives the trades and raises the ledger's version, if anything changed. `lines`: those with fills;
        `left_out`: lines whose fills the trader does not want; `surely_new`: those that count even where they look
        like fills that are stored already."""
        await self.stored()
        session, actor = self._session, self._actor
        if self._again:
            await claim_fills(session, actor, self._import_id)
        gone, probable = await repository.take_back(session, actor, self._import_id, left_out, surely_new)
        if self._again:
            await inherit_fills(session, actor, self._import_id)
        restated = await repository.list_split_positions(session, actor, self._fresh_splits, END)
        moved = await actions_repository.list_action_positions(session, actor, self._fresh_actions, END)
        touched = touched_by([*restated, *moved, *await repository.list_changed(session)])
        rebuilt, version = NOTHING_REBUILT, await workspaces.ledger_version(session, actor)
        if touched or self._states_news:
            rebuilt, version = await rebuild_and_announce(session, actor, touched, keeps_before=True)
        new_fills = await repository.count_new(session)
        one_a_line = lines == self._fills
        new_lines = new_fills if one_a_line else await repository.count_new_lines(session, actor, self._import_id)
        apart = [SetApart(*one) for one in await repository.list_set_apart(session, actor, self._import_id)]
        return Written(
            self._fills,
            new_fills,
            new_lines,
            apart,
            gone,
            [ProbableDuplicate(*one) for one in probable],
            rebuilt,
            version,
        )

    async def abandon(self) -> None:
        """Lets the statement that is under way end: before that the transaction cannot be undone."""
        storing, self._storing = self._storing, None
        if storing is not None:
            _ = await asyncio.gather(storing, return_exceptions=True)

    async def _store(self, fills: Sequence[bytes]) -> None:
        """As if nothing were known yet, until something is."""
        await repository.stage_fills(self._session, fills)
        self._all_fresh = self._all_fresh and await repository.store_fresh(self._session)
        if not self._all_fresh:
            await repository.store_staged(self._session)

    async def stored(self) -> None:
        """Waits until the session is free: until what was written is stored."""
        if self._storing is not None:
            await self._storing
            self._storing = None

    async def _know(self, batch: Sequence[Recorded]) -> None:
        """Instruments and positions that this import meets for the first time."""
        fresh = {one.instrument.key: one.instrument for one in batch if one.instrument.key not in self._instruments}
        if fresh:
            await self.stored()
            found = [(self._instrument(one), one) for one in fresh.values()]
            await repository.add_instruments(self._session, self._actor, found)
            stored = await repository.list_multipliers(self._session, self._actor, [id_ for id_, _ in found])
            for id_, one in found:
                if stored[id_] != one.multiplier:
                    raise MultiplierConflict(one.symbol, stored[id_], one.multiplier)
        places = []
        for fill in batch:
            key = (fill.account, fill.instrument.key, fill.position_ref)
            if key not in self._positions:
                instrument = self._instruments[fill.instrument.key]
                place = position_id(self._actor.workspace_id, fill.account, instrument, fill.position_ref)
                self._positions[key] = place
                places.append((place, fill.account, instrument, fill.position_ref))
        if places:
            await self.stored()
            await repository.add_positions(self._session, self._actor, places)

    def _instrument(self, instrument: Instrument) -> InstrumentId:
        known = self._instruments.get(instrument.key)
        if known is None:
            known = self._instruments[instrument.key] = instrument_id(self._actor.workspace_id, instrument.key)
        return known

    def _position(self, recorded: Recorded) -> PositionId:
        return self._positions[recorded.account, recorded.instrument.key, recorded.position_ref]


async def forget_import(session: Session, actor: Actor, import_id: ImportId, *, comes_again: bool = False) -> Rebuilt:
    """Takes everything of an import out of the ledger; what another file states too, stays. `comes_again`: it is
    read again in this transaction, and what it stated first waits for it."""
    actor.require(Permission.IMPORTS_WRITE)
    await repository.lock_recording(session, actor, alone=True)
    touched = await repository.remove_sources(session, actor, import_id, comes_again=comes_again)
    splits = await repository.remove_split_sources(session, actor, import_id)
    touched += await repository.list_split_positions(session, actor, splits, END)
    actions = await actions_repository.remove_action_sources(session, actor, import_id)
    touched += await actions_repository.list_action_positions(session, actor, actions, END)
    await repository.remove_rates(session, actor, import_id)
    is_less_stated = await forget_stated(session, actor, import_id)
    if not touched and not is_less_stated:
        return NOTHING_REBUILT
    rebuilt, _ = await rebuild_and_announce(session, actor, touched_by(touched), unlinked=actions)
    return rebuilt


async def rebuild_and_announce(
    session: Session,
    actor: Actor,
    touched: Sequence[Touched],
    *,
    unlinked: Sequence[UUID] = (),
    keeps_before: bool = False,
) -> tuple[Rebuilt, int]:
    """Raises the version, re-derives, and tells whoever follows the ledger. Options: see `rebuild_trades`."""
    version = await workspaces.raise_ledger_version(session, actor)
    rebuilt = await rebuild_trades(session, actor, touched, version, unlinked=unlinked, keeps_before=keeps_before)
    await outbox.put(session, TOPIC_CHANGED, actor.workspace_id, {"version": version})
    return rebuilt, version


async def known_rates(session: Session, actor: Actor) -> RateTable:
    """The rates that earlier imports stated."""
    rates = RateTable()
    for currency, base, day, rate in await repository.list_rates(session, actor):
        rates[currency, base, day] = rate
    return rates


def split_id(actor: Actor, split: StatedSplit, account: AccountFacts) -> SplitId:
    ratio = (split.numerator, split.denominator, split.added)
    return id_of_split(actor.workspace_id, account.id, split.instrument.key, split.when, ratio)
