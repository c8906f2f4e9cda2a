"""What leaves in an archive comes back: the same trades, positions and figures under new ids."""

import json
import re
from typing import Any, Final

import pytest
from httpx2 import AsyncClient

from tests.features.imports.test_zips import unpacked, zipped
from tests.support.actors import Person, register
from tests.support.archives import download, home, kept
from tests.support.house import House
from tests.support.imports import Worker, fills
from tests.support.sql import Sql
from tests.support.varied import Varied
from tradesense.features.archives.repository import reading
from tradesense.features.archives.use_cases.rules import RULES, Kept

UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FIGURES: Final = (
    "/analytics/summary",
    "/analytics/equity",
    "/analytics/breakdown?by=symbol",
    "/analytics/breakdown?by=tag",
    "/analytics/calendar?first=2026-01-01&last=2026-03-31",
)


class Anonymous:
    """Texts with every id replaced by its place of first appearance, so that only the ids may differ."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        return UUID.sub(lambda found: self._seen.setdefault(found.group(), f"id {len(self._seen)}"), text)


async def pages(person: Person, path: str, **params: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor: dict[str, Any] = {}
    while True:
        answer = await person.get(path, limit="500", **params, **cursor)
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        if not answer.json()["next_cursor"]:
            return items
        cursor = {"cursor": answer.json()["next_cursor"]}


async def picture(person: Person) -> dict[str, Any]:
    """All that the ledger shows, without ids: trades with their legs, executions with their sources, figures."""
    found: dict[str, Any] = {}
    trades = await pages(person, "/trades", sort="opened_at,symbol,net")
    details = [(await person.get(f"/trades/{one['id']}")).json() for one in trades]
    found["trades"] = sorted(Anonymous()(json.dumps(one)) for one in details)
    executions = await pages(person, "/executions")
    found["executions"] = sorted(Anonymous()(json.dumps(one)) for one in executions)
    imports = await pages(person, "/imports")
    found["imports"] = sorted(Anonymous()(json.dumps(one)) for one in imports)
    notes = [await pages(person, f"/imports/{one['id']}/notes") for one in imports]
    found["notes"] = sorted(json.dumps(one) for one in notes)
    accounts = (await person.get("/accounts")).json()["items"]
    found["accounts"] = sorted(Anonymous()(json.dumps(one)) for one in accounts)
    for path in FIGURES:
        answer = await person.send("GET", path)
        assert answer.status_code == 200, (path, answer.text)
        found[path] = Anonymous()(answer.text)
    return found


async def rows(sql: Sql, person: Person) -> dict[str, list[str]]:
    """Every table that is archived or derived, as it is stored, without ids and what belongs to the place."""
    workspace = (await person.get("/auth/me")).json()["workspace_id"]
    found = {}
    for table in (name for name, rule in RULES.items() if isinstance(rule, Kept) or rule == RULES["trades"]):
        stored = await sql.fetch(
            f"SELECT (to_jsonb(t) - '{{changed_in,blob_key,created_by,revision,connection_id}}'::text[])::text FROM {table} t WHERE workspace_id = $1::text::uuid",
            workspace,
        )
        found[table] = sorted(Anonymous()(row[0]) for row in stored)
    return found


async def test_a_restored_workspace_shows_the_same_to_the_last_digit(
    house: House, bob: Person, worker: Worker, sql: Sql
) -> None:
    archive = await download(house.person, await kept(house))
    restored = await worker.restored(bob, archive)
    assert restored["state"] == "done", restored["problem"]
    assert restored["counts"]["trades"] == len(await pages(house.person, "/trades"))
    before, after = await picture(house.person), await picture(bob)
    for name, said in before.items():
        assert after[name] == said, name
    assert await rows(sql, bob) == await rows(sql, house.person)


async def test_trades_of_every_kind_come_back(world: Varied, bob: Person, worker: Worker, sql: Sql) -> None:
    archive = await download(world.person, await worker.archived(world.person))
    assert (await worker.restored(bob, archive))["state"] == "done"
    assert await picture(bob) == await picture(world.person)
    assert await rows(sql, bob) == await rows(sql, world.person)


async def test_the_files_come_back_and_stating_them_again_adds_nothing(
    ada: Person, bob: Person, worker: Worker
) -> None:
    content = fills("AAPL,2026-01-05 10:00:00,buy,10,100,1", "AAPL,2026-01-05 11:00:00,sell,10,110,1")
    await worker.imported(ada, content)
    await worker.restored(bob, await download(ada, await worker.archived(ada)))
    (stored,) = await worker.kept_files(bob)
    assert (await worker.ports.blobs.open(f"{await home(bob)}/imports/{stored}", None)).read_text() == content
    # The same fills are the same executions: named by account and fingerprint, which came back too.
    again = await worker.imported(bob, content)
    assert (again["counts"]["new"], again["counts"]["duplicate"]) == (0, 2)
    # And what came back can be taken out again, file by file.
    for one in await pages(bob, "/imports"):
        await worker.acted(bob, one["id"], "undo")
    assert await pages(bob, "/trades") == []


async def test_an_archive_of_a_restored_workspace_restores_it_too(
    house: House, ada: Person, bob: Person, worker: Worker, sql: Sql
) -> None:
    archive = await download(house.person, await kept(house))
    await worker.restored(ada, archive)
    await worker.restored(bob, await download(ada, await worker.archived(ada)))
    assert await rows(sql, bob) == await rows(sql, house.person)


async def test_rows_that_name_one_another_come_back_however_they_lie(
    ada: Person, bob: Person, client: AsyncClient, worker: Worker, sql: Sql, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 2)
    members: dict[str, str | bytes] = {f"{n}.csv": fills(f"S{n},2026-01-05 10:00:00,buy,10,100,1") for n in range(5)}
    await unpacked(ada, worker, zipped(**members))
    await worker.restored(bob, await download(ada, await worker.archived(ada)))
    # The second time their ids are in no order.
    eve = await register(client, "eve")
    again = await worker.restored(eve, await download(bob, await worker.archived(bob)))
    assert again["state"] == "done", again["problem"]
    assert await rows(sql, eve) == await rows(sql, ada)
    made = [one for one in await pages(eve, "/imports") if one["state"] == "unpacked"]
    assert len(made) == 1


async def test_what_is_not_empty_is_not_restored_into(ada: Person, bob: Person, worker: Worker) -> None:
    archive = await download(ada, await worker.archived(ada))
    await bob.post("/accounts", {"name": "Main"})
    answer = await bob.send("POST", "/archives/restore", files={"file": ("desk.zip", archive)})
    assert (answer.status_code, answer.json()["code"]) == (409, "archive.workspace_not_empty")


async def test_the_same_workspace_gives_the_same_archive_but_for_its_date(house: House, worker: Worker) -> None:
    first, second = [await download(house.person, await worker.archived(house.person)) for _ in range(2)]
    assert first == second


@pytest.mark.parametrize("state", ["received", "parsing", "committing"])
async def test_what_was_under_way_is_failed_and_can_be_tried_again(
    ada: Person, bob: Person, worker: Worker, sql: Sql, state: str
) -> None:
    made = await worker.imported(ada, fills("AAPL,2026-01-05 10:00:00,buy,10,100,1"), review="true")
    await sql.execute("UPDATE imports SET state = $2 WHERE id = $1::text::uuid", made["id"], state)
    await worker.restored(bob, await download(ada, await worker.archived(ada)))
    (one,) = await pages(bob, "/imports")
    assert one["state"] == "failed"
    again = await worker.acted(bob, one["id"], "retry", {"review": False})
    assert (again["state"], again["counts"]["new"]) == ("committed", 1)
