"""Every operation of the API, in a workspace of 100 000 trades."""

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from httpx2 import Response

from bench.figure import Baseline, Figure, median, percentile
from bench.tapes import write_flex
from bench.world import PASSWORD, World, world
from tradesense.main.worker import spare_the_collector

TRADES: Final = 100_000
ROUNDS: Final = 40
BUDGET_MS: Final = 100

Call = Callable[[World, "Known", int], Awaitable[Any]]
FLEX: Final = {"symbol": "S001", "asset_class": "equity"}
SLOWEST_SHOWN: Final = 8


class Known:
    """Ids that calls need."""

    account: str
    trade: str
    execution: str
    import_id: str


async def run() -> list[Figure]:
    spare_the_collector()
    with tempfile.TemporaryDirectory() as folder:
        file = write_flex(Path(folder) / "flex.csv", 2 * TRADES + 200, close=1)
        async with world() as made:
            await made.import_file(file)
            known = await _known(made)
            live = await _times(made, known, CALLS["health_live"])
            took = {name: percentile(await _times(made, known, call), 0.95) for name, call in CALLS.items()}
            await _all_are_measured(made)
    baseline = Baseline("health_live, median ms", median(live))
    slowest = sorted(took.items(), key=lambda pair: pair[1], reverse=True)[:SLOWEST_SHOWN]
    return [
        Figure(f"{len(took)} operations at p95, 100 000 trades: {name}", value, "ms", BUDGET_MS, baseline)
        for name, value in slowest
    ]


async def _known(made: World) -> Known:
    known = Known()
    known.account = (await made.get("/accounts")).json()["items"][0]["id"]
    known.trade = (await made.get("/trades", limit=1, q="status:closed")).json()["items"][0]["id"]
    known.execution = (await made.get("/executions", limit=1)).json()["items"][0]["id"]
    known.import_id = (await made.get("/imports")).json()["items"][0]["id"]
    return known


async def _times(made: World, known: Known, call: Call) -> list[float]:
    times = []
    for number in range(ROUNDS):
        made.forget_answers()
        await call(made, known, number)
        times.append(made.timer.last)
    return times


async def _all_are_measured(made: World) -> None:
    document = (await made.client.get("/api/v1/openapi.json")).json()
    there = {operation["operationId"] for path in document["paths"].values() for operation in path.values()}
    assert there <= CALLS.keys() | LEFT_OUT, there - CALLS.keys() - LEFT_OUT


def _get(path: str, **params: Any) -> Call:
    async def call(made: World, known: Known, _number: int) -> Response:
        return await made.get(path.format_map({**vars(known), "workspace": made.workspace}), **params)

    return call


async def _create_account(made: World, _known: Known, number: int) -> None:
    await made.send("POST", "/accounts", {"name": f"Another {number}"})


async def _rename_account(made: World, known: Known, number: int) -> None:
    await made.send("PATCH", f"/accounts/{known.account}", {"name": f"Main {number}"}, await _tag(made, known))


async def _tag(made: World, known: Known) -> dict[str, str]:
    return {"If-Match": (await made.get(f"/accounts/{known.account}")).headers["ETag"]}


async def _enter(made: World, known: Known, number: int) -> Response:
    return await made.send("POST", "/executions", _fill(known, "buy" if number % 2 == 0 else "sell", number))


def _fill(known: Known, side: str, number: int) -> dict[str, Any]:
    return {
        "account_id": known.account,
        "instrument": FLEX,
        "side": side,
        "quantity": "10",
        "price": "101.25",
        "fees": "1",
        "executed_at": f"2026-11-02T{10 + number // 60:02d}:{number % 60:02d}:00Z",
    }


async def _void(made: World, known: Known, number: int) -> None:
    one = (await _enter(made, known, number)).json()["id"]
    await made.send("POST", f"/executions/{one}/void", None)


async def _restore(made: World, known: Known, number: int) -> None:
    one = (await _enter(made, known, number)).json()["id"]
    await made.send("POST", f"/executions/{one}/void", None)
    await made.send("POST", f"/executions/{one}/restore", None)


async def _split(made: World, known: Known, number: int) -> None:
    body = {
        "account_id": known.account,
        "instrument": {"symbol": f"NEW{number}", "asset_class": "equity"},
        "numerator": 2,
        "denominator": 1,
        "effective_at": "2026-11-03T00:00:00Z",
    }
    await made.send("POST", "/corporate-actions", body)


async def _annotate(made: World, known: Known, number: int) -> None:
    tag = (await made.get(f"/trades/{known.trade}/annotation")).headers["ETag"]
    await made.send("PATCH", f"/trades/{known.trade}/annotation", {"notes": f"note {number}"}, {"If-Match": tag})


async def _change_workspace(made: World, _known: Known, number: int) -> None:
    tag = (await made.get(f"/workspaces/{made.workspace}")).headers["ETag"]
    await made.send("PATCH", f"/workspaces/{made.workspace}", {"name": f"Desk {number}"}, {"If-Match": tag})


async def _upload(made: World, _known: Known, number: int) -> str:
    content = f"Time,Symbol,Side,Quantity,Price\n2026-11-04 10:00:{number:02d},AAPL,BUY,1,{100 + number}\n".encode()
    answer = await made.client.post("/api/v1/imports?review=true", files={"file": (f"{uuid4().hex}.csv", content)})
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


async def _tus(made: World, method: str, path: str, content: bytes = b"", **said: str) -> Response:
    headers = {"Tus-Resumable": "1.0.0", **{name.replace("_", "-"): value for name, value in said.items()}}
    answer = await made.client.request(method, f"/api/v1{path}", headers=headers, content=content)
    assert answer.is_success, answer.text
    return answer


async def _begin(made: World, _known: Known, _number: int) -> str:
    """Answers its path."""
    answer = await _tus(made, "POST", "/uploads", Upload_Length="1000")
    return str(answer.headers["location"]).removeprefix("/api/v1")


async def _look(made: World, known: Known, number: int) -> None:
    await _tus(made, "HEAD", await _begin(made, known, number))


async def _append(made: World, known: Known, number: int) -> None:
    said = {"Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
    await _tus(made, "PATCH", await _begin(made, known, number), b"x" * 1000, **said)


async def _terminate(made: World, known: Known, number: int) -> None:
    await _tus(made, "DELETE", await _begin(made, known, number))


async def _ask_capabilities(made: World, _known: Known, _number: int) -> None:
    await _tus(made, "OPTIONS", "/uploads")


async def _cancel(made: World, known: Known, number: int) -> None:
    one = await _upload(made, known, number)
    await made.send("POST", f"/imports/{one}/cancel", None)


async def _retry(made: World, known: Known, number: int) -> None:
    one = await _upload(made, known, number)
    await made.send("POST", f"/imports/{one}/cancel", None)
    await made.send("POST", f"/imports/{one}/retry", {})


async def _register(made: World, _known: Known, _number: int) -> None:
    body = {"email": f"{uuid4().hex}@example.org", "password": PASSWORD}
    assert (await made.client.post("/api/v1/auth/register", json=body)).status_code == 201


async def _log_in(made: World, _known: Known, _number: int) -> None:
    body = {"email": made.user["email"], "password": PASSWORD}
    assert (await made.client.post("/api/v1/auth/login", json=body)).status_code == 200


async def _refresh(made: World, _known: Known, _number: int) -> None:
    assert (await made.client.post("/api/v1/auth/refresh")).status_code == 200


LEFT_OUT: Final = {
    # End the session that measures; what they do is one UPDATE.
    "auth_logout", "auth_logout_all", "auth_change_password",
    # Hand a job to the worker as imports_retry does.
    "imports_commit", "imports_undo",
    # Asked of an account with the method `specific`; derives one position, as entering a fill does.
    "executions_pick_lots",
}  # fmt: skip

CALLS: Final[dict[str, Call]] = {
    "health_live": _get("/health/live"),
    "health_ready": _get("/health/ready"),
    "health_version": _get("/health/version"),
    "health_metrics": _get("/health/metrics"),
    "accounts_list": _get("/accounts"),
    "accounts_get": _get("/accounts/{account}"),
    "accounts_create": _create_account,
    "accounts_change": _rename_account,
    "executions_list": _get("/executions", symbol="S007"),
    "executions_get": _get("/executions/{execution}"),
    "executions_create": _enter,
    "executions_void": _void,
    "executions_restore": _restore,
    "corporate_actions_create": _split,
    "trades_list": _get("/trades", q="pnl>100 weekday:mon", sort="-r", include="total"),
    "filter_fields_list": _get("/trades/filter-fields"),
    "trades_get": _get("/trades/{trade}"),
    "annotations_get": _get("/trades/{trade}/annotation"),
    "annotations_change": _annotate,
    "tags_list": _get("/tags"),
    "analytics_metrics": _get("/analytics/metrics"),
    "analytics_summary": _get("/analytics/summary"),
    "analytics_equity": _get("/analytics/equity"),
    "analytics_breakdown": _get("/analytics/breakdown", by="symbol"),
    "analytics_calendar": _get("/analytics/calendar"),
    "imports_create": _upload,
    "imports_list": _get("/imports"),
    "imports_get": _get("/imports/{import_id}"),
    "import_formats_list": _get("/imports/formats"),
    "import_notes_list": _get("/imports/{import_id}/notes"),
    "imports_cancel": _cancel,
    "imports_retry": _retry,
    "uploads_capabilities": _ask_capabilities,
    "uploads_create": _begin,
    "uploads_look": _look,
    "uploads_append": _append,
    "uploads_terminate": _terminate,
    "workspaces_list": _get("/workspaces"),
    "workspaces_get": _get("/workspaces/{workspace}"),
    "workspaces_change": _change_workspace,
    "auth_me": _get("/auth/me"),
    "auth_register": _register,
    "auth_login": _log_in,
    "auth_refresh": _refresh,
}
