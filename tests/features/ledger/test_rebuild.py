"""Trades follow their fills: entered, back-filled, voided, restored."""

from tests.support.actors import Person
from tests.support.ledger import account, fill, trades


async def test_scale_in_partial_exit_and_flip(ada: Person) -> None:
    # ledger.md, example A
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "100", "10.00", "1.00", "2026-01-05T14:30:00Z")
    await fill(ada, main, "buy", "100", "11.00", "1.00", "2026-01-05T14:31:00Z")
    await fill(ada, main, "sell", "150", "12.00", "1.50", "2026-01-05T14:32:00Z")
    await fill(ada, main, "sell", "100", "9.00", "1.00", "2026-01-06T14:33:00Z")
    await fill(ada, main, "buy", "50", "8.50", "0.50", "2026-01-06T14:34:00Z")
    found = await trades(ada)
    assert [(one["side"], one["quantity"], one["entry_price"], one["exit_price"]) for one in found] == [
        ("long", "200", "10.5", "11.25"),
        ("short", "50", "9", "8.5"),
    ]
    assert [(one["gross"], one["fees"], one["net"], one["status"]) for one in found] == [
        ("150.00", "4.00", "146.00", "closed"),
        ("25.00", "1.00", "24.00", "closed"),
    ]
    detail = (await ada.get(f"/trades/{found[0]['id']}")).json()
    assert [(day["day"], day["gross"]) for day in detail["days"]] == [
        ("2026-01-05", "250.00"),
        ("2026-01-06", "-100.00"),
    ]
    assert [(leg["role"], leg["quantity"], leg["position"]) for leg in detail["legs"]] == [
        ("entry", "100", "100"),
        ("entry", "100", "200"),
        ("exit", "150", "50"),
        ("exit", "50", "0"),
    ]
    assert [(match["quantity"], match["gross"]) for match in detail["matches"]] == [
        ("100", "200.00"),
        ("50", "50.00"),
        ("50", "-100.00"),
    ]


async def test_a_fill_found_later_in_the_middle_regroups_what_comes_after_it_and_nothing_before(ada: Person) -> None:
    main = (await account(ada))["id"]
    for day in ("05", "06", "07"):
        await fill(ada, main, "buy", "10", "10", "0", f"2026-01-{day}T15:00:00Z")
        await fill(ada, main, "sell", "10", "11", "0", f"2026-01-{day}T16:00:00Z")
    before = await trades(ada)
    late = await fill(ada, main, "buy", "10", "10", "0", "2026-01-06T15:30:00Z")
    now = await trades(ada)
    assert [one["id"] for one in now[:2]] == [one["id"] for one in before[:2]]
    # long 20 on the 6th, 10 sold that day; 10 stay, 10 more on the 7th, 10 sold: one open trade
    assert [(one["quantity"], one["status"]) for one in now] == [("10", "closed"), ("30", "open")]
    assert (await ada.post(f"/executions/{late['id']}/void")).status_code == 200
    again = await trades(ada)
    assert again == before
    assert (await ada.post(f"/executions/{late['id']}/restore")).status_code == 200
    assert await trades(ada) == now
