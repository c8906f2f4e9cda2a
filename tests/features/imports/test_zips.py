"""A ZIP archive of statements: each of its files is an import of its own, read by its own format."""

import io
import json
import zipfile
from typing import Any

import pytest

from tests.adapters.brokers.reading import IMPORTS
from tests.features.imports.test_bad_files import workbook
from tests.support.actors import Person
from tests.support.imports import HEADER, Worker, counts, fills, notes
from tests.support.sql import Sql
from tests.support.standing import ledger_picture, standing
from tradesense.features.imports import tasks

BOUGHT = "WOMB,2026-01-05 10:00:00,buy,10,100,1"
SOLD = "WOMB,2026-01-05 11:00:00,sell,10,110,1"


def zipped(**members: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


async def unpacked(ada: Person, worker: Worker, content: bytes, **fields: Any) -> dict[str, Any]:
    """Sent, unpacked, and each of its files read."""
    made = await worker.imported(ada, content, "year.zip", **fields)
    assert made["state"] == "unpacked", made["problem"]
    for one in made["members"]:
        await worker.run(ada, one["id"])
    return await worker.look(ada, made["id"])


async def test_each_file_is_read_by_its_own_format(ada: Person, worker: Worker) -> None:
    flex = (IMPORTS / "ibkr/tradetally__flex_min_columns.csv").read_bytes()
    members: dict[str, str | bytes] = {
        "2026/fills.csv": fills(BOUGHT, SOLD),
        "2026/broker.csv": flex,
        "book.xlsx": workbook(HEADER.split(","), ["BIRD", "2026-01-05 10:00:00", "buy", "5", "20", "0"]),
        "letter.txt": b"dear sir or madam,\nhow do you do\n",
        ".DS_Store": b"x",
    }
    made = await unpacked(ada, worker, zipped(**members))
    assert (made["counts"], made["problem"]) == (None, None)
    assert made["preview"]["left_out"] == [{"name": ".DS_Store", "why": "It is of the computer that made the archive."}]
    by_name = {one["file_name"]: one for one in made["members"]}
    assert {name: (one["state"], one["format"]) for name, one in by_name.items()} == {
        "2026/broker.csv": ("committed", "ibkr_flex_csv"),
        "2026/fills.csv": ("committed", "generic_fills"),
        "book.xlsx": ("committed", "generic_fills"),
        "letter.txt": ("failed", None),
    }
    assert counts(by_name["2026/fills.csv"]) == (2, 0, 0, 0, 0)
    assert counts(by_name["book.xlsx"]) == (1, 0, 0, 0, 0)
    assert {one["unpacked_from"] for one in made["members"]} == {made["id"]}
    # (110 − 100) × 10 − 2
    assert ("WOMB", "closed", "98.00") in (await standing(ada)).net


async def test_its_files_are_reviewed_and_undone_one_by_one(ada: Person, worker: Worker) -> None:
    content = zipped(**{"a.csv": fills(BOUGHT, SOLD), "b.csv": fills("BIRD,2026-01-05 10:00:00,buy,5,20,0")})
    made = await unpacked(ada, worker, content, review="true", timezone="UTC")
    assert [(one["state"], one["options"]["timezone"]) for one in made["members"]] == [("review", "UTC")] * 2
    assert (await standing(ada)).all == 0
    first, second = made["members"]
    await worker.acted(ada, first["id"], "commit")
    await worker.acted(ada, second["id"], "cancel")
    again = await worker.look(ada, made["id"])
    assert [one["state"] for one in again["members"]] == ["committed", "cancelled"]
    await worker.acted(ada, first["id"], "undo")
    assert (await standing(ada)).net == []


async def test_the_archive_itself_can_only_be_looked_at(ada: Person, worker: Worker) -> None:
    made = await unpacked(ada, worker, zipped(**{"a.csv": fills(BOUGHT)}))
    assert await notes(ada, made["id"]) == []
    for act in ("commit", "cancel", "undo", "retry"):
        answer = await ada.post(f"/imports/{made['id']}/{act}", {} if act == "retry" else None)
        assert (answer.status_code, answer.json()["code"]) == (409, "import.state_wrong"), act


async def test_what_a_reader_keeps_is_stale_once_a_file_has_moved_on(ada: Person, worker: Worker) -> None:
    made = await unpacked(ada, worker, zipped(**{"a.csv": fills(BOUGHT)}), review="true")
    tag = (await ada.get(f"/imports/{made['id']}")).headers["etag"]
    assert (await ada.send("GET", f"/imports/{made['id']}", {"If-None-Match": tag})).status_code == 304
    await worker.acted(ada, made["members"][0]["id"], "commit")
    assert (await ada.send("GET", f"/imports/{made['id']}", {"If-None-Match": tag})).status_code == 200


async def test_unpacked_twice_it_is_unpacked_once(ada: Person, worker: Worker, sql: Sql) -> None:
    """The worker died after it had stored the files, and before that was committed."""
    made = await worker.imported(ada, zipped(**{"a.csv": fills(BOUGHT, SOLD)}), "year.zip")
    (member,) = made["members"]
    await sql.execute("DELETE FROM imports WHERE id = $1::text::uuid", member["id"])
    await sql.execute("UPDATE imports SET state = 'parsing', attempts = 1 WHERE id = $1::text::uuid", made["id"])
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    said = {"workspace_id": workspace, "user_id": ada.user["id"], "import_id": made["id"]}
    await tasks.run_import(worker.database, worker.ports, json.dumps(said).encode())
    again = await worker.look(ada, made["id"])
    assert [one["id"] for one in again["members"]] == [member["id"]]
    assert (await worker.run(ada, member["id"]))["state"] == "committed"
    assert len(await worker.kept_files(ada)) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nested.zip", zipped(**{"in.zip": zipped(**{"a.csv": fills(BOUGHT)})}), "an archive itself"),
        ("outside.zip", zipped(**{"../a.csv": fills(BOUGHT)}), "the name '../a.csv'"),
        ("bomb.zip", zipped(**{"a.csv": b"0" * 100 * 1024 * 1024}), "no honest archive"),
        ("empty.zip", zipped(), "no file in it"),
        ("cut.zip", zipped(**{"a.csv": fills(BOUGHT)})[:-30], "no ZIP archive"),
    ],
)
async def test_what_is_no_honest_archive_is_refused_and_says_why(
    ada: Person, worker: Worker, sql: Sql, name: str, content: bytes, said: str
) -> None:
    before = await ledger_picture(sql, ada)
    made = await worker.imported(ada, content, name)
    assert (made["state"], made["problem"]["code"]) == ("failed", "import.archive_refused")
    assert said in made["problem"]["detail"]
    assert made["members"] == []
    assert await ledger_picture(sql, ada) == before
