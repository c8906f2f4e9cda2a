"""tus 1.0 as it is written: every MUST and SHOULD of the core and of the extensions that are announced."""

import hashlib
from base64 import b64encode
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from httpx2 import AsyncClient

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.clock import SetClock
from tests.support.uploads import BYTES, TUS, append, create, created, metadata, offset, uploaded

HELLO = b"hello world"
# RFC 3174 by hand: `printf 'hello world' | sha1sum`.
SHA1 = "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"


def sha1(content: bytes) -> str:
    return "sha1 " + b64encode(hashlib.sha1(content).digest()).decode()


async def test_the_server_says_what_it_speaks(client: AsyncClient) -> None:
    answer = await client.options("/api/v1/uploads")
    assert answer.status_code == 204
    assert "tus-resumable" not in answer.headers
    assert answer.headers["tus-version"] == "1.0.0"
    assert answer.headers["tus-max-size"] == str(2 * 1024**3)
    assert set(answer.headers["tus-extension"].split(",")) == {
        "creation", "creation-with-upload", "creation-defer-length", "checksum", "expiration", "termination",
        "concatenation",
    }  # fmt: skip
    assert "sha1" in answer.headers["tus-checksum-algorithm"].split(",")


@pytest.mark.parametrize("version", ["0.2.2", "1.0", "2.0.0", None])
async def test_another_version_is_refused_and_nothing_done(ada: Person, version: str | None) -> None:
    path = await created(ada, 11)
    said = {"Tus-Resumable": version} if version else {}
    more: dict[str, Any] = {"content": HELLO}
    for method, where, headers in (
        ("POST", "/uploads", {"Upload-Length": "11"}),
        ("HEAD", path, {}),
        ("PATCH", path, {"Content-Type": BYTES, "Upload-Offset": "0"}),
        ("DELETE", path, {}),
    ):
        answer = await ada.send(method, where, {**headers, **said}, **(more if method == "PATCH" else {}))
        assert answer.status_code == 412
        assert answer.headers["tus-version"] == "1.0.0"
    assert await offset(ada, path) == 0


async def test_every_answer_says_the_version(ada: Person, client: AsyncClient) -> None:
    path = await created(ada, 11)
    answers = [
        await create(ada, 11),
        await ada.send("HEAD", path, TUS),
        await append(ada, path, 0, HELLO),
        await append(ada, path, 5, HELLO),  # 409
        await ada.send("HEAD", "/uploads/00000000-0000-7000-8000-000000000000", TUS),
        await client.post("/api/v1/uploads"),  # 401
        await ada.send("GET", path),  # 405
        await ada.send("DELETE", path, TUS),
    ]
    assert [one.status_code for one in answers] == [201, 200, 204, 409, 404, 401, 405, 204]
    assert [one.headers["tus-resumable"] for one in answers] == ["1.0.0"] * len(answers)


async def test_an_upload_in_two_pieces(ada: Person) -> None:
    answer = await create(ada, 11, name="Käufe.csv")
    path = answer.headers["location"].removeprefix("/api/v1")
    assert answer.json()["id"] == path.rpartition("/")[2]
    first = await append(ada, path, 0, HELLO[:6])
    assert (first.status_code, first.headers["upload-offset"], first.content) == (204, "6", b"")
    seen = await ada.send("HEAD", path, TUS)
    assert (seen.headers["upload-offset"], seen.headers["upload-length"]) == ("6", "11")
    assert seen.headers["cache-control"] == "no-store"
    assert seen.headers["upload-metadata"] == metadata(filename="Käufe.csv")
    last = await append(ada, path, 6, HELLO[6:])
    assert (last.status_code, last.headers["upload-offset"]) == (204, "11")
    # Whole, it is still there to be looked at; sending nothing more changes nothing.
    assert await offset(ada, path) == 11
    assert (await append(ada, path, 11, b"")).headers["upload-offset"] == "11"


@pytest.mark.parametrize("at", [0, 5, 7, 11, 12])
async def test_bytes_for_another_place_are_refused_and_nothing_changes(ada: Person, at: int) -> None:
    path = await created(ada, 11)
    await append(ada, path, 0, HELLO[:6])
    answer = await append(ada, path, at, HELLO[6:])
    assert (answer.status_code, answer.json()["code"]) == (409, "upload.offset_elsewhere")
    assert await offset(ada, path) == 6
    assert (await append(ada, path, 6, HELLO[6:])).status_code == 204


@pytest.mark.parametrize("said", ["-1", "+1", "1.0", "x", "", "9" * 30])
async def test_an_offset_or_length_is_a_whole_number(ada: Person, said: str) -> None:
    path = await created(ada, 11)
    answer = await append(ada, path, 0, HELLO, Upload_Offset=said)
    assert (answer.status_code, answer.json()["code"]) == (400, "upload.header_invalid")
    answer = await create(ada, None, Upload_Length=said)
    assert (answer.status_code, answer.json()["code"]) == (400, "upload.header_invalid")
    assert await offset(ada, path) == 0


async def test_bytes_have_a_media_type_of_their_own(ada: Person) -> None:
    path = await created(ada, 11)
    for media_type in ("application/octet-stream", "text/csv", "multipart/form-data; boundary=x", ""):
        answer = await append(ada, path, 0, HELLO, Content_Type=media_type)
        assert (answer.status_code, answer.json()["code"]) == (415, "upload.media_type")
    answer = await ada.send(
        "POST", "/uploads", {**TUS, "Upload-Length": "11", "Content-Type": "text/csv"}, content=HELLO
    )
    assert answer.status_code == 415
    assert await offset(ada, path) == 0


async def test_more_bytes_than_the_upload_has_are_refused(ada: Person) -> None:
    path = await created(ada, 11)
    answer = await append(ada, path, 0, HELLO + b"!")
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.overflows")
    assert await offset(ada, path) == 0


async def test_an_upload_that_was_given_up_is_gone(ada: Person) -> None:
    path = await created(ada, 11)
    await append(ada, path, 0, HELLO[:6])
    assert (await ada.send("DELETE", path, TUS)).status_code == 204
    assert (await ada.send("HEAD", path, TUS)).status_code == 404
    assert "upload-offset" not in (await ada.send("HEAD", path, TUS)).headers
    assert (await append(ada, path, 6, HELLO[6:])).status_code == 404
    assert (await ada.send("DELETE", path, TUS)).status_code == 404


async def test_where_patch_and_delete_are_not_possible_the_method_is_a_header(ada: Person) -> None:
    path = await created(ada, 11)
    said = {**TUS, "Content-Type": BYTES, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    answer = await ada.send("POST", path, said, content=HELLO)
    assert (answer.status_code, answer.headers["upload-offset"]) == (204, "11")
    answer = await ada.send("POST", path, {**TUS, "X-HTTP-Method-Override": "DELETE"})
    assert answer.status_code == 204
    assert (await ada.send("HEAD", path, TUS)).status_code == 404


# Creation


async def test_an_upload_says_how_long_it_is_or_that_it_does_not_know(ada: Person) -> None:
    for headers in ({}, {"Upload-Length": "1", "Upload-Defer-Length": "1"}, {"Upload-Defer-Length": "2"}):
        answer = await ada.send("POST", "/uploads", {**TUS, **headers})
        assert (answer.status_code, answer.json()["code"]) == (400, "upload.header_invalid")


async def test_a_length_may_be_told_later_but_only_once(ada: Person) -> None:
    path = await created(ada, None, Upload_Defer_Length="1")
    await append(ada, path, 0, HELLO[:6])
    seen = await ada.send("HEAD", path, TUS)
    assert (seen.headers["upload-defer-length"], seen.headers["upload-offset"]) == ("1", "6")
    assert "upload-length" not in seen.headers
    # 6 are there already.
    assert (await append(ada, path, 6, b"", Upload_Length="5")).status_code == 413
    assert (await append(ada, path, 6, HELLO[6:8], Upload_Length="11")).status_code == 204
    answer = await append(ada, path, 8, HELLO[8:], Upload_Length="12")
    assert (answer.status_code, answer.json()["code"]) == (409, "upload.length_set")
    assert (await append(ada, path, 8, HELLO[8:], Upload_Length="11")).headers["upload-offset"] == "11"


async def test_an_empty_file_is_whole_at_once(ada: Person) -> None:
    path = await created(ada, 0)
    seen = await ada.send("HEAD", path, TUS)
    assert (seen.headers["upload-offset"], seen.headers["upload-length"]) == ("0", "0")


@pytest.mark.parametrize(
    "said",
    ["filename not-base64!", "filename aGk=,filename aGk=", ",", "schlüssel aGk=".encode(), "a" * 5_000],
)
async def test_metadata_that_cannot_be_read_is_refused(ada: Person, said: Any) -> None:
    answer = await ada.send("POST", "/uploads", {**TUS, "Upload-Length": "1", "Upload-Metadata": said})
    assert (answer.status_code, answer.json()["code"]) == (400, "upload.header_invalid")


async def test_the_first_bytes_may_come_with_the_creation(ada: Person) -> None:
    headers = {**TUS, "Upload-Length": "11", "Content-Type": BYTES}
    answer = await ada.send("POST", "/uploads", headers, content=HELLO[:6])
    assert (answer.status_code, answer.headers["upload-offset"]) == (201, "6")
    path = answer.headers["location"].removeprefix("/api/v1")
    assert (await append(ada, path, 6, HELLO[6:])).headers["upload-offset"] == "11"


async def test_a_repeated_creation_is_the_same_upload(ada: Person) -> None:
    once = {"Idempotency-Key": "upload-of-monday"}
    first, again = [await create(ada, 11, **once) for _ in range(2)]
    assert first.headers["location"] == again.headers["location"]
    assert (await create(ada, 12, **once)).json()["code"] == "idempotency.key_reused"


# Checksum


async def test_bytes_whose_checksum_is_right_are_taken(ada: Person) -> None:
    path = await created(ada, 11)
    said = "sha1 " + b64encode(bytes.fromhex(SHA1)).decode()
    answer = await append(ada, path, 0, HELLO, Upload_Checksum=said)
    assert (answer.status_code, answer.headers["upload-offset"]) == (204, "11")


async def test_bytes_whose_checksum_is_wrong_are_discarded(ada: Person) -> None:
    path = await created(ada, 11)
    await append(ada, path, 0, HELLO[:6])
    answer = await append(ada, path, 6, b"WORLD", Upload_Checksum=sha1(b"world"))
    assert (answer.status_code, answer.json()["code"]) == (460, "upload.checksum_wrong")
    assert await offset(ada, path) == 6
    answer = await append(ada, path, 6, b"world", Upload_Checksum=sha1(b"world"))
    assert (answer.status_code, answer.headers["upload-offset"]) == (204, "11")


@pytest.mark.parametrize("said", ["crc9 aGk=", "sha1 not-base64!", "sha1 aGk=", "sha1", ""])
async def test_a_checksum_that_cannot_be_used_is_refused(ada: Person, said: str) -> None:
    path = await created(ada, 11)
    answer = await append(ada, path, 0, HELLO, Upload_Checksum=said)
    assert (answer.status_code, answer.json()["code"]) == (400, "upload.header_invalid")
    assert await offset(ada, path) == 0


# Expiration


async def test_an_upload_that_nobody_goes_on_with_expires(browse: MakeClient, ada: Person, clock: SetClock) -> None:
    clock = SetClock(clock.now())
    ada = Person(
        browse(upload_seconds_max=300, uses={"clock": clock}), ada.email, {"access_token": ada.token, "user": ada.user}
    )
    answer = await create(ada, 11)
    path = answer.headers["location"].removeprefix("/api/v1")
    assert (parsedate_to_datetime(answer.headers["upload-expires"]) - clock.now()).total_seconds() == 300
    assert answer.headers["upload-expires"].endswith(" GMT")
    clock.pass_(seconds=250)
    moved = await append(ada, path, 0, HELLO[:6])
    assert (parsedate_to_datetime(moved.headers["upload-expires"]) - clock.now()).total_seconds() == 300
    clock.pass_(seconds=299)
    assert await offset(ada, path) == 6
    clock.pass_(seconds=1)
    assert (await ada.send("HEAD", path, TUS)).status_code == 410
    answer = await append(ada, path, 6, HELLO[6:])
    assert (answer.status_code, answer.json()["code"]) == (410, "upload.expired")


# Concatenation


async def test_parts_that_came_beside_each_other_become_one(ada: Person) -> None:
    parts = [await uploaded(ada, part, Upload_Concat="partial") for part in (b"hello ", b"", b"world")]
    seen = await ada.send("HEAD", f"/uploads/{parts[0]}", TUS)
    assert seen.headers["upload-concat"] == "partial"
    # Absolute or relative, as the client likes.
    said = f"final;/api/v1/uploads/{parts[0]} /api/v1/uploads/{parts[1]} http://127.0.0.1/api/v1/uploads/{parts[2]}"
    answer = await create(ada, None, Upload_Concat=said)
    assert answer.status_code == 201, answer.text
    path = answer.headers["location"].removeprefix("/api/v1")
    seen = await ada.send("HEAD", path, TUS)
    assert (seen.headers["upload-offset"], seen.headers["upload-length"]) == ("11", "11")
    assert seen.headers["upload-concat"] == said
    refused = await append(ada, path, 11, b"")
    assert (refused.status_code, refused.json()["code"]) == (403, "upload.final")


async def test_a_repeated_joining_is_the_same_upload(ada: Person) -> None:
    parts = [await uploaded(ada, part, Upload_Concat="partial") for part in (b"hello ", b"world")]
    said = {
        "Upload_Concat": "final;" + " ".join(f"/api/v1/uploads/{one}" for one in parts),
        "Idempotency-Key": "joined",
    }
    first, again = [await create(ada, None, **said) for _ in range(2)]
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first.headers["location"] == again.headers["location"]


async def test_parts_that_cannot_be_put_together_stay_as_they_are(ada: Person, bob: Person) -> None:
    whole = await uploaded(ada, b"hello ", Upload_Concat="partial")
    half = (await created(ada, 5, Upload_Concat="partial")).rpartition("/")[2]
    plain = await uploaded(ada, b"world")
    bobs = await uploaded(bob, b"world", Upload_Concat="partial")
    for other in (half, plain, bobs, whole, "00000000-0000-7000-8000-000000000000", "nothing"):
        answer = await create(ada, None, Upload_Concat=f"final;/api/v1/uploads/{whole} /api/v1/uploads/{other}")
        assert (answer.status_code, answer.json()["code"]) == (400, "upload.parts_unusable"), other
    for said in ("final;", f"final;/elsewhere/{whole}", "whole", "partial;"):
        assert (await create(ada, None, Upload_Concat=said)).status_code == 400
    assert (await create(ada, 6, Upload_Concat=f"final;/api/v1/uploads/{whole}")).status_code == 400
    assert await offset(ada, f"/uploads/{whole}") == 6
