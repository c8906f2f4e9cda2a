"""Large files are read in a process of their own: nobody could tell, whatever becomes of that process."""

import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread

import pytest

from tests.adapters.brokers.reading import BROKERS, NEW_YORK, best_format, fixtures
from tradesense.adapters.brokers import BrokerFiles, reading_process
from tradesense.adapters.brokers.reading_process import BesideBrokerFiles, serve
from tradesense.domain.problem import Problem
from tradesense.domain.statement import ReadOptions, Stated

HEADER = "symbol,time,side,quantity,price"
ROWS = [
    f"WOMB,2026-01-05 10:{n // 60:02}:{n % 60:02},{'buy' if n % 2 else 'sell'},1,{10 + n % 7}" for n in range(3_500)
]
OPTIONS = ReadOptions(NEW_YORK)


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[BesideBrokerFiles]:
    """For it every file is a large one."""
    monkeypatch.setattr(reading_process, "LARGE_BYTES", 1)
    made = BesideBrokerFiles()
    yield made
    made._stop()


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    path = tmp_path / "long.csv"
    path.write_text("\n".join([HEADER, *ROWS]))
    return path


def said(files: BrokerFiles, path: Path, key: str) -> tuple[list[Stated], str]:
    """What it says, and the problem it ends with."""
    found: list[Stated] = []
    try:
        found.extend(files.read(path, path.name, key, OPTIONS))
    except Problem as problem:
        return found, f"{problem.code} {problem}"
    return found, ""


def test_every_sample_says_the_same_whichever_process_reads_it(beside: BesideBrokerFiles) -> None:
    for path in fixtures():
        if key := best_format(path):
            assert said(beside, path, key) == said(BROKERS, path, key), path.name


def test_what_cannot_be_read_is_the_same_problem(beside: BesideBrokerFiles, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    found = said(beside, broken, "generic_fills")
    assert found == said(BROKERS, broken, "generic_fills")
    assert found[1]


def killed(beside: BesideBrokerFiles) -> None:
    assert beside._process is not None
    beside._process.send_signal(signal.SIGKILL)
    beside._process.wait()


def hung_up(beside: BesideBrokerFiles) -> None:
    assert beside._connection is not None
    beside._connection.close()


@pytest.mark.parametrize("struck", [killed, hung_up])
def test_where_it_dies_in_the_middle_nothing_is_missing_and_nothing_comes_twice(
    beside: BesideBrokerFiles, long_file: Path, struck: Callable[[BesideBrokerFiles], None]
) -> None:
    stream = beside.read(long_file, long_file.name, "generic_fills", OPTIONS)
    first = next(stream)
    struck(beside)
    assert [first, *stream] == list(BROKERS.read(long_file, long_file.name, "generic_fills", OPTIONS))
    assert said(beside, long_file, "generic_fills") == said(BROKERS, long_file, "generic_fills"), "the next file too"


def test_a_file_that_is_given_up_halfway_does_not_spoil_the_next(beside: BesideBrokerFiles, long_file: Path) -> None:
    stream = beside.read(long_file, long_file.name, "generic_fills", OPTIONS)
    next(stream)
    del stream
    assert said(beside, long_file, "generic_fills") == said(BROKERS, long_file, "generic_fills")


def test_two_files_at_once_are_read_one_there_and_one_here(beside: BesideBrokerFiles, long_file: Path) -> None:
    one, other = (beside.read(long_file, long_file.name, "generic_fills", OPTIONS) for _ in range(2))
    both = list(zip(one, other, strict=True))
    assert len(both) > len(ROWS) - 1
    assert all(first == second for first, second in both)


def test_it_ends_with_the_process_it_reads_for(beside: BesideBrokerFiles, long_file: Path) -> None:
    said(beside, long_file, "generic_fills")
    assert beside._process is not None
    hung_up(beside)
    assert beside._process.wait(20) == 0


def test_it_tells_where_reading_failed_and_goes_on_with_the_next(long_file: Path, tmp_path: Path) -> None:
    ours, theirs = Pipe()
    thread = Thread(target=serve, args=(theirs, BROKERS))
    thread.start()
    with suppress(EOFError):
        ours.send((long_file, long_file.name, "no_such_format", OPTIONS))
        assert ours.recv() is False
        ours.send((long_file, long_file.name, "generic_fills", OPTIONS))
        parts = list(iter(ours.recv, True))
    assert [len(part) for part in parts] == [1_000, 1_000, 1_000, sum(map(len, parts)) - 3_000]
    ours.close()
    thread.join(20)
    assert not thread.is_alive()
