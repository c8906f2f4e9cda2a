"""The log as it is read: who may, by which filter, page by page, as a file that proves itself."""

import csv
import hashlib
import io
import json
from datetime import timedelta
from typing import Any

from tests.support.actors import Person
from tests.support.house import House
from tests.support.keys import program
from tests.support.ledger import account
from tests.support.members import home, joined
from tests.support.sql import Sql


async def seen(reader: Person, **params: Any) -> list[str]:
    answer = await reader.get("/audit-entries", **params)
    assert answer.status_code == 200, answer.text
    return [one["action"] for one in answer.json()["items"]]


async def test_owners_admins_and_risk_read_the_workspace_s_log_and_everybody_their_own(
    ada: Person, bob: Person
) -> None:
    desk = await home(ada)
    there = await joined(desk, bob, "viewer")
    for role, status in (("admin", 200), ("risk", 200), ("trader", 403), ("coach", 403), ("viewer", 403)):
        assert (await desk.role_to(bob, role)).status_code == 200
        for path in ("/audit-entries", "/audit-entries/verification", "/audit-entries/file"):
            assert (await there.get(path)).status_code == status, (role, path)
        assert (await there.get("/audit-entries?whose=me")).status_code == 200
    own = (await there.get("/audit-entries?whose=me")).json()["items"]
    assert {one["person"] for one in own} == {bob.user["id"]}
    assert [one["action"] for one in own][-2:] == ["auth.sign_in", "auth.register"]
    reader = await program(ada, "audit.read")
    assert (await seen(reader))[-1] == "workspaces.create"
    # A key is no person: there is nothing it did about itself.
    assert (await reader.get("/audit-entries", whose="me")).status_code == 403


async def test_filters_and_pages(ada: Person) -> None:
    for number in range(5):
        await account(ada, name=f"Account {number}")
    assert (await ada.get("/accounts/00000000-0000-7000-8000-000000000000")).status_code == 404
    everything = await seen(ada)
    assert everything == ["access.refuse", *["accounts.create"] * 5, "workspaces.create"]
    assert await seen(ada, action="accounts") == ["accounts.create"] * 5
    assert await seen(ada, action="accounts.change") == []
    assert await seen(ada, result="refused") == ["access.refuse"]
    assert await seen(ada, person=ada.user["id"]) == everything
    assert await seen(ada, person="00000000-0000-7000-8000-000000000000") == []
    unknown = await ada.get("/audit-entries", action="nothing")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "audit.action_unknown")

    items, cursor = [], None
    for _ in range(4):
        page = (await ada.get("/audit-entries", limit=2, **({"cursor": cursor} if cursor else {}))).json()
        items += page["items"]
        cursor = page["next_cursor"]
    assert (cursor, [one["seq"] for one in items]) == (None, [7, 6, 5, 4, 3, 2, 1])
    assert (await ada.get("/audit-entries", cursor="nonsense")).status_code == 422
    # From an instant on, and before one: the entry of that instant is in the one and not in the other.
    third = items[4]
    assert len(await seen(ada, **{"from": third["at"]})) == 5
    assert len(await seen(ada, to=third["at"])) == 2
    whole = (await ada.get("/audit-entries/verification")).json()
    assert whole == {"entries": 7, "is_whole": True, "first_bad": None, "what": None}


async def test_the_file_has_all_that_the_hashes_are_made_of(ada: Person) -> None:
    desk = await home(ada)
    await account(ada, name="=1+1")
    answer = await ada.get("/audit-entries/file", format="ndjson")
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()][::-1]
    assert [one["action"] for one in lines] == ["workspaces.create", "accounts.create", "audit_entries.export"]
    former = bytes(32)
    for one in lines:
        said = {name: value for name, value in one.items() if name not in {"prev", "hash"}}
        at = said["at"].replace("Z", "+00:00")
        said |= {"at": at if "." in at else at.replace("+", ".000000+"), "chain": "workspace", "of": desk.workspace}
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        former = hashlib.sha256(former + text.encode()).digest()
        assert (one["prev"], one["hash"]) == (
            lines[one["seq"] - 2]["hash"] if one["seq"] > 1 else "00" * 32,
            former.hex(),
        )

    table = list(csv.reader(io.StringIO((await ada.get("/audit-entries/file", action="accounts")).text)))
    assert table[0][:5] == ["seq", "at", "person", "key", "action"]
    assert [row[4] for row in table[1:]] == ["accounts.create"]


async def test_a_chain_that_was_touched_says_so_to_its_readers(ada: Person, sql: Sql) -> None:
    desk = await home(ada)
    await account(ada)
    await sql.execute(
        "UPDATE audit_entries SET object = 'x' WHERE workspace_id = $1::text::uuid AND seq = 2", desk.workspace
    )
    try:
        found = (await ada.get("/audit-entries/verification")).json()
        assert found == {"entries": 1, "is_whole": False, "first_bad": 2, "what": "was changed"}
    finally:  # other tests verify the whole database
        await sql.execute("UPDATE audit_entries e SET object = h.id::text FROM accounts h WHERE e.workspace_id = $1::text::uuid AND seq = 2 AND h.workspace_id = e.workspace_id", desk.workspace)  # fmt: skip
    assert (await ada.get("/audit-entries/verification")).json()["is_whole"]


async def test_times_never_run_backwards_in_a_chain(house: House, sql: Sql) -> None:
    rows = await sql.fetch(
        "SELECT at - lag(at) OVER (ORDER BY seq) FROM audit_entries WHERE workspace_id = $1::text::uuid",
        house.ids["workspace_id"],
    )
    assert len(rows) > 20
    assert [row[0] for row in rows[1:] if row[0] < timedelta()] == []
