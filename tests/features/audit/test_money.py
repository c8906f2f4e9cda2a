"""Every change that figures come of: once, exactly, with what was before; an import is one entry, whatever its size."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.features.conftest import MakeClient, changed_ports
from tests.features.imports.test_bulk import post, row
from tests.support.actors import Person, register
from tests.support.clock import SetClock
from tests.support.entries import entries_of
from tests.support.house import annotate
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades
from tests.support.sql import Sql
from tests.support.statements import counted
from tradesense.db.session import Database
from tradesense.domain.audit import Chain, ChainKind
from tradesense.features.audit import use_cases as audit
from tradesense.features.workspaces import tasks
from tradesense.ports import Ports

ALL = "SELECT action, result, object, person, changes FROM audit_entries WHERE workspace_id = $1 ORDER BY seq"


async def log_of(sql: Sql, person: Person) -> list[tuple[str, dict[str, Any]]]:
    """What was done in the person's own workspace, oldest first, without its making."""
    workspace = UUID((await person.get("/auth/me")).json()["workspace_id"])
    rows = await sql.fetch(ALL, workspace)
    assert {(row["result"], str(row["person"])) for row in rows} == {("done", person.user["id"])}
    return [(row["action"], json.loads(row["changes"])) for row in rows][1:]


async def test_fills_cash_actions_and_accounts(sql: Sql, ada: Person) -> None:
    main = await account(ada, number="U1")
    changed = await ada.patch(f"/accounts/{main['id']}", {"method": "lifo", "name": "Main"})
    assert changed.status_code == 200, changed.text
    bought = await fill(ada, main["id"], "buy", "100", "10.50", "1", "2026-01-05T15:00:00Z")
    for verb in ("void", "restore"):
        assert (await ada.post(f"/executions/{bought['id']}/{verb}")).status_code == 200
    said = {"account_id": main["id"], "kind": "fee", "amount": "-12.34", "occurred_at": "2026-01-05T15:00:00Z"}
    event = (await ada.post("/cash-events", {**said, "detail": "what for"})).json()
    assert (await ada.post(f"/cash-events/{event['id']}/void")).status_code == 200
    split = {"account_id": main["id"], "instrument": {"symbol": "AAPL"}, "numerator": 4, "denominator": 1}
    made = await ada.post("/corporate-actions", {**split, "effective_at": "2026-03-01T00:00:00Z"})
    assert (await ada.post(f"/corporate-actions/{made.json()['id']}/void")).status_code == 200
    for worth in ("5", "50"):
        assert (await ada.put("/contracts/QZW", {"multiplier": worth})).status_code == 200
    assert (await ada.send("DELETE", "/contracts/QZW")).status_code == 204

    names = [name for name, _ in await log_of(sql, ada)]
    assert names == [
        "accounts.create", "accounts.change", "executions.create", "executions.void", "executions.restore",
        "cash_events.create", "cash_events.void", "corporate_actions.create", "corporate_actions.void", "contracts.put",
        "contracts.put", "contracts.delete",
    ]  # fmt: skip
    told = dict(enumerate(changes for _, changes in await log_of(sql, ada)))
    # The name was Main already: nothing of it is told.
    assert told[1] == {"method": ["fifo", "lifo"]}
    facts = {"symbol": "AAPL", "side": "1", "quantity": "100", "price": "10.5", "fees": "1"}
    assert told[2] == {name: [None, value] for name, value in facts.items()}
    assert told[3] == {name: [value, None] for name, value in facts.items()}
    assert told[4] == told[2]
    assert told[6] == {"kind": ["fee", None], "amount": ["-12.34", None], "currency": ["USD", None]}
    assert (told[7]["numerator"], told[8]["numerator"]) == ([None, "4"], ["4", None])
    assert (told[9]["multiplier"], told[10]["multiplier"]) == ([None, "5"], ["5", "50"])


async def test_of_an_annotation_risk_is_told_and_words_never_are(sql: Sql, ada: Person) -> None:
    main = await account(ada)
    await fill(ada, main["id"], "buy", "100", "10", "1", "2026-01-05T15:00:00Z")
    (trade,) = await trades(ada)
    await annotate(ada, trade["id"], stop="9.5", planned_risk="50", notes="a secret thought", tags=["gap"])
    await annotate(ada, trade["id"], stop="9.25")
    (_, first), (_, second) = (await log_of(sql, ada))[-2:]
    assert first == {
        "stop": [None, "9.5"], "planned_risk": [None, "50"], "notes": ["", "changed"], "tags": ["", "changed"],
    }  # fmt: skip
    assert second == {"stop": ["9.5", "9.25"]}


async def test_a_file_is_one_entry_when_it_comes_and_one_when_it_goes(sql: Sql, ada: Person, worker: Worker) -> None:
    rows = [f"WOMB,2026-01-05 10:{minute:02}:00,buy,1,10,0" for minute in range(50)]
    made = await worker.imported(ada, fills(*rows), "fifty.csv")
    assert made["state"] == "committed", made["problem"]
    await worker.acted(ada, made["id"], "undo")
    log = await log_of(sql, ada)
    assert [name for name, _ in log] == ["imports.create", "imports.committed", "imports.undo", "imports.undone"]
    committed, undone = log[1][1], log[3][1]
    assert (committed["new"], committed["fills"], committed["file_name"]) == (
        [None, "50"], [None, "50"], [None, "fifty.csv"],
    )  # fmt: skip
    assert undone["fills"] == ["50", None]


async def test_fills_posted_at_once_are_one_entry_and_an_answer_repeated_none(sql: Sql, ada: Person) -> None:
    main = await account(ada)
    rows = [row(main["id"], minute=number) for number in range(20)]
    first, again = [await post(ada, rows, **{"Idempotency-Key": "once"}) for _ in range(2)]
    assert (first.is_success, again.headers.get("idempotent-replayed")) == (True, "true"), first.text
    (entry,) = await entries_of(sql, first)
    assert json.loads(entry["changes"])["fills"] == [None, "20"]
    assert await entries_of(sql, again) == []


async def test_a_write_costs_two_more_statements_and_a_look_none(sql: Sql, ada: Person) -> None:
    async with counted(sql.database) as looking:
        await ada.get("/accounts")
    async with counted(sql.database) as writing:
        await account(ada)
    for statements, expected in ((looking, 0), (writing, 2)):
        found = sum(number for text, number in statements.texts.items() if "audit_" in text)
        assert found == expected, statements.texts


async def test_what_a_workspace_that_went_had_come_to_is_kept(
    sql: Sql, browse: MakeClient, ports: Ports, jobs: Database, reading: Database, clock: SetClock
) -> None:
    ada = await register(browse(), "ada")
    await account(ada)
    workspace = UUID((await ada.get("/auth/me")).json()["workspace_id"])
    gone = await ada.send("DELETE", f"/workspaces/{workspace}", {"If-Match": "*"})
    assert gone.status_code == 200, gone.text
    later = changed_ports(ports, clock=SetClock(clock.now() + timedelta(days=8)))
    assert await tasks.purge_if_over(jobs, later, workspace)
    assert await sql.value("SELECT count(*) FROM audit_entries WHERE workspace_id = $1", workspace) == 0
    told = await sql.value(
        "SELECT changes FROM system_audit_entries WHERE action = 'workspaces.purge' AND object = $1", str(workspace)
    )
    # Made, an account, deleted: three entries.
    assert json.loads(told)["entries"] == ["3", None]
    # No loss, then; any other that had three entries would be one.
    chain = Chain(ChainKind.WORKSPACE, workspace)
    assert [one.fault async for one in audit.verify_all(reading, {}) if one.chain == chain] == [None]
    assert (await audit.verify_chain(reading, chain, {})).fault is not None
