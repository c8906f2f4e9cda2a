"""Exercise and assignment in an account's view: chosen, asked for its price, and never another total."""

from decimal import Decimal
from typing import Any

import pytest

from tests.adapters.brokers.reading import IMPORTS
from tests.support.actors import Person
from tests.support.imports import Worker
from tests.support.ledger import trades
from tests.support.verifying import differences
from tradesense.db.session import Database

# A put on 100 NIMB at 40, sold for 1.50, assigned; the shares sold at 45. Two calls that expired: 98.
FILE = "made__activity_put_assigned_expired.csv"


@pytest.fixture
async def account_id(ada: Person, worker: Worker) -> str:
    made = await worker.imported(ada, (IMPORTS / "ibkr" / FILE).read_bytes(), FILE)
    assert made["state"] == "committed", made["problem"]
    return str((await trades(ada))[0]["account_id"])


async def told(person: Person) -> dict[str, Any]:
    return {one["symbol"]: one["gross"] for one in await trades(person) if one["closed_by"] != "expiry"}


async def choose(person: Person, account_id: str, view: str) -> None:
    answer = await person.patch(f"/accounts/{account_id}", {"exercise_view": view})
    assert (answer.status_code, answer.json()["exercise_view"]) == (200, view)


async def deliveries(person: Person, account_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.get(f"/accounts/{account_id}/deliveries")).json()["items"]
    return found


PUT = "NIMB 2025-06-20 40 P"


async def test_each_view_tells_the_same_money(ada: Person, database: Database, account_id: str) -> None:
    printed = await told(ada)
    assert printed == {PUT: "150.00", "NIMB": "500.00"}
    await choose(ada, account_id, "broker")
    assert await told(ada) == {PUT: "0.00", "NIMB": "650.00"}
    assert await differences(database, ada) == []
    # The economic view asks for the market's price; until then it is the broker's, and says so.
    await choose(ada, account_id, "economic")
    (delivery,) = await deliveries(ada, account_id)
    assert (delivery["view"], delivery["market"], delivery["strike"]) == ("broker", None, "40")
    assert await told(ada) == {PUT: "0.00", "NIMB": "650.00"}
    said = {"name": delivery["name"], "price": "38"}
    answer = await ada.put(f"/accounts/{account_id}/deliveries", said)
    assert (answer.status_code, answer.json()["view"], answer.json()["market"]) == (200, "economic", "38")
    # Closed at 2: 150 − 200; the shares cost 38: 4 500 − 3 800.
    assert await told(ada) == {PUT: "-50.00", "NIMB": "700.00"}
    assert await differences(database, ada) == []
    await ada.put(f"/accounts/{account_id}/deliveries", {**said, "price": None})
    assert await told(ada) == {PUT: "0.00", "NIMB": "650.00"}
    await choose(ada, account_id, "printed")
    assert await told(ada) == printed
    assert await differences(database, ada) == []


async def test_a_voided_assignment_takes_its_money_back(ada: Person, database: Database, account_id: str) -> None:
    await choose(ada, account_id, "broker")
    fills = (await ada.get("/executions", account=account_id)).json()["items"]
    end = next(one for one in fills if one["kind"] == "assignment" and one["symbol"] == PUT)
    await ada.post(f"/executions/{end['id']}/void")
    assert (await told(ada))["NIMB"] == "500.00"
    assert await differences(database, ada) == []
    await ada.post(f"/executions/{end['id']}/restore")
    assert await told(ada) == {PUT: "0.00", "NIMB": "650.00"}
    assert await differences(database, ada) == []


async def test_the_trades_steps_add_up_in_every_view(ada: Person, account_id: str) -> None:
    for view in ("printed", "broker"):
        await choose(ada, account_id, view)
        for trade in await trades(ada):
            detail = (await ada.get(f"/trades/{trade['id']}")).json()
            matched = sum(Decimal(one["gross"]) for one in detail["matches"])
            assert matched == Decimal(trade["gross"]), (view, trade["symbol"])


async def test_a_price_of_what_never_was_is_not_found(ada: Person, account_id: str) -> None:
    answer = await ada.put(f"/accounts/{account_id}/deliveries", {"name": "NOPE", "price": "1"})
    assert (answer.status_code, answer.json()["code"]) == (404, "delivery.not_found")
