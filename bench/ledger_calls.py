"""Calls of the ledger's operations, imports and uploads."""

from typing import Any, Final
from uuid import uuid4

from httpx2 import Response

from bench.sending import Call, Known, identified, reading, writing
from bench.world import World

FLEX: Final = {"symbol": "S001", "asset_class": "equity"}
# Nothing is fetched: it has no schedule.
CREDENTIALS: Final = {"key_id": "bench", "secret_key": "bench", "environment": "paper"}


async def furnish(made: World, known: Known) -> None:
    """Adds ids of what an import does not bring."""
    known["event_id"] = await _deposit(made, known, 0)
    known["action_id"] = await _split(made, known, 0)
    known["connection_id"] = await _connect(made, known, 0)
    known["archive_id"] = await identified(made, "/archives", None)


async def _connect(made: World, _known: Known, number: int) -> str:
    body = {"kind": "alpaca", "name": f"Broker {number}", "credentials": CREDENTIALS}
    return await identified(made, "/broker-connections", body)


async def _disconnect(made: World, known: Known, number: int) -> None:
    await made.send("DELETE", f"/broker-connections/{await _connect(made, known, number)}", None)


async def _rename_account(made: World, known: Known, number: int) -> None:
    await made.send("PATCH", f"/accounts/{known['account_id']}", {"name": f"Main {number}"}, await _tag(made, known))


async def _tag(made: World, known: Known) -> dict[str, str]:
    return {"If-Match": (await made.get(f"/accounts/{known['account_id']}")).headers["ETag"]}


async def _enter(made: World, known: Known, number: int) -> str:
    return await identified(made, "/executions", _fill(known, "buy" if number % 2 == 0 else "sell", number))


def _fill(known: Known, side: str, number: int) -> dict[str, Any]:
    return {
        "account_id": known["account_id"],
        "instrument": FLEX,
        "side": side,
        "quantity": "10",
        "price": "101.25",
        "fees": "1",
        "executed_at": f"2026-11-02T{10 + number // 60:02d}:{number % 60:02d}:00Z",
    }


async def _post_fills(made: World, known: Known, number: int) -> None:
    fill = {"account_id": known["account_id"], "symbol": "S001", "side": "buy", "quantity": "1", "price": "100"}
    rows = [{**fill, "executed_at": f"2026-11-05T10:{number:02d}:{second:02d}Z"} for second in range(50)]
    await made.send("POST", "/executions/bulk", {"fills": rows})


async def _delete_contract(made: World, _known: Known, number: int) -> None:
    await made.send("PUT", f"/contracts/GONE{number}", {"multiplier": "5"})
    await made.send("DELETE", f"/contracts/GONE{number}", None)


async def _split(made: World, known: Known, number: int) -> str:
    body = {
        "account_id": known["account_id"],
        "instrument": {"symbol": f"NEW{number}", "asset_class": "equity"},
        "numerator": 2,
        "denominator": 1,
        "effective_at": "2026-11-03T00:00:00Z",
    }
    return await identified(made, "/corporate-actions", body)


async def _deposit(made: World, known: Known, number: int) -> str:
    body = {"account_id": known["account_id"], "kind": "deposit", "amount": f"10{number}"}
    return await identified(made, "/cash-events", {**body, "occurred_at": "2026-11-02T15:00:00Z"})


def _voided(path: str, make: Call) -> Call:
    async def call(made: World, known: Known, number: int) -> None:
        await made.send("POST", f"{path}/{await make(made, known, number)}/void", None)

    return call


def _restored(path: str, make: Call) -> Call:
    async def call(made: World, known: Known, number: int) -> None:
        one = await make(made, known, number)
        await made.send("POST", f"{path}/{one}/void", None)
        await made.send("POST", f"{path}/{one}/restore", None)

    return call


async def _annotate(made: World, known: Known, number: int) -> None:
    tag = (await made.get(f"/trades/{known['trade_id']}/annotation")).headers["ETag"]
    await made.send("PATCH", f"/trades/{known['trade_id']}/annotation", {"notes": f"note {number}"}, {"If-Match": tag})


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


LEDGER: Final[dict[str, Call]] = {
    "accounts_create": writing("POST", "/accounts", name="Another {number}"),
    "accounts_change": _rename_account,
    "executions_list": reading("/executions", symbol="S007"),
    "executions_create": _enter,
    "executions_post": _post_fills,
    "executions_void": _voided("/executions", _enter),
    "executions_restore": _restored("/executions", _enter),
    "corporate_actions_create": _split,
    "corporate_actions_void": _voided("/corporate-actions", _split),
    "corporate_actions_restore": _restored("/corporate-actions", _split),
    "cash_events_create": _deposit,
    "cash_events_void": _voided("/cash-events", _deposit),
    "cash_events_restore": _restored("/cash-events", _deposit),
    "contracts_put": writing("PUT", "/contracts/NEW{number}", multiplier="5"),
    "contracts_delete": _delete_contract,
    "trades_list": reading("/trades", q="pnl>100 weekday:mon", sort="-r", include="total"),
    "annotations_change": _annotate,
    "analytics_breakdown": reading("/analytics/breakdown", by="symbol"),
    "imports_create": _upload,
    "imports_cancel": _cancel,
    "imports_retry": _retry,
    "uploads_capabilities": _ask_capabilities,
    "uploads_create": _begin,
    "uploads_look": _look,
    "uploads_append": _append,
    "uploads_terminate": _terminate,
    "broker_connections_create": _connect,
    "broker_connections_change": writing("PATCH", "/broker-connections/{connection_id}", name="Broker {number}"),
    "broker_connections_delete": _disconnect,
}
