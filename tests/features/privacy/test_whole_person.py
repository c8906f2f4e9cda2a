"""S88, S89: all that is kept about a person can be had by them, and goes with them. What there is to find is read from
the catalogue: a new column is planted, exported and searched without a new test."""

import io
import json
import logging
import zipfile
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.features.conftest import MakeClient, changed_ports
from tests.support.actors import Person, register
from tests.support.clock import SetClock
from tests.support.house import furnished
from tests.support.imports import Worker, fills
from tests.support.keys import made_key
from tests.support.members import Member, home, joined
from tests.support.planting import everything_in, found_in_database, found_in_files, plant
from tests.support.sql import Sql
from tests.support.uploads import uploaded
from tradesense.db.session import Database
from tradesense.features.privacy import tasks
from tradesense.features.privacy.use_cases.rules import IN_WORKSPACES, PEOPLE, About, classified
from tradesense.features.workspaces.tasks import purge_if_over
from tradesense.kit.logging import configure_logging
from tradesense.ports import Ports

RESIDUE = {"audit_entries", "audit_heads", "system_audit_entries"}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything logged meanwhile, in the shape in which servers write it."""
    configure_logging("debug", "json")
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # the browser's, not the server's
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    stream = io.StringIO()
    handler.setStream(stream)
    yield stream
    logging.getLogger().removeHandler(handler)


async def exported(person: Person, worker: Worker, reading: Database) -> dict[str, Any]:
    """Asked for, and written by the worker."""
    answer = await person.post("/privacy/exports")
    assert answer.status_code == 202, answer.text
    made = answer.json()["id"]
    for _, payload in await worker.take(made, "export_id"):
        await tasks.run_export(worker.database, reading, worker.ports, payload)
    found: dict[str, Any] = (await person.get(f"/privacy/exports/{made}")).json()
    assert found["state"] == "done", found["problem"]
    return found


async def downloaded(person: Person, export: dict[str, Any]) -> bytes:
    answer = await person.get(f"/privacy/exports/{export['id']}/file")
    assert answer.status_code == 200, answer.text
    assert len(answer.content) == export["file_bytes"]
    return answer.content


async def settled_in(ada: Person, bob: Person, worker: Worker, sql: Sql) -> Member:
    """Ada has one of everything, and works in Bob's workspace too, which is answered."""
    await furnished(ada, worker)
    desk = await joined(await home(bob), ada, "trader")
    made = await desk.send("POST", "/imports", files={"file": ("bobs.csv", fills("NVDA,2026-01-05 10:00,buy,1,9,0"))})
    assert (await worker.run(bob, made.json()["id"]))["state"] == "committed"
    assert (await desk.post("/api-keys", {"name": "There", "scopes": ["trades.read"]})).status_code == 201
    await made_key(ada, "trades.read", name="canary key")
    await sql.execute(
        "INSERT INTO one_time_tokens (key_hash, purpose, user_id, created_at, expires_at)"
        " VALUES ($1, 'reset', $2, now(), 'infinity')",
        uuid4().bytes,
        UUID(ada.user["id"]),
    )
    return desk


async def test_every_word_of_a_person_is_in_their_export_and_nowhere_once_they_are_erased(
    browse: MakeClient, bob: Person, reading: Database, ports: Ports, sql: Sql, worker: Worker, written: io.StringIO
) -> None:
    clock = SetClock()
    mine = changed_ports(ports, clock=clock)
    worker = Worker(worker.database, mine, worker.data_dir)
    ada = await register(browse(uses={"clock": clock}), "ada", name="Ada")
    there = await settled_in(ada, bob, worker, sql)
    own, prefix = (await home(ada)).workspace, f"q{uuid4().hex[:5]}"
    await uploaded(ada, f"{prefix}upload".encode())
    made = await worker.imported(ada, fills("CORN,2026-01-05 10:00:00,buy,1,10,0") + f"{prefix}cell\n")
    assert made["state"] == "committed"
    planted = await plant(sql, ada.user["id"], own, prefix)
    assert len(planted) > 100
    email = await sql.value("SELECT email FROM users WHERE id = $1", UUID(ada.user["id"]))
    await sql.execute("UPDATE invitations SET email = $1 WHERE email = $2", email, ada.email)  # sent to this one

    content = await downloaded(ada, await exported(ada, worker, reading))
    text = everything_in(content)
    expected = {one for one in planted if classified(one.table, frozenset({one.column}))[one.column] is About.EXPORTED}
    assert len(expected) > 70
    # Digests are exported as hexadecimal digits.
    told = {one for one in planted if one.marker in text or one.marker.encode().hex() in text}
    assert expected - told == set()
    assert told - expected == set()
    assert [word for word in ("upload", "cell") if f"{prefix}{word}" not in text] == []
    _tells_what_it_is(content, ada, own, there)

    answer = await ada.post("/privacy/erasure", {"email": email})
    assert answer.status_code == 202, answer.text
    clock.pass_(days=6, hours=23)
    await tasks.erase_people(worker.database, mine, purge_if_over)
    assert "users" in await found_in_database(sql, [ada.user["id"]])
    clock.pass_(hours=1)
    await tasks.erase_people(worker.database, mine, purge_if_over)
    words = [prefix, ada.email, ada.user["id"], own]
    assert await found_in_database(sql, [prefix, ada.email]) == []
    # The log of what was done to others' money keeps ids, which name nobody any more.
    assert set(await found_in_database(sql, words)) <= RESIDUE
    assert found_in_files(worker.data_dir / "blobs", words) == []
    # Ids of people and workspaces are in the log on purpose; what anybody wrote is not.
    assert [word for word in (prefix, ada.email, "Ada") if word in written.getvalue()] == []
    # What she brought into Bob's workspace stays his, and no longer says who it was.
    kept = await sql.fetch("SELECT created_by FROM imports WHERE workspace_id = $1", UUID(there.workspace))
    assert [row[0] for row in kept] == [None]
    assert [one["user_id"] for one in (await bob.get("/members")).json()["items"]] == [bob.user["id"]]


def _tells_what_it_is(content: bytes, ada: Person, own: str, there: Member) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        said = json.loads(file.read("manifest.json"))
        users = json.loads(file.read("tables/users.json"))
    assert (said["format"], said["version"], said["person"]) == ("tradesense-personal-export", 1, ada.user["id"])
    assert users[0]["id"] == ada.user["id"]
    assert "password_hash" not in users[0]
    assert {one["name"] for one in said["tables"]} == {*PEOPLE, *IN_WORKSPACES, "imports", "invitations_to_you"}
    # Her own workspace with its archive; of Bob's only what is hers.
    files = {one["id"]: one["file"] for one in said["workspaces"]}
    assert files == {own: f"workspaces/{own}.zip", there.workspace: None}
    rows = {one["name"]: one["rows"] for one in said["tables"]}
    assert (rows["users"], rows["memberships"], rows["invitations_to_you"], rows["consents"]) == (1, 2, 1, 1)
