"""Cash events entered by hand, listed page by page, voided and restored."""

from typing import Any

from tests.support.actors import Person
from tests.support.ledger import account


async def entered(person: Person, account_id: str, kind: str, amount: str, at: str, **more: Any) -> dict[str, Any]:
    body = {"account_id": account_id, "kind": kind, "amount": amount, "occurred_at": at, **more}
    answer = await person.post("/cash-events", body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_two_deposits_entered_alike_are_two(ada: Person) -> None:
    main = await account(ada, timezone="America/New_York")
    one = await entered(ada, main["id"], "deposit", "500", "2026-01-06T02:00:00Z", detail="Savings")
    two = await entered(ada, main["id"], "deposit", "500", "2026-01-06T02:00:00Z")
    assert one["id"] != two["id"]
    # 21:00 in New York is still the fifth.
    assert (one["day"], one["amount"], one["by_hand"], one["detail"]) == ("2026-01-05", "500.00", True, "Savings")
    assert (await ada.get(f"/cash-events/{one['id']}")).json() == one


async def test_its_day_is_that_of_its_account_whose_zone_may_change(ada: Person) -> None:
    main = await account(ada, timezone="America/New_York")
    timed = await entered(ada, main["id"], "deposit", "500", "2026-01-06T02:00:00Z")
    dated = await entered(ada, main["id"], "deposit", "500", "2026-01-06T02:00:00Z", time_known=False)

    async def days() -> list[str]:
        return [(await ada.get(f"/cash-events/{one['id']}")).json()["day"] for one in (timed, dated)]

    assert await days() == ["2026-01-05", "2026-01-05"]
    answer = await ada.patch(f"/accounts/{main['id']}", {"timezone": "Asia/Tokyo"})
    assert answer.status_code == 200, answer.text
    assert await days() == ["2026-01-06", "2026-01-05"]  # 11:00 in Tokyo; a day said without a time stays


async def test_they_are_listed_newest_first_and_filtered(ada: Person) -> None:
    main, other = await account(ada), await account(ada, name="Other", broker="Schwab")
    for day in range(1, 6):
        await entered(ada, main["id"], "fee", f"-{day}", f"2026-01-0{day}T15:00:00Z")
    await entered(ada, other["id"], "withdrawal", "-9", "2026-01-03T16:00:00Z", currency="EUR")
    first = (await ada.get("/cash-events", limit=4)).json()
    rest = (await ada.get("/cash-events", limit=4, cursor=first["next_cursor"])).json()
    found = [one["amount"] for one in [*first["items"], *rest["items"]]]
    assert (found, rest["next_cursor"]) == (["-5.00", "-4.00", "-9.00", "-3.00", "-2.00", "-1.00"], None)

    async def amounts(**params: Any) -> list[str]:
        return [one["amount"] for one in (await ada.get("/cash-events", **params)).json()["items"]]

    assert await amounts(account=other["id"]) == ["-9.00"]
    assert await amounts(kind="withdrawal") == ["-9.00"]
    assert await amounts(account=main["id"], day_from="2026-01-02", day_to="2026-01-03") == ["-3.00", "-2.00"]


async def test_a_void_keeps_it_in_sight_and_raises_the_version(ada: Person) -> None:
    main = await account(ada)
    made = await entered(ada, main["id"], "interest", "1.5", "2026-01-03T16:00:00Z")
    voided = (await ada.post(f"/cash-events/{made['id']}/void")).json()
    assert voided["voided_at"] is not None
    assert (await ada.get("/cash-events")).json()["items"] == [voided]
    assert (await ada.post(f"/cash-events/{made['id']}/restore")).json() == made


async def test_what_cannot_be_is_refused(ada: Person, bob: Person) -> None:
    main = await account(ada)
    for kind, amount in (("deposit", "-1"), ("withdrawal", "1"), ("fee", "0")):
        body = {"account_id": main["id"], "kind": kind, "amount": amount, "occurred_at": "2026-01-03T16:00:00Z"}
        answer = await ada.post("/cash-events", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "cash_event.invalid")
    made = await entered(ada, main["id"], "fee", "-1", "2026-01-03T16:00:00Z")
    assert (await bob.get(f"/cash-events/{made['id']}")).status_code == 404
    assert (await bob.get("/cash-events")).json()["items"] == []
    theirs = {"account_id": main["id"], "kind": "fee", "amount": "-1", "occurred_at": "2026-01-03T16:00:00Z"}
    assert (await bob.post("/cash-events", theirs)).status_code == 404
