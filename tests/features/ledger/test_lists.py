"""Lists of trades: sorted by anything, page by page, found by filters that say what is wrong with them."""

from decimal import Decimal
from typing import Any, Final

import pytest

from tests.support.actors import Person
from tests.support.ledger import account, fill, trades
from tests.support.varied import Varied
from tradesense.features.ledger.repository import trades as repository

SORTED_BY: Final = {
    "closed_at": "closed_at", "opened_at": "opened_at", "symbol": "symbol", "net": "base_net", "quantity": "quantity",
    "entry_price": "entry_price", "exit_price": "exit_price", "r": "r", "rating": "rating", "playbook": "playbook",
    "held": "held_seconds", "gross": None, "fees": None,
}  # fmt: skip
"""Each sort and the field of a trade that shows it; None: it shows the other currency's."""
OFTEN_UNKNOWN: Final = ("closed_at", "net", "r", "rating", "playbook", "exit_price")


async def walked(person: Person, sort: str, limit: int, q: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        answer = await person.send("GET", "/trades", params={"sort": sort, "limit": limit, "q": q, **cursor})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


def value(trade: dict[str, Any], name: str) -> Any:
    said = trade[name]
    if said is None or name in {"symbol", "playbook"}:
        return said
    return said if name.endswith("_at") else Decimal(str(said))


@pytest.mark.parametrize("minus", ["", "-"])
@pytest.mark.parametrize("sort", SORTED_BY)
async def test_every_sort_puts_each_trade_in_its_place_once(world: Varied, sort: str, minus: str) -> None:
    everything = {one["id"] for one in await trades(world.person, limit=500)}
    found = await walked(world.person, f"{minus}{sort}", 7)
    assert [one["id"] for one in found] == [one["id"] for one in await walked(world.person, f"{minus}{sort}", 500)]
    assert len(found) == len(everything)
    assert {one["id"] for one in found} == everything
    shown = SORTED_BY[sort]
    if shown is None:
        return
    values = [value(one, shown) for one in found]
    known = [one for one in values if one is not None]
    # Bytes as the database's C collation has them.
    assert known == sorted(known, reverse=bool(minus), key=lambda one: one.encode() if isinstance(one, str) else one)
    if sort in OFTEN_UNKNOWN:
        unknown = len(values) - len(known)
        assert unknown > 0
        # Unknown is last, but that an open trade will close later than any.
        first = sort == "closed_at" and minus
        assert (values[:unknown] if first else values[-unknown:]) == [None] * unknown


@pytest.mark.parametrize(
    "sort", ["opened_at", "-opened_at", "closed_at", "-closed_at", "-closed_at,net", "symbol", "-net"]
)
async def test_a_filter_keeps_the_order_however_far_is_looked_for_what_matches(
    world: Varied, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = await walked(world.person, sort, 500)
    kept = {"status:closed": "closed", "-status:closed": "open"}
    for q, status in kept.items():
        expected = [one["id"] for one in everything if one["status"] == status]
        for looked_through in (3, 9):
            monkeypatch.setattr(repository, "LOOKED_THROUGH", looked_through)
            assert [one["id"] for one in await walked(world.person, sort, 6, q)] == expected, (q, looked_through)


async def test_several_sorts_are_one_within_the_other(world: Varied) -> None:
    found = await walked(world.person, "symbol,-opened_at", 5)
    keys = [(one["symbol"].encode(), [-ord(letter) for letter in one["opened_at"]]) for one in found]
    assert keys == sorted(keys)
    assert len({one["id"] for one in found}) == len(found)


async def test_of_equals_the_id_decides_either_way(ada: Person) -> None:
    main = (await account(ada))["id"]
    for number in range(5):
        await fill(ada, main, "buy", "1", "10", "0", "2026-01-05T15:00:00Z", instrument={"symbol": f"S{number}"})
    rising = [one["id"] for one in await walked(ada, "opened_at", 2)]
    assert rising == sorted(rising)
    assert [one["id"] for one in await walked(ada, "-opened_at", 2)] == rising[::-1]


@pytest.mark.parametrize(
    ("text", "column", "part"),
    [
        ("symbl:AAPL", 1, "did you mean 'symbol'?"),
        ("pnl>1 colour:red", 7, "there is no field 'colour'"),
        ("pnl>much", 5, "'much' is not a number"),
        ("pnl>1e40", 5, "is not a number"),
        ("pnl>NaN", 5, "is not a number"),
        ("side:up", 6, "side is one of long, short"),
        ("symbol>AAPL", 7, "symbol cannot be compared with '>'"),
        ("closed:2026-02-30", 8, "is not a day"),
        ("hold>2w", 6, "is not a duration"),
        ("id:one", 4, "is not an id"),
        ("tag:", 5, "tag needs a value"),
        ("(pnl>1", 1, "not closed"),
        ("pnl>1)", 6, "never opened"),
        ('"gap', 1, "quotation mark is not closed"),
        ('pnl>1 ""', 7, "nothing to look for"),
        (", x", 1, "not expected here"),
        ("(" * 30 + "x" + ")" * 30, 22, "nested deeper"),
        ("x " * 201, 401, "at most 200 conditions"),
    ],
)
async def test_a_filter_that_cannot_be_read_says_where_and_why(ada: Person, text: str, column: int, part: str) -> None:
    for path in ("/trades", "/analytics/summary"):
        answer = await ada.get(path, q=text)
        assert (answer.status_code, answer.json()["code"]) == (422, "filter.invalid")
        (fault,) = answer.json()["errors"]
        assert fault["pointer"] == "?q"
        assert fault["detail"].startswith(f"Column {column}: ")
        assert part in fault["detail"]


async def test_a_total_counts_all_that_match_and_is_given_when_asked_for(ada: Person) -> None:
    main = (await account(ada))["id"]
    for number in range(3):
        await fill(ada, main, "buy", "1", "10", "0", "2026-01-05T15:00:00Z", instrument={"symbol": f"S{number}"})
    page = (await ada.get("/trades", limit=1, include="total", q="symbol:S0,S1")).json()
    assert (len(page["items"]), page["total"]) == (1, 2)
    assert (await ada.get("/trades", limit=1)).json()["total"] is None


async def test_a_trade_tells_how_it_came_about(ada: Person) -> None:
    main = (await account(ada, name="Swing"))["id"]
    of = {"instrument": {"symbol": "ESH6", "asset_class": "future"}}
    bought = await fill(ada, main, "buy", "3", "6000", "3", "2026-01-05T15:00:00Z", **of)
    sold = await fill(ada, main, "sell", "4", "6010", "4", "2026-01-05T16:00:00.5Z", **of)
    (long, short) = await trades(ada)
    detail = (await ada.get(f"/trades/{long['id']}")).json()
    assert (detail["account_name"], detail["multiplier"], detail["method"]) == ("Swing", "50", "fifo")
    assert (detail["held_seconds"], detail["closed_at"]) == (3600, "2026-01-05T16:00:00.500000Z")
    # Of the four sold three close, with three quarters of the fee: 3 × 10 × 50 = 1500
    shown = [
        (leg["execution"]["id"], leg["role"], leg["quantity"], leg["fees"], leg["realised"]) for leg in detail["legs"]
    ]
    assert shown == [(bought["id"], "entry", "3", "3.00", None), (sold["id"], "exit", "3", "3.00", "1500.00")]
    (match,) = detail["matches"]
    assert (match["cost"], match["proceeds"], match["fees"], match["net"]) == (
        "900000.00",
        "901500.00",
        "6.00",
        "1494.00",
    )
    assert detail["days"] == [{"day": "2026-01-05", "gross": "1500.00", "fees": "6.00", "net": "1494.00"}]
    other = (await ada.get(f"/trades/{short['id']}")).json()
    assert [(leg["execution"]["id"], leg["quantity"], leg["fees"]) for leg in other["legs"]] == [
        (sold["id"], "1", "1.00")
    ]
