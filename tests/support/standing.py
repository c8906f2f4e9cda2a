"""Where a ledger stands: the figures a trader sees, and a checksum of everything behind them."""

from typing import Any, NamedTuple

from tests.support.actors import Person
from tests.support.sql import Sql

AROUND = ("imports", "import_notes", "idempotency_keys")
"""Tables that tell of imports; the rest is the ledger."""


class Standing(NamedTuple):
    """`net`: of each trade, by symbol; `counting` and `all`: how many fills there are."""

    net: list[tuple[str, str, str]]
    counting: int
    all: int


async def workspace_of(person: Person) -> str:
    found: str = (await person.get("/auth/me")).json()["workspace_id"]
    return found


async def executions(person: Person) -> list[dict[str, Any]]:
    """Oldest first."""
    items: list[dict[str, Any]] = (await person.get("/executions", limit=500)).json()["items"]
    return items[::-1]


async def standing(person: Person) -> Standing:
    found = (await person.get("/trades", sort="opened_at", limit=500)).json()["items"]
    fills = await executions(person)
    told = sorted((one["opened_at"], one["symbol"], one["status"], one["net"]) for one in found)
    return Standing([one[1:] for one in told], sum(one["counts"] for one in fills), len(fills))


async def ledger_picture(sql: Sql, person: Person) -> dict[str, str]:
    """Equal pictures: not a row of the ledger changed, its version neither."""
    return await sql.picture(await workspace_of(person), but=AROUND)
