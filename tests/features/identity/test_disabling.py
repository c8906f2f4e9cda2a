"""Whoever runs the server shuts somebody out, and lets them in again."""

from typing import Any

from tests.features.conftest import MakeClient
from tests.features.identity.test_revocation import signed_in
from tests.support import command
from tests.support.actors import PASSWORD, Person
from tests.support.imports import Worker, fills
from tests.support.keys import made_key, with_key
from tests.support.ledger import account, fill
from tests.support.members import home, joined
from tests.support.server import addresses
from tests.support.sql import Sql
from tradesense.db.session import Database
from tradesense.features.archives import tasks as archive_tasks
from tradesense.features.identity import use_cases as identity
from tradesense.features.privacy import tasks as privacy_tasks
from tradesense.kit.settings import Settings
from tradesense.ports import Ports


async def disabled(database: Database, ports: Ports, email: str) -> None:
    async with database.session() as session:
        assert await identity.disable_person(session, email, clock=ports.clock)


async def enabled(database: Database, ports: Ports, email: str) -> None:
    async with database.session() as session:
        assert await identity.enable_person(session, email, clock=ports.clock)


async def shut(doors: list[Person]) -> list[int]:
    return [(await one.get("/trades")).status_code for one in doors]


async def test_who_is_disabled_is_out_on_every_device_and_with_every_key(
    browse: MakeClient, ada: Person, bob: Person, database: Database, ports: Ports, sql: Sql
) -> None:
    """S24, V7.4.2: at their very next request; and in again, once enabled, by signing in anew. Nothing is lost."""
    main = (await account(bob))["id"]
    await fill(bob, main, "buy", "10", "100", "1", "2026-01-05T15:00:00Z")
    (trade,) = (await bob.get("/trades")).json()["items"]
    link = (await bob.post("/shares", {"trade_id": trade["id"]})).json()["path"].removeprefix("/shared#")
    keys: list[Person] = [with_key(bob, (await made_key(bob, "trades.read"))["secret"]) for _ in range(2)]
    doors = [bob, *[await signed_in(browse, bob.email) for _ in range(4)], *keys]
    assert await shut(doors) == [200] * 7
    cookies = [one.client for one in doors[1:5]]

    await disabled(database, ports, bob.email)
    assert await shut(doors) == [401] * 7
    assert [(await one.post("/api/v1/auth/refresh")).status_code for one in cookies] == [401] * 4
    assert (await ada.client.post("/api/v1/shares/open", json={"token": link})).status_code == 404
    # To whoever knows the password, and whoever does not, they are nobody: as S07 has it.
    said = [
        (await browse().post("/api/v1/auth/login", json={"email": email, "password": password})).json()
        for email, password in ((bob.email, PASSWORD), (bob.email, "not " + PASSWORD), ("nobody@example.org", PASSWORD))
    ]
    assert {(one["status"], one["code"], one["detail"]) for one in said} == {
        (401, said[0]["code"], said[0]["detail"]),
    }
    assert await shut([ada]) == [200]

    await enabled(database, ports, bob.email)
    # No session of before counts: not even one that nobody ended by then.
    assert await shut(doors) == [401] * 5 + [200] * 2
    again = await signed_in(browse, bob.email)
    assert [one["id"] for one in (await again.get("/trades")).json()["items"]] == [trade["id"]]
    assert (await ada.client.post("/api/v1/shares/open", json={"token": link})).status_code == 200
    told = "SELECT action FROM person_audit_entries WHERE user_id = $1 AND action LIKE 'people.%' ORDER BY seq"
    assert [one["action"] for one in await sql.fetch(told, bob.user["id"])] == ["people.disable", "people.enable"]


async def test_what_the_disabled_asked_for_is_not_done(
    ada: Person, bob: Person, worker: Worker, reading: Database, database: Database, ports: Ports
) -> None:
    """S43: import, archive and their own export alike; and a challenge under way is over."""
    owner = await home(ada)
    trader = await joined(owner, bob, "trader")
    rows = fills("AAPL,2026-01-05 10:00:00,buy,1,10,0")
    sent = (await trader.send("POST", "/imports", files={"file": ("fills.csv", rows.encode())})).json()["id"]
    archive = (await trader.post("/archives")).json()["id"]
    export = (await bob.post("/privacy/exports")).json()["id"]
    await disabled(database, ports, bob.email)
    await worker.run(ada, sent)
    for _, payload in await worker.take(archive, "archive_id"):
        await archive_tasks.run_archive(worker.database, worker.ports, payload)
    for _, payload in await worker.take(export, "export_id"):
        await privacy_tasks.run_export(worker.database, reading, worker.ports, payload)
    assert (await Worker.look(ada, sent))["problem"]["code"] == "access.not_allowed"
    written = (await ada.get(f"/archives/{archive}")).json()
    assert (written["state"], written["problem"]["code"]) == ("failed", "access.not_allowed")


def test_the_command_says_what_became_of_it(sql: Sql, settings: Settings, bob: Person) -> None:
    def run(*arguments: str) -> Any:
        return command.run("people", *arguments, data_dir=settings.data_dir, **addresses(sql.database))

    done = run("disable", bob.email.upper())
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{bob.email.upper()} is disabled\n", "")
    assert run("disable", bob.email).stdout == f"{bob.email} is disabled already\n"
    assert run("enable", bob.email).stdout == f"{bob.email} is enabled\n"
    refused = run("disable", "nobody@example.org")
    assert (refused.returncode, "nobody@example.org" in refused.stderr) == (2, True)
