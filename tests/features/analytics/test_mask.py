"""The filter language means the same to the database and to the columns in memory (analytics.md)."""

from random import Random
from typing import Any, Final

import pytest

from tests.support.clock import SetClock
from tests.support.columns import ZONE, loaded
from tests.support.ledger import trades
from tests.support.scale import count
from tests.support.varied import LABELS, Varied
from tradesense.db.session import Database
from tradesense.domain.filters.fields import FIELDS, RANGED, FieldKind

RANDOM_FILTERS: Final = count(160, 5_000)

SPELLED: Final = [
    "", "symbol:aapl", "symbol:AA*", "symbol:*", "symbol:BRK.B", "-symbol:AAPL,TSLA*", "underlying:TSLA",
    "class:option,forex", "side:long", "-side:long", "status:open", "status:closed", "status:win", "status:loss",
    "status:even", "-status:win", 'account:"day trading"', "account:Übung", "account:übung", "account:nobody", "broker:ibkr",
    "-broker:IBKR", "tag:fomo", "tag:FOMO,plan", "-tag:fomo", "tag:éclair", "tag:ÉCLAIR", "tag:a_b%c", 'tag:"gap and go"',
    "mistake:x", "emotion:x,fomo", "playbook:éclair", 'playbook:"opening range"', "-playbook:gap", "rating:3", "rating>3",
    "rating:2..4", "rating:..2", "rating>=2.5", "rating<2.5", "rating:2.5", "-rating>3", "confidence<=1", "confidence:2,3", "pnl>0",
    "pnl<0", "pnl:0", "pnl>=0.01", "-pnl>0", "gross:0..", "fees>0.35", "fees:0.35", "fees<0", "r>1", "r:0", "r>=-0.5",
    "r<0.333333333333333333", "-r>1", "qty:0.5", "qty>99.999999999999", "entry:9.995", "entry<10", "exit>10",
    "exit:..9.995", "-exit>0", "hold>0s", "hold:..5m", "hold>1d", "hold:30.5s", "-hold>1d", "opened:2026-01",
    "opened:2026-01-05..2026-01-09", "closed:2026-01-06..", "closed:..2026-01-06", "-closed:2026", "day:2026-01-07",
    "day:today", "closed:ytd", "closed:30d", "weekday:mon,fri", "-weekday:tue", "hour:9..16", "hour:0", "hour>12",
    "hour>10.000000000000000001", "hour>=10.000000000000000001", "hour<10.999999999999999999", "hour:10.5",
    "-hour:0..23", "month:1", "month>1", "year:2026", "year<2026", "has:notes", "-has:notes", "has:tags", "has:mistakes",
    "has:emotions", "has:playbook", "has:rating", "has:stop", "has:target", "has:risk", "has:rate", "-has:rate",
    "has:fees", "gap", '"the gap"', "PLANNED", "100%", "sure_thing", "s_p", "\\", "'", "fomo aapl", "éclair", "-gap",
    "(symbol:AAPL OR tag:fomo) -status:open", "symbol:AAPL OR", "OR", "( )", "-(pnl>0 OR pnl<0)", "--5",
    "pnl>999999999999999999", "pnl>-999999999999999999", "rating<999999999999999999", "year>99999999999999999",
    "qty>0.000000000000000001", "entry>=0.099999999999999999",
]  # fmt: skip
"""Every field once at least, with the corners of each."""


@pytest.fixture(scope="module")
async def known(world: Varied) -> list[dict[str, Any]]:
    found = await trades(world.person, limit=500)
    # What follows would be empty talk without every kind of trade.
    assert {one["status"] for one in found} == {"open", "closed"}
    assert {one["base_net"] is None for one in found} == {True, False}
    assert {one["times_known"] for one in found} == {True, False}
    assert len(found) > 35
    return found


def test_every_field_is_asked_for() -> None:
    spelled = " ".join(SPELLED)
    assert [name for name in FIELDS if f"{name}:" not in spelled and name not in {"import", "id"}] == []


async def compared(
    database: Database, world: Varied, clock: SetClock, filters: list[str], known: list[dict[str, Any]]
) -> list[int]:
    """How many trades each filter has, which are the same to both."""
    workspace = (await world.person.get("/auth/me")).json()["workspace_id"]
    everything = {one["id"] for one in known}
    sizes = []
    async with loaded(database, workspace, clock) as memory:
        for text in filters:
            answer = await world.person.get("/trades", q=text, limit=500, include="total")
            assert answer.status_code == 200, (text, answer.text)
            found = {one["id"] for one in answer.json()["items"]}
            assert found == await memory.picked(text), text
            assert answer.json()["total"] == len(found), text
            opposite = await memory.picked(f"-({text})")
            assert (found | opposite, found & opposite) == (everything, set()), text
            sizes.append(len(found))
    return sizes


async def test_each_filter_picks_the_same_trades(
    database: Database, world: Varied, clock: SetClock, known: list[dict[str, Any]]
) -> None:
    ids = [f"import:{one}" for one in world.imports]
    ids += [f"import:{','.join(world.imports)}", f"-import:{world.imports[0]}", f"import:{known[0]['id']}"]
    ids += [
        f"id:{known[0]['id']}",
        f"id:{known[0]['id'].upper()},{known[1]['id']}",
        f"account:{known[0]['account_id']}",
    ]
    sizes = dict(zip(SPELLED + ids, await compared(database, world, clock, SPELLED + ids, known), strict=True))
    nothing = {text for text, size in sizes.items() if size == 0}
    # So that the rest cannot agree by matching nothing.
    assert nothing <= {
        "account:nobody", "account:übung", "fomo aapl", "rating:2.5", "day:today", "closed:30d", "hour:10.5", "year<2026", "\\", "'", "--5",
        "pnl>999999999999999999", "year>99999999999999999", f"import:{known[0]['id']}", "tag:ÉCLAIR", "hold:30.5s",
        "playbook:éclair", "s_p", "r:0", "( )", "OR",
    }, nothing  # fmt: skip


def _value(chance: Random, name: str, known: list[dict[str, Any]]) -> str:
    field = FIELDS[name]
    if field.choices:
        return chance.choice(field.choices)
    if field.kind is FieldKind.DAY:
        return chance.choice([f"2026-01-{chance.randrange(1, 32):02d}", "2026-01", "2026", "week", "ytd", "90d"])
    if field.kind is FieldKind.DURATION:
        return chance.choice(["90s", "5m", "12h", "3d", "1.5h", "0"])
    if field.kind is FieldKind.NUMBER:
        one = chance.choice(known)
        seen = {"pnl": one["base_net"], "gross": one["gross"], "fees": one["fees"], "qty": one["quantity"],
                "entry": one["entry_price"], "exit": one["exit_price"], "r": one["r"]}.get(name)  # fmt: skip
        return str(seen) if seen is not None and "e" not in str(seen) else str(chance.randrange(-1, 30))
    if field.kind is FieldKind.ID:
        return str(chance.choice(known)["id"])
    texts = {
        "symbol": chance.choice(["AAPL", "a*", "SAP", "nvda"]),
        "underlying": chance.choice(["TSLA", "EUR", "B*"]),
        "account": chance.choice(['"day trading"', "Übung", known[0]["account_id"]]),
        "broker": chance.choice(["ibkr", "SCHWAB", "none"]),
        "playbook": chance.choice(["gap", '"Opening range"']),
    }
    return str(texts.get(name, f'"{chance.choice(LABELS)}"'))


def _condition(chance: Random, known: list[dict[str, Any]], depth: int = 0) -> str:
    minus = "-" if chance.random() < 0.25 else ""
    if depth < 3 and chance.random() < 0.25:
        joint = chance.choice([" ", " OR "])
        inner = joint.join(_condition(chance, known, depth + 1) for _ in range(chance.randrange(1, 4)))
        return f"{minus}({inner})"
    if chance.random() < 0.1:
        return minus + chance.choice(["gap", "a", '"100% s"', "fomo", "é"])
    name = chance.choice(list(FIELDS))
    if FIELDS[name].kind not in RANGED or chance.random() < 0.3:
        return f"{minus}{name}:" + ",".join(_value(chance, name, known) for _ in range(chance.randrange(1, 3)))
    if chance.random() < 0.4:
        ends = [_value(chance, name, known) if chance.random() < 0.8 else "" for _ in range(2)]
        return f"{minus}{name}:{ends[0] or '0' if not any(ends) and FIELDS[name].kind is not FieldKind.DAY else ends[0] or '2026'}..{ends[1]}"
    return f"{minus}{name}{chance.choice(['>', '>=', '<', '<=', '='])}{_value(chance, name, known)}"


async def test_random_filters_pick_the_same_trades(
    database: Database, world: Varied, clock: SetClock, known: list[dict[str, Any]]
) -> None:
    chance = Random(4_242)
    filters = [
        " ".join(_condition(chance, known) for _ in range(chance.randrange(1, 4))) for _ in range(RANDOM_FILTERS)
    ]
    sizes = await compared(database, world, clock, filters, known)
    assert sum(0 < size < len(known) for size in sizes) > RANDOM_FILTERS // 4


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Australia/Lord_Howe", "UTC", "America/St_Johns"])
async def test_the_hour_is_that_of_the_zone_for_both(
    database: Database, world: Varied, clock: SetClock, known: list[dict[str, Any]], zone: str
) -> None:
    workspace = (await world.person.get("/auth/me")).json()["workspace_id"]
    try:
        answer = await world.person.patch(f"/workspaces/{workspace}", {"timezone": zone}, {"If-Match": "*"})
        assert answer.status_code == 200, answer.text
        async with loaded(database, workspace, clock) as memory:
            for hour in range(24):
                found = {one["id"] for one in await trades(world.person, q=f"hour:{hour}", limit=500)}
                assert found == await memory.picked(f"hour:{hour}", zone)
    finally:
        await world.person.patch(f"/workspaces/{workspace}", {"timezone": ZONE}, {"If-Match": "*"})
