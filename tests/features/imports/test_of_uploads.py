"""An upload that has arrived whole becomes an import: its bytes are taken over, once."""

import asyncio
import os
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.features.conftest import changed_ports
from tests.support.actors import Person
from tests.support.breaking import AT_COMMIT, deadly
from tests.support.clock import SetClock
from tests.support.imports import Worker, counts, fills, send
from tests.support.ledger import account
from tests.support.sql import Sql
from tests.support.uploads import TUS, append, created, uploaded
from tradesense.main.sweeper import sweep_workspace

CONTENT = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1").encode()


async def taken(person: Person, upload_id: str, **options: Any) -> Any:
    return await person.post("/imports", {"upload_id": upload_id, **options})


async def home(person: Person) -> str:
    found: str = (await person.get("/auth/me")).json()["workspace_id"]
    return found


async def test_an_upload_is_imported_without_being_copied(ada: Person, worker: Worker) -> None:
    upload_id = await uploaded(ada, CONTENT, name="../Käufe 2026.csv")
    before = await inode(worker, ada, upload_id + ".part")
    answer = await taken(ada, upload_id, review=True)
    assert answer.status_code == 202, answer.text
    made = answer.json()
    assert answer.headers["location"] == f"/api/v1/imports/{made['id']}"
    assert (made["file_name"], made["file_bytes"], made["review_first"]) == ("Käufe 2026.csv", len(CONTENT), True)
    assert await inode(worker, ada, upload_id) == before
    assert (await ada.send("HEAD", f"/uploads/{upload_id}", TUS)).status_code == 404
    shown = await worker.run(ada, made["id"])
    assert (shown["state"], counts(shown)) == ("review", (2, 0, 0, 0, 0))


async def inode(worker: Worker, person: Person, name: str) -> int:
    folder = worker.data_dir / "blobs" / await home(person) / "uploads"
    return (folder / name).stat().st_ino


async def test_options_are_those_of_the_form(ada: Person, worker: Worker) -> None:
    main = await account(ada)
    upload_id = await uploaded(ada, CONTENT)
    answer = await taken(ada, upload_id, account_id=main["id"], timezone="Europe/Berlin", date_order="ymd")
    made = await worker.run(ada, answer.json()["id"])
    assert (made["state"], made["account_id"], made["options"]["timezone"]) == (
        "committed",
        main["id"],
        "Europe/Berlin",
    )


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{not json", 400, "request.malformed"),
        (b"{}", 422, "request.invalid"),
        (b'{"upload_id": 5}', 422, "request.invalid"),
        (b'{"upload_id": "00000000-0000-7000-8000-000000000000"}', 404, "upload.not_found"),
        (b'{"upload_id": "00000000-0000-7000-8000-000000000000", "surprise": 1}', 422, "request.invalid"),
        (b" " * 70_000, 413, "request.too_large"),
    ],
)
async def test_a_body_that_cannot_be_used_is_refused(ada: Person, body: bytes, status: int, code: str) -> None:
    answer = await ada.send("POST", "/imports", {"Content-Type": "application/json"}, content=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_refused_option_leaves_the_upload_where_it_is(ada: Person) -> None:
    upload_id = await uploaded(ada, CONTENT)
    answer = await taken(ada, upload_id, format="lotus_123")
    assert (answer.status_code, answer.json()["code"]) == (422, "import.options_invalid")
    assert (await taken(ada, upload_id)).status_code == 202


async def test_only_a_whole_upload_of_one_s_own_is_imported(ada: Person, bob: Person) -> None:
    path = await created(ada, 100)
    await append(ada, path, 0, b"Symbol,")
    answer = await taken(ada, path.rpartition("/")[2])
    assert (answer.status_code, answer.json()["code"]) == (409, "upload.incomplete")
    part = await uploaded(ada, CONTENT, Upload_Concat="partial")
    assert (await taken(ada, part)).json()["code"] == "upload.incomplete"
    empty = (await created(ada, 0)).rpartition("/")[2]
    answer = await taken(ada, empty)
    assert (answer.status_code, answer.json()["code"]) == (422, "upload.file_missing")
    answer = await taken(bob, await uploaded(ada, CONTENT))
    assert (answer.status_code, answer.json()["code"]) == (404, "upload.not_found")


async def test_an_upload_whose_bytes_were_lost_is_not_imported_by_halves(ada: Person, worker: Worker) -> None:
    upload_id = await uploaded(ada, CONTENT)
    await worker.ports.blobs.cut(f"{await home(ada)}/uploads/{upload_id}", len(CONTENT) - 1)
    answer = await taken(ada, upload_id)
    assert (answer.status_code, answer.json()["code"]) == (410, "import.upload_damaged")
    assert (await ada.get("/imports")).json()["items"] == []


async def test_of_two_imports_of_one_upload_one_is_made(ada: Person) -> None:
    upload_id = await uploaded(ada, CONTENT)
    answers = await asyncio.gather(*(taken(ada, upload_id) for _ in range(2)))
    assert sorted(one.status_code for one in answers) == [202, 404]
    assert len((await ada.get("/imports")).json()["items"]) == 1


async def test_a_retry_with_the_same_key_is_the_same_import(ada: Person) -> None:
    upload_id, once = await uploaded(ada, CONTENT), {"Idempotency-Key": "import-of-monday"}
    first, again = [await ada.post("/imports", {"upload_id": upload_id}, once) for _ in range(2)]
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert again.headers["idempotent-replayed"] == "true"


async def test_an_import_whose_commit_dies_leaves_the_upload_to_be_imported(
    ada: Person, worker: Worker, sql: Sql
) -> None:
    upload_id = await uploaded(ada, CONTENT)
    async with deadly(sql, AT_COMMIT, "imports"):
        assert (await taken(ada, upload_id)).status_code == 503
    assert (await ada.get("/imports")).json()["items"] == []
    made = await worker.run(ada, (await taken(ada, upload_id)).json()["id"])
    assert counts(made) == (2, 0, 0, 0, 0)


# What nobody needs goes


async def test_expired_uploads_are_swept_away(ada: Person, worker: Worker, clock: SetClock) -> None:
    await append(ada, await created(ada, 100), 0, b"Symbol,")
    kept = await uploaded(ada, CONTENT)
    made = (await taken(ada, kept)).json()["id"]
    workspace = await home(ada)
    tomorrow = changed_ports(worker.ports, clock=SetClock(clock.now() + timedelta(hours=25)))
    assert await sweep_workspace(worker.database, tomorrow, UUID(workspace)) == 1
    assert await worker.kept_files(ada, "uploads") == [kept]
    assert (await worker.run(ada, made))["state"] == "committed"


async def test_a_file_that_a_kill_left_without_an_import_is_swept_away(
    ada: Person, worker: Worker, clock: SetClock
) -> None:
    """Killed between storing the last byte and committing: whole, or half."""
    made, workspace = (await send(ada, CONTENT.decode())).json()["id"], await home(ada)
    waiting = await uploaded(ada, CONTENT)
    blobs = worker.ports.blobs
    await blobs.put_part(f"{workspace}/imports/whole", CONTENT, 0)
    await blobs.finish(f"{workspace}/imports/whole")
    await blobs.put_part(f"{workspace}/imports/half", CONTENT, 0)
    await blobs.put_part(f"{workspace}/uploads/young", CONTENT, 0)
    long_ago = clock.now().timestamp() - 86_401
    for file in (worker.data_dir / "blobs" / workspace).rglob("*"):
        if file.is_file() and "young" not in file.name:
            os.utime(file, (long_ago, long_ago))
    assert await sweep_workspace(worker.database, worker.ports, UUID(workspace)) == 2
    assert await worker.kept_files(ada) == [made]
    assert await worker.kept_files(ada, "uploads") == sorted([f"{waiting}.part", "young.part"])
