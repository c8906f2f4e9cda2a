"""A workspace whose trades differ in everything a filter can ask for."""

from random import Random
from typing import Any, NamedTuple

from tests.support.actors import Person
from tests.support.house import annotate
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades

SEED = 20_260_105
INSTRUMENTS: list[dict[str, str]] = [
    {"symbol": "AAPL"},
    {"symbol": "AAL"},
    {"symbol": "MSFT"},
    {"symbol": "NVO"},
    {"symbol": "BRK.B"},
    {"symbol": "SAP", "currency": "EUR"},
    {"symbol": "ESH6", "asset_class": "future"},
    {"symbol": "EURUSD", "asset_class": "forex"},
    {"symbol": "BTC-USD", "asset_class": "crypto"},
    {"symbol": "TSLA", "asset_class": "option", "expiry": "2026-01-16", "strike": "250", "right": "put"},
]
ACCOUNTS: list[dict[str, Any]] = [
    {"name": "Day trading", "broker": "IBKR", "method": "lifo"},
    {"name": "Übung", "broker": "Schwab", "currency": "EUR", "timezone": "Europe/Berlin"},
]
LABELS = ["fomo", "FOMO", "gap and go", "Plan", "éclair", "a_b%c", "x"]
PRICES = ["10", "9.995", "10.005", "0.1", "12.34"]
FEES = ["0", "0.35", "1.005", "-0.20", None]


class Varied(NamedTuple):
    person: Person
    imports: list[str]


async def varied(person: Person, worker: Worker, *, rounds: int = 56) -> Varied:
    """So many round trips (or half ones), annotated at random, and two files."""
    chance = Random(SEED)
    places = [(await account(person, **said))["id"] for said in ACCOUNTS]
    for number in range(rounds):
        await _round_trip(person, chance, chance.choice(places), number)
    # Even, within minutes, in New York's first hour.
    for side, minute in (("buy", 1), ("sell", 3)):
        at = f"2026-02-05T05:0{minute}:00Z"
        await fill(person, places[0], side, "1", "10", "0", at, instrument={"symbol": "EVEN"})
    found = await trades(person, limit=500)
    for trade in found:
        if trade["symbol"] == "EVEN" or chance.random() < 0.7:
            await annotate(
                person, trade["id"], **_said(chance) | ({"tags": ["gap and go"]} if trade["symbol"] == "EVEN" else {})
            )
    made = [
        await worker.imported(person, fills(*rows), f"{name}.csv", account_id=places[0])
        for name, rows in (
            ("one", ["NVDA,2026-02-02,buy,1,10,0", "NVDA,2026-02-03,sell,1,11,0", "AMD,2026-02-03,buy,5,1,0"]),
            ("two", ["AMD,2026-02-03,buy,5,1,0", "AMD,2026-02-04 09:30:00,sell,2,0.5,0"]),
        )
    ]
    assert {one["state"] for one in made} == {"committed"}
    return Varied(person, [one["id"] for one in made])


async def _round_trip(person: Person, chance: Random, place: str, number: int) -> None:
    of = chance.choice(INSTRUMENTS)
    more: dict[str, Any] = {"instrument": of}
    if chance.random() < 0.7:
        more["rate"] = chance.choice(["1.1", "0.9", "1"])
    if chance.random() < 0.15:
        more["time_known"] = False
    sides = ("buy", "sell") if chance.random() < 0.6 else ("sell", "buy")
    day, hour = 1 + number // 2, chance.randrange(24)
    units = chance.choice(["1", "2", "0.5", "100"])
    price = chance.choice(PRICES)
    await fill(
        person, place, sides[0], units, price, chance.choice(FEES), f"2026-01-{day:02d}T{hour:02d}:00:00Z", **more
    )
    for _ in range(chance.randrange(3)):
        away = chance.choice(["1", units, units])
        at = f"2026-01-{min(day + chance.randrange(9), 31):02d}T{hour:02d}:{chance.randrange(60):02d}:30.5Z"
        exit_price = price if chance.random() < 0.2 else chance.choice(PRICES)
        await fill(person, place, sides[1], away, exit_price, chance.choice(FEES), at, **more)


def _said(chance: Random) -> dict[str, Any]:
    whole = {
        "tags": chance.sample(LABELS, chance.randrange(3)),
        "mistakes": chance.sample(LABELS, chance.randrange(3)),
        "emotions": chance.sample(LABELS, chance.randrange(3)),
        "playbook": chance.choice(["Opening range", "ÉCLAIR", "gap"]),
        "notes": chance.choice(["Chased the gap", "as PLANNED", "100% sure_thing"]),
        "rating": chance.randrange(1, 6),
        "confidence": chance.randrange(1, 6),
        "stop": chance.choice(["9", "10.5"]),
        "target": "15",
        "planned_risk": chance.choice(["1", "0.3", "50"]),
    }
    return {name: value for name, value in whole.items() if chance.random() < 0.5} or {"notes": "x"}
