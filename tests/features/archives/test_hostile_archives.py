"""An archive comes from anybody: whatever is wrong with it is named, and nothing of it stays."""

import io
import struct
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from tests.support.actors import Person, register
from tests.support.archives import (
    Entries,
    download,
    home,
    kept,
    put_together,
    rows,
    signed,
    taken_apart,
    with_manifest,
    with_rows,
)
from tests.support.house import House
from tests.support.imports import Worker
from tests.support.scale import count
from tests.support.sql import Sql
from tradesense.kit.arrow import Columns
from tradesense.kit.zipped import ZipReader, ZipRefused

NOWHERE: Final = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
async def archive(house: House, worker: Worker) -> bytes:
    return await download(house.person, await kept(house))


@pytest.fixture(scope="module")
async def mallory(app: FastAPI) -> AsyncIterator[Person]:
    """Whose workspace stays empty through all of it."""
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield await register(client, "mallory")


async def refused(person: Person, worker: Worker, sql: Sql, content: bytes) -> tuple[str, str]:
    """The problem's code and sentence; that nothing was left behind is looked at on the way."""
    workspace = await home(person)
    before = await sql.picture(workspace, but=("archives",))
    ended = await worker.restored(person, content)
    assert ended["state"] == "failed"
    assert await sql.picture(workspace, but=("archives",)) == before
    assert await worker.kept_files(person) == []
    return ended["problem"]["code"], ended["problem"]["detail"]


def at_first(column: str, value: Any) -> Callable[[Columns], object]:
    return lambda columns: columns[column].__setitem__(0, value)


def twice(columns: Columns) -> None:
    for values in columns.values():
        values.append(values[0])


def without(column: str) -> Callable[[Columns], object]:
    return lambda columns: columns.pop(column)


CHANGED: Final[dict[str, tuple[Callable[[Entries], Entries], str, str]]] = {
    "another format": (lambda e: with_manifest(e, format="zip of holiday pictures"), "version_unknown", "holiday"),
    "a later version": (lambda e: with_manifest(e, version=2), "version_unknown", "version 2"),
    "no manifest": (lambda e: {name: e[name] for name in e if name != "manifest.json"}, "unreadable", "manifest"),
    "a manifest of nothing": (lambda e: {**e, "manifest.json": b"{}"}, "unreadable", "format"),
    "a manifest of brackets": (lambda e: {**e, "manifest.json": b"[" * 100_000}, "unreadable", "manifest"),
    "a stowaway": (lambda e: {**e, "files/more": b"x"}, "contradicts", "files/more"),
    "a missing table": (lambda e: {name: e[name] for name in e if "splits" not in name}, "contradicts", "splits"),
    "a path upwards": (lambda e: {**e, "../../outside": b"x"}, "unreadable", "outside"),
    "a path from the root": (lambda e: {**e, "/tmp/outside": b"x"}, "unreadable", "outside"),
    "a path of another system": (lambda e: {**e, "c:\\outside": b"x"}, "unreadable", "outside"),
    "changed bytes": (lambda e: {**e, "tables/rates.arrows": e["tables/accounts.arrows"]}, "version_unknown", "rates"),
    "a table cut short": (lambda e: {**e, "tables/rates.arrows": e["tables/rates.arrows"][:-8]}, "contradicts", "SHA"),
    "no Arrow": (lambda e: signed({**e, "tables/rates.arrows": b"x" * 99}, "tables/rates.arrows"), "unreadable", "Arrow"),
    "no number": (lambda e: with_rows(e, "executions", at_first("price", "NaN")), "contradicts", "NaN"),
    "a number of many digits": (
        lambda e: with_rows(e, "executions", at_first("price", "9" * 40)), "contradicts", "too large",
    ),
    "no side": (lambda e: with_rows(e, "executions", at_first("side", 7)), "contradicts", "side"),
    "no kind": (lambda e: with_rows(e, "executions", at_first("kind", "gift")), "contradicts", "gift"),
    "no zone": (lambda e: with_rows(e, "accounts", at_first("timezone", "Mars/Olympus")), "contradicts", "Mars"),
    "no class": (lambda e: with_rows(e, "instruments", at_first("asset_class", "tulip")), "contradicts", "tulip"),
    "no id": (lambda e: with_rows(e, "accounts", at_first("id", "me")), "contradicts", "accounts, id"),
    "nothing where something must be": (
        lambda e: with_rows(e, "executions", at_first("price", None)), "contradicts", "price",
    ),
    "a character that cannot be": (lambda e: with_rows(e, "accounts", at_first("name", "a\0b")), "contradicts", "acc"),
    "a row twice": (lambda e: with_rows(e, "accounts", twice), "contradicts", "accounts"),
    "a column less": (lambda e: with_rows(e, "executions", without("price")), "version_unknown", "price"),
    "an execution of no position": (
        lambda e: with_rows(e, "executions", at_first("position_id", NOWHERE)), "contradicts", NOWHERE,
    ),
    "an execution of no import": (
        lambda e: with_rows(e, "executions", at_first("import_id", NOWHERE)), "contradicts", NOWHERE,
    ),
    "a position of no account": (
        lambda e: with_rows(e, "positions", at_first("account_id", NOWHERE)), "contradicts", NOWHERE,
    ),
    "an annotation of no execution": (
        lambda e: with_rows(e, "annotations", at_first("execution_id", NOWHERE)), "contradicts", NOWHERE,
    ),
    "JSON that is none": (lambda e: with_rows(e, "imports", at_first("options", "{")), "contradicts", "options"),
    "JSON of brackets": (
        lambda e: with_rows(e, "imports", at_first("preview", "[" * 50_000 + "]" * 50_000)), "contradicts", "preview",
    ),
    "JSON that no page can show": (
        lambda e: with_rows(e, "imports", at_first("counts", '{"rows": "many"}')), "contradicts", "rows",
    ),
    "a zone of the workspace that is none": (
        lambda e: with_manifest(
            e, workspace={"id": NOWHERE, "name": "x", "timezone": "Mars/X", "currency": "USD", "ledger_version": 0}
        ),
        "zone_unknown", "Mars",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
async def test_what_is_wrong_is_named_and_nothing_stays(
    archive: bytes, mallory: Person, worker: Worker, sql: Sql, name: str
) -> None:
    change, code, said = CHANGED[name]
    told, detail = await refused(mallory, worker, sql, put_together(change(taken_apart(archive))))
    assert told.endswith(code), detail
    assert said in detail


async def test_a_file_that_is_not_its_rows_is_refused(
    archive: bytes, mallory: Person, worker: Worker, sql: Sql
) -> None:
    entries = taken_apart(archive)
    name = next(one for one in entries if one.startswith("files/imports/"))
    swapped = signed({**entries, name: b"other fills"}, name)
    code, detail = await refused(mallory, worker, sql, put_together(swapped))
    assert (code, name in detail) == ("archive.contradicts", True)


async def test_a_file_read_differently_than_the_manifest_says_is_refused(
    archive: bytes, mallory: Person, worker: Worker, sql: Sql
) -> None:
    entries = taken_apart(archive)
    values = rows(entries, "accounts")
    changed = with_rows(entries, "accounts", at_first("name", "Not hers"))
    assert values["name"][0] != "Not hers"
    code, detail = await refused(
        mallory, worker, sql, put_together({**changed, "manifest.json": entries["manifest.json"]})
    )
    assert (code, "SHA-256" in detail) == ("archive.contradicts", True)


GARBAGE: Final[dict[str, bytes]] = {
    "a letter": b"dear sir or madam\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(5_000),
    "the end of an archive and nothing else": b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize("name", GARBAGE)
async def test_what_is_no_archive_is_refused(mallory: Person, worker: Worker, sql: Sql, name: str) -> None:
    code, _ = await refused(mallory, worker, sql, GARBAGE[name])
    assert code == "archive.unreadable"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
async def test_an_archive_cut_short_is_refused(
    archive: bytes, mallory: Person, worker: Worker, sql: Sql, share: float
) -> None:
    code, _ = await refused(mallory, worker, sql, archive[: int(len(archive) * share)])
    assert code == "archive.unreadable"


async def test_a_bomb_is_seen_before_it_is_unpacked(mallory: Person, worker: Worker, sql: Sql) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open("files/imports/x", "w") as entry:
        for _ in range(100):
            entry.write(bytes(1024 * 1024))
    code, detail = await refused(mallory, worker, sql, out.getvalue())
    # A hundred mebibytes of zeros pack into about a hundredth of one.
    assert (code, str(100 * 1024 * 1024) in detail) == ("archive.unreadable", True)


async def test_a_directory_of_any_size_is_not_read(archive: bytes, mallory: Person, worker: Worker, sql: Sql) -> None:
    place = archive.rfind(b"PK\x05\x06")
    lying = archive[: place + 12] + struct.pack("<L", 0xFFFF_FFF0) + archive[place + 16 :]
    code, detail = await refused(mallory, worker, sql, lying)
    assert (code, str(0xFFFF_FFF0) in detail) == ("archive.unreadable", True)


async def test_two_files_of_one_name_are_refused(archive: bytes, mallory: Person, worker: Worker, sql: Sql) -> None:
    out = io.BytesIO(archive)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as file:
        file.writestr("manifest.json", taken_apart(archive)["manifest.json"])
    code, detail = await refused(mallory, worker, sql, out.getvalue())
    assert (code, "same name" in detail) == ("archive.unreadable", True)


async def test_no_change_of_bytes_breaks_anything_or_leaves_half(
    house: House, client: AsyncClient, archive: bytes, worker: Worker
) -> None:
    chance = Random(20_261_123)
    whole = len((await house.person.get("/trades", limit=500)).json()["items"])
    eve = await register(client, "eve")
    for _ in range(count(60, soak=5_000)):
        changed = bytearray(archive)
        for _ in range(chance.choice([1, 2, 8])):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        ended = await worker.restored(eve, bytes(changed))
        found = len((await eve.get("/trades", limit=500)).json()["items"])
        if ended["state"] == "done":  # a byte that nobody reads, such as one of an entry's time
            assert found == whole
            eve = await register(client, "eve")
        else:
            assert found == 0
            assert ended["problem"]["code"] != "archive.crashed", ended["problem"]


async def test_a_viewer_can_neither_write_nor_take_nor_restore(house: House, viewer: Person, archive: bytes) -> None:
    headers = {"Workspace": house.ids["workspace_id"]}
    assert (await viewer.get("/archives", headers)).status_code == 200
    path = f"/archives/{house.ids['archive_id']}/file"
    answers = [
        await viewer.post("/archives", None, headers),
        await viewer.get(path, headers),
        await viewer.send("POST", "/archives/restore", headers, files={"file": ("desk.zip", archive)}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_a_file_said_to_begin_before_the_archive_does_is_refused(tmp_path: Path) -> None:
    """Its directory is said to begin nine bytes later than it does: every place in it is then wrong by as much."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("a.txt", "hello")
    changed = bytearray(content.getvalue())
    place = changed.rindex(b"PK\x05\x06") + 16
    (offset,) = struct.unpack("<I", changed[place : place + 4])
    changed[place : place + 4] = struct.pack("<I", offset + 9)
    path = tmp_path / "moved.zip"
    path.write_bytes(changed)
    with pytest.raises(ZipRefused, match="outside of the file"):
        ZipReader(path)
