"""A folder that is watched: its files reach the ledger once, whatever is renamed, half written or restarted."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import command
from tests.support.imports import fills
from tests.support.serving import PASSWORD, SECONDS, Serving, folder
from tradesense.main.client import Server, ServerAway, SignInMissing, who_asks
from tradesense.main.watch import MEMORY, Watch, outcome

EMAIL = "ada@example.org"
ROUND_TRIP = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1")


@pytest.fixture(scope="module")
def server() -> Iterator[Serving]:
    with folder() as data_dir, Serving(data_dir) as serving:
        serving.enter(EMAIL, new=True)
        yield serving


@contextmanager
def watching(server: Serving, place: Path, **who: str) -> Iterator["subprocess.Popen[str]"]:
    """The command, as its own process, until the block ends."""
    who = who or {"email": EMAIL, "password": PASSWORD}
    process = subprocess.Popen(
        [command.PROGRAM, "import", "--watch", str(place), "--seconds", "0.1"],
        env=command.environment(server=f"http://127.0.0.1:{server.port}", **who) | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(SECONDS) == 0
        assert process.stdout is not None
        process.stdout.close()


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_files_reach_the_ledger_once_over_restarts_and_renaming(server: Serving, tmp_path: Path) -> None:
    (tmp_path / "monday.csv").write_text(ROUND_TRIP)
    (tmp_path / "tuesday.csv.part").write_text(ROUND_TRIP)
    with watching(server, tmp_path) as process:
        assert line(process) == "monday.csv: committed, 2 new"
        (tmp_path / "letter.txt").write_text("dear sir or madam\n")
        assert line(process).startswith("letter.txt: failed: ")
        account = server.get("/accounts")["items"][0]["id"]
        fill = {
            "account_id": account, "symbol": "AAPL", "side": "buy", "quantity": "1", "price": "5",
            "executed_at": "2026-02-02T15:00:00Z", "ref": "e1",
        }  # fmt: skip
        (tmp_path / "live.ndjson").write_text(json.dumps(fill) + "\n")
        assert line(process) == "live.ndjson: committed, 1 new"
    assert len(server.get("/imports")["items"]) == 3
    (tmp_path / "monday.csv").rename(tmp_path / "renamed.csv")
    with watching(server, tmp_path) as process:
        (tmp_path / "later.csv").write_text(ROUND_TRIP + "WOMB,2026-01-06 10:00:00,buy,1,5,0\n")
        assert line(process) == "later.csv: committed, 1 new, 2 duplicate"
    assert len(server.get("/imports")["items"]) == 4


def test_an_api_key_that_may_import_is_enough(server: Serving, tmp_path: Path) -> None:
    """S49: until it is revoked; then files wait for whoever starts it again with another."""
    answer = server.client.post("/api-keys", json={"name": "Folder", "scopes": ["imports.write"]})
    assert answer.status_code == 201, answer.text
    key = answer.json()
    with watching(server, tmp_path, token=key["secret"]) as process:
        (tmp_path / "keyed.csv").write_text(fills("KEYD,2026-06-05 10:00:00,buy,10,100,1"))
        assert line(process) == "keyed.csv: committed, 1 new"
        fill = {
            "account_id": server.get("/accounts")["items"][0]["id"], "symbol": "KEYD", "side": "sell", "quantity": "10",
            "price": "110", "executed_at": "2026-06-05T19:00:00Z", "ref": "k1",
        }  # fmt: skip
        (tmp_path / "keyed.ndjson").write_text(json.dumps(fill) + "\n")
        assert line(process) == "keyed.ndjson: committed, 1 new"
        assert server.client.delete(f"/api-keys/{key['id']}").status_code == 204
        (tmp_path / "late.csv").write_text(fills("KEYD,2026-06-06 10:00:00,buy,10,100,1"))
        assert line(process) == "late.csv: waiting for the server (it does not know TRADESENSE_TOKEN, or not any more)"
    with watching(server, tmp_path) as process:
        assert line(process) == "late.csv: committed, 1 new"


def test_what_was_sent_but_not_remembered_is_not_imported_twice(server: Serving, tmp_path: Path) -> None:
    (tmp_path / "cut.csv").write_text(fills("CUT,2026-03-05 10:00:00,buy,10,100,1"))
    said: list[str] = []
    who = who_asks({"TRADESENSE_EMAIL": EMAIL, "TRADESENSE_PASSWORD": PASSWORD})
    before = len(server.get("/imports")["items"])
    for _ in range(2):
        watch = Watch(tmp_path, Server(f"http://127.0.0.1:{server.port}", who), said.append)
        watch.look()
        assert len(said) % 2 == len(said)  # nothing at the first look: it may still be growing
        watch.look()
        said.clear()
        # As if the power had gone before the last line was whole.
        (tmp_path / MEMORY).write_text('{"sha256": "')
    assert len(server.get("/imports")["items"]) == before + 1


def test_a_growing_file_waits_until_it_is_whole(server: Serving, tmp_path: Path) -> None:
    said: list[str] = []
    who = who_asks({"TRADESENSE_EMAIL": EMAIL, "TRADESENSE_PASSWORD": PASSWORD})
    watch = Watch(tmp_path, Server(f"http://127.0.0.1:{server.port}", who), said.append)
    path = tmp_path / "growing.csv"
    rows = [f"GROW,2026-04-05 10:0{n}:00,buy,1,10,0" for n in range(3)]
    for count in (1, 2, 3):
        path.write_text(fills(*rows[:count]))
        os.utime(path, ns=(count, count))
        watch.look()
    assert said == []
    watch.look()
    assert said == ["growing.csv: committed, 3 new"]
    watch.look()
    assert len(said) == 1


def test_a_server_that_is_away_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "fills.csv").write_text(ROUND_TRIP)
    said: list[str] = []
    who = who_asks({"TRADESENSE_TOKEN": "x"})
    watch = Watch(tmp_path, Server("http://127.0.0.1:9", who), said.append)
    for _ in range(4):
        watch.look()
    (told,) = said
    assert told.startswith("fills.csv: waiting for the server")
    assert not (tmp_path / MEMORY).exists()
    with pytest.raises(ServerAway):
        Server("http://127.0.0.1:9", who).get_import("x")


def test_who_asks_is_said_in_the_environment(tmp_path: Path) -> None:
    with pytest.raises(SignInMissing, match="TRADESENSE_TOKEN"):
        who_asks({"TRADESENSE_EMAIL": EMAIL})
    done = command.run("import", "--watch", str(tmp_path))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "TRADESENSE_TOKEN" in done.stderr


def test_an_outcome_is_a_few_words() -> None:
    counts = {"new": 0, "duplicate": 0, "ignored": 1, "quarantined": 2, "rejected": 0}
    assert outcome({"state": "review", "counts": counts, "problem": None}) == "review, 1 ignored, 2 quarantined"
    assert outcome({"state": "refused", "problem": {"detail": "No."}}) == "refused: No."


def test_files_that_are_hidden_or_still_arriving_are_left_alone(tmp_path: Path) -> None:
    for name in (".hidden.csv", "a.csv.crdownload", "b.tmp", "c.csv~"):
        (tmp_path / name).write_text(ROUND_TRIP)
    said: list[str] = []
    watch = Watch(tmp_path, Server("http://127.0.0.1:9", who_asks({"TRADESENSE_TOKEN": "x"})), said.append)
    watch.look()
    watch.look()
    assert said == []
