"""Files of what a broker's service answered: lines of JSON, the first of which says what the rest are."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from tradesense.adapters.files.formats import Format, always
from tradesense.adapters.files.rows import RAW_CHARACTERS_MAX, RowQuarantined
from tradesense.adapters.files.source import Source
from tradesense.adapters.files.values import YEAR_MAX, YEAR_MIN, CellInvalid
from tradesense.domain.contracts import ContractUnknown
from tradesense.domain.money import Currency, CurrencyInvalid, currency
from tradesense.domain.number import ZERO, NumberInvalid, exact
from tradesense.domain.statement import (
    FileUnreadable,
    FormatUnknown,
    ReadOptions,
    RowNote,
    Stated,
    StatedAccount,
    StatedFill,
    Verdict,
    checked,
)

MARK: Final = "tradesense_sync"
LINE_BYTES_MAX: Final = 1024 * 1024


class Entry:
    """One object of a line. What is missing, or not what it should be, raises CellInvalid."""

    __slots__ = ("line", "raw", "said")

    def __init__(self, line: int, raw: str, said: Mapping[str, Any]) -> None:
        self.line = line
        self.raw = raw
        self.said = said

    def part(self, name: str) -> "Entry":
        """The object called `name`; an empty one when it is not there."""
        found = self.said.get(name)
        return Entry(self.line, self.raw, found if isinstance(found, dict) else {})

    def parts(self, name: str) -> list["Entry"]:
        found = self.said.get(name)
        listed = found if isinstance(found, list) else []
        return [Entry(self.line, self.raw, one) for one in listed if isinstance(one, dict)]

    def text(self, name: str) -> str:
        """'' when it is not there."""
        found = self.said.get(name)
        return "" if found is None or isinstance(found, bool | dict | list) else str(found).strip()

    def required(self, name: str) -> str:
        found = self.text(name)
        if not found:
            raise CellInvalid(f"Field {name!r} is empty.")
        return found

    def number(self, name: str) -> Decimal:
        return exact(self.required(name))

    def amount(self, name: str) -> Decimal:
        """0 when it is not there."""
        return exact(self.text(name)) if self.text(name) else ZERO

    def currency(self, name: str) -> Currency:
        return currency(self.required(name))

    def flag(self, name: str) -> bool:
        return self.said.get(name) is True

    def instant(self, name: str) -> datetime:
        """An RFC 3339 instant; digits beyond microseconds are cut off."""
        text = self.required(name)
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise CellInvalid(f"{name!r}: {text[:40]!r} is not an instant.") from None
        if found.tzinfo is None or not YEAR_MIN <= found.year <= YEAR_MAX:
            raise CellInvalid(f"{name!r}: {text[:40]!r} has no zone, or no likely year.")
        return found.astimezone(UTC)

    def milliseconds(self, name: str) -> datetime:
        """An instant counted in milliseconds since 1970."""
        counted = self.number(name)
        if not 0 <= counted < 2**42:
            raise CellInvalid(f"{name!r} is not a time.")
        seconds, rest = divmod(int(counted), 1000)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)

    def note(self, verdict: Verdict, code: str, detail: str) -> RowNote:
        return RowNote(self.line, verdict, code, detail, self.raw[:RAW_CHARACTERS_MAX])

    def ignored(self, code: str, detail: str) -> RowNote:
        return self.note(Verdict.IGNORED, code, detail)


ReadEntry = Callable[[Entry], list[Stated] | Stated | None]
"""None: the line only says what others need."""


def sync_format(*, kind: str, key: str, broker: str, title: str, prepare: Callable[[Entry], ReadEntry]) -> Format:
    """A format of what one broker's client keeps. `prepare` gets the first line."""

    def recognise(source: Source) -> float:
        first = source.head.partition("\n")[0] if source.kind in {"table", "json"} else ""
        return 1.0 if _said(first).get(MARK) == kind else 0.0

    def read(source: Source, _: ReadOptions) -> Iterator[Stated]:
        lines = _lines(source)
        number, raw = next(lines, (1, ""))
        first = Entry(number, raw, _said(raw))
        if first.said.get(MARK) != kind:
            raise FormatUnknown(f"The file does not begin as a sync of {broker} does.")
        try:
            read_entry = prepare(first)
            base = first.currency("currency") if first.text("currency") else None
        except (CellInvalid, CurrencyInvalid) as refused:
            raise FileUnreadable(f"The first line does not say what it should: {refused.detail}") from None
        if base is not None:
            yield StatedAccount(first.text("account"), base)
        for number, raw in lines:
            said = _said(raw)
            entry = Entry(number, raw, said)
            if MARK in said:
                continue
            yield from _guarded(entry, read_entry)

    return Format(key, broker, title, "UTC", recognise, read, always)


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    with source.path.open("rb") as file:
        number = 0
        while line := file.readline(LINE_BYTES_MAX):
            number += 1
            if len(line) == LINE_BYTES_MAX and not line.endswith(b"\n"):
                raise FileUnreadable(f"Line {number} is longer than 1 MiB.")
            if line.strip():
                yield number, line.decode("utf-8", errors="replace").strip()


def _said(raw: str) -> dict[str, Any]:
    try:
        found = json.loads(raw, parse_float=str)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _guarded(entry: Entry, read: ReadEntry) -> Iterator[Stated]:
    """What `read` makes of the line; one that it cannot read becomes a note that says why."""
    if not entry.said:
        yield entry.note(Verdict.REJECTED, "import.cell_invalid", "The line is not a JSON object.")
        return
    try:
        made = read(entry)
        stated = made if isinstance(made, list) else [] if made is None else [made]
        for one in stated:
            if isinstance(one, StatedFill):
                checked(one)
    except (CellInvalid, NumberInvalid, CurrencyInvalid) as refused:
        yield entry.note(Verdict.REJECTED, refused.code, refused.detail)
        return
    except (ContractUnknown, RowQuarantined) as unsettled:
        yield entry.note(Verdict.QUARANTINED, unsettled.code, unsettled.detail)
        return
    yield from stated
