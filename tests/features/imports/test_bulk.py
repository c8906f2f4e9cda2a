"""Fills that a program posts: as JSON, NDJSON or Arrow, all or none, and again without harm."""

import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from httpx2 import Response

from tests.support.actors import Person
from tests.support.imports import Worker, fills
from tests.support.ledger import account, trades
from tests.support.sql import Sql

ARROW = "application/vnd.apache.arrow.stream"


def row(account_id: str, side: str = "buy", price: str = "100", minute: int = 0, **more: Any) -> dict[str, Any]:
    at = f"2026-01-05T15:{minute:02d}:00Z"
    return {
        "account_id": account_id, "symbol": "AAPL", "side": side, "quantity": "10", "price": price, "fees": "1",
        "executed_at": at, **more,
    }  # fmt: skip


async def post(person: Person, rows: list[dict[str, Any]], kind: str = "json", **headers: str) -> Response:
    body: bytes
    match kind:
        case "json":
            body, media_type = json.dumps({"fills": rows}).encode(), "application/json"
        case "ndjson":
            body, media_type = "\n".join(map(json.dumps, rows)).encode(), "application/x-ndjson"
        case _:
            body, media_type = arrow(pa.Table.from_pylist(rows)), ARROW
    return await person.send("POST", "/executions/bulk", {"Content-Type": media_type, **headers}, content=body)


def arrow(table: Any) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["json", "ndjson", "arrow"])
async def test_a_round_trip_is_a_trade_when_the_answer_comes(ada: Person, kind: str) -> None:
    main = (await account(ada))["id"]
    answer = await post(ada, [row(main), row(main, "sell", "110.125", 5)], kind)
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert (said["rows"], said["new"], said["duplicate"], said["unmatched"]) == (2, 2, 0, 0)
    (trade,) = await trades(ada)
    # 10 × 10.125 − 2
    assert trade["net"] == "99.25"
    # It is an import, with a file to be seen and undone.
    made = (await ada.get(answer.headers["location"].removeprefix("/api/v1"))).json()
    assert (made["id"], made["state"], made["counts"]["new"]) == (said["import_id"], "committed", 2)
    assert made["file_name"].startswith("posted-fills.")


async def test_undoing_takes_them_out_again(ada: Person, worker: Worker) -> None:
    main = (await account(ada))["id"]
    said = (await post(ada, [row(main)])).json()
    assert (await worker.acted(ada, said["import_id"], "undo"))["state"] == "undone"
    assert await trades(ada) == []


async def test_posting_again_adds_nothing(ada: Person) -> None:
    main = (await account(ada))["id"]
    rows = [row(main, ref="e1"), row(main, "sell", "90", 5, ref="e2")]
    first = (await post(ada, rows)).json()
    again = (await post(ada, [*rows, row(main, minute=7, ref="e3")], "arrow")).json()
    assert (first["new"], again["new"], again["duplicate"]) == (2, 1, 2)
    # Two rows alike without a number are two fills; posted again they are the same two.
    twins = [row(main, minute=9), row(main, minute=9)]
    assert [(await post(ada, twins)).json()[name] for name in ("new",)] == [2]
    assert [(await post(ada, twins)).json()[name] for name in ("new", "duplicate")] == [0, 2]


async def test_a_retry_with_the_same_key_gets_the_same_answer(ada: Person) -> None:
    main = (await account(ada))["id"]
    headers = {"Idempotency-Key": "monday"}
    first, again = [await post(ada, [row(main)], **headers) for _ in range(2)]
    assert first.json() == again.json()
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["idempotent-replayed"] == "true"
    other = await post(ada, [row(main, price="101")], **headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.key_reused")
    assert len((await ada.get("/imports")).json()["items"]) == 1


@pytest.mark.parametrize("kind", ["json", "ndjson"])
async def test_one_wrong_row_and_nothing_is_stored(ada: Person, sql: Sql, worker: Worker, kind: str) -> None:
    main = (await account(ada))["id"]
    workspace = (await ada.get("/auth/me")).json()["workspace_id"]
    before = await sql.picture(workspace)
    rows = [row(main, minute=n) for n in range(5)]
    rows[1] |= {"price": 100.5}
    rows[3] |= {"side": "hold", "colour": "red"}
    answer = await post(ada, rows, kind)
    assert (answer.status_code, answer.json()["code"]) == (422, "fills.invalid")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/1/price", "/3/side", "/3/colour"]
    assert "2 rows" in answer.json()["detail"]
    assert await sql.picture(workspace) == before
    assert await worker.kept_files(ada) == []


async def test_what_only_the_ledger_knows_is_told_by_row_too(ada: Person, bob: Person) -> None:
    main, anothers = (await account(ada))["id"], (await account(bob))["id"]
    future = {"symbol": "QQQZZ6", "asset_class": "future"}
    answer = await post(ada, [row(main), row(anothers), row(main) | future])
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/1/account_id", "/2"]
    assert await trades(ada) == []


async def test_exact_decimals_and_instants_come_through_arrow(ada: Person) -> None:
    main = (await account(ada))["id"]
    table = pa.table(
        {
            "account_id": [main],
            "symbol": ["AAPL"],
            "side": ["buy"],
            "quantity": pa.array([Decimal("0.10")], pa.decimal128(20, 8)),
            "price": pa.array([Decimal("100.12345678")], pa.decimal128(20, 8)),
            "executed_at": pa.array([datetime(2026, 1, 5, 15, 0, 0, 123456, UTC)], pa.timestamp("us", "UTC")),
            "fees": pa.array([None], pa.string()),
        }
    )
    headers = {"Content-Type": ARROW}
    answer = await ada.send("POST", "/executions/bulk", headers, content=arrow(table))
    assert answer.status_code == 201, answer.text
    (bought,) = (await ada.get("/executions")).json()["items"]
    assert (bought["quantity"], bought["price"], bought["fees"]) == ("0.1", "100.12345678", None)
    assert bought["executed_at"] == "2026-01-05T15:00:00.123456Z"
    # Binary numbers are refused, and so is an instant of no zone.
    for name, column in (("price", pa.array([100.1])), ("executed_at", pa.array([datetime(2026, 1, 5)]))):
        changed = table.set_column(table.schema.get_field_index(name), name, column)
        answer = await ada.send("POST", "/executions/bulk", headers, content=arrow(changed))
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/0/{name}")


UNREADABLE: dict[str, tuple[str, bytes, int, str]] = {
    "no JSON": ("application/json", b"{", 400, "fills.unreadable"),
    "another object": ("application/json", b'{"rows": []}', 400, "fills.unreadable"),
    "JSON of brackets": ("application/json", b"[" * 100_000, 400, "fills.unreadable"),
    "no fills": ("application/json", b'{"fills": []}', 422, "fills.invalid"),
    "a broken line": ("application/x-ndjson", b"{}\n{\n", 400, "fills.unreadable"),
    "lines of numbers": ("application/x-ndjson", b"1\n2\n", 422, "fills.invalid"),
    "no Arrow": (ARROW, b"x" * 100, 400, "fills.unreadable"),
    "CSV": ("text/csv", b"a,b\n", 415, "fills.media_type"),
    "nothing": ("application/json", b"", 422, "upload.file_missing"),
}


@pytest.mark.parametrize("name", UNREADABLE)
async def test_what_cannot_be_read_is_named(ada: Person, name: str) -> None:
    media_type, body, status, code = UNREADABLE[name]
    answer = await ada.send("POST", "/executions/bulk", {"Content-Type": media_type}, content=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


async def test_a_fill_that_a_file_states_under_no_number_is_not_counted_in_silence(ada: Person, worker: Worker) -> None:
    made = await worker.imported(ada, fills("AAPL,2026-01-05 15:00:00,buy,10,100,1"), timezone="UTC")
    main = made["preview"]["accounts"][0]["id"]
    said = (await post(ada, [row(main, ref="e1")])).json()
    assert (said["new"], said["duplicate"]) == (0, 0)
    (one,) = said["probable_duplicates"]
    assert (one["pointer"], one["symbol"], one["file"]) == ("/0", "AAPL", "fills.csv")
    assert len((await ada.get("/executions")).json()["items"]) == 1


async def test_thousands_come_in_one_request(ada: Person) -> None:
    main = (await account(ada))["id"]
    rows = [
        row(main, "buy" if n % 2 == 0 else "sell", "100", n % 10, ref=f"e{n}", symbol=f"S{n // 10}")
        for n in range(6_000)
    ]
    answer = await post(ada, rows, "ndjson")
    assert answer.status_code == 201, answer.text
    assert answer.json()["new"] == 6_000
    assert (await ada.get("/trades", include="total", limit=1)).json()["total"] == 3_000


async def test_a_body_over_the_limit_is_refused(browse: Any, ada: Person) -> None:
    main = (await account(ada))["id"]
    small = Person(browse(bulk_bytes_max=2_048), "", {"access_token": ada.token, "user": ada.user})
    answer = await post(small, [row(main, minute=n) for n in range(40)])
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.too_large")
