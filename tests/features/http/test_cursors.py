"""Lists page by page: each row once, whatever is added meanwhile."""

import base64
import json
from typing import Any, Final

import pytest

from tests.support.actors import Person
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill

ROWS: Final = 7


async def walked(person: Person, path: str, limit: int, **params: Any) -> list[dict[str, Any]]:
    """Every item, page by page."""
    found: list[dict[str, Any]] = []
    more: dict[str, Any] = {}
    while True:
        answer = await person.get(path, limit=limit, **params, **more)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= limit
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        assert len(page["items"]) == limit
        more = {"cursor": page["next_cursor"]}


async def filled(person: Person) -> str:
    """So many open trades of one fill each; two of them at the same instant."""
    main: str = (await account(person))["id"]
    for number in range(ROWS):
        at = f"2026-01-05T15:0{min(number, ROWS - 2)}:00Z"
        await fill(person, main, "buy", "1", "10", "0", at, instrument={"symbol": f"S{number}"})
    return main


@pytest.mark.parametrize("path", ["/trades", "/executions"])
@pytest.mark.parametrize("limit", [1, 2, 3, ROWS, ROWS + 1])
async def test_every_row_comes_once_and_in_the_order_of_the_list(ada: Person, path: str, limit: int) -> None:
    await filled(ada)
    whole = (await ada.get(path)).json()["items"]
    assert [one["symbol"] for one in whole[2:]] == ["S4", "S3", "S2", "S1", "S0"]
    assert await walked(ada, path, limit) == whole


async def test_imports_and_their_notes_come_once_each(ada: Person, worker: Worker) -> None:
    contents = [fills(*[f"A,2026-01-05,buy,x{row},1,0" for row in range(number)]) for number in range(1, ROWS + 1)]
    found = [await worker.imported(ada, content) for content in contents][-1]
    whole = (await ada.get("/imports")).json()["items"]
    assert len(whole) == ROWS
    assert await walked(ada, "/imports", 2) == whole
    notes = await walked(ada, f"/imports/{found['id']}/notes", 2)
    assert [note["line"] for note in notes] == list(range(2, ROWS + 2))
    assert await walked(ada, f"/imports/{found['id']}/notes", 2, verdict="ignored") == []


@pytest.mark.parametrize("path", ["/trades", "/executions"])
async def test_rows_added_meanwhile_shift_nothing(ada: Person, path: str) -> None:
    main = await filled(ada)
    first = (await ada.get(path, limit=3)).json()
    # Newer than all, as old as the page's end, and older than all.
    for number, at in enumerate(("2026-02-01T15:00:00Z", "2026-01-05T15:04:00Z", "2025-01-01T15:00:00Z")):
        await fill(ada, main, "buy", "1", "10", "0", at, instrument={"symbol": f"NEW{number}"})
    rest = await ada.get(path, limit=500, cursor=first["next_cursor"])
    seen = [one["symbol"] for one in first["items"] + rest.json()["items"]]
    assert "NEW0" not in seen
    assert "NEW2" in seen
    assert sorted(one for one in seen if one.startswith("S")) == [f"S{number}" for number in range(ROWS)]


def spelled(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


NOWHERE: Final = "00000000-0000-0000-0000-000000000000"
TAMPERED: Final = [
    "x",
    "%%%",
    "AAAA",
    "é",
    spelled(),
    spelled("-opened_at"),
    spelled("-opened_at", 5, NOWHERE),
    spelled("-opened_at", "yesterday", NOWHERE),
    spelled("-opened_at", "2026-01-05T15:00:00+00:00", "no id"),
    spelled("-opened_at", "2026-01-05T15:00:00+00:00", None),
    spelled("-opened_at", "2026-01-05T15:00:00+00:00", NOWHERE, "more"),
    spelled("-executed_at", "9999-12-31T23:59:59+00:00", "\0"),
    spelled("-created_at", "9999-12-31T23:59:59+00:00", "\0"),
    base64.urlsafe_b64encode(b"{}").decode(),
    base64.urlsafe_b64encode(b"[" * 500).decode(),
]


@pytest.mark.parametrize("cursor", TAMPERED)
async def test_a_cursor_that_was_not_given_out_is_refused(ada: Person, cursor: str) -> None:
    for path in ("/trades", "/executions", "/imports"):
        answer = await ada.get(path, cursor=cursor)
        assert (answer.status_code, answer.json().get("code")) == (422, "request.cursor_invalid"), path
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["?cursor"]


@pytest.mark.parametrize(
    ("sort", "values"),
    [
        ("net", ["many"]),
        ("net", ["NaN"]),
        ("net", ["1e999999999"]),
        ("rating", ["1.5"]),
        ("held", ["Infinity"]),
        ("symbol", ["A\0"]),
        ("-closed_at,symbol", ["2026-01-05T15:00:00+00:00"]),
        ("closed_at", ["2026-13-05T15:00:00+00:00"]),
    ],
)
async def test_a_cursor_with_values_that_its_sort_cannot_have_is_refused(
    ada: Person, sort: str, values: list[str]
) -> None:
    await filled(ada)
    answer = await ada.get("/trades", sort=sort, cursor=spelled(sort, *values, NOWHERE))
    assert answer.status_code == 422, answer.text


async def test_a_cursor_belongs_to_one_sort(ada: Person) -> None:
    await filled(ada)
    cursor = (await ada.get("/trades", limit=2, sort="symbol")).json()["next_cursor"]
    assert (await ada.get("/trades", sort="symbol", cursor=cursor)).status_code == 200
    other = await ada.get("/trades", sort="-symbol", cursor=cursor)
    assert (other.status_code, other.json()["code"]) == (422, "request.cursor_invalid")


async def test_a_cursor_belongs_to_one_list(ada: Person) -> None:
    await filled(ada)
    trades = (await ada.get("/trades", limit=2)).json()["next_cursor"]
    executions = (await ada.get("/executions", limit=2)).json()["next_cursor"]
    for path, cursor in (("/executions", trades), ("/trades", executions), ("/imports", executions)):
        answer = await ada.get(path, cursor=cursor)
        assert (answer.status_code, answer.json()["code"]) == (422, "request.cursor_invalid")


@pytest.mark.parametrize("sort", ["", "colour", "-", "--symbol", "symbol,colour", "symbol;drop table trades"])
async def test_an_unknown_sort_names_the_ones_there_are(ada: Person, sort: str) -> None:
    answer = await ada.get("/trades", sort=sort)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.sort_invalid")
    assert "opened_at" in answer.json()["detail"]
    assert answer.json()["errors"][0]["pointer"] == "?sort"
