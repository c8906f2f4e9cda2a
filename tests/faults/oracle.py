"""What must hold after any fault: what was answered is stored, what is stored was sent, each once, and the figures
are those of a recount from nothing."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tests.support.actors import Person
from tests.support.verifying import differences
from tradesense.db.session import Database

Key = tuple[str, str, str, Decimal, Decimal]


async def nothing_lost(person: Person, database: Database, *, sent: Iterable[str], acked: Iterable[str]) -> None:
    """`sent`, `acked`: rows as `fills` takes them, all different. acked ⊆ stored ⊆ sent, each once."""
    stored = Counter([_stored(one) for one in await counting(person)])
    assert all(times == 1 for times in stored.values()), "doubled"
    assert set(map(_row, acked)) <= set(stored), "lost"
    assert set(stored) <= set(map(_row, sent)), "never sent"
    assert await differences(database, person) == []


async def counting(person: Person) -> list[dict[str, Any]]:
    """Every fill that counts, page by page."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        answer = await person.get("/executions", limit=500, **({"cursor": cursor} if cursor else {}))
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += [one for one in page["items"] if one["counts"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def _stored(one: dict[str, Any]) -> Key:
    at = one["executed_at"].replace("T", " ").removesuffix("Z")[:19]
    return one["symbol"], at, one["side"], Decimal(one["quantity"]), Decimal(one["price"])


def _row(row: str) -> Key:
    symbol, at, side, quantity, price, _ = row.split(",")
    return symbol, at, side, Decimal(quantity), Decimal(price)
