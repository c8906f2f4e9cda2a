"""Columns in memory follow every write by what changed, and are then what a fresh load gives."""

from typing import Any, Final
from uuid import UUID

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person, register
from tests.support.clock import SetClock
from tests.support.columns import loaded
from tests.support.doings import Doings
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades
from tests.support.memory import NoMemory
from tests.support.scale import count
from tradesense.adapters.memory_budgeted import BudgetedMemory
from tradesense.db.session import Database, enter
from tradesense.domain.access import system_actor
from tradesense.domain.columns import merge
from tradesense.domain.columns.coded import Coded, Labelled
from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.trades import TradeColumns
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.features.analytics.use_cases import selecting
from tradesense.features.ledger import use_cases as ledger

SEEDS: Final = range(count(3, 100))
STEPS: Final = count(12, 60)

_DAYS: Final = ("extra_rows", "extra_day", "extra_net", "extra_fees")
_SOME: Final = ("risk_rows", "risk", "net_own")
_WHOLE: Final = [
    name for name in TradeColumns.__slots__ if name not in {"version", "notes", "_hours", "_gross", *_DAYS, *_SOME}
]


def listed(value: Any) -> list[Any]:
    """What the rows of a column mean, however it is coded."""
    if isinstance(value, Exact):
        return [value.decimal(one) for one in value.values.tolist()]
    if isinstance(value, Coded):
        return [value.words[code] if code >= 0 else None for code in value.codes.tolist()]
    if isinstance(value, Labelled):
        return [value.sets[code] if code >= 0 else () for code in value.codes.tolist()]
    return list(value.tolist())


def meant(columns: TradeColumns) -> dict[str, Any]:
    """Everything the columns say, row by row in their order."""
    found: dict[str, Any] = {name: listed(getattr(columns, name)) for name in (*_WHOLE, *_SOME)}
    found["days"] = sorted(zip(*(listed(getattr(columns, name)) for name in _DAYS), strict=True))
    return found | {"notes": columns.notes, "version": columns.version, "hours": columns.opening_hour("UTC").tolist()}


@pytest.mark.parametrize("seed", SEEDS)
async def test_following_is_loading(
    ada: Person,
    worker: Worker,
    database: Database,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    merges = []

    def counting(*arguments: Any) -> TradeColumns:
        merges.append(arguments)
        return merge.merged(*arguments)

    monkeypatch.setattr(selecting, "merged", counting)
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    doings, memory = Doings(ada, worker, seed), BudgetedMemory(10_000_000)
    await doings.begin()
    done: list[str] = []
    for step in range(STEPS):
        # At times several writes lie between two readings.
        done += [await doings.one() for _ in range(1 + step % 3)]
        async with loaded(database, workspace, clock, memory) as followed, loaded(database, workspace, clock) as fresh:
            assert meant(followed.columns) == meant(fresh.columns), done
    assert len(merges) > STEPS // 2, done
    assert await unverified(database, workspace) == [], done


async def unverified(database: Database, workspace: str) -> list[ledger.Difference]:
    """What the independent matcher has to say to the ledger that came about."""
    actor = system_actor(UserId(UUID(workspace)), WorkspaceId(UUID(workspace)))
    async with database.session(snapshot=True) as session:
        await enter(session, workspace_id=actor.workspace_id)
        return [one async for part in ledger.verify_ledger(session, actor) for one in part.differences]


QUESTIONS: Final[list[tuple[str, dict[str, str]]]] = [
    ("summary", {}),
    ("summary", {"q": "tag:a OR side:short", "tz": "Asia/Tokyo"}),
    ("equity", {}),
    ("calendar", {}),
    ("breakdown", {"by": "tag"}),
    ("breakdown", {"by": "day", "metrics": "net_pnl,max_drawdown"}),
]


async def test_what_is_remembered_answers_as_what_is_worked_out_anew(
    ada: Person, worker: Worker, browse: MakeClient
) -> None:
    forgetful = browse(uses={"columns": NoMemory(), "results": NoMemory()})
    other = Person(forgetful, ada.email, {"access_token": ada.token, "user": ada.user})
    doings = Doings(ada, worker, 99)
    await doings.begin()
    for _ in range(6):
        done = await doings.one()
        for what, query in QUESTIONS:
            one, another = [await who.get(f"/analytics/{what}", **query) for who in (ada, other)]  # type: ignore[arg-type]
            assert one.status_code == 200, one.text
            assert (one.content, one.headers["etag"]) == (another.content, another.headers["etag"]), done


async def test_two_workspaces_share_no_answer(ada: Person, bob: Person) -> None:
    # The same trades but for their result: the same questions, at the same version.
    for who, price in ((ada, "11"), (bob, "12")):
        main = (await account(who))["id"]
        await fill(who, main, "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
        await fill(who, main, "sell", "1", price, "0", "2026-01-05T16:00:00Z")
    for what, query in QUESTIONS:
        one, other = [await who.get(f"/analytics/{what}", **query) for who in (ada, bob)]  # type: ignore[arg-type]
        assert one.headers["etag"] != other.headers["etag"]
        if not query.get("q"):
            assert one.content != other.content
    nets = [
        (await who.get("/analytics/summary", metrics="net_pnl")).json()["figures"][0]["value"] for who in (ada, bob)
    ]
    assert nets == ["1.00", "2.00"]


async def test_every_write_that_changes_a_figure_changes_the_answer_and_its_tag(ada: Person, worker: Worker) -> None:
    main = (await account(ada))["id"]
    bought = await fill(ada, main, "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
    await fill(ada, main, "sell", "1", "11", "0", "2026-01-05T16:00:00Z")
    (trade,) = await trades(ada)
    tag = (await ada.get("/analytics/summary")).headers["etag"]

    async def changed() -> str:
        nonlocal tag
        answer = await ada.get("/analytics/summary", {"If-None-Match": tag}, metrics="net_pnl")
        asked = await ada.get("/analytics/summary", {"If-None-Match": tag})
        assert asked.status_code == 200, "the reader was told that nothing had changed"
        tag = asked.headers["etag"]
        assert (await ada.get("/analytics/summary", {"If-None-Match": tag})).status_code == 304
        value: str = answer.json()["figures"][0]["value"]
        return value

    await ada.post(f"/executions/{bought['id']}/void")
    assert await changed() is None
    await ada.post(f"/executions/{bought['id']}/restore")
    assert await changed() == "1.00"
    made = await worker.imported(ada, fills("X,2026-01-06,buy,1,5,0", "X,2026-01-06,sell,1,7,0"), account_id=main)
    assert await changed() == "3.00"
    await worker.acted(ada, made["id"], "undo")
    assert await changed() == "1.00"
    await ada.patch(f"/trades/{trade['id']}/annotation", {"planned_risk": "2"}, {"If-Match": "*"})
    assert await changed() == "1.00"
    await ada.patch(f"/accounts/{main}", {"capital": "500"})
    assert await changed() == "1.00"
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    await ada.patch(f"/workspaces/{workspace}", {"timezone": "Asia/Tokyo"}, {"If-Match": "*"})
    assert await changed() == "1.00"
    await ada.patch(f"/workspaces/{workspace}", {"currency": "EUR"}, {"If-Match": "*"})
    assert await changed() == "1.00"


async def test_a_filter_by_an_accounts_name_follows_its_renaming(ada: Person) -> None:
    main = (await account(ada, name="Old"))["id"]
    await fill(ada, main, "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
    await fill(ada, main, "sell", "1", "11", "0", "2026-01-05T16:00:00Z")

    async def net(name: str) -> str | None:
        answer = await ada.get("/analytics/summary", q=f"account:{name}", metrics="net_pnl")
        value: str | None = answer.json()["figures"][0]["value"]
        return value

    assert (await net("old"), await net("new")) == ("1.00", None)
    assert (await ada.patch(f"/accounts/{main}", {"name": "New"})).status_code == 200
    assert (await net("old"), await net("new")) == (None, "1.00")


async def test_relative_days_move_with_the_clock(browse: MakeClient) -> None:
    clock = SetClock()
    ada = await register(browse(uses={"clock": clock}), "ada")
    main = (await account(ada))["id"]
    today = clock.now().date().isoformat()
    await fill(ada, main, "buy", "1", "10", "0", f"{today}T15:00:00Z")
    await fill(ada, main, "sell", "1", "11", "0", f"{today}T16:00:00Z")
    query = {"q": "closed:today", "metrics": "trades"}
    first = await ada.get("/analytics/summary", **query)  # type: ignore[arg-type]
    clock.pass_(days=1)
    ada.token = (await ada.client.post("/api/v1/auth/refresh")).json()["access_token"]
    second = await ada.get("/analytics/summary", {"If-None-Match": first.headers["etag"]}, **query)
    assert [one.json()["figures"][0]["value"] for one in (first, second)] == [1, 0]
