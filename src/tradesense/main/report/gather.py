"""Reading the files and working out their figures: the same domain code that serves the API."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from tradesense.adapters.brokers import BrokerFiles
from tradesense.domain.calendar import zone
from tradesense.domain.columns.build import PlacedTrade, build
from tradesense.domain.columns.grouping import Dimension, groups
from tradesense.domain.equity import EquityPoint
from tradesense.domain.file_ledger import FileLedger, PositionLedger, read_ledgers
from tradesense.domain.metrics import DEFAULT, Figure, summarise
from tradesense.domain.money import Currency
from tradesense.domain.plausible import happened
from tradesense.domain.selection import AccountBase, Selection, select, trade_sample
from tradesense.domain.statement import FormatUnknown, ReadOptions, Stated
from tradesense.domain.trade import Trade
from tradesense.main.wiring import broker_files

DEFAULT_ZONE = "America/New_York"
DOLLARS = Currency("USD")


@dataclass(frozen=True, slots=True)
class FileRead:
    name: str
    format_key: str
    format_title: str
    confidence: float
    zone: str


@dataclass(frozen=True, slots=True)
class ShownTrade:
    trade: Trade
    position: PositionLedger


@dataclass(frozen=True, slots=True)
class GroupRow:
    key: str
    trades: int
    net: Decimal
    won: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the report shows; amounts in `currency`."""

    files: list[FileRead]
    ledger: FileLedger
    currency: Currency
    figures: dict[str, Figure]
    days: list[EquityPoint]
    by: dict[str, list[GroupRow]]
    trades: list[ShownTrade]


def gather(paths: Sequence[Path], *, format_key: str | None, zone_name: str | None, now: datetime) -> Report:
    """Raises FormatUnknown, FileUnreadable, ZoneUnknown."""
    known_files = broker_files()
    home = zone(zone_name or DEFAULT_ZONE)
    read: list[FileRead] = []
    stated: list[list[Stated]] = []
    for path in paths:
        facts, said = _read(known_files, path, format_key, zone_name, home)
        read.append(facts)
        stated.append(list(happened(said, now)))
    ledger = read_ledgers(stated, zone=home, currency=DOLLARS)
    chosen = _select(ledger)
    return Report(
        files=read,
        ledger=ledger,
        currency=chosen.currency,
        figures=summarise(chosen.sample, DEFAULT),
        days=chosen.curve,
        by={one.value: _by(chosen, one, home) for one in (Dimension.SYMBOL, Dimension.WEEKDAY, Dimension.HOUR)},
        trades=_trades(ledger),
    )


def _read(
    broker_files: BrokerFiles, path: Path, format_key: str | None, zone_name: str | None, home: ZoneInfo
) -> tuple[FileRead, list[Stated]]:
    found = broker_files.detect(path, path.name)
    if format_key:
        known = {one.key: one for one in broker_files.formats()}
        if format_key not in known:
            raise FormatUnknown(f"There is no format {format_key!r}: {', '.join(known)}.")
        facts, confidence = known[format_key], 1.0
    elif found:
        facts, confidence = found[0].format, found[0].confidence
    else:
        raise FormatUnknown(f"{path.name}: no known layout fits; name one with --format.")
    used = zone(zone_name or facts.zone or home.key)
    said = list(broker_files.read(path, path.name, facts.key, ReadOptions(used)))
    return FileRead(path.name, facts.key, f"{facts.broker}: {facts.title}", confidence, used.key), said


def _select(ledger: FileLedger) -> Selection:
    placed = [
        PlacedTrade(trade, position.key.account, position.key.instrument)
        for position in ledger.positions
        for trade in position.trades
    ]
    columns = build(placed)
    accounts = {position.key.account: AccountBase(position.base, None) for position in ledger.positions}
    return select(columns, np.ones(len(columns), dtype=np.bool_), accounts, DOLLARS)


def _by(chosen: Selection, by: Dimension, home: ZoneInfo) -> list[GroupRow]:
    rows = np.flatnonzero(chosen.counted)
    found = []
    for group in groups(chosen.columns, rows, by, home.key):
        inside = trade_sample(chosen, group.rows)
        won = int((inside.net.values > 0).sum())
        found.append(GroupRow(group.key, inside.n, inside.net.total(), won))
    return found


def _trades(ledger: FileLedger) -> list[ShownTrade]:
    shown = [ShownTrade(trade, position) for position in ledger.positions for trade in position.trades]
    return sorted(shown, key=lambda one: (one.trade.closed_at or one.trade.opened_at, one.trade.opened_at))
