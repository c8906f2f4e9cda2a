"""A history of a million fills and a list of a million trades: neither may cost what its length suggests."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bench.figure import Baseline, Figure, median
from bench.tapes import write_flex
from bench.world import World, world
from tradesense.main.worker import spare_the_collector

FILLS: Final = 1_000_000
FEW_FILLS: Final = 1_000
TRADES: Final = 1_000_000
ROUNDS: Final = 15

INDEXED: Final[dict[str, dict[str, Any]]] = {
    "all trades": {},
    "one symbol": {"q": "symbol:S007"},
    "two months": {"q": "closed:2021-03-01..2021-04-30"},
    "one broker, oldest first": {"q": "broker:ibkr", "sort": "opened_at"},
    "a tag": {"q": "tag:fomo"},
}
OTHER: Final[dict[str, dict[str, Any]]] = {
    "greatest net first": {"sort": "-net"},
    "net above 1 000, longest held first": {"q": "pnl>1000", "sort": "-held"},
    "those with notes, by fees": {"q": "has:notes", "sort": "-fees"},
    "winners of Mondays": {"q": "weekday:mon status:win"},
    "none of them": {"q": "pnl>99999999"},
}


async def run() -> list[Figure]:
    spare_the_collector()
    with tempfile.TemporaryDirectory() as folder:
        async with world() as made:
            await made.import_file(write_flex(Path(folder) / "few.csv", FEW_FILLS, close=1))
            few = await _entries(made)
        async with world() as made:
            await made.import_file(write_flex(Path(folder) / "million.csv", FILLS, close=1))
            many = await _entries(made)
            await _multiply_trades(made)
            indexed, other = await _lists(made, INDEXED), await _lists(made, OTHER)
            key = await _by_key(made)
    short = Baseline("after a history of a thousand, ms", few)
    return [
        Figure("new fill after a history of a million: request to committed", many, "ms", 50, short),
        *(Figure(f"list of a million trades: {name}", took, "ms", 50, key) for name, took in indexed.items()),
        *(Figure(f"list of a million trades: {name}", took, "ms", 500, key) for name, took in other.items()),
    ]


async def _entries(made: World) -> float:
    """Median of a buy and the sell that closes it, over several symbols: each derives its position anew."""
    account = (await made.get("/accounts")).json()["items"][0]["id"]
    newest = (await made.get("/executions", limit=1)).json()["items"][0]["executed_at"]
    day = datetime.fromisoformat(newest) + timedelta(days=1)
    times = []
    for number in range(ROUNDS):
        for side in ("buy", "sell"):
            await made.send(
                "POST", "/executions", _fill(account, f"S{number:03d}", side, day + timedelta(minutes=number))
            )
            times.append(made.timer.last)
    return median(times)


def _fill(account: str, symbol: str, side: str, at: datetime) -> dict[str, Any]:
    return {
        "account_id": account,
        "instrument": {"symbol": symbol, "asset_class": "equity"},
        "side": side,
        "quantity": "10",
        "price": "101.25",
        "fees": "1",
        "executed_at": (at + timedelta(seconds=0 if side == "buy" else 30)).isoformat(),
    }


async def _multiply_trades(made: World) -> None:
    """Copies trades until there are a million, some of them tagged and noted: lists read nothing else."""
    connection = await made.superuser()
    try:
        names = await connection.fetch(
            "SELECT quote_ident(column_name) FROM information_schema.columns WHERE table_name = 'trades' "
            "AND table_schema = 'public' AND is_generated = 'NEVER' AND column_name <> 'id' ORDER BY ordinal_position"
        )
        columns = ", ".join(name[0] for name in names)
        have = await connection.fetchval("SELECT count(*) FROM trades")
        while have < TRADES:
            await connection.execute(
                f"INSERT INTO trades (id, {columns}) SELECT gen_random_uuid(), {columns} FROM trades LIMIT $1",
                TRADES - have,
            )
            have = await connection.fetchval("SELECT count(*) FROM trades")
        await connection.execute(
            "UPDATE trades SET tags = '{fomo}', notes = 'a breakout that failed' WHERE hashtext(id::text) % 1000 = 0"
        )
        await connection.execute("VACUUM ANALYZE trades")
    finally:
        await connection.close()


async def _lists(made: World, questions: dict[str, dict[str, Any]]) -> dict[str, float]:
    found = {}
    for name, question in questions.items():
        times = []
        for _ in range(ROUNDS):
            await made.get("/trades", limit=50, **question)
            times.append(made.timer.last)
        found[name] = median(times)
    return found


async def _by_key(made: World) -> Baseline:
    one = (await made.get("/trades", limit=1)).json()["items"][0]["id"]
    times = []
    for _ in range(ROUNDS):
        await made.get(f"/trades/{one}")
        times.append(made.timer.last)
    return Baseline("one trade by its id, ms", median(times))
