"""Brokers' files, damaged as disks, mail programs, spreadsheets and hurried people damage them.

What a mutant is follows from its sample, the kind of damage and a seed: `generic/x.csv|rows deleted|17` makes it again.
"""

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from tests.adapters.brokers.reading import IMPORTS, fixtures

Chance = random.Random
BYTES_MAX: Final = 256 * 1024
"""Of a sample: the few larger ones are read by tests of their own."""
HUGE: Final = (300, 5_000, 70_000, 1_100_000)
"""Characters of a huge field: beyond what a cell, a note, a chunk and a line may hold."""
NASTY: Final = [
    *(b"\x00", b"\xff", b'"', b"'", b"\n", b"\r", b",", b";", b"\t", b"|", b"-", b"(", b"e", b"<", b"&", b"=", b"]]>"),
    *(b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xc3", b"\xf0\x9f\x92\xb8", b"9" * 30, b"1e400", b"NaN", b"Infinity", b"0"),
    *(b"-1", b"1.5.5", b"2026-02-30", b"31/12/9999", b"0001-01-01", b"25:61:61", b"=1+1", b"\\N", b"null", b"%s"),
    *(b"{}", b"[[", b"</a>", b"&lol;", b"1,234,5", b"1.234,5", b"XXX", b"USDT", b"\xd9\xa1\xd9\xa0"),
]
ENCODINGS: Final = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp500", "utf-7", "shift_jis", "utf-8-sig")


class Mutant(NamedTuple):
    """A damaged file under its sample's name. `told`: what makes it again."""

    told: str
    name: str
    content: bytes


@cache
def samples() -> tuple[Path, ...]:
    return tuple(path for path in fixtures() if path.stat().st_size <= BYTES_MAX)


def drawn(seed: int) -> Mutant:
    """One of all there are: any sample, any damage, now and then two kinds of it at once."""
    chance = Chance(seed)
    path, kind = chance.choice(samples()), chance.choice(list(KINDS))
    if chance.random() < 0.15:
        kind += "+" + chance.choice(list(KINDS))
    return mutant(f"{path.relative_to(IMPORTS)}|{kind}|{seed}")


def mutant(told: str) -> Mutant:
    """What `told` says; never empty, as nothing is not sent."""
    file, kinds, seed = told.split("|")
    chance, path = Chance(int(seed)), IMPORTS / file
    content = path.read_bytes()
    for kind in kinds.split("+"):
        content = KINDS[kind](content, chance) or b"\x00"
    name = path.name + (".zip" if kinds.endswith("packed and damaged") else "")
    return Mutant(told, chance.choice([name] * 9 + ["statement", "x.csv", "x.xlsx", "x.json", "x.ofx"]), content)


def _cut(content: bytes, chance: Chance) -> bytes:
    return content[: chance.randrange(len(content))]


def _beheaded(content: bytes, chance: Chance) -> bytes:
    return content[chance.randrange(len(content)) :]


def _hole(content: bytes, chance: Chance) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 200) :]


def _bits(content: bytes, chance: Chance) -> bytes:
    data = bytearray(content)
    for _ in range(chance.choice([1, 1, 1, 2, 8, 64])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _inserted(content: bytes, chance: Chance) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(data))
        data[place:place] = chance.choice(NASTY)
    return bytes(data)


def _garbage(content: bytes, chance: Chance) -> bytes:
    if chance.random() < 0.3:
        return chance.randbytes(chance.randint(1, 4_000))
    start = chance.randrange(len(content))
    return content[:start] + chance.randbytes(chance.randint(1, 400)) + content[start + chance.randrange(400) :]


def _encoding(content: bytes, chance: Chance) -> bytes:
    text = content.decode(chance.choice(["utf-8", "latin-1", "cp1252"]), errors="replace")
    return text.encode(chance.choice(ENCODINGS), errors="replace")


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def _rows_swapped(content: bytes, chance: Chance) -> bytes:
    lines = _lines(content)
    for _ in range(chance.randint(1, 4)):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _rows_shuffled(content: bytes, chance: Chance) -> bytes:
    lines = _lines(content)
    chance.shuffle(lines)
    return b"".join(lines)


def _rows_doubled(content: bytes, chance: Chance) -> bytes:
    lines = _lines(content)
    for _ in range(chance.choice([1, 2, 30])):
        lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return b"".join(lines)


def _rows_deleted(content: bytes, chance: Chance) -> bytes:
    lines = _lines(content)
    return b"".join(line for line in lines if chance.random() > 0.2)


def _line_ends(content: bytes, chance: Chance) -> bytes:
    return chance.choice([b"\r", b"\r\n", b"\n\n", b"", b"\x0b", b"\xc2\x85"]).join(content.splitlines())


def _mark(content: bytes) -> bytes:
    """What parts the cells, near enough."""
    head = content[:4_096]
    return max((b",", b";", b"\t", b"|", b'" '), key=head.count)


def _columns(content: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    mark = _mark(content)
    return b"\n".join(mark.join(change(line.split(mark))) for line in content.splitlines())


def _columns_swapped(content: bytes, chance: Chance) -> bytes:
    first, second = chance.randrange(12), chance.randrange(12)

    def change(cells: list[bytes]) -> list[bytes]:
        one, other = first % len(cells), second % len(cells)
        cells[one], cells[other] = cells[other], cells[one]
        return cells

    return _columns(content, change)


def _columns_doubled(content: bytes, chance: Chance) -> bytes:
    place, times = chance.randrange(12), chance.choice([1, 1, 3, 600])
    return _columns(content, lambda cells: [*cells, *[cells[place % len(cells)]] * times])


def _columns_deleted(content: bytes, chance: Chance) -> bytes:
    place = chance.randrange(12)
    return _columns(content, lambda cells: cells[:place] + cells[place + 1 :])


def _cells_shuffled(content: bytes, chance: Chance) -> bytes:
    mark = _mark(content)
    cells = content.split(mark)
    chance.shuffle(cells)
    return mark.join(cells)


def _cells_replaced(content: bytes, chance: Chance) -> bytes:
    mark = _mark(content)
    cells = content.split(mark)
    for _ in range(chance.randint(1, 6)):
        cells[chance.randrange(len(cells))] = chance.choice(NASTY)
    return mark.join(cells)


def _spliced(content: bytes, chance: Chance) -> bytes:
    other = chance.choice(samples()).read_bytes()
    if chance.random() < 0.5:
        return content[: chance.randrange(len(content))] + other[chance.randrange(len(other)) :]
    mine, theirs = _lines(content), _lines(other)
    return b"".join(mine[: chance.randrange(len(mine)) + 1] + theirs[chance.randrange(len(theirs)) :])


def _huge(content: bytes, chance: Chance) -> bytes:
    mark = _mark(content)
    cells = content.split(mark)
    cells[chance.randrange(len(cells))] = chance.choice([b"A", b"9", b" ", b'"', b"\xc3\xa9"]) * chance.choice(HUGE)
    return mark.join(cells)


def _packed(content: bytes, chance: Chance) -> bytes:
    """In an archive that is cut off, or has a bit turned round; or a spreadsheet's own archive packed anew."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if content.startswith(b"PK\x03\x04"):
            _repacked(content, archive, chance)
        else:
            archive.writestr("statement.csv", content)
    return chance.choice(OF_ARCHIVES)(made.getvalue(), chance)


def _repacked(content: bytes, archive: zipfile.ZipFile, chance: Chance) -> None:
    """The spreadsheet with one of its parts damaged, in a whole archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = [(info.filename, book.read(info)) for info in book.infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        parts = [("statement.xlsx", content)]  # damaged already
    hit = chance.randrange(len(parts)) if parts else 0
    for number, (name, part) in enumerate(parts):
        damage = chance.choice(OF_PARTS) if number == hit and part else _kept
        archive.writestr(name, damage(part, chance))


def _kept(content: bytes, _: Chance) -> bytes:
    return content


Damage = Callable[[bytes, Chance], bytes]
OF_ARCHIVES: Final[tuple[Damage, ...]] = (_cut, _bits, _hole, _inserted, _kept)
OF_PARTS: Final[tuple[Damage, ...]] = (_cut, _bits, _hole, _cells_replaced, _garbage)
KINDS: Final[dict[str, Damage]] = {
    "cut": _cut,
    "beheaded": _beheaded,
    "hole": _hole,
    "bits turned": _bits,
    "inserted": _inserted,
    "garbage": _garbage,
    "encoding": _encoding,
    "rows swapped": _rows_swapped,
    "rows shuffled": _rows_shuffled,
    "rows doubled": _rows_doubled,
    "rows deleted": _rows_deleted,
    "line ends": _line_ends,
    "columns swapped": _columns_swapped,
    "columns doubled": _columns_doubled,
    "columns deleted": _columns_deleted,
    "cells shuffled": _cells_shuffled,
    "cells replaced": _cells_replaced,
    "spliced": _spliced,
    "huge field": _huge,
    "packed and damaged": _packed,
}
