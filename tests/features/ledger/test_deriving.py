"""An account of many fills is derived anew by a job: the request does not keep its trader waiting."""

from typing import Any

from tests.support.actors import Person
from tests.support.imports import HEADER, Worker
from tradesense.db.session import driver
from tradesense.features.ledger import tasks, use_cases

MANY = use_cases.DERIVED_AT_ONCE_MAX + 1
# Bought at 10 and at 11, half of it sold at 12: which half is the method's to say.
EXAMPLE = (
    "AAPL,2026-01-05 10:00:00,buy,100,10,0",
    "AAPL,2026-01-05 10:01:00,buy,100,11,0",
    "AAPL,2026-01-05 10:02:00,sell,100,12,0",
)


def many_fills() -> str:
    others = (
        f"MSFT,2026-02-{2 + number // 1000:02d} {10 + number // 60 % 10:02d}:{number % 60:02d}:00,"
        f"{'buy' if number % 2 == 0 else 'sell'},{1 + number % 7},{100 + number},0"
        for number in range(MANY - len(EXAMPLE))
    )
    return "\n".join([HEADER, *EXAMPLE, *others]) + "\n"


async def apple(person: Person) -> str:
    (found,) = (await person.get("/trades", q="symbol:AAPL")).json()["items"]
    return str(found["net"])


async def account_of(person: Person) -> dict[str, Any]:
    (found,) = (await person.get("/accounts")).json()["items"]
    return dict(found)


async def jobs_for(worker: Worker, account_id: str) -> list[bytes]:
    async with worker.database.transaction() as session:
        rows = await (await driver(session)).fetch(
            "DELETE FROM pgqueuer WHERE entrypoint = $1 AND convert_from(payload, 'UTF8')::jsonb ->> 'account_id' = $2"
            " RETURNING payload",
            use_cases.JOB_DERIVE,
            account_id,
        )
    return [row[0] for row in rows]


async def test_many_trades_are_derived_anew_after_the_answer(ada: Person, worker: Worker) -> None:
    imported = await worker.imported(ada, many_fills())
    assert imported["counts"]["new"] == MANY
    main = await account_of(ada)
    assert await apple(ada) == "200.00"  # first in, first out: 100 × (12 − 10)

    answer = await ada.patch(f"/accounts/{main['id']}", {"method": "lifo"})
    assert (answer.json()["method"], answer.json()["deriving"]) == ("lifo", True)
    assert await apple(ada) == "200.00"  # as it was, until the job has run

    (payload,) = await jobs_for(worker, main["id"])
    await tasks.derive_account(worker.database, payload)
    assert await apple(ada) == "100.00"  # last in, first out: 100 × (12 − 11)
    assert (await account_of(ada))["deriving"] is False

    await tasks.derive_account(worker.database, payload)  # delivered twice
    assert await apple(ada) == "100.00"


async def test_a_new_name_or_capital_derives_nothing(ada: Person, worker: Worker) -> None:
    await worker.imported(ada, many_fills())
    main = await account_of(ada)
    answer = await ada.patch(f"/accounts/{main['id']}", {"name": "Main", "capital": "25000"})
    assert (answer.json()["capital"], answer.json()["deriving"]) == ("25000.00", False)
    assert await jobs_for(worker, main["id"]) == []


async def test_the_job_of_an_account_that_is_gone_ends_well(ada: Person, worker: Worker) -> None:
    me = (await ada.get("/auth/me")).json()
    payload = '{{"workspace_id": "{0}", "user_id": "{1}", "account_id": "{1}"}}'.format(
        me["workspaces"][0]["id"], me["user"]["id"]
    )
    await tasks.derive_account(worker.database, payload.encode())
    assert (await ada.get("/accounts")).json()["items"] == []
