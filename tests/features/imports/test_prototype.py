"""The earlier prototype's SQLite file: its people and trades come over, and what could not be trusted is named."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.support import command
from tests.support.actors import Person
from tests.support.imports import Worker
from tests.support.ledger import trades
from tests.support.server import addresses, url
from tests.support.sql import Sql
from tradesense.adapters.prototype_sqlite import PrototypeFile, PrototypeUnreadable
from tradesense.db.cluster import RUNTIME_ROLE
from tradesense.domain.prototype import FACTS, Row, date_order, labels, read_row
from tradesense.kit.settings import Settings
from tradesense.main.prototype import TakenOver, take_over

SCHEMA = """
    CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, username TEXT, hashed_password TEXT);
    CREATE TABLE playbooks (id INTEGER PRIMARY KEY, user_id INTEGER, name TEXT);
    CREATE TABLE trades (id INTEGER PRIMARY KEY, user_id INTEGER, symbol TEXT, entry_time TEXT, exit_time TEXT,
        entry_price REAL, exit_price REAL, qty REAL, direction TEXT, pnl REAL, trade_type TEXT, broker TEXT,
        notes TEXT, playbook_id INTEGER);
    CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE trade_tags (trade_id INTEGER, tag_id INTEGER);
    CREATE TABLE trade_notes (id INTEGER PRIMARY KEY, trade_id INTEGER, content TEXT);
    INSERT INTO playbooks VALUES (1, 1, 'Opening range');
    INSERT INTO tags VALUES (1, 'gap'), (2, 'news, "big"');
"""
ROWS: list[tuple[Any, ...]] = [
    # (5280 − 5275.25) × 2 × 50 = 475, as it says.
    (
        1,
        1,
        "ES",
        "2024-06-01T09:15:00",
        "2024-06-01T09:20:00",
        5275.25,
        5280,
        2,
        "long",
        475,
        "futures",
        "Ninja",
        "x",
        1,
    ),
    # (5290 − 5285) × 2 × 50 = 500, where it says −500.
    (
        2,
        1,
        "ES",
        "2024-06-02T09:40:00",
        "2024-06-02T09:47:00",
        5290,
        5285,
        2,
        "short",
        -500,
        "futures",
        "Ninja",
        None,
        1,
    ),
    # 10 × 0.15: told to be a share by its P&L, as no class is said.
    (
        3,
        1,
        "AAPL",
        "2024-06-03 10:00:00",
        "2024-06-03 11:00:00",
        190.1,
        190.25,
        10,
        "Buy",
        1.5,
        None,
        "Ninja",
        None,
        None,
    ),
    (4, 1, "AAPL", "last tuesday", "2024-06-03", 190, 191, 1, "long", 1, "stock", None, None, None),
    (5, 1, "ZZX", "2024-06-03T10:00:00", "2024-06-03T11:00:00", 10, 11, 1, "long", 25, "futures", None, None, None),
    (6, 1, "MSFT", "2024-06-04T10:00:00", None, 400, None, 5, "long", None, "stock", "Ninja", None, None),
    (7, 9, "MSFT", "2024-06-04T10:00:00", None, 400, None, 5, "long", None, "stock", None, None, None),
    (8, 1, "MSFT", "2024-06-05T10:00:00", "2024-06-05T09:00:00", 400, 401, 5, "long", 5, "stock", None, None, None),
]


def written(path: Path, emails: Sequence[str]) -> Path:
    with closing(sqlite3.connect(path)) as file:
        file.executescript(SCHEMA)
        for number, email in enumerate(emails, 1):
            file.execute("INSERT INTO users VALUES (?, ?, 'ada', '$2b$12$x')", (number, email))
        file.executemany(f"INSERT INTO trades VALUES ({', '.join('?' * 14)})", ROWS)
        file.executescript(
            "INSERT INTO trade_tags VALUES (1, 1), (1, 2), (3, 1);"
            "INSERT INTO trade_notes (trade_id, content) VALUES (1, 'As planned.'), (1, 'Out early.');"
        )
        file.commit()
    return path


async def taken(settings: Settings, sql: Sql, path: Path, zone: str | None = "America/New_York") -> list[TakenOver]:
    return await take_over(settings, url(RUNTIME_ROLE, sql.database), path, zone)


async def test_trades_notes_tags_and_playbooks_come_over_and_doubts_are_named(
    ada: Person, worker: Worker, sql: Sql, settings: Settings, tmp_path: Path
) -> None:
    path = written(tmp_path / "prototype.db", [ada.email])
    mine, nobody = await taken(settings, sql, path)
    assert (mine.email, mine.password, mine.trades) == (ada.email, None, 4)
    assert [(one.trade, one.code, one.left_out) for one in mine.doubts] == [
        ("2", "profit_differs", False),
        ("4", "date_unreadable", True),
        ("5", "multiplier_unknown", True),
        ("8", "times_reversed", True),
    ]
    assert "-500" in mine.doubts[0].detail
    assert "last tuesday" in mine.doubts[1].detail
    assert [(one.trade, one.code) for one in nobody.doubts] == [("7", "owner_unknown")]
    found = await trades(ada)
    assert [(one["symbol"], one["side"], one["status"], one["gross"]) for one in found] == [
        ("ES", "long", "closed", "475.00"),
        ("ES", "short", "closed", "500.00"),
        ("AAPL", "long", "closed", "1.50"),
        ("MSFT", "long", "open", "0.00"),
    ]
    # 09:15 in New York in summer is 13:15 UTC.
    assert found[0]["opened_at"] == "2024-06-01T13:15:00Z"
    assert (found[0]["tags"], found[0]["playbook"]) == (["gap", "news big"], "Opening range")
    annotation = (await ada.get(f"/trades/{found[0]['id']}/annotation")).json()
    assert annotation["notes"] == "x\n\nAs planned.\n\nOut early."
    assert found[0]["fees_known"] is False
    # Again: nothing new, and what was written since stays.
    mine, _ = await taken(settings, sql, path)
    assert mine.new_fills == 0
    assert await trades(ada) == found
    # It is an import like any other: it can be taken out.
    first = (await ada.get("/imports")).json()["items"][-1]
    await worker.acted(ada, first["id"], "undo")
    assert len(await trades(ada)) == 4  # the second taking over states them too


async def test_whoever_is_not_registered_is_registered_with_a_password_of_their_own(
    client: Any, sql: Sql, settings: Settings, tmp_path: Path
) -> None:
    path = written(tmp_path / "prototype.db", ["grace@example.org"])
    done = command.run("import", "--from-prototype", str(path), data_dir=settings.data_dir, **addresses(sql.database))
    assert (done.returncode, done.stderr) == (0, "")
    assert "grace@example.org: 4 trades, 7 new fills" in done.stdout
    assert "trade 4, date_unreadable, left out" in done.stdout
    (password,) = [line.rpartition(" ")[2] for line in done.stdout.splitlines() if "password" in line]
    said = {"email": "grace@example.org", "password": password}
    answer = await client.post("/api/v1/auth/login", json=said)
    assert answer.status_code == 200
    grace = Person(client, "grace@example.org", answer.json())
    assert len(await trades(grace)) == 4


def row(**facts: Any) -> Row:
    known = dict.fromkeys(FACTS)
    usual = {
        "symbol": "AAPL", "side": "long", "quantity": 1, "entry_price": 10, "exit_price": 11, "kind": "stock",
        "entry_time": "2024-06-03 10:00", "exit_time": "2024-06-03 11:00", "profit": 1,
    }  # fmt: skip
    return Row("1", "1", known | usual | facts, "", [], "")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"entry_time": "03/04/2024"}, "date_unreadable"),  # March or April?
        ({"entry_time": "2024-03-10 02:30"}, "date_unreadable"),  # clocks went forward
        ({"entry_time": None}, "date_unreadable"),
        ({"quantity": "many"}, "value_unreadable"),
        ({"quantity": 0}, "value_unreadable"),
        ({"entry_price": float("nan")}, "value_unreadable"),
        ({"side": "up"}, "side_unknown"),
        ({"symbol": ""}, "symbol_missing"),
        ({"kind": "option"}, "multiplier_unknown"),
        ({"kind": "forex", "profit": 100_000}, "multiplier_unknown"),
        ({"kind": None, "profit": 7}, "multiplier_unknown"),
        ({"profit": 7}, "profit_differs"),
    ],
)
def test_what_cannot_be_trusted_is_named(facts: dict[str, Any], code: str) -> None:
    trip, (doubt,) = read_row(row(**facts), ZoneInfo("America/New_York"), None)
    assert doubt.code == code
    assert (trip is None) == doubt.left_out


def test_dates_are_read_as_the_file_writes_them() -> None:
    assert date_order(["03/04/2024", "13/04/2024"]) == "dmy"
    assert date_order(["03/04/2024", "03/14/2024"]) == "mdy"
    assert date_order(["14/03/2024", "03/14/2024"]) is None
    facts = {"entry_time": "03/04/2024 2:30 PM", "exit_time": 1_712_160_000}
    trip, doubts = read_row(row(**facts), ZoneInfo("UTC"), "dmy")
    assert doubts == []
    assert trip is not None
    # 3 April; the exit is in seconds since 1970: 16:00 that day.
    assert (trip.opened.isoformat(), str(trip.closed)) == ("2024-04-03T14:30:00+00:00", "2024-04-03 16:00:00+00:00")


def test_tags_become_what_can_be_kept() -> None:
    assert labels(["a, b", ' "x" ', "", "a  b", "t" * 60]) == ["a b", "x", "t" * 40]


def test_what_is_no_prototype_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_bytes(b"dear sir or madam" * 100)
    with pytest.raises(PrototypeUnreadable, match=r"letter\.db"):
        PrototypeFile(tmp_path / "letter.db")
    with closing(sqlite3.connect(tmp_path / "other.db")) as file:
        file.execute("CREATE TABLE recipes (id)")
        file.commit()
    with pytest.raises(PrototypeUnreadable, match="recipes"):
        PrototypeFile(tmp_path / "other.db")


def test_the_file_is_not_changed(tmp_path: Path) -> None:
    path = written(tmp_path / "prototype.db", ["a@example.org"])
    before = path.read_bytes()
    with closing(PrototypeFile(path)) as file:
        assert len(list(file.trades())) == len(ROWS)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["prototype.db"]
