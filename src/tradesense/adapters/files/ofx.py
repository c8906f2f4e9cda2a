"""OFX and QFX: 1.x, which is SGML without closing tags on values, and 2.x, which is XML. Read in one pass.

An aggregate is told whole, its values flattened: OFX names them so that they do not collide, and those that may
(`CURSYM`) are told under their parent. Entities other than the five predefined ones and characters by number are
left as they stand; document types are refused. Source: OFX Specification 1.6 and 2.2, chapters 2 and 13.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tradesense.adapters.files.text import CHUNK_BYTES
from tradesense.domain.statement import FileUnreadable

STEP_CHARACTERS: Final = CHUNK_BYTES // 16
GAP_CHARACTERS_MAX: Final = CHUNK_BYTES
VALUES_MAX: Final = 200
DEPTH_MAX: Final = 24
VALUE_CHARACTERS_MAX: Final = 1_000

_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z0-9._]{1,64})(?:\s[^<>]*?)?(?P<void>/?)>")
_ENTITY: Final = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|#[0-9]{1,6});")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}
_TOLD_UNDER_PARENT: Final = frozenset({"CURSYM", "CURRATE"})


class Aggregate(NamedTuple):
    """One aggregate: the line it starts on (a line below the last one's where several share a line), its values.

    A value met outside the aggregates that were asked for (`CURDEF`, `ACCTID`) is told alone, under its own name.
    """

    line: int
    name: str
    values: list[tuple[str, str]]

    @property
    def raw(self) -> str:
        return f"<{self.name}> " + " ".join(f"{name}={value}" for name, value in self.values)


def aggregates(path: Path, encoding: str, wanted: frozenset[str]) -> Iterator[Aggregate]:
    """The `wanted` aggregates, and every value outside them, in order. Raises FileUnreadable, naming the line."""
    gathering: _Gathering | None = None
    last = 0
    for line, is_end, name, value in _tags(path, encoding):
        if gathering is not None:
            if gathering.see(line, is_end=is_end, name=name, value=value):
                yield gathering.aggregate
                gathering = None
        elif value:
            yield Aggregate(line, name, [(name, value)])
        elif name in wanted and not is_end:
            last = max(line, last + 1)
            gathering = _Gathering(Aggregate(last, name, []))
    if gathering is not None:
        raise gathering.unclosed()


class _Gathering:
    """An aggregate whose end is not met yet."""

    def __init__(self, aggregate: Aggregate) -> None:
        self.aggregate = aggregate
        self._parents: list[str] = []

    def see(self, line: int, *, is_end: bool, name: str, value: str) -> bool:
        """Takes a tag; True once the aggregate is closed."""
        parents = self._parents
        if is_end:
            if name in parents:
                del parents[len(parents) - 1 - parents[::-1].index(name) :]
            return name == self.aggregate.name
        if not value:
            parents.append(name)
            if len(parents) > DEPTH_MAX:
                raise FileUnreadable(f"Line {line} is nested deeper than a statement is.")
            return False
        told = f"{parents[-1]}.{name}" if name in _TOLD_UNDER_PARENT and parents else name
        self.aggregate.values.append((told, value))
        if len(self.aggregate.values) > VALUES_MAX:
            raise self.unclosed()
        return False

    def unclosed(self) -> FileUnreadable:
        return FileUnreadable(
            f"{self.aggregate.name} on line {self.aggregate.line} is not closed: the file is damaged or cut off."
        )


def _tags(path: Path, encoding: str) -> Iterator[tuple[int, bool, str, str]]:
    """Every tag: its line, whether it closes, its name, and the text up to the next one."""
    opened = ""
    pieces = _pieces(path, encoding)
    for line, text in pieces:
        if text.startswith(("<![CDATA[", "<!--")):
            literal = _literal(text, pieces)
            if opened and text.startswith("<!["):
                yield line, False, opened, literal
            continue
        found = _TAG.match(text)
        if found is None:
            if text.startswith("<!"):
                raise FileUnreadable(f"Line {line} declares a document type, which a statement has no need of.")
            continue
        name, is_end = found["name"].upper(), bool(found["end"])
        value = "" if is_end else _value(text[found.end() : found.end() + 2 * VALUE_CHARACTERS_MAX])
        yield line, is_end, name, value
        opened = "" if is_end or value else name
        if found["void"]:
            yield line, True, name, ""


def _pieces(path: Path, encoding: str) -> Iterator[tuple[int, str]]:
    """The file cut before every `<`, with the line each piece starts on; what stands before the first is a header."""
    line, rest = 1, ""
    with path.open(encoding=encoding, errors="strict") as file:
        try:
            while step := file.read(STEP_CHARACTERS):
                *whole, rest = (rest + step).split("<")
                # `rest` may go on in the next step; every piece but the file's first had its bracket taken away.
                for piece in whole:
                    yield line, f"<{piece}"
                    line += piece.count("\n")
                if len(rest) > GAP_CHARACTERS_MAX:
                    raise FileUnreadable(f"Line {line} holds more than a million characters without a tag.")
        except UnicodeError:
            raise FileUnreadable(f"Line {line} is not {encoding} text: the file is damaged or cut off.") from None
    yield line, f"<{rest}"


def _literal(text: str, pieces: Iterator[tuple[int, str]]) -> str:
    """The text of a comment or of a section of characters; tags within it are text."""
    start, end = (9, "]]>") if text.startswith("<![") else (4, "-->")
    parts = [text[start:]]
    held = len(text)
    while end not in parts[-1]:
        _, more = next(pieces, (0, end))
        held += len(more)
        if held > GAP_CHARACTERS_MAX:
            raise FileUnreadable("A section of characters is not closed within a million of them.")
        parts.append(more)
    return "".join(parts).partition(end)[0].strip()[:VALUE_CHARACTERS_MAX]


def _value(text: str) -> str:
    return _ENTITY.sub(_character, text.strip())[:VALUE_CHARACTERS_MAX]


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if not name.startswith("#"):
        return _ENTITIES[name]
    code = int(name[1:])
    return chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
