"""A broker's file, read as a trader would check it: fills, trades, result, and what became of each row."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tradesense.adapters.brokers import BrokerFiles
from tradesense.domain.file_ledger import FileLedger, read_ledger
from tradesense.domain.manners import StatedManners
from tradesense.domain.money import Currency
from tradesense.domain.number import EXACT, plain
from tradesense.domain.statement import ReadOptions, Stated, Verdict
from tradesense.domain.trade import Trade, TradeStatus

IMPORTS = Path(__file__).parents[2] / "fixtures" / "imports"
NEW_YORK = ZoneInfo("America/New_York")
USD = Currency("USD")
BROKERS = BrokerFiles()


class Expected(NamedTuple):
    """What a file must yield. `net`: of the closed trades, in the file's currencies; `base`: in the account's."""

    file: str
    format: str
    fills: int
    closed: int
    open: int
    net: str
    new: int = 0
    duplicate: int = 0
    ignored: int = 0
    quarantined: int = 0
    rejected: int = 0
    base: str = ""


def fixtures() -> list[Path]:
    return sorted(path for path in IMPORTS.rglob("*") if path.is_file() and path.suffix != ".md")


def best_format(path: Path) -> str:
    """The likeliest layout of the file; '' when none fits."""
    found = BROKERS.detect(path, path.name)
    return found[0].format.key if found else ""


def read(path: Path, key: str = "", options: ReadOptions | None = None) -> Iterator[Stated]:
    """What the rows say."""
    said = BROKERS.read(path, path.name, key or best_format(path), options or ReadOptions(NEW_YORK))
    return (one for one in said if not isinstance(one, StatedManners))


def manners(path: Path, options: ReadOptions | None = None) -> StatedManners:
    """How a generic table was understood."""
    said = BROKERS.read(path, path.name, best_format(path), options or ReadOptions(NEW_YORK))
    return next(one for one in said if isinstance(one, StatedManners))


def ledger(path: Path, key: str = "", options: ReadOptions | None = None) -> FileLedger:
    return read_ledger(read(path, key, options), zone=NEW_YORK, currency=USD)


def closed(found: FileLedger) -> list[Trade]:
    return [trade for trade in found.trades if trade.status is TradeStatus.CLOSED]


def told(expected: Expected) -> Expected:
    """What the file does yield, in the same words. The base result is rounded to cents."""
    path = IMPORTS / expected.file
    found = ledger(path)
    done = closed(found)
    base = [trade.base_net for trade in done if trade.base_net is not None]
    rows = found.verdicts
    return Expected(
        expected.file,
        best_format(path),
        found.fills,
        len(done),
        len(found.trades) - len(done),
        plain(total([trade.net for trade in done])),
        new=rows[Verdict.NEW],
        duplicate=rows[Verdict.DUPLICATE],
        ignored=rows[Verdict.IGNORED],
        quarantined=rows[Verdict.QUARANTINED],
        rejected=rows[Verdict.REJECTED],
        base=plain(total(base).quantize(Decimal("0.01"))) if expected.base else "",
    )


def total(amounts: list[Decimal]) -> Decimal:
    found = Decimal(0)
    for amount in amounts:
        found = EXACT.add(found, amount)
    return found


def codes(found: FileLedger) -> dict[int, str]:
    """Line -> why it is no counted fill."""
    return {note.line: note.code for note in found.notes}


def file_of(folder: Path, text: str | bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
