"""A broker's format that somebody else publishes: installed beside TradeSense, it is read like ours."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.support.serving import Serving, folder
from tradesense.adapters.brokers import installed
from tradesense.adapters.brokers.installed import GROUP, installed_formats

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "tradesense-format-wombat"
version = "1.0"

[project.entry-points."tradesense.formats"]
wombat_trades = "tradesense_format_wombat:FORMAT"
wombat_broken = "tradesense_format_wombat.broken:FORMAT"

[tool.hatch.build.targets.wheel]
packages = ["tradesense_format_wombat"]
"""
CODE = '''
"""Wombat Securities: Account, Trades, Export."""

from decimal import Decimal

from tradesense.adapters.files.formats import table_format
from tradesense.adapters.files.rows import Row
from tradesense.adapters.files.sides import action_of
from tradesense.adapters.files.symbols import share
from tradesense.domain.statement import StatedFill


def read_row(row: Row) -> StatedFill:
    when, action = row.when("wombat time"), action_of(row.required("burrowed"), "burrowed")
    return StatedFill(
        line=row.line,
        account=row.text("burrow"),
        instrument=share(row.required("animal"), row.currency("coin")),
        side=action.side,
        quantity=row.number("paws"),
        price=row.number("carrots"),
        fees=Decimal(0),
        when=when.at,
    )


FORMAT = table_format(
    key="wombat_trades",
    broker="Wombat Securities",
    title="Trades",
    zone="Australia/Sydney",
    header=("wombat time", "animal", "burrowed", "paws", "carrots", "coin", "burrow"),
    read_row=read_row,
)
'''
# (12.5 − 10) × 4
FILE = (
    "Wombat Time,Animal,Burrowed,Paws,Carrots,Coin,Burrow\n"
    "2026-02-03 10:00:00,JOEY,buy,4,10,AUD,B-7\n2026-02-03 11:30:00,JOEY,sell,4,12.5,AUD,B-7\n"
)


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """A folder into which the distribution was installed, as anybody would install it, offline."""
    project, target = tmp_path / "project", tmp_path / "environment"
    package = project / "tradesense_format_wombat"
    package.mkdir(parents=True)
    (project / "pyproject.toml").write_text(PROJECT)
    (package / "__init__.py").write_text(CODE)
    (package / "broken.py").write_text("raise RuntimeError('this format is broken')\n")
    offline = ("--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check", "--quiet")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *offline, "--target", str(target), str(project)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with folder() as found:
        yield found


def test_a_second_distributions_file_is_read_by_the_running_app(
    environment: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(environment))
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    with Serving(data_dir, log_format="json") as server:
        server.enter("ada@example.org", new=True)
        listed = {one["key"]: one for one in server.get("/imports/formats")["items"]}
        assert listed["wombat_trades"] == {
            "key": "wombat_trades",
            "broker": "Wombat Securities",
            "title": "Trades",
            "zone": "Australia/Sydney",
            "package": "tradesense-format-wombat",
        }
        assert listed["ibkr_activity"]["package"] == ""
        # The broken one is not there, and is told of in the log; everything else is.
        assert len(listed) > 20
        assert "wombat_broken" not in listed
        assert any("format.broken" in line and "wombat_broken" in line for line in server.output)
        made = server.until_state(server.send(FILE, "trades.csv"), "committed")
        assert (made["format"], made["counts"]["new"]) == ("wombat_trades", 2)
        (trade,) = server.get("/trades")["items"]
        assert (trade["symbol"], trade["net"], trade["currency"]) == ("JOEY", "10.00", "AUD")
        # 10:00 in Sydney's summer is 23:00 of the day before
        assert trade["opened_at"] == "2026-02-02T23:00:00Z"


@pytest.mark.parametrize(
    ("value", "event", "said"),
    [
        ("json:loads", "format.broken", "It is no Format: make one with table_format()."),
        ("no_such_module_of_anybody:FORMAT", "format.broken", None),
        ("tradesense.adapters.brokers.tradovate_orders:FORMAT", "format.key_taken", None),
        ("tradesense.adapters.brokers.generic_fills:FORMAT", "format.broken", "It names no broker, or no title."),
    ],
)
def test_one_that_cannot_be_used_is_told_of_and_left_out(
    value: str, event: str, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = EntryPoint("wombat", value, GROUP)
    monkeypatch.setattr(installed, "entry_points", lambda group: [point] if group == GROUP else [])
    with capture_logs() as logs:
        assert installed_formats({"tradovate_orders"}) == []
    (told,) = logs
    assert (told["event"], told["log_level"], told["entry_point"], told.get("why")) == (event, "error", "wombat", said)
