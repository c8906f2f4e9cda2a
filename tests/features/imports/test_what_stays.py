"""What the trader wrote outlives the files; what the files brought goes with them."""

import pytest

from tests.adapters.brokers.reading import IMPORTS
from tests.support.actors import Person
from tests.support.house import annotate
from tests.support.imports import Worker, counts, fills
from tests.support.ledger import trades
from tests.support.sql import Sql
from tests.support.standing import standing, workspace_of
from tests.support.verifying import differences
from tradesense.db.session import Database

ROUND_TRIP = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1")


async def test_what_was_written_on_a_trade_comes_back_with_it(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, ROUND_TRIP)
    (trade,) = await trades(ada)
    wrote = {"tags": ["gap"], "notes": "as planned", "planned_risk": "50.00", "rating": 4, "playbook": "open"}
    await annotate(ada, trade["id"], **wrote)
    before = (await ada.get(f"/trades/{trade['id']}")).json()
    # The same file again, undone: nothing moves.
    again = await worker.imported(ada, ROUND_TRIP)
    assert (await ada.get(f"/trades/{trade['id']}")).json()["annotation"] == before["annotation"]
    await worker.acted(ada, again["id"], "undo")
    # All of it undone: the trade goes, and comes back under its id with what was written.
    await worker.acted(ada, made["id"], "undo")
    assert await trades(ada) == []
    assert (await ada.get(f"/trades/{trade['id']}")).status_code == 404
    await worker.imported(ada, ROUND_TRIP)
    after = (await ada.get(f"/trades/{trade['id']}")).json()
    assert after["annotation"] == before["annotation"]
    assert {name: after["annotation"][name] for name in wrote} == wrote
    assert [one["id"] for one in await trades(ada, q="tag:gap")] == [trade["id"]]


async def test_a_fill_that_comes_late_keeps_what_was_written_on_either_trade(ada: Person, worker: Worker) -> None:
    """The purchase of the first file turns out to have been a second one: two trades become one."""
    await worker.imported(ada, ROUND_TRIP)
    await worker.imported(ada, fills("WOMB,2026-01-05 12:00:00,buy,5,100,0", "WOMB,2026-01-05 13:00:00,sell,5,90,0"))
    one, other = await trades(ada)
    await annotate(ada, one["id"], tags=["gap"], rating=5)
    await annotate(ada, other["id"], tags=["late"], rating=2)
    late = await worker.imported(ada, fills("WOMB,2026-01-05 10:30:00,buy,1,100,0"))
    (merged,) = await trades(ada)
    shown = (await ada.get(f"/trades/{merged['id']}")).json()
    assert merged["id"] == one["id"]
    assert (sorted(shown["annotation"]["tags"]), shown["annotation"]["rating"]) == (["gap", "late"], 5)
    await worker.acted(ada, late["id"], "undo")
    apart = [(await ada.get(f"/trades/{id_}/annotation")).json() for id_ in (one["id"], other["id"])]
    assert [(said["tags"], said["rating"]) for said in apart] == [(["gap"], 5), (["late"], 2)]


async def test_every_change_of_a_figure_raises_the_version_and_nothing_else_does(
    ada: Person, worker: Worker, sql: Sql
) -> None:
    async def version() -> int:
        return int(
            await sql.value("SELECT ledger_version FROM workspaces WHERE id = $1::text::uuid", await workspace_of(ada))
        )

    start = await version()
    await worker.imported(ada, ROUND_TRIP, review="true")
    assert await version() == start
    made = await worker.imported(ada, ROUND_TRIP)
    assert await version() == start + 1
    again = await worker.imported(ada, ROUND_TRIP)
    await worker.acted(ada, again["id"], "undo")
    await worker.imported(ada, "no table at all")
    assert await version() == start + 1
    await worker.acted(ada, made["id"], "undo")
    assert await version() == start + 2
    told = await sql.fetch(
        "SELECT payload ->> 'version' FROM outbox WHERE workspace_id = $1::text::uuid AND topic = 'ledger.changed'"
        " ORDER BY id",
        await workspace_of(ada),
    )
    assert [int(row[0]) for row in told] == [start + 1, start + 2]


@pytest.mark.parametrize(
    "name", ["generic/synthetic__reverse_split_in_position.csv", "generic/cgt-calc__cgt-raw_test_data.csv"]
)
async def test_a_split_goes_with_the_last_file_that_states_it(
    ada: Person, worker: Worker, database: Database, name: str
) -> None:
    content = (IMPORTS / name).read_bytes()
    first = await worker.imported(ada, content)
    before = await standing(ada)
    second = await worker.imported(ada, content)
    assert (second["counts"]["new"], second["counts"]["duplicate"]) == (0, first["counts"]["new"])
    await worker.acted(ada, first["id"], "undo")
    assert await standing(ada) == before
    await worker.acted(ada, second["id"], "undo")
    assert (await standing(ada)).net == []
    assert await differences(database, ada) == []
    again = await worker.acted(ada, first["id"], "retry", {})
    assert counts(again) == counts(first)
    assert await standing(ada) == before
    assert await differences(database, ada) == []


async def test_rates_go_with_their_file(ada: Person, worker: Worker, sql: Sql, database: Database) -> None:
    content = (IMPORTS / "ibkr" / "synthetic__two_currencies_with_fx.csv").read_bytes()

    async def rates() -> int:
        return int(
            await sql.value("SELECT count(*) FROM rates WHERE workspace_id = $1::text::uuid", await workspace_of(ada))
        )

    made = await worker.imported(ada, content)
    before, known = await standing(ada), await rates()
    assert known > 0
    await worker.acted(ada, made["id"], "undo")
    assert (await rates(), (await standing(ada)).net) == (0, [])
    again = await worker.acted(ada, made["id"], "retry", {})
    assert counts(again) == counts(made)
    assert (await rates(), await standing(ada)) == (known, before)
    assert await differences(database, ada) == []


async def test_an_undo_that_breaks_leaves_the_import_as_it_was_and_says_so(
    ada: Person, worker: Worker, sql: Sql
) -> None:
    made = await worker.imported(ada, ROUND_TRIP)
    before = await standing(ada)
    await sql.execute(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
        CREATE TRIGGER refusing BEFORE DELETE ON trades FOR EACH STATEMENT EXECUTE FUNCTION refuse();
        """
    )
    try:
        kept = await worker.acted(ada, made["id"], "undo")
    finally:
        await sql.execute("DROP TRIGGER refusing ON trades; DROP FUNCTION refuse()")
    assert (kept["state"], kept["phase"], kept["problem"]["code"]) == ("committed", "", "import.undo_broke")
    assert await standing(ada) == before
    gone = await worker.acted(ada, made["id"], "undo")
    assert (gone["state"], gone["problem"]) == ("undone", None)
    assert (await standing(ada)).net == []


async def test_an_import_that_breaks_inside_is_told_without_its_inside(ada: Person, worker: Worker, sql: Sql) -> None:
    await sql.execute(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'secret'; END $$;
        CREATE TRIGGER refusing BEFORE INSERT ON trades FOR EACH STATEMENT EXECUTE FUNCTION refuse();
        """
    )
    try:
        failed = await worker.imported(ada, ROUND_TRIP)
    finally:
        await sql.execute("DROP TRIGGER refusing ON trades; DROP FUNCTION refuse()")
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "import.crashed")
    assert "secret" not in str(failed)
    assert await standing(ada) == ([], 0, 0)
    assert (await worker.acted(ada, failed["id"], "retry", {}))["state"] == "committed"
