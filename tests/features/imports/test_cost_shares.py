"""Spin-offs and mergers for shares and cash: no broker prints the share of the cost, so the trader says it in the review."""

from typing import Any

import pytest

from tests.adapters.brokers.reading import IMPORTS
from tests.support.actors import Person
from tests.support.imports import Worker, counts, notes
from tests.support.standing import standing
from tests.support.verifying import differences
from tradesense.db.session import Database

STATEMENT = (IMPORTS / "ibkr" / "made__activity_cost_shares.csv").read_text()
PRNT, MIXD, DOWN = 18, 20, 21
SAID = [
    {"line": PRNT, "as": "share", "cost_share": "0.125"},
    {"line": MIXD, "as": "share", "cost_share": "0.25"},
    {"line": DOWN, "as": "share", "cost_share": "0.125"},
]
WORKED = [
    # 100 for 1000; a quarter of it, 250, goes for 350 of cash; 50 BUYR at 750 are sold for 900. Fees 2.
    ("BUYR", "closed", "248.00"),
    # 8 at an eighth of 800, sold for 120. Fee 1.
    ("CHLD", "closed", "19.00"),
    # Short 40 for 800, of which an eighth goes along with KIDS; covered for 640. Fees 2.
    ("DOWN", "closed", "58.00"),
    # Short 8 at 100, covered for 80. Fee 1.
    ("KIDS", "closed", "19.00"),
    # 40 at 800 − 100, sold for 760. Fees 2.
    ("PRNT", "closed", "58.00"),
]


async def imported(worker: Worker, person: Person, **options: str) -> dict[str, Any]:
    return await worker.imported(person, STATEMENT, "statement.csv", **options)


async def test_what_is_said_in_the_review_is_derived_to_the_cent(
    ada: Person, worker: Worker, database: Database
) -> None:
    made = await imported(worker, ada, review="true")
    assert counts(made) == (5, 0, 6, 6, 0)
    asked = {note["line"]: note for note in await notes(ada, made["id"], verdict="quarantined")}
    assert [line for line, note in asked.items() if note["code"] == "corporate_action.cost_share"] == [PRNT, MIXD, DOWN]
    assert asked[PRNT]["proposals"] == ["share", "ignore"]

    shown = await worker.acted(ada, made["id"], "settle", {"rows": SAID})
    # The three actions, and the three fills that close what came of them.
    assert (shown["state"], counts(shown)) == ("review", (11, 0, 6, 0, 0))
    said = {note["line"]: note for note in await notes(ada, made["id"], settled="true")}
    assert (said[MIXD]["settled"], said[MIXD]["code"]) == ("share", "row.cost_shared")
    assert said[MIXD]["detail"] == "You said which share of the cost goes to what was received: 0.25."

    await worker.acted(ada, made["id"], "commit")
    assert sorted((await standing(ada)).net) == WORKED
    assert await differences(database, ada) == []
    stated = (await ada.get("/corporate-actions")).json()["items"]
    assert sorted((one["symbol"], one["cost_share"]) for one in stated) == [
        ("DOWN", "0.125"), ("MIXD", "0.25"), ("PRNT", "0.125"),
    ]  # fmt: skip


async def test_said_after_the_commit_said_otherwise_and_taken_back(
    ada: Person, worker: Worker, database: Database
) -> None:
    made = await imported(worker, ada)
    asked = await standing(ada)
    await worker.acted(ada, made["id"], "settle", {"rows": SAID})
    assert sorted((await standing(ada)).net) == WORKED

    back = await worker.acted(ada, made["id"], "settle", {"rows": [{"line": one["line"], "as": None} for one in SAID]})
    assert counts(back) == (5, 0, 6, 6, 0)
    assert await standing(ada) == asked
    assert await differences(database, ada) == []

    wrong = [{**SAID[0], "cost_share": "0.5"}, *SAID[1:]]
    await worker.acted(ada, made["id"], "settle", {"rows": wrong})
    # 120 − 400 − 1, and 760 − 400 − 2.
    assert sorted(one for one in (await standing(ada)).net if one[0] in {"PRNT", "CHLD"}) == [
        ("CHLD", "closed", "-281.00"), ("PRNT", "closed", "358.00"),
    ]  # fmt: skip
    await worker.acted(ada, made["id"], "settle", {"rows": [{"line": PRNT, "as": None}]})
    await worker.acted(ada, made["id"], "settle", {"rows": [SAID[0]]})
    assert sorted((await standing(ada)).net) == WORKED
    assert await differences(database, ada) == []


async def test_undo_leaves_nothing_of_it(ada: Person, worker: Worker, database: Database) -> None:
    made = await imported(worker, ada)
    await worker.acted(ada, made["id"], "settle", {"rows": SAID})
    await worker.acted(ada, made["id"], "undo")
    assert (await standing(ada)).net == []
    assert [one["voided_at"] is None for one in (await ada.get("/corporate-actions")).json()["items"]] == []
    assert await differences(database, ada) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"rows": [{"line": PRNT, "as": "share"}]}, "needs its cost_share"),
        ({"all": [{"code": "corporate_action.cost_share", "as": "share"}]}, "needs its cost_share"),
        ({"rows": [{"line": PRNT, "as": "share", "cost_share": "0"}]}, "above 0 and below 1"),
        ({"rows": [{"line": PRNT, "as": "share", "cost_share": "1"}]}, "above 0 and below 1"),
        ({"rows": [{"line": PRNT, "as": "share", "cost_share": "-0.1"}]}, "above 0 and below 1"),
        ({"rows": [{"line": PRNT, "as": "share", "cost_share": "0.1234567890123"}]}, "at most 12 decimals"),
        ({"rows": [{"line": PRNT, "as": "ignore", "cost_share": "0.5"}]}, "leave out its cost_share"),
        ({"rows": [{"line": PRNT, "as": None, "cost_share": "0.5"}]}, "was not settled"),
        ({"rows": [{"line": PRNT, "as": "share", "cost_share": "NaN"}]}, ""),
        ({"rows": [{"line": PRNT, "as": "share", "cost_share": 0.5}]}, ""),
    ],
)
async def test_a_share_that_is_none_is_refused_and_nothing_changes(
    ada: Person, worker: Worker, said: dict[str, Any], told: str
) -> None:
    made = await imported(worker, ada, review="true")
    answer = await ada.send("POST", f"/imports/{made['id']}/settle", json=said)
    assert answer.status_code == 422, answer.text
    assert told in answer.text
    after = await worker.look(ada, made["id"])
    assert (after["state"], after["settled"], counts(after)) == ("review", 0, (5, 0, 6, 6, 0))
