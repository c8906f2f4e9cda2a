"""What a trader says of a trade stays with it, whatever becomes of its fills (decision 7)."""

from typing import Any, Final

import pytest

from tests.support.actors import Person
from tests.support.house import annotate
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades

EVERYTHING: Final[dict[str, Any]] = {
    "tags": ["gap", "Größe"], "mistakes": ["late"], "emotions": ["calm"], "notes": "As planned.\nTwice.",
    "playbook": "Opening range", "rating": 4, "confidence": 2, "stop": "9.5", "target": "12", "planned_risk": "50",
}  # fmt: skip


async def said(person: Person, trade_id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await person.get(f"/trades/{trade_id}/annotation")).json()
    return found


async def round_trip(person: Person, account_id: str, day: str = "05", price: str = "11") -> dict[str, Any]:
    await fill(person, account_id, "buy", "100", "10", "0", f"2026-01-{day}T15:00:00Z")
    await fill(person, account_id, "sell", "100", price, "0", f"2026-01-{day}T16:00:00Z")
    return (await trades(person, sort="-opened_at"))[0]


async def test_everything_said_is_read_again_and_shown_by_the_trade(ada: Person) -> None:
    trade = await round_trip(ada, (await account(ada))["id"])
    assert (trade["tags"], trade["risk"], trade["r"], trade["has_notes"]) == ([], None, None, False)
    assert await annotate(ada, trade["id"], **EVERYTHING) == {**EVERYTHING, "planned_risk": "50.00", "merged": False}
    (shown,) = await trades(ada)
    for name in ("tags", "mistakes", "emotions", "playbook", "rating", "confidence", "stop", "target"):
        assert shown[name] == EVERYTHING[name]
    # 100 of profit with 50 at risk
    assert (shown["risk"], shown["r"], shown["has_notes"]) == ("50.00", 2.0, True)
    assert (await ada.get(f"/trades/{trade['id']}")).json()["annotation"] == await said(ada, trade["id"])


async def test_the_risk_is_what_the_stop_says_unless_planned(ada: Person) -> None:
    trade = await round_trip(ada, (await account(ada))["id"])
    await annotate(ada, trade["id"], stop="9.50")
    assert [(one["risk"], one["r"]) for one in await trades(ada)] == [("50.00", 2.0)]  # |10 − 9.50| × 100
    await annotate(ada, trade["id"], planned_risk="25")
    assert [(one["risk"], one["r"]) for one in await trades(ada)] == [("25.00", 4.0)]
    await annotate(ada, trade["id"], planned_risk=None, stop="10")
    assert [(one["risk"], one["r"]) for one in await trades(ada)] == [(None, None)]  # at the entry nothing is at risk


async def test_what_is_left_out_stays_and_null_empties(ada: Person) -> None:
    trade = await round_trip(ada, (await account(ada))["id"])
    await annotate(ada, trade["id"], **EVERYTHING)
    now = await annotate(ada, trade["id"], rating=5)
    assert now == {**EVERYTHING, "rating": 5, "planned_risk": "50.00", "merged": False}
    bare = await annotate(ada, trade["id"], **dict.fromkeys(EVERYTHING))
    assert bare == {
        **dict.fromkeys(EVERYTHING),
        "tags": [],
        "mistakes": [],
        "emotions": [],
        "notes": "",
        "merged": False,
    }
    (shown,) = await trades(ada)
    assert (shown["tags"], shown["risk"], shown["has_notes"]) == ([], None, False)
    assert (await ada.get("/tags")).json()["items"] == []


async def test_a_label_said_twice_is_one(ada: Person) -> None:
    trade = await round_trip(ada, (await account(ada))["id"])
    assert (await annotate(ada, trade["id"], tags=["b", "a", "b"]))["tags"] == ["b", "a"]


async def test_the_writer_who_saw_something_else_is_told_so(ada: Person) -> None:
    trade = await round_trip(ada, (await account(ada))["id"])
    path = f"/trades/{trade['id']}/annotation"
    tag = (await ada.get(path)).headers["etag"]
    without = await ada.patch(path, {"rating": 3})
    assert (without.status_code, without.json()["code"]) == (428, "request.precondition_required")
    first = await ada.patch(path, {"rating": 3}, {"If-Match": tag})
    assert first.status_code == 200
    late = await ada.patch(path, {"rating": 1}, {"If-Match": tag})
    assert late.status_code == 412
    assert (await said(ada, trade["id"]))["rating"] == 3
    assert (await ada.patch(path, {"rating": 2}, {"If-Match": first.headers["etag"]})).status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"rating": 0}, "/rating"),
        ({"rating": 6}, "/rating"),
        ({"confidence": 2.5}, "/confidence"),
        ({"tags": ["a,b"]}, "/tags/0"),
        ({"tags": ["ok", " x"]}, "/tags/1"),
        ({"tags": [""]}, "/tags/0"),
        ({"mistakes": ['say "x"']}, "/mistakes/0"),
        ({"tags": "gap"}, "/tags"),
        ({"tags": ["x"] * 200}, "/tags"),
        ({"stop": 9.5}, "/stop"),
        ({"target": "NaN"}, "/target"),
        ({"planned_risk": "0"}, "/planned_risk"),
        ({"planned_risk": "-1"}, "/planned_risk"),
        ({"notes": "x" * 100_000}, "/notes"),
        ({"playbook": "x" * 81}, "/playbook"),
        ({"net": "1000"}, "/net"),
    ],
)
async def test_what_cannot_be_said_is_refused_at_its_place(ada: Person, body: dict[str, Any], pointer: str) -> None:
    trade = await round_trip(ada, (await account(ada))["id"])
    answer = await ada.patch(f"/trades/{trade['id']}/annotation", body, {"If-Match": "*"})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert (await said(ada, trade["id"]))["tags"] == []


async def test_text_that_no_database_keeps_is_refused(ada: Person) -> None:
    trade = await round_trip(ada, (await account(ada))["id"])
    answer = await ada.patch(f"/trades/{trade['id']}/annotation", {"notes": "a\0b"}, {"If-Match": "*"})
    assert answer.status_code == 422


async def test_it_stays_when_the_trade_grows_shrinks_and_is_derived_anew(ada: Person) -> None:
    main = (await account(ada))["id"]
    trade = await round_trip(ada, main)
    await annotate(ada, trade["id"], tags=["gap"], stop="9")
    # Another 100 were bought in between: |10 − 9| × 200 at risk
    late = await fill(ada, main, "buy", "100", "10", "0", "2026-01-05T15:30:00Z")
    (grown,) = await trades(ada)
    assert (grown["id"], grown["tags"], grown["quantity"], grown["risk"]) == (trade["id"], ["gap"], "200", "200.00")
    await ada.post(f"/executions/{late['id']}/void")
    await ada.patch(f"/accounts/{main}", {"method": "lifo", "timezone": "Asia/Tokyo"})
    (again,) = await trades(ada)
    assert (again["id"], again["tags"], again["risk"]) == (trade["id"], ["gap"], "100.00")


async def test_it_waits_while_the_opening_fill_is_void(ada: Person) -> None:
    main = (await account(ada))["id"]
    bought = await fill(ada, main, "buy", "100", "10", "0", "2026-01-05T15:00:00Z")
    (trade,) = await trades(ada)
    await annotate(ada, trade["id"], notes="mine", tags=["kept"])
    await ada.post(f"/executions/{bought['id']}/void")
    assert await trades(ada) == []
    assert (await ada.get(f"/trades/{trade['id']}/annotation")).status_code == 404
    assert (await ada.get("/tags")).json()["items"] == []
    await ada.post(f"/executions/{bought['id']}/restore")
    (back,) = await trades(ada)
    assert (back["id"], back["tags"], (await said(ada, back["id"]))["notes"]) == (trade["id"], ["kept"], "mine")


async def test_it_survives_undoing_the_file_and_importing_it_again(ada: Person, worker: Worker) -> None:
    content = fills("AAPL,2026-01-05 10:00:00,buy,10,100,1", "AAPL,2026-01-05 11:00:00,sell,10,101,1")
    first = await worker.imported(ada, content)
    (trade,) = await trades(ada)
    await annotate(ada, trade["id"], **EVERYTHING)
    before = await said(ada, trade["id"])
    assert (await worker.acted(ada, first["id"], "undo"))["state"] == "undone"
    assert await trades(ada) == []
    again = await worker.imported(ada, content)
    assert again["counts"]["new"] == 2
    (back,) = await trades(ada)
    assert (back["id"], await said(ada, back["id"])) == (trade["id"], before)


async def test_a_fill_found_later_that_joins_two_trades_unites_what_was_said(ada: Person) -> None:
    main = (await account(ada))["id"]
    first = await round_trip(ada, main, "05")
    second = await round_trip(ada, main, "06")
    await annotate(ada, first["id"], tags=["gap", "calm"], notes="First.", rating=None, playbook="open", target="12")
    await annotate(ada, second["id"], tags=["calm", "late"], notes="Second.", rating=2, playbook="close", confidence=5)
    # 100 more, bought before Monday's closing sale and never sold: what was two round trips is one.
    late = await fill(ada, main, "buy", "100", "10", "0", "2026-01-05T15:30:00Z")
    (joined,) = await trades(ada)
    assert joined["id"] == first["id"]
    united = await said(ada, joined["id"])
    assert (united["tags"], united["notes"]) == (["gap", "calm", "late"], "First.\n\nSecond.")
    # Of single values the earliest that says one.
    assert (united["playbook"], united["rating"], united["target"], united["confidence"]) == ("open", 2, "12", 5)
    assert (united["merged"], joined["tags"]) == (True, united["tags"])
    await ada.post(f"/executions/{late['id']}/void")
    assert [one["tags"] for one in await trades(ada)] == [["gap", "calm"], ["calm", "late"]]


async def test_what_is_said_of_a_joined_trade_is_of_all_of_it(ada: Person) -> None:
    main = (await account(ada))["id"]
    for day, tag in (("05", "one"), ("06", "two")):
        await annotate(ada, (await round_trip(ada, main, day))["id"], tags=[tag])
    late = await fill(ada, main, "buy", "100", "10", "0", "2026-01-05T15:30:00Z")
    (joined,) = await trades(ada)
    now = await annotate(ada, joined["id"], tags=["both"])
    assert (now["tags"], now["merged"]) == (["both"], False)
    # Taken apart again, it is the first one's.
    await ada.post(f"/executions/{late['id']}/void")
    assert [one["tags"] for one in await trades(ada)] == [["both"], []]


async def test_on_a_flip_each_trade_has_its_own(ada: Person) -> None:
    main = (await account(ada))["id"]
    await fill(ada, main, "buy", "100", "10", "0", "2026-01-05T15:00:00Z")
    await fill(ada, main, "sell", "150", "11", "0", "2026-01-05T16:00:00Z")
    await fill(ada, main, "buy", "50", "10", "0", "2026-01-05T17:00:00Z")
    long, short = await trades(ada)
    await annotate(ada, short["id"], tags=["short"])
    assert [one["tags"] for one in await trades(ada)] == [[], ["short"]]
    await annotate(ada, long["id"], tags=["long"])
    assert [one["tags"] for one in await trades(ada)] == [["long"], ["short"]]


async def test_a_scale_in_that_becomes_the_opening_brings_what_was_said_of_the_trade_then(ada: Person) -> None:
    main = (await account(ada))["id"]
    opened = await fill(ada, main, "buy", "10", "10", "0", "2026-01-05T15:00:00Z")
    await fill(ada, main, "buy", "10", "11", "0", "2026-01-05T16:00:00Z")
    (trade,) = await trades(ada)
    await annotate(ada, trade["id"], tags=["first"])
    await ada.post(f"/executions/{opened['id']}/void")
    (rest,) = await trades(ada)
    assert (rest["id"] != trade["id"], rest["tags"]) == (True, [])
    await annotate(ada, rest["id"], tags=["second"])
    await ada.post(f"/executions/{opened['id']}/restore")
    (whole,) = await trades(ada)
    assert (whole["id"], whole["tags"]) == (trade["id"], ["first", "second"])


async def test_tags_are_listed_by_use(ada: Person) -> None:
    main = (await account(ada))["id"]
    for day, tags in (("05", ["b", "a"]), ("06", ["a"]), ("07", ["c", "A"])):
        await annotate(ada, (await round_trip(ada, main, day))["id"], tags=tags)
    found = (await ada.get("/tags")).json()["items"]
    assert [(one["name"], one["trades"]) for one in found] == [("a", 2), ("A", 1), ("b", 1), ("c", 1)]


async def test_the_filter_bar_offers_what_there_is(ada: Person) -> None:
    main = (await account(ada, name="Swing", broker="Schwab"))["id"]
    await annotate(ada, (await round_trip(ada, main))["id"], **EVERYTHING)
    fields = {one["name"]: one for one in (await ada.get("/trades/filter-fields")).json()["items"]}
    offered = {name: fields[name]["values"] for name in ("symbol", "account", "broker", "tag", "mistake", "playbook")}
    assert offered == {"symbol": ["AAPL"], "account": ["Swing"], "broker": ["Schwab"], "tag": ["Größe", "gap"],
                       "mistake": ["late"], "playbook": ["Opening range"]}  # fmt: skip
    assert fields["side"]["values"] == ["long", "short"]
    assert (fields["pnl"]["kind"], fields["pnl"]["values"]) == ("number", [])
