"""A million fills from one CSV: imported, imported again, a hundred more, and two overlapping files at once."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import asyncpg

from bench.figure import Baseline, Figure, median
from bench.serving import Served, data_folder, served
from bench.tapes import write_flex
from tradesense.adapters.postgres_server import socket_url
from tradesense.db.cluster import DATABASE

FILLS: Final = 1_000_000
MORE: Final = 100
ROUNDS: Final = 5
OVERLAPPING: Final = 100_000
MB: Final = 1_000_000
POLL_SHARE: Final = 0.01
"""How often the state is asked, as a share of what the import has taken: asking must not slow what it watches."""
POLL_SECONDS_MIN: Final = 0.01
SETTINGS: Final = {"TRADESENSE_WORKERS": "2", "TRADESENSE_RATE_LIMIT_PER_MINUTE": "1000000"}


async def run() -> list[Figure]:
    with data_folder() as folder, served(folder, **SETTINGS) as server:
        tape = write_flex(folder / "million.csv", FILLS)
        server.register()
        with _watching(server) as peak:
            first = _imported(server, tape.read_bytes())
            second = _imported(server, tape.read_bytes())
        few = median([_imported(server, more) for more in _hundreds(tape)])
        union = _imported_at_once(server, folder)
        copy = await _copied(folder)
    bare = Baseline("bare COPY, s", copy)
    return [
        Figure("import of 1 000 000 fills", FILLS / first, "fills/s", 25_000, None, more_is_better=True),
        Figure("import of 1 000 000 fills, time ÷ bare COPY", first / copy, "×", 2.5, bare),
        Figure("peak memory of any process meanwhile", max(peak.values()) / MB, "MB", 400, None),
        Figure("the same file again, time ÷ the first", second / first, "×", 0.5, Baseline("the first, s", first)),
        Figure("100 fills into a history of 1 000 000", few * 1000, "ms", 300, None),
        Figure("two overlapping imports at once: fills beyond or short of their union", union, "fills", 0, None),
    ]


def _imported(server: Served, content: bytes) -> float:
    """Seconds from the answer to the upload until analytics show the import."""
    made = _sent(server, content)
    started = time.perf_counter()
    _committed(server, made)
    server.call("GET", "/analytics/summary?metrics=trades")
    return time.perf_counter() - started


def _sent(server: Served, content: bytes) -> str:
    boundary = "a-boundary-of-the-benchmark"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="fills.csv"\r\n\r\n'.encode()
    body = b"".join([head, content, f"\r\n--{boundary}--\r\n".encode()])
    answer = server.call("POST", "/imports", body, f"multipart/form-data; boundary={boundary}")
    return str(answer["id"])


def _committed(server: Served, made: str) -> dict[str, Any]:
    started = time.perf_counter()
    while True:
        found: dict[str, Any] = server.call("GET", f"/imports/{made}")
        if found["state"] in {"committed", "failed"}:
            assert found["state"] == "committed", found["problem"]
            return found
        time.sleep(max(POLL_SECONDS_MIN, (time.perf_counter() - started) * POLL_SHARE))


def _hundreds(tape: Path) -> Iterator[bytes]:
    """Files of a hundred later fills of symbols that are held already."""
    header, *rows = tape.read_text().splitlines()
    for number in range(ROUNDS):
        year = str(2090 + number)
        later = [_moved(row, year) for row in rows[-MORE:]]
        yield "\n".join([header, *later, ""]).encode()


def _moved(row: str, year: str) -> str:
    """The same fill of another year, under another name."""
    cells = row.split(",")
    cells[4] = year + cells[4][4:]
    cells[11] += year
    return ",".join(cells)


def _imported_at_once(server: Served, folder: Path) -> float:
    """How many fills there are beyond those of the two files, each counted once."""
    header, *rows = write_flex(folder / "overlap.csv", OVERLAPPING, seed=11).read_text().splitlines()
    half = OVERLAPPING // 2
    parts = [rows[: half + half // 2], rows[half // 2 :]]
    server.register("another@example.org")
    made = [_sent(server, "\n".join([header, *part, ""]).encode()) for part in parts]
    counts = [_committed(server, one)["counts"] for one in made]
    return float(abs(sum(int(one["new"]) for one in counts) - OVERLAPPING))


@contextmanager
def _watching(server: Served) -> Iterator[dict[int, int]]:
    """The most memory that each process has had to itself, by its number."""
    done = threading.Event()
    peaks: dict[int, int] = {}

    def watch() -> None:
        while not done.is_set():
            for pid, size in server.own_bytes().items():
                peaks[pid] = max(peaks.get(pid, 0), size)
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peaks
    finally:
        done.set()
        watcher.join()


async def _copied(folder: Path) -> float:
    """The same rows into the same table with its indexes and keys, emptied before, as its owner's superuser."""
    place = json.loads(next(folder.rglob("database.json")).read_text())["socket_dir"]
    connection = await asyncpg.connect(socket_url(Path(place), "postgres", DATABASE))
    rows = folder / "executions.copy"
    try:
        await connection.execute("DELETE FROM executions WHERE executed_at > '2090-01-01'")
        with rows.open("wb") as output:
            await connection.copy_from_table("executions", output=output, format="binary")
        await connection.execute("TRUNCATE executions CASCADE")
        started = time.perf_counter()
        with rows.open("rb") as source:
            await connection.copy_to_table("executions", source=source, format="binary")
        return time.perf_counter() - started
    finally:
        await connection.close()
