"""S44: what is kept outside the tables' rows says whose it is: answers, columns, tags, files, jobs, announcements,
archives, figures of the server."""

import io
import json
import re
import zipfile
from typing import Any, Final

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.house import House
from tests.support.imports import Worker
from tests.support.ledger import account, fill
from tests.support.operations import private
from tests.support.probes import manners, request
from tests.support.sql import Sql
from tradesense.adapters.memory_budgeted import BudgetedMemory

IDS: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FILTERS: Final = ("", "symbol:AAPL", "status:closed", "side:long")
OF_NO_WORKSPACE: Final = {"send_mail", "identity.mail"}
"""Jobs that name a letter by its key's hash, and nobody."""


class WatchedMemory(BudgetedMemory):
    """What was kept, by its key."""

    def __init__(self) -> None:
        super().__init__(64 * 1024 * 1024)
        self.keys: list[Any] = []

    def put(self, key: object, value: object, size_bytes: int) -> None:
        self.keys.append(key)
        super().put(key, value, size_bytes)


@pytest.fixture(scope="module")
async def his(stranger: Person) -> dict[str, str]:
    """Bob's workspace, with a trade like one of Ada's."""
    own = await account(stranger, name="Bob's own")
    await fill(stranger, own["id"], "buy", "3", "10", "0", "2026-01-05T15:00:00Z")
    await fill(stranger, own["id"], "sell", "3", "13", "0", "2026-01-05T16:00:00Z")
    return {"workspace_id": (await stranger.get("/auth/me")).json()["workspace_id"], "user_id": stranger.user["id"]}


async def test_equal_questions_of_two_workspaces_have_two_answers(
    browse: MakeClient, house: House, stranger: Person, his: dict[str, str]
) -> None:
    """Asked in turn, so that each finds the other's answer kept already; and with the other's tag in hand."""
    results, columns = WatchedMemory(), WatchedMemory()
    client = browse(uses={"results": results, "columns": columns})
    ada, bob = (
        Person(client, one.email, {"access_token": one.token, "user": one.user}) for one in (house.person, stranger)
    )
    for path in ("/analytics/summary", "/analytics/equity", "/analytics/calendar", "/trades"):
        for words in FILTERS:
            hers = await ada.get(path, q=words)
            for _ in range(2):
                answer = await bob.get(path, {"If-None-Match": hers.headers["etag"]}, q=words)
                assert answer.status_code == 200, path
                assert answer.headers["etag"] != hers.headers["etag"]
                assert not {*IDS.findall(answer.text)} & {house.ids["account_id"], house.ids["trade_id"]}
            assert (await ada.get(path, q=words)).content == hers.content
            assert "private" in hers.headers["cache-control"] or "no-store" in hers.headers["cache-control"]
    both = {house.ids["workspace_id"], his["workspace_id"]}
    for kept in (results, columns):
        assert kept.keys
        assert {whose for key in kept.keys for whose in both if whose in str(key)} == both
        assert [key for key in kept.keys if not any(whose in str(key) for whose in both)] == []


async def test_no_tag_of_the_one_holds_for_the_other(house: House, stranger: Person, his: dict[str, str]) -> None:
    """Whatever has a tag, new operations included: Bob's lists and figures against Ada's tags."""
    seen = 0
    for operation in [one for one in private() if one.method == "GET" and "304" in one.responses]:
        answer = await _got(house.person, operation, house.ids, {})
        hers = answer.headers.get("etag")
        assert answer.status_code == 200, operation.id
        assert hers, operation.id
        told = await _got(stranger, operation, {**house.ids, **his}, {"If-None-Match": hers})
        assert told.status_code in {200, 404}, operation.id
        assert told.headers.get("etag") != hers
        seen += 1
    assert seen > 12


async def _got(person: Person, operation: Any, ids: dict[str, str], headers: dict[str, str]) -> Any:
    return await person.send("GET", operation.at(ids), {**manners(operation), **headers}, **request(operation, ids, 1))


async def test_a_retry_gets_its_own_answer_under_anothers_key(house: House, stranger: Person) -> None:
    """`once` is a key that Ada has used for the same request."""
    answer = await stranger.post("/accounts", {"name": "Kept"}, {"Idempotency-Key": "once"})
    assert answer.status_code == 201
    assert "idempotency-replayed" not in answer.headers
    hers = {one["id"] for one in (await house.person.get("/accounts")).json()["items"]}
    assert answer.json()["id"] not in hers


async def test_every_file_lies_under_its_workspace(house: House, worker: Worker, sql: Sql) -> None:
    """In the rows that name files, whichever tables have such a column; and in the store."""
    columns = await sql.fetch(
        "SELECT b.table_name FROM information_schema.columns b JOIN information_schema.columns w"
        " ON w.table_schema = b.table_schema AND w.table_name = b.table_name AND w.column_name = 'workspace_id'"
        " WHERE b.table_schema = 'public' AND b.column_name = 'blob_key'"
    )
    assert {row[0] for row in columns} >= {"imports", "uploads", "archives"}
    for (table,) in columns:
        astray = f"SELECT count(*) FROM {table} WHERE blob_key NOT LIKE workspace_id::text || '/%'"
        assert await sql.value(astray) == 0
        assert await sql.value(f"SELECT count(*) FROM {table}") > 0
    folders = {path.name for path in (worker.data_dir / "blobs").iterdir() if path.is_dir()}
    assert house.ids["workspace_id"] in folders
    # Exports of people are theirs, wherever they work.
    assert {one for one in folders if not IDS.fullmatch(one)} <= {"people"}


async def test_every_job_and_announcement_names_its_workspace_and_says_nothing_else(
    house: House, worker: Worker, sql: Sql
) -> None:
    """Ids and instants only: the queue and the outbox belong to nobody."""
    sent = await house.person.post("/archives")
    rows = await sql.fetch("SELECT entrypoint, convert_from(payload, 'UTF8') AS said FROM pgqueuer")
    assert rows
    for row in rows:
        said = json.loads(row["said"])
        if "workspace_id" not in said:
            assert row["entrypoint"] in OF_NO_WORKSPACE, row
        assert [value for value in said.values() if not re.fullmatch(r"[0-9A-Fa-f:+TZ.-]{1,64}", str(value))] == [], row
    for row in await sql.fetch("SELECT workspace_id::text AS whose, payload::text AS said FROM outbox"):
        assert row["whose"]
        others = {str(one[0]) for one in await sql.fetch("SELECT id FROM workspaces")} - {row["whose"]}
        assert not {*IDS.findall(row["said"])} & others
    await worker.worked(house.person, sent)


async def test_an_archive_is_of_one_workspace(house: House, his: dict[str, str], worker: Worker, sql: Sql) -> None:
    (blob,) = (await sql.fetch("SELECT blob_key FROM archives WHERE id::text = $1", house.ids["archive_id"]))[0]
    content = (await worker.ports.blobs.open(blob, None)).read_bytes()
    rows = await sql.fetch("SELECT id FROM accounts WHERE workspace_id::text = $1", his["workspace_id"])
    foreign = [one.encode() for one in (his["workspace_id"], his["user_id"], *(str(row[0]) for row in rows))]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            told = archive.read(name)
            assert not any(one in told or bytes.fromhex(one.decode().replace("-", "")) in told for one in foreign), name


async def test_the_servers_own_figures_name_nobody(house: House, his: dict[str, str]) -> None:
    answer = await house.person.get("/health/metrics")
    assert answer.status_code == 200
    assert IDS.findall(answer.text) == []
    assert his["user_id"] not in answer.text
    assert house.person.email not in answer.text
