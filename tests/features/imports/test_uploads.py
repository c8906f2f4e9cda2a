"""How a file comes in: streamed to where it is kept, or refused and gone."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.bodies import Untouched
from tests.support.imports import Worker, counts, fills, send

CONTENT = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1")
BOUNDARY = "----tradesense"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


def part(name: str, content: str, *, filename: str | None = None) -> str:
    file = f'; filename="{filename}"' if filename is not None else ""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{content}\r\n'


def form(*parts: str) -> str:
    return "".join(parts) + f"--{BOUNDARY}--\r\n"


async def nothing_is_left(person: Person, worker: Worker) -> None:
    assert await worker.kept_files(person) == []
    assert (await person.get("/imports")).json()["items"] == []


async def test_the_body_may_be_the_file_itself(ada: Person, worker: Worker) -> None:
    headers = {"Content-Type": "text/csv"}
    answer = await ada.send("POST", "/imports?filename=mine.csv&review=true", headers, content=CONTENT)
    assert (answer.status_code, answer.json()["file_name"], answer.json()["review_first"]) == (202, "mine.csv", True)
    shown = await worker.run(ada, answer.json()["id"])
    assert (shown["state"], counts(shown)) == ("review", (1, 0, 0, 0, 0))


async def test_a_file_is_kept_whole_and_to_the_byte(ada: Person, worker: Worker) -> None:
    # More than one part of a mebibyte, cut anywhere.
    content = (CONTENT + "# filling\n" * 250_000).encode()

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(content), 99_991):
            yield content[start : start + 99_991]

    answer = await ada.send("POST", "/imports", {"Content-Type": "text/csv"}, content=pieces())
    made = answer.json()
    assert (answer.status_code, made["file_bytes"]) == (202, len(content))
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    assert (await worker.ports.blobs.open(f"{workspace}/imports/{made['id']}", None)).read_bytes() == content
    assert await worker.kept_files(ada) == [made["id"]]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Trades 2026.csv", "Trades 2026.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\trades.csv", "trades.csv"),
        ("a\x07b\u202ecsv.exe", "abcsv.exe"),
        ("Käufe – März.csv", "Käufe – März.csv"),
        ("n" * 290, "n" * 200),
        ("/", "upload"),
    ],
)
async def test_a_name_is_only_for_showing(ada: Person, worker: Worker, said: str, shown: str) -> None:
    answer = await ada.client.post(
        "/api/v1/imports", params={"filename": said}, content=CONTENT, headers=ada.headers({"Content-Type": "text/csv"})
    )
    assert (answer.status_code, answer.json()["file_name"]) == (202, shown)
    assert await worker.kept_files(ada) == [answer.json()["id"]]


MALFORMED = {
    "no boundary": ("multipart/form-data", form(part("file", CONTENT, filename="x.csv"))),
    "another boundary": ("multipart/form-data; boundary=other", form(part("file", CONTENT, filename="x.csv"))),
    "a form that stops in its file": (FORM, part("file", CONTENT, filename="x.csv")[:-20]),
    "a form that stops after its file": (FORM, part("file", CONTENT, filename="x.csv")),
    "a form that stops in a heading": (FORM, part("file", CONTENT, filename="x.csv")[:60]),
    "two files": (FORM, form(part("file", CONTENT, filename="x.csv"), part("file", CONTENT, filename="y.csv"))),
    "a file elsewhere": (FORM, form(part("other", CONTENT, filename="x.csv"))),
    "a huge field": (FORM, form(part("timezone", "x" * 20_000), part("file", CONTENT, filename="x.csv"))),
    "a huge name": (FORM, form(part("n" * 20_000, "1"), part("file", CONTENT, filename="x.csv"))),
    "too many fields": (FORM, form(*(part(f"f{n}", "1") for n in range(21)), part("file", CONTENT, filename="x.csv"))),
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_a_damaged_form_is_refused_and_nothing_of_it_kept(ada: Person, worker: Worker, name: str) -> None:
    content_type, body = MALFORMED[name]
    answer = await ada.send("POST", "/imports", {"Content-Type": content_type}, content=body.encode())
    assert (answer.status_code, answer.json()["code"]) == (400, "upload.malformed"), answer.text
    assert answer.json()["detail"]
    await nothing_is_left(ada, worker)


@pytest.mark.parametrize(
    "parts", [[], [part("timezone", "UTC")], [part("file", CONTENT)], [part("file", "", filename="x.csv")]], ids=str
)
async def test_a_form_without_a_file_is_refused(ada: Person, worker: Worker, parts: list[str]) -> None:
    answer = await ada.send("POST", "/imports", {"Content-Type": FORM}, content=form(*parts).encode())
    assert answer.status_code in {400, 422}
    assert answer.json()["code"] in {"upload.file_missing", "upload.malformed"}
    await nothing_is_left(ada, worker)


@pytest.mark.parametrize(
    ("fields", "status", "pointers"),
    [
        ({"account_id": "not an id"}, 422, ["/account_id"]),
        ({"date_order": "ydm"}, 422, ["/date_order"]),
        ({"decimal_mark": ";"}, 422, ["/decimal_mark"]),
        ({"mapping": "{not json"}, 422, ["/mapping"]),
        ({"mapping": "[1, 2]"}, 422, ["/mapping"]),
        ({"mapping": '{"symbol": 5}'}, 422, ["/mapping/symbol"]),
        ({"surprise": "1"}, 422, ["/surprise"]),
        ({"format": "lotus_123"}, 422, None),
        ({"timezone": "Mars/Olympus"}, 422, None),
        ({"account_id": "00000000-0000-7000-8000-000000000000"}, 404, None),
    ],
    ids=str,
)
async def test_an_option_that_cannot_be_is_refused_by_name(
    ada: Person, worker: Worker, fields: dict[str, str], status: int, pointers: list[str] | None
) -> None:
    answer = await send(ada, CONTENT, **fields)
    assert answer.status_code == status
    if pointers is not None:
        assert [one["pointer"] for one in answer.json()["errors"]] == pointers
    await nothing_is_left(ada, worker)


async def test_somebody_else_s_account_is_none(ada: Person, bob: Person, worker: Worker) -> None:
    theirs = (await bob.post("/accounts", {"name": "Bob's"})).json()
    answer = await send(ada, CONTENT, account_id=theirs["id"])
    assert (answer.status_code, answer.json()["code"]) == (404, "account.not_found")
    await nothing_is_left(ada, worker)


@pytest.mark.parametrize("content_type", ["text/csv", FORM])
async def test_an_upload_that_breaks_off_leaves_nothing(
    browse: MakeClient, ada: Person, worker: Worker, content_type: str
) -> None:
    ada = Person(browse(), ada.email, {"access_token": ada.token, "user": ada.user})

    async def broken() -> AsyncIterator[bytes]:
        yield part("file", "", filename="x.csv").encode()[:-2] if content_type == FORM else b""
        for _ in range(30):
            yield CONTENT.encode() * 2_000
        assert [name.rpartition(".")[2] for name in await worker.kept_files(ada)] == ["part"]
        raise ConnectionResetError

    answer = await ada.send("POST", "/imports", {"Content-Type": content_type}, content=broken())
    assert answer.status_code >= 500
    await nothing_is_left(ada, worker)


async def test_a_file_that_is_too_large_is_refused_when_it_is_seen(
    browse: MakeClient, ada: Person, worker: Worker
) -> None:
    ada = Person(browse(import_bytes_max=4_096), ada.email, {"access_token": ada.token, "user": ada.user})

    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield CONTENT.encode()

    answer = await ada.send("POST", "/imports", {"Content-Type": "text/csv"}, content=unannounced())
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.too_large")
    await nothing_is_left(ada, worker)


async def test_nobody_is_asked_for_bytes_before_saying_who_they_are(browse: MakeClient) -> None:
    answer = await browse().post("/api/v1/imports", content=Untouched(), headers={"Content-Type": "text/csv"})
    assert answer.status_code == 401


async def test_who_may_only_look_may_not_import(viewer: Person, house: Any, worker: Worker) -> None:
    headers = {"Workspace": house.ids["workspace_id"]}
    kept = await worker.kept_files(house.person)
    answer = await viewer.send("POST", "/imports", headers, files={"file": ("x.csv", CONTENT)})
    assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed")
    assert await worker.kept_files(house.person) == kept


async def test_a_retry_with_the_same_key_is_the_same_import(ada: Person, worker: Worker) -> None:
    once = {"Idempotency-Key": "upload-of-monday"}
    answers = [await ada.send("POST", "/imports", once, files={"file": ("x.csv", CONTENT)}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotent-replayed"] == "true"
    assert await worker.kept_files(ada) == [answers[0].json()["id"]]
    assert len(await worker.take(answers[0].json()["id"])) == 1
    other = await ada.send("POST", "/imports", once, files={"file": ("x.csv", CONTENT + "\n")})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.key_reused")
    assert len(await worker.kept_files(ada)) == 1


async def test_the_list_is_newest_first_and_of_one_s_own(ada: Person, bob: Person) -> None:
    made = [(await send(ada, CONTENT, f"{n}.csv")).json()["id"] for n in range(3)]
    assert [one["id"] for one in (await ada.get("/imports")).json()["items"]] == made[::-1]
    assert (await bob.get("/imports")).json()["items"] == []
    page = (await ada.get("/imports", limit=2)).json()
    rest = (await ada.get("/imports", limit=2, cursor=page["next_cursor"])).json()
    assert [one["id"] for one in page["items"] + rest["items"]] == made[::-1]
    assert rest["next_cursor"] is None


async def test_what_changes_has_another_tag(ada: Person, worker: Worker) -> None:
    made = (await send(ada, CONTENT)).json()

    async def tag() -> str:
        found: str = (await ada.get(f"/imports/{made['id']}", None)).headers["etag"]
        return found

    before = await tag()
    assert (await ada.get(f"/imports/{made['id']}", headers={"If-None-Match": before})).status_code == 304
    await worker.run(ada, made["id"])
    assert await tag() != before


async def test_formats_are_listed(ada: Person) -> None:
    items = (await ada.get("/imports/formats")).json()["items"]
    assert {"ibkr_flex_csv", "generic_fills", "generic_trades"} <= {one["key"] for one in items}
    assert all(one["title"] for one in items)
