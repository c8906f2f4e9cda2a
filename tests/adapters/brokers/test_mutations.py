"""Every fixture, damaged in hundreds of ways: a named problem or a readable rest, never another failure."""

import random
from pathlib import Path

import pytest

from tests.adapters.brokers.reading import BROKERS, NEW_YORK, USD, best_format, file_of, fixtures
from tradesense.adapters.brokers import FORMATS
from tradesense.domain.file_ledger import read_ledger
from tradesense.domain.problem import Problem
from tradesense.domain.statement import ReadOptions

MUTATIONS = 300
KEYS = [known.key for known in FORMATS]
NASTY = [
    b"\x00",
    b"\xff",
    b'"',
    b"\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b"-",
    b"(",
    b"e",
    b"<",
    b"&",
    b"=",
    b"\xe2\x80\xae",
    b"9" * 30,
]


def mutated(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    match chance.randrange(6):
        case 0:
            for _ in range(chance.randint(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case 1:
            del data[chance.randrange(len(data)) :]
        case 2:
            lines = bytes(data).splitlines(keepends=True)
            chance.shuffle(lines)
            data = bytearray(b"".join(lines))
        case 3:
            for _ in range(chance.randint(1, 5)):
                place = chance.randrange(len(data))
                data[place:place] = chance.choice(NASTY)
        case 4:
            start = chance.randrange(len(data))
            del data[start : start + chance.randint(1, 60)]
        case _:
            cells = bytes(data).split(b",")
            chance.shuffle(cells)
            data = bytearray(b",".join(cells))
    return bytes(data)


@pytest.mark.parametrize("seed", range(MUTATIONS // 10))
def test_a_damaged_file_gives_a_named_problem_or_what_can_be_read_of_it(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    files = fixtures()
    for number in range(10):
        original = chance.choice(files)
        path = file_of(tmp_path, mutated(original.read_bytes(), chance), f"{number}{original.suffix}")
        for key in {best_format(original) or "generic_fills", chance.choice(KEYS)}:
            try:
                BROKERS.detect(path, path.name)
                said = BROKERS.read(path, path.name, key, ReadOptions(NEW_YORK))
                found = read_ledger(said, zone=NEW_YORK, currency=USD)
            except Problem:
                continue
            assert found.rows == sum(found.verdicts.values())
