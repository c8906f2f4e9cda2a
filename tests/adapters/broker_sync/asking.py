"""A broker's client against a service of this machine: page by page, to where it ends or breaks."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.brokers import BrokerService
from tests.support.clock import SetClock
from tradesense.adapters.broker_sync import BrokerServices
from tradesense.adapters.brokers import BrokerFiles
from tradesense.domain.calendar import zone
from tradesense.domain.problem import Problem
from tradesense.domain.statement import ReadOptions, Stated, StatedAccount, StatedFill
from tradesense.ports import SyncAccess

NOW = datetime(2026, 1, 6, 12, tzinfo=UTC)


class Fetched(NamedTuple):
    """What came before the end: the file's content, records, where to go on, and what stopped it (None: the end)."""

    content: bytes
    records: int
    cursor: dict[str, Any]
    session: dict[str, str]
    problem: Problem | None
    pauses: list[float]


class Asking:
    def __init__(self, kind: str, service: BrokerService, fields: Mapping[str, str], prefix: str = "") -> None:
        self.clock = SetClock()
        self.pauses: list[float] = []
        self.fields = dict(fields)
        self.kind = kind
        self.services = BrokerServices(self.clock, {kind: service.url + prefix}, self._pause)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def access(self, session: Mapping[str, str] | None = None, **changes: str) -> SyncAccess:
        return SyncAccess(self.kind, {**self.fields, **changes}, session or {})

    async def fetch(
        self,
        cursor: Mapping[str, Any] | None = None,
        *,
        since: date | None = None,
        session: Mapping[str, str] | None = None,
        **changes: str,
    ) -> Fetched:
        content, records, reached, held = b"", 0, dict(cursor or {}), dict(session or {})
        problem: Problem | None = None
        try:
            async for page in self.services.pages(self.access(session, **changes), reached, since):
                content, records, reached = content + page.content, records + page.records, dict(page.cursor)
                held = dict(page.session) if page.session is not None else held
        except Problem as stopped:
            problem = stopped
        return Fetched(content, records, reached, held, problem, self.pauses)

    async def refused(self, **changes: str) -> Problem:
        """What `check` raises."""
        try:
            await self.services.check(self.access(None, **changes))
        except Problem as problem:
            return problem
        raise AssertionError("it was let in")


def read(content: bytes, folder: Path, suffix: str = ".ndjson") -> list[Stated]:
    """What the format that fits makes of a run's file, row by row."""
    path = folder / f"sync{suffix}"
    path.write_bytes(content)
    files = BrokerFiles()
    (best, *_) = files.detect(path, path.name)
    stated = files.read(path, path.name, best.format.key, ReadOptions(zone("America/New_York")))
    return [one for one in stated if not isinstance(one, StatedAccount)]


def fills(content: bytes, folder: Path, suffix: str = ".ndjson") -> list[StatedFill]:
    stated = read(content, folder, suffix)
    assert all(isinstance(one, StatedFill) for one in stated), stated
    return [one for one in stated if isinstance(one, StatedFill)]
