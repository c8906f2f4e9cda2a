"""Reading an import's file: which layout, in which zone, into which accounts; batch by batch."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tradesense.db.session import Session
from tradesense.db.tables.imports import ImportMappingRow, ImportRow
from tradesense.domain.access import Actor
from tradesense.domain.answers import Answers
from tradesense.domain.calendar import second_time, session_of, trading_day, zone
from tradesense.domain.cash import CashEvent
from tradesense.domain.cash_recording import cash_events
from tradesense.domain.manners import StatedManners
from tradesense.domain.money import Currency
from tradesense.domain.plausible import happened
from tradesense.domain.recording import AccountFacts, Ranked, RateTable, Recorded, Recorder, ranked
from tradesense.domain.settling import TIME_TWICE, Settled, Settlement, left_out
from tradesense.domain.statement import (
    Detected,
    FormatFacts,
    FormatUnknown,
    ReadOptions,
    RowNote,
    Stated,
    StatedAccount,
    StatedAction,
    StatedFill,
    StatedRate,
    StatedRemark,
    StatedSplit,
    Verdict,
)
from tradesense.features.imports.problems import AccountAmbiguous
from tradesense.features.imports.use_cases.beside import Beside
from tradesense.features.imports.use_cases.mappings import find_mapping, usual_mark, usual_order
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.ports import BlobStore, BrokerFiles, Clock

BATCH_FILLS: Final = 5_000
TURN_FILLS: Final = 100
"""After so many, other tasks have their turn: the last batch goes out meanwhile."""
SECOND: Final = "second"


class Reading:
    """One file being read. Notes, splits and rates gather beside the fills.

    `rows`: those met so far; `fill_lines`: those of them with fills.
    """

    def __init__(
        self,
        *,
        row: ImportRow,
        path: Path,
        detected: Detected,
        options: ReadOptions,
        zone_because: str,
        timezone: str,
        broker_files: BrokerFiles,
        saved: ImportMappingRow | None,
        now: datetime,
    ) -> None:
        self.path = path
        self.name = row.file_name
        self.format: FormatFacts = detected.format
        self.confidence = detected.confidence
        self.options = options
        self.zone_because = zone_because
        self.rows = 0
        self.fill_lines = 0
        self.notes: list[RowNote] = []
        self.splits: list[StatedSplit] = []
        self.actions: list[StatedAction] = []
        self.followed: list[StatedAction] = []
        self.rates: list[StatedRate] = []
        self.beside = Beside()
        self.manners: StatedManners | None = None
        self.saved = saved
        self.twice = 0
        self.rates_known = 0
        self.new_splits = 0
        self.new_actions = 0
        self.settled = settled_of(row.options)
        self._account_id: UUID | None = row.account_id
        self._takes_second = row.options.get("repeated_times") == SECOND
        self._timezone = timezone
        self._now = now
        self._broker_files = broker_files
        self._base: dict[str, Currency] = {}
        self._table = RateTable()
        self._accounts: dict[str, AccountFacts] = {}
        self._met: dict[str, dict[str, Any]] = {}
        self._recorder: Recorder | None = None

    def prepare(self, workspace: Any, known: RateTable) -> None:
        """Learns the file's own rates and base currencies first, where its layout states them after the fills."""
        self._table = RateTable(known)
        self._recorder = Recorder(workspace, self._table)
        if not self._broker_files.states_rates(self.path, self.name, self.format.key):
            return
        stated: list[StatedRate] = []
        for one in self._stated():
            if isinstance(one, StatedAccount) and one.base:
                self._base.setdefault(one.account, one.base)
                self._base.setdefault("", one.base)
            elif isinstance(one, StatedRate):
                stated.append(one)
        for rate in stated:
            key = (rate.currency, rate.base or self._default_base(), rate.day)
            self.rates_known += known.get(key) == rate.rate
            self._table[key] = rate.rate

    async def batches(self) -> AsyncIterator[list[Ranked]]:
        """The fills, some thousands at a time, in the order of the file; other tasks have their turns meanwhile."""
        stream = ranked(self._fills())
        batch: list[Ranked] = []
        while part := list(islice(stream, TURN_FILLS)):
            batch += part
            if len(batch) >= BATCH_FILLS:
                yield batch
                batch = []
            await asyncio.sleep(0)
        if batch:
            yield batch

    def knows_accounts(self, batch: list[Ranked]) -> bool:
        """Whether `record` needs no look at the database for it."""
        return all(one.fill.account in self._accounts for one in batch)

    async def record(self, session: Session, actor: Actor, batch: list[Ranked]) -> list[Recorded]:
        assert self._recorder is not None
        for name in dict.fromkeys(one.fill.account for one in batch):
            if name not in self._accounts:
                implied = {one.fill.instrument.currency for one in batch if one.fill.account == name}
                await self._meet(session, actor, name, implied)
        record, accounts = self._recorder.record, self._accounts
        return [record(one, accounts[one.fill.account]) for one in batch]

    async def stated_splits(self, session: Session, actor: Actor) -> list[tuple[StatedSplit, AccountFacts]]:
        for name in dict.fromkeys(one.account for one in self.splits):
            if name not in self._accounts:
                await self._meet(session, actor, name, set())
        return [(one, self._accounts[one.account]) for one in self.splits]

    async def stated_actions(
        self, session: Session, actor: Actor
    ) -> list[tuple[StatedAction, AccountFacts, Decimal | None]]:
        """Each with its account, and the day's exchange rate for what it paid."""
        return await self._with_accounts(session, actor, self.actions)

    async def followed_actions(
        self, session: Session, actor: Actor
    ) -> list[tuple[StatedAction, AccountFacts, Decimal | None]]:
        """What those did to options: no rows of their own."""
        return await self._with_accounts(session, actor, self.followed)

    async def _with_accounts(
        self, session: Session, actor: Actor, actions: list[StatedAction]
    ) -> list[tuple[StatedAction, AccountFacts, Decimal | None]]:
        await self._meet_all(session, actor, [(one.account, one.instrument.currency) for one in actions])
        found = [(one, self._accounts[one.account]) for one in actions]
        return [(one, account, self._rate_of(one, account)) for one, account in found]

    def _rate_of(self, one: StatedAction, account: AccountFacts) -> Decimal | None:
        paid_in = one.instrument.currency
        if paid_in == account.currency:
            return None
        session = session_of(one.instrument.asset_class, account.zone, account.session_ends)
        return self._table.find(paid_in, account.currency, trading_day(one.when, session))

    async def stated_cash(self, session: Session, actor: Actor) -> list[CashEvent]:
        await self._meet_all(session, actor, [(one.account, one.currency) for one in self.beside.cash])
        return list(cash_events(actor.workspace_id, [(one, self._accounts[one.account]) for one in self.beside.cash]))

    async def statements(self, session: Session, actor: Actor) -> ledger.Statements:
        await self._meet_all(session, actor, self.beside.accounts())
        return self.beside.statements(self._accounts)

    def stated_rates(self) -> list[tuple[StatedRate, str]]:
        return [(one, one.base or self._default_base()) for one in self.rates]

    def accounts_met(self) -> list[dict[str, Any]]:
        return list(self._met.values())

    def _stated(self) -> Iterator[Stated]:
        return self._broker_files.read(self.path, self.name, self.format.key, self.options)

    def _fills(self) -> Iterator[StatedFill]:
        """Passes on the fills and keeps what else the rows say."""
        last_line, beside = 0, self.beside
        for one in map(self._settle, happened(self._stated(), self._now)):
            if isinstance(one, StatedFill):
                is_next_line = one.line != last_line
                self.rows += is_next_line
                self.fill_lines += is_next_line or beside.give_up(one.line)
                last_line = one.line
                beside.fill = fill = self._timed(one) if one.twice else one
                yield fill
            elif isinstance(one, RowNote):
                self.notes.append(one)
                self.rows += not beside.give_up(one.line)
                last_line = one.line
            elif isinstance(one, StatedRemark):
                self.notes.append(RowNote(one.line, Verdict.REMARK, *one[1:]))
            elif isinstance(one, StatedSplit):
                self.splits.append(one)
                self.rows += 1
            elif isinstance(one, StatedAction):
                (self.followed if one.follows else self.actions).append(one)
                self.rows += one.line != last_line and not one.follows
                last_line = one.line
            elif isinstance(one, StatedRate):
                self.rates.append(one)
                self.rows += 1
            elif isinstance(one, StatedManners):
                self.manners = one
            elif not isinstance(one, StatedAccount):
                self.rows += beside.see(one, is_own=one.line != last_line)
                last_line = one.line

    def _timed(self, fill: StatedFill) -> StatedFill:
        """A fill at a clock time that occurred twice: at the first, unless the trader chose the second for all."""
        self.twice += 1
        if self._takes_second:
            fill = fill._replace(when=second_time(fill.when, self.options.zone))
        which, other = (SECOND, "first") if self._takes_second else ("first", SECOND)
        detail = (
            f"Clocks were put back that night and showed this time twice: the {which} is meant here, "
            f"{fill.when.astimezone(UTC):%H:%M} UTC. If the file means the {other}, say so for all its times at once."
        )
        note = RowNote(fill.line, Verdict.REMARK, TIME_TWICE, detail, "")
        if self.notes[-1:] != [note]:  # a row may state two fills
            self.notes.append(note)
        return fill

    def _settle(self, one: Stated) -> Stated:
        """What becomes of it by the trader's choice, if there is one for its line."""
        if isinstance(one, StatedAccount | StatedManners) or one.line not in self.settled.by_line:
            return one
        chosen = self.settled.by_line[one.line]
        if isinstance(one, StatedFill):
            return one._replace(closes=False) if chosen is Settlement.OPENING else one
        if isinstance(one, RowNote) and one.verdict is Verdict.QUARANTINED and chosen is Settlement.IGNORE:
            return left_out(one)
        return one

    async def _meet_all(self, session: Session, actor: Actor, named: list[tuple[str, Currency]]) -> None:
        for name in dict.fromkeys(name for name, _ in named):
            if name not in self._accounts:
                await self._meet(session, actor, name, {paid_in for one, paid_in in named if one == name})

    async def _meet(self, session: Session, actor: Actor, name: str, implied: set[Currency]) -> None:
        """The account that the file calls `name`: the one chosen, or the broker's, made now if it is new."""
        if self._account_id is not None:
            if self._accounts:
                raise AccountAmbiguous("Leave the account out: each of the file's accounts gets its own.")
            chosen = await ledger.get_account(session, actor, self._account_id)
            self._accounts[name] = ledger.facts(chosen)
            self._met[name] = _met(chosen, is_new=False)
            return
        known = {row.id for row in await ledger.list_accounts(session, actor)}
        base = self._base.get(name) or self._base.get("") or (next(iter(implied)) if len(implied) == 1 else None)
        facts = await ledger.account_for(
            session,
            actor,
            broker=self.format.broker,
            number=name,
            base=base or self._default_base(),
            timezone=self._timezone,
        )
        self._accounts[name] = facts
        self._met[name] = _met(await ledger.get_account(session, actor, facts.id), is_new=facts.id not in known)

    def _default_base(self) -> Currency:
        return self._base.get("", self.options.currency)


def _met(account: ledger.AccountRow, *, is_new: bool) -> dict[str, Any]:
    return {"id": str(account.id), "name": account.name, "number": account.number, "is_new": is_new}


async def open_file(
    session: Session, actor: Actor, row: ImportRow, *, clock: Clock, blobs: BlobStore, broker_files: BrokerFiles
) -> Reading:
    """Settles how the import's file is to be read. Raises FormatUnknown, FileUnreadable."""
    path = await blobs.open(row.blob_key, row.file_sha256)
    detected, saved = await _detect(session, actor, row, path, broker_files)
    workspace = await workspaces.current_workspace(session, actor)
    zone_name, because = await _zone(session, actor, row, detected.format, workspace.timezone)
    settled = settled_of(row.options)
    options = ReadOptions(
        zone=zone(zone_name),
        currency=Currency(workspace.currency),
        date_order=row.options.get("date_order"),
        decimal_mark=row.options.get("decimal_mark"),
        mapping=saved.mapping if saved else row.options.get("mapping"),
        usual_order=usual_order(saved),
        usual_mark=usual_mark(saved),
        answers=Answers(
            await ledger.own_contracts(session, actor), settled.lines(Settlement.LATER), settled.cost_shares
        ),
    )
    reading = Reading(
        row=row,
        path=path,
        detected=detected,
        options=options,
        zone_because=because,
        timezone=workspace.timezone,
        broker_files=broker_files,
        saved=saved,
        now=clock.now(),
    )
    reading.prepare(actor.workspace_id, await ledger.known_rates(session, actor))
    return reading


def settled_of(options: dict[str, Any]) -> Settled:
    """The trader's choices, as an import keeps them."""
    return Settled(
        {int(line): Settlement(chosen) for line, chosen in options.get("settled", {}).items()},
        {int(line): Decimal(said) for line, said in options.get("cost_shares", {}).items()},
    )


async def _detect(
    session: Session, actor: Actor, row: ImportRow, path: Path, broker_files: BrokerFiles
) -> tuple[Detected, ImportMappingRow | None]:
    """The layout, and what the trader said of an earlier table with the same header."""
    known = {one.key: one for one in broker_files.formats()}
    if wanted := row.options.get("format"):
        detected: Detected | None = Detected(known[wanted], 1.0)
    else:
        detected = next(iter(broker_files.detect(path, row.file_name)), None)
    saved = None
    if row.options.get("mapping") is None and not (detected and detected.format.broker):
        header, _ = broker_files.sample(path, row.file_name)
        saved = await find_mapping(session, actor, header)
    if saved and saved.format_key in known and wanted in {None, saved.format_key}:
        return Detected(known[saved.format_key], 1.0), saved
    if detected is None:
        raise FormatUnknown("Choose the format, or say which column is which.")
    return detected, None


async def _zone(session: Session, actor: Actor, row: ImportRow, format_: FormatFacts, timezone: str) -> tuple[str, str]:
    """The zone of the file's clock times, and why it is that one."""
    if row.options.get("timezone"):
        return row.options["timezone"], "you chose it"
    if format_.zone:
        return format_.zone, f"{format_.broker} prints its times there"
    if row.account_id is not None:
        account = await ledger.get_account(session, actor, row.account_id)
        return account.timezone, "the account's own"
    return timezone, "the workspace's own"
