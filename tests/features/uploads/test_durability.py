"""What was answered is there; what was not is sent again: through broken connections, kills, and two senders at once."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.breaking import AT_COMMIT, deadly
from tests.support.clock import SetClock
from tests.support.imports import Worker
from tests.support.sql import Sql
from tests.support.uploads import TUS, append, created, offset, pieces, uploaded
from tests.support.waiting import until
from tradesense.ports import Ports

MIB = 1024 * 1024
WRONG = "sha1 " + b64encode(bytes(20)).decode()
CONTENT = bytes(range(256)) * 4096 * 20  # 20 MiB


async def blob(ports: Ports, person: Person, upload_id: str) -> str:
    workspace = (await person.get("/auth/me")).json()["workspace_id"]
    return f"{workspace}/uploads/{upload_id}"


async def stored(ports: Ports, person: Person, path: str) -> bytes:
    key = await blob(ports, person, path.rpartition("/")[2])
    await ports.blobs.finish(key)
    return (await ports.blobs.open(key, None)).read_bytes()


async def test_a_file_of_many_parts_is_kept_to_the_byte(ada: Person, ports: Ports) -> None:
    path = await created(ada, len(CONTENT))
    answer = await append(ada, path, 0, pieces(CONTENT[: 9 * MIB + 7], 99_991))
    assert answer.headers["upload-offset"] == str(9 * MIB + 7)
    answer = await append(ada, path, 9 * MIB + 7, CONTENT[9 * MIB + 7 :])
    assert answer.headers["upload-offset"] == str(len(CONTENT))
    assert await stored(ports, ada, path) == CONTENT


@pytest.mark.parametrize("came", [0, 1, 99_991, 4 * MIB, 17 * MIB + 1])
async def test_when_the_connection_breaks_what_came_is_kept(
    browse: MakeClient, ada: Person, ports: Ports, came: int
) -> None:
    ada = Person(browse(), ada.email, {"access_token": ada.token, "user": ada.user})
    path = await created(ada, len(CONTENT))

    async def broken() -> AsyncIterator[bytes]:
        async for piece in pieces(CONTENT[:came], 65_536):
            yield piece
        raise ConnectionResetError

    assert (await append(ada, path, 0, broken())).status_code == 500
    assert await offset(ada, path) == came
    assert (await append(ada, path, came, CONTENT[came:])).status_code == 204
    assert await stored(ports, ada, path) == CONTENT


async def test_a_kill_between_storing_and_noting_is_made_good_by_the_next_piece(
    ada: Person, ports: Ports, sql: Sql, clock: SetClock
) -> None:
    path = await created(ada, 11)
    await append(ada, path, 0, b"hello ")
    async with deadly(sql, AT_COMMIT, "uploads", "NEW.writer IS NULL"):
        answer = await append(ada, path, 6, b"WORLD")
        assert (answer.status_code, answer.json()["code"]) == (503, "database.unavailable")
    # The bytes are on the disk, and not told of.
    assert await offset(ada, path) == 6
    # The writer that died still holds its lease, for 15 seconds at most.
    answer = await append(ada, path, 6, b"world")
    assert (answer.status_code, answer.json()["code"]) == (423, "upload.busy")
    assert int(answer.headers["retry-after"]) >= 1
    clock.pass_(seconds=15)
    assert (await append(ada, path, 6, b"world")).status_code == 204
    assert await stored(ports, ada, path) == b"hello world"


async def test_bytes_that_were_lost_are_asked_for_again(ada: Person, ports: Ports) -> None:
    """A disk that lied about its sync: the upload goes on where it really ends."""
    path = await created(ada, 11)
    await append(ada, path, 0, b"hello ")
    await ports.blobs.cut(await blob(ports, ada, path.rpartition("/")[2]), 4)
    answer = await append(ada, path, 6, b"world")
    assert (answer.status_code, answer.json()["code"]) == (409, "upload.offset_elsewhere")
    assert await offset(ada, path) == 4
    assert (await append(ada, path, 4, b"o world")).status_code == 204
    assert await stored(ports, ada, path) == b"hello world"


async def test_of_two_senders_at_once_one_is_told_to_wait(ada: Person, ports: Ports) -> None:
    path, has_begun, may_end = await created(ada, len(CONTENT)), asyncio.Event(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield CONTENT[: 5 * MIB]
        has_begun.set()
        await may_end.wait()
        yield CONTENT[5 * MIB :]

    first = asyncio.create_task(append(ada, path, 0, slow()))
    await has_begun.wait()
    second = await append(ada, path, 0, b"\0" * len(CONTENT))
    assert (second.status_code, second.json()["code"]) == (423, "upload.busy")
    may_end.set()
    assert (await first).status_code == 204
    assert await stored(ports, ada, path) == CONTENT


@pytest.mark.parametrize("vouched", [{}, {"Upload_Checksum": WRONG}], ids=["plain", "vouched"])
async def test_a_sender_that_was_taken_for_dead_adds_nothing_and_takes_nothing_away(
    ada: Person, ports: Ports, clock: SetClock, vouched: dict[str, str]
) -> None:
    path, has_begun, may_end = await created(ada, len(CONTENT)), asyncio.Event(), asyncio.Event()

    async def asleep() -> AsyncIterator[bytes]:
        yield b"\0" * 5 * MIB
        has_begun.set()
        await may_end.wait()
        yield b"\0" * 15 * MIB

    first = asyncio.create_task(append(ada, path, 0, asleep(), **vouched))
    await has_begun.wait()
    clock.pass_(seconds=15)
    assert (await append(ada, path, 0, CONTENT[: 10 * MIB])).status_code == 204
    may_end.set()
    refused = await first
    assert refused.status_code in {409, 423}
    assert await offset(ada, path) == 10 * MIB
    assert (await append(ada, path, 10 * MIB, CONTENT[10 * MIB :])).status_code == 204
    assert await stored(ports, ada, path) == CONTENT


async def test_bytes_that_nobody_vouched_for_yet_are_not_told_of(ada: Person) -> None:
    path, has_begun, may_end = await created(ada, None, Upload_Defer_Length="1"), asyncio.Event(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield CONTENT[: 18 * MIB]
        yield CONTENT[18 * MIB : 19 * MIB]
        has_begun.set()
        await may_end.wait()
        yield CONTENT[19 * MIB :]

    sending = asyncio.create_task(append(ada, path, 0, slow(), Upload_Checksum=WRONG))
    await has_begun.wait()
    assert await offset(ada, path) == 0
    may_end.set()
    answer = await sending
    assert (answer.status_code, answer.json()["code"]) == (460, "upload.checksum_wrong")
    assert await offset(ada, path) == 0
    assert (await append(ada, path, 0, CONTENT)).status_code == 204


async def test_no_transaction_is_open_while_bytes_arrive(ada: Person, sql: Sql) -> None:
    path, has_begun, may_end = await created(ada, 11), asyncio.Event(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"hello "
        has_begun.set()
        await may_end.wait()
        yield b"world"

    sending = asyncio.create_task(append(ada, path, 0, slow()))
    await has_begun.wait()

    async def idle() -> bool:
        count = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND state LIKE 'idle in transaction%'"
        return bool(await sql.value(count, sql.database) == 0)

    await until(idle)
    may_end.set()
    assert (await sending).status_code == 204


async def test_an_upload_given_up_while_it_arrives_leaves_nothing(ada: Person, worker: Worker, ports: Ports) -> None:
    path, has_begun, may_end = await created(ada, len(CONTENT)), asyncio.Event(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield CONTENT[: 5 * MIB]
        has_begun.set()
        await may_end.wait()
        yield CONTENT[5 * MIB :]

    sending = asyncio.create_task(append(ada, path, 0, slow()))
    await has_begun.wait()
    assert (await ada.send("DELETE", path, TUS)).status_code == 204
    may_end.set()
    assert (await sending).status_code in {404, 409, 423}
    assert await worker.kept_files(ada, "uploads") == []


async def test_parts_whose_joining_dies_can_be_joined_again(
    ada: Person, ports: Ports, sql: Sql, worker: Worker
) -> None:
    parts = [await uploaded(ada, part, Upload_Concat="partial") for part in (b"hello ", b"world")]
    said = {"Upload-Concat": "final;" + " ".join(f"/api/v1/uploads/{one}" for one in parts)}
    async with deadly(sql, AT_COMMIT, "uploads", "NEW.received = 11"):
        assert (await ada.send("POST", "/uploads", {**TUS, **said})).status_code == 503
    assert [await offset(ada, f"/uploads/{one}") for one in parts] == [6, 5]
    answer = await ada.send("POST", "/uploads", {**TUS, **said})
    assert answer.status_code == 201
    path = answer.headers["location"].removeprefix("/api/v1")
    assert await stored(ports, ada, path) == b"hello world"
    assert await worker.kept_files(ada, "uploads") == [path.rpartition("/")[2]]
