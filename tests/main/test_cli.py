"""The command line without a server: settings, the document, reports."""

import html.parser
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.adapters.brokers.reading import IMPORTS
from tests.support import command
from tests.support.imports import fills
from tradesense.main.app import openapi_document
from tradesense.main.cli import app

IBKR = IMPORTS / "ibkr" / "synthetic__two_currencies_with_fx.csv"
MINIMAL = IMPORTS / "generic" / "tradetally__min.csv"
ROUND_TRIP = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1")


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in command.environment():
        if name.startswith(command.PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "160")


def invoked(*arguments: str, **settings: str) -> Result:
    """In this process, which is quicker than one of its own."""
    environment = {command.PREFIX + name.upper(): value for name, value in settings.items()}
    return CliRunner().invoke(app, list(arguments), env=environment)


def test_the_settings_are_shown_with_their_sources_and_secrets_are_not() -> None:
    secrets = {
        "secret_key": "the-signing-key",
        "database_url": "postgresql://app:app-password@db/x",
        "database_owner_url": "postgresql://owner:owner-password@db/x",
    }
    done = command.run("config", port="9123", **secrets)
    assert done.returncode == 0, done.stderr
    rows = {line.split()[0]: line for line in done.stdout.splitlines() if line.startswith(command.PREFIX)}
    assert re.search(r"\b9123\s+environment\b", rows["TRADESENSE_PORT"])
    assert re.search(r"127\.0\.0\.1\s+default\b", rows["TRADESENSE_HOST"])
    for name, secret in secrets.items():
        assert re.search(r"\*{8}\s+environment\b", rows[command.PREFIX + name.upper()])
        assert secret not in done.stdout
    for word in ("app-password", "owner-password", "the-signing-key"):
        assert word not in done.stdout + done.stderr


def test_the_sql_of_the_migrations_is_shown_for_the_role_that_will_use_it() -> None:
    shown = invoked("migration-sql")
    assert (shown.exit_code, "CREATE TABLE workspaces" in shown.stdout) == (0, True)
    assert 'ON trades TO "tradesense_app"' in shown.stdout
    own = {"database_url": "postgresql://desk@db/x", "database_owner_url": "postgresql://owner@db/x"}
    shown = invoked("migration-sql", "20261123_0610:20261123_0620", **own)
    assert 'ON trades TO "desk"' in shown.stdout
    assert "CREATE TABLE" not in shown.stdout


def test_every_setting_says_what_it_is_for() -> None:
    shown = invoked("config").stdout
    rows = [line for line in shown.splitlines() if line.startswith(command.PREFIX)]
    assert len(rows) > 20
    assert [row for row in rows if len(row.split()) < 4 and "SECRET" not in row] == []


CONTRADICTIONS: list[tuple[dict[str, str], str]] = [
    ({"port": "many"}, "TRADESENSE_PORT"),
    ({"port": "70000"}, "TRADESENSE_PORT"),
    ({"database_url": "postgresql://app@db/x"}, "TRADESENSE_DATABASE_OWNER_URL is missing"),
    ({"database_owner_url": "postgresql://owner@db/x"}, "TRADESENSE_DATABASE_URL is missing"),
    ({"database_worker_url": "postgresql://hand@db/x?sslmode=maybe"}, "TRADESENSE_DATABASE_WORKER_URL"),
    ({"host": "0.0.0.0"}, "TRADESENSE_TRUSTED_PROXY"),
    ({"session_idle_seconds_max": "9000000"}, "longer than TRADESENSE_SESSION_SECONDS_MAX"),
    ({"log_level": "shout"}, "TRADESENSE_LOG_LEVEL"),
    ({"registration": "maybe"}, "TRADESENSE_REGISTRATION"),
    ({"workers": "-1"}, "TRADESENSE_WORKERS"),
    ({"blobs_url": "https://bucket"}, "TRADESENSE_BLOBS_URL is not of the form s3://bucket/prefix"),
    ({"blobs_url": "s3://bucket", "blobs_key": "key"}, "TRADESENSE_BLOBS_SECRET belong together"),
]


@pytest.mark.parametrize(("settings", "named"), CONTRADICTIONS, ids=[", ".join(one) for one, _ in CONTRADICTIONS])
@pytest.mark.parametrize("name", ["config", "serve", "verify-ledger"])
def test_settings_that_cannot_be_stop_it_with_one_sentence(
    settings: dict[str, str], named: str, name: str, tmp_path: Path
) -> None:
    refused = invoked(name, **{"data_dir": str(tmp_path), **settings})
    assert refused.exit_code == 2
    assert refused.stdout == ""
    (sentence,) = refused.stderr.splitlines()
    assert sentence.startswith("tradesense: ")
    assert sentence.endswith(".")
    assert named in sentence
    assert list(tmp_path.iterdir()) == []


def test_an_address_with_a_password_in_it_is_not_repeated() -> None:
    refused = invoked("config", database_url="postgresql://app:app-password@db/x")
    assert "app-password" not in refused.output + refused.stderr


def test_the_document_is_the_one_that_is_served() -> None:
    assert json.loads(invoked("openapi").stdout) == openapi_document()


def test_a_report_in_the_terminal() -> None:
    done = command.run("report", str(MINIMAL))
    assert (done.returncode, done.stderr) == (0, "")
    # 5 × 100 − 2
    for word in ("tradetally__min.csv", "2 rows: 2 new", "2 fills", "1 closed trades, 0 open", "net +498.00 USD"):
        assert word in done.stdout
    assert not any(code in done.stdout for code in ("\x1b[", "[bold]", "[/]"))


def test_a_report_as_json_has_every_figure_exactly() -> None:
    done = invoked("report", str(MINIMAL), "--json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert "498.00" in done.stdout
    assert "NaN" not in done.stdout
    assert said["files"][0]["name"] == "tradetally__min.csv"


def test_several_files_are_one_report_and_what_two_state_counts_once(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text(ROUND_TRIP)
    second.write_text(ROUND_TRIP + "WOMB,2026-01-06 10:00:00,buy,1,5,0\n")
    done = invoked("report", str(first), str(second))
    # (110 − 100) × 10 − 2
    for word in ("first.csv", "second.csv", "5 rows: 3 new, 2 duplicate", "1 closed trades, 1 open", "+98.00 USD"):
        assert word in done.stdout


def test_the_zone_of_the_clock_times_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    path.write_text(ROUND_TRIP)
    assert "times in Europe/Berlin" in invoked("report", str(path), "--tz", "Europe/Berlin").stdout
    refused = invoked("report", str(path), "--tz", "Mars/Olympus")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "Mars/Olympus" in refused.stderr


class Page(html.parser.HTMLParser):
    """What a page consists of, and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in {"meta", "link", "br", "img", "input", "hr", "path", "rect", "line", "circle"}:
            self.open.append(tag)
        for name, value in attrs:
            loads = name in {"src", "href", "data", "action", "poster", "srcset"} and not (value or "").startswith("#")
            if loads or name.startswith("on") or "url(" in (value or ""):
                self.outside.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def page(path: Path) -> tuple[str, Page]:
    text = path.read_text(encoding="utf-8")
    read = Page()
    read.feed(text)
    read.close()
    return text, read


@pytest.mark.parametrize("file", [MINIMAL, IBKR], ids=lambda path: path.name)
def test_a_page_stands_alone(tmp_path: Path, file: Path) -> None:
    out = tmp_path / "report.html"
    done = invoked("report", str(file), "--html", str(out))
    assert done.exit_code == 0
    text, read = page(out)
    assert text.startswith("<!doctype html>")
    assert read.open == []
    assert {"svg", "table", "style", "title"} <= set(read.tags)
    assert read.outside == []
    assert "@import" not in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text


def test_a_page_shows_text_of_the_file_as_text(tmp_path: Path) -> None:
    path, out = tmp_path / "<b>x.csv", tmp_path / "report.html"
    path.write_text(ROUND_TRIP.replace("WOMB", "<script>alert(1)</script>"))
    assert invoked("report", str(path), "--html", str(out)).exit_code == 0
    text, read = page(out)
    assert "script" not in read.tags
    assert "b" not in read.tags
    assert "&lt;SCRIPT&gt;ALERT(1)" in text


@pytest.mark.parametrize("symbol", ["[/B]", "[RED]", "[LINK=X]", "\\["])
def test_the_terminal_shows_text_of_the_file_as_text(tmp_path: Path, symbol: str) -> None:
    path = tmp_path / "[red]fills[blue].csv"
    path.write_text(ROUND_TRIP.replace("WOMB", symbol) + f"{symbol},[/italic],buy,1,1,0\n")
    done = invoked("report", str(path))
    assert done.exit_code == 0, done.stderr
    for word in ("[red]fills[blue].csv", symbol, "[/italic]"):
        assert word in done.stdout


def test_what_was_left_out_is_said_even_where_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(fills("WOMB,2026-02-30,buy,1,10,0"))
    done = invoked("report", str(path))
    assert done.exit_code == 0
    assert "1 rows: 1 rejected" in done.stdout
    assert "line 2" in done.stdout
    assert "2026-02-30" in done.stdout


GARBAGE: dict[str, bytes] = {
    "empty.csv": b"",
    "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01" * 200,
    "letter.txt": b"dear sir or madam\n",
    "cut.xlsx": b"PK\x03\x04" + b"\x00" * 40,
    "laughs.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
}


@pytest.mark.parametrize("name", GARBAGE)
def test_a_report_on_garbage_is_one_sentence(tmp_path: Path, name: str) -> None:
    path, out = tmp_path / name, tmp_path / "report.html"
    path.write_bytes(GARBAGE[name])
    refused = invoked("report", str(path), "--html", str(out))
    assert (refused.exit_code, refused.stdout) == (2, "")
    (sentence,) = refused.stderr.splitlines()
    assert re.fullmatch(r"tradesense: .{15,}\.", sentence)
    assert not out.exists()


def test_a_file_that_is_not_there_and_a_format_that_is_none(tmp_path: Path) -> None:
    assert invoked("report", str(tmp_path / "nothing.csv")).exit_code == 2
    refused = invoked("report", str(MINIMAL), "--format", "lotus_123")
    assert refused.exit_code == 2
    assert "lotus_123" in refused.stderr


def test_without_a_word_it_says_what_it_can_do() -> None:
    shown: Any = invoked()
    for name in ("serve", "report", "verify-ledger", "config", "openapi"):
        assert name in shown.output


def test_an_encryption_key_is_added_to_the_ring_and_the_ones_before_it_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRADESENSE_DATA_DIR", str(tmp_path))
    for _ in range(2):
        assert CliRunner().invoke(app, ["add-encryption-key"]).exit_code == 0
    # The first call made the ring with one key and added one; the second added another.
    assert len((tmp_path / "encryption-keys").read_text().split()) == 3
    monkeypatch.setenv("TRADESENSE_ENCRYPTION_KEYS", "set elsewhere")
    assert CliRunner().invoke(app, ["add-encryption-key"]).exit_code == 2
