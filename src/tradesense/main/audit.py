"""`tradesense audit`: checks the chains against themselves and what was signed; and what the worker signs."""

import asyncio
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from rich.console import Console

from tradesense.db.session import Database, DatabaseUnavailable
from tradesense.domain.audit import Chain, CheckpointsBroken, Head
from tradesense.features.audit import use_cases as audit
from tradesense.kit.logging import get_logger
from tradesense.kit.settings import Settings
from tradesense.main.wiring import build_reader
from tradesense.ports import AuditCheckpoints, Ports

log = get_logger(__name__)
LOOK_SECONDS: Final = 20.0


class Cadence(NamedTuple):
    """A chain is signed for after so many entries, or so long after the first of them; and when the worker stops."""

    entries: int
    time: timedelta


def cadence(settings: Settings) -> Cadence:
    return Cadence(settings.audit_unsigned_entries_max, timedelta(seconds=settings.audit_unsigned_seconds_max))


class Signer:
    """Knows what was signed, and signs for what has come since."""

    def __init__(self, database: Database, checkpoints: AuditCheckpoints, cadence: Cadence) -> None:
        self._database = database
        self._cadence = cadence
        self._checkpoints = checkpoints
        self._signed: dict[Chain, int] | None = None
        self._waiting: dict[Chain, datetime] = {}

    async def sign(self, now: datetime, *, all_: bool = False) -> int:
        """Answers for how many chains. Raises CheckpointsBroken."""
        if self._signed is None:
            known = await asyncio.to_thread(self._checkpoints.read)
            self._signed = {chain: max(numbers) for chain, numbers in known.items()}
        async with self._database.session() as session:
            heads = await audit.list_heads(session)
        due = {chain: head for chain, head in heads.items() if self._is_due(chain, head, now, all_)}
        if due:
            await asyncio.to_thread(self._checkpoints.add, due, now)
        self._signed |= {chain: head.seq for chain, head in due.items()}
        return len(due)

    def _is_due(self, chain: Chain, head: Head, now: datetime, all_: bool) -> bool:
        signed = (self._signed or {}).get(chain, 0)
        if head.seq <= signed:
            self._waiting.pop(chain, None)
            return False
        since = self._waiting.setdefault(chain, now)
        is_due = all_ or head.seq - signed >= self._cadence.entries or now - since >= self._cadence.time
        if is_due:
            self._waiting.pop(chain)
        return is_due


async def keep_signing(database: Database, ports: Ports, cadence: Cadence) -> None:
    """Until cancelled; at first, and once more at the end, for everything: a worker may have been killed before."""
    signer = Signer(database, ports.checkpoints, cadence)
    await _tried(signer, ports, all_=True)
    try:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await _tried(signer, ports, all_=False)
    finally:
        await _tried(signer, ports, all_=True)


async def _tried(signer: Signer, ports: Ports, *, all_: bool) -> None:
    try:
        await signer.sign(ports.clock.now(), all_=all_)
    except DatabaseUnavailable:
        log.warning("audit.signing_waits")
    except CheckpointsBroken as broken:
        log.critical("audit.checkpoints_broken", line=broken.line)
    except OSError as failure:
        log.critical("audit.not_signed", reason=str(failure))
    except Exception:
        # The boundary between signing and the worker: its other work goes on, and the next look tries again.
        log.exception("audit.signing_broke")


async def verify(url: str, checkpoints: AuditCheckpoints, console: Console) -> int:
    """The number of chains that are not as they were written, each named with its first bad entry."""
    try:
        signed = checkpoints.read()
    except CheckpointsBroken as broken:
        console.print(f"the signed checkpoints cannot be trusted: {broken}", markup=False, highlight=False)
        return 1
    database = build_reader(url, "audit")
    chains = entries = faults = 0
    try:
        async for one in audit.verify_all(database, signed):
            chains, entries = chains + 1, entries + one.entries
            if one.fault is not None:
                faults += 1
                console.print(str(one.fault), markup=False, highlight=False, soft_wrap=True)
    finally:
        await database.dispose()
    number = sum(map(len, signed.values()))
    console.print(
        f"{entries} entries in {chains} chains, {number} checkpoints: {faults} faults", markup=False, highlight=False
    )
    return faults


async def checkpoint(url: str, ports: Ports, cadence: Cadence) -> int:
    """Signs for everything there is; answers for how many chains that had come further."""
    database = build_reader(url, "audit")
    try:
        return await Signer(database, ports.checkpoints, cadence).sign(ports.clock.now(), all_=True)
    finally:
        await database.dispose()
