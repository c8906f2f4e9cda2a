"""The server's life: it starts, works, ends and is killed; nothing that was answered is lost."""

import asyncio
import json
import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from rich.console import Console

from tests.support import command
from tests.support.imports import fills
from tests.support.serving import PAUSE, SECONDS, Serving, folder, processes_of
from tests.support.waiting import wait_until
from tradesense.adapters.postgres_server import socket_url
from tradesense.db.cluster import DATABASE, READER_ROLE
from tradesense.main.serve import StartRefused, _alone
from tradesense.main.verify import verify_all

ROUND_TRIP = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1")
MANY = 4_000


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with folder() as found:
        yield found


def execute(data_dir: Path, statement: str) -> None:
    """As the superuser, beside the server."""
    place = json.loads((data_dir / "database.json").read_text())["socket_dir"]

    async def run() -> None:
        connection = await asyncpg.connect(socket_url(Path(place), "postgres", DATABASE))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


def reader_url(data_dir: Path) -> str:
    place = json.loads((data_dir / "database.json").read_text())["socket_dir"]
    return socket_url(Path(place), READER_ROLE, DATABASE)


def verified(data_dir: Path) -> tuple[int, int]:
    """Exit code of `verify-ledger`, and the differences it counted."""
    done = command.run("verify-ledger", data_dir=data_dir)
    counted = re.search(r"(\d+) differences$", done.stdout.strip())
    assert counted, done.stdout + done.stderr
    return done.returncode, int(counted[1])


def many_fills() -> str:
    """Round trips of a second each: buys at 10, sales at 11."""
    rows = []
    for n in range(MANY):
        clock = f"2026-01-05 {n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}"
        rows.append(f"WOMB{n // 2 % 7},{clock},{'sell' if n % 2 else 'buy'},1,{10 + n % 2}.5,0.25")
    return fills(*rows)


LINGER = """
    DO $do$ BEGIN EXECUTE format($f$
        CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF pg_postmaster_start_time() = %L THEN PERFORM pg_sleep(300); END IF;
            RETURN NULL;
        END $$
    $f$, pg_postmaster_start_time()); END $do$;
    CREATE TRIGGER lingering BEFORE INSERT ON trades FOR EACH STATEMENT EXECUTE FUNCTION linger();
"""
"""Whoever derives trades stays at it, until this database server has ended."""


def test_from_the_first_start_to_the_last_stop(data_dir: Path) -> None:
    with Serving(data_dir) as first:
        wait_until(lambda: f"serving on http://127.0.0.1:{first.port}" in first.text)
        assert "database ready" in first.text
        assert (data_dir / "secret-key").stat().st_mode & 0o077 == 0
        first.enter("ada@example.org", new=True)
        made = first.until_state(first.send(ROUND_TRIP), "committed")
        assert made["counts"]["new"] == 2
        assert [trade["net"] for trade in first.get("/trades")["items"]] == ["98.00"]  # (110 − 100) × 10 − 2

        # A second one on the same folder is refused.
        refused = rf"is running on {data_dir} already \(process {first.process.pid}\)\.$"
        with pytest.raises(StartRefused, match=refused), _alone(data_dir):
            pass

        # A dead worker is replaced, and the next file does not wait for it long.
        (worker,) = first.workers()
        os.kill(worker, signal.SIGKILL)
        again = first.until_state(first.send(ROUND_TRIP, "again.csv"), "committed")
        assert (again["counts"]["new"], again["counts"]["duplicate"]) == (0, 2)
        assert first.workers() != [worker]

        # An upload whose connection is cut leaves neither file nor import.
        kept = sorted((data_dir / "blobs").rglob("*"))
        half_an_upload(first).close()
        wait_until(lambda: half_uploads(data_dir) == 0)
        assert sorted((data_dir / "blobs").rglob("*")) == kept
        assert len(first.get("/imports")["items"]) == 2

        # The recount joins the database that runs, and counts what somebody altered there.
        execute(data_dir, "UPDATE trades SET net = net + 1")
        code, differences = verified(data_dir)
        assert code == differences > 0
        execute(data_dir, "UPDATE trades SET net = net - 1")
        assert first.is_ready()
        assert first.databases()
        assert first.end(signal.SIGTERM) == 0
    assert processes_of(data_dir) == {}

    # Without a server, the recount brings its own database and takes it away again.
    done = command.run("verify-ledger", data_dir=data_dir)
    assert (done.returncode, done.stdout) == (
        0,
        "1 positions, 1 trades, 1 daily figures, 0 cash events: 0 differences\n",
    )
    assert processes_of(data_dir) == {}


def test_a_kill_in_the_middle_of_an_import_loses_nothing(data_dir: Path) -> None:
    with Serving(data_dir) as first:
        first.enter("ada@example.org", new=True)
        first.until_state(first.send(ROUND_TRIP), "committed")
        execute(data_dir, LINGER)
        big = first.send(many_fills(), "big.csv")
        wait_until(lambda: bool(first.get(f"/imports/{big}")["phase"] == "deriving"), SECONDS, PAUSE)
        with half_an_upload(first):
            first.kill()
    assert half_uploads(data_dir) == 1

    with Serving(data_dir) as second:
        # What was arriving and never answered is gone; what was answered is finished by itself.
        assert half_uploads(data_dir) == 0
        second.enter("ada@example.org", new=False)
        assert second.get("/imports")["items"][0]["id"] == big
        made = second.until_state(big, "committed")
        assert (made["counts"]["new"], made["counts"]["rows"], made["counts"]["fills"]) == (MANY, MANY, MANY)
        assert second.get("/trades", include="total", limit=1)["total"] == MANY // 2 + 1
        assert asyncio.run(verify_all(reader_url(data_dir), Console(quiet=True))) == 0
        assert second.end(signal.SIGINT) == 0


def half_an_upload(serving: Serving) -> socket.socket:
    """A connection that has sent two mebibytes of ten."""
    connection = socket.create_connection(("127.0.0.1", serving.port), timeout=SECONDS)
    head = (
        "POST /api/v1/imports?filename=half.csv HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/csv\r\n"
        f"Authorization: {serving.client.headers['Authorization']}\r\nContent-Length: {10 * 1024 * 1024}\r\n\r\n"
    )
    connection.sendall(head.encode() + b"x" * (2 * 1024 * 1024))
    wait_until(lambda: half_uploads(serving.data_dir) == 1)
    return connection


def half_uploads(data_dir: Path) -> int:
    return len(list((data_dir / "blobs").rglob("*.part")))
