"""Somebody who does this and that to their ledger, at random and the same each time."""

from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

from tests.support.actors import Person
from tests.support.house import annotate
from tests.support.imports import Worker, fills
from tests.support.ledger import account, fill, trades

SYMBOLS = ["AAPL", "MSFT", "TSLA"]


class Doings:
    """`one()` does one thing and says what."""

    def __init__(self, person: Person, worker: Worker, seed: int) -> None:
        self.person = person
        self._worker = worker
        self._chance = Random(seed)
        self._imports: list[str] = []
        self._minute = 0
        self._doings: list[tuple[str, Callable[[], Awaitable[Any]], int]] = [
            ("fill", self._fill, 4),
            ("void", self._void, 2),
            ("restore", self._restore, 1),
            ("annotate", self._annotate, 3),
            ("split", self._split, 1),
            ("corporate action", self._corporate_action, 2),
            ("import", self._import, 2),
            ("undo", self._undo, 1),
            ("account", self._account, 1),
        ]

    async def begin(self) -> None:
        """A ledger of some forty trades, so that what follows changes little of it."""
        self.account = (await account(self.person, name="Main"))["id"]
        rows = [
            f"N{number},2025-12-{1 + number % 28:02d} 1{hour}:00:00,{side},1,{10 + number}.{hour},0.5"
            for number in range(40)
            for hour, side in enumerate(("buy", "sell"))
        ]
        made = await self._worker.imported(self.person, fills(*rows), account_id=self.account)
        assert made["state"] == "committed", made["problem"]

    async def one(self) -> str:
        name, do, _ = self._chance.choices(self._doings, [weight for *_, weight in self._doings])[0]
        await do()
        return name

    def _at(self) -> str:
        """Mostly later than all before, at times long before."""
        self._minute += 1
        day = 28 if self._chance.random() < 0.7 else self._chance.randrange(1, 28)
        return f"2026-01-{day:02d}T{self._minute // 60 % 24:02d}:{self._minute % 60:02d}:00Z"

    async def _fill(self) -> None:
        chance = self._chance
        of = {"symbol": chance.choice(SYMBOLS)} | ({"currency": "EUR"} if chance.random() < 0.2 else {})
        more: dict[str, Any] = {"rate": "1.1"} if chance.random() < 0.5 else {}
        side, units = chance.choice(["buy", "sell"]), chance.choice(["1", "2", "0.5", "3"])
        price, fee = chance.choice(["10", "11.005", "9.5"]), chance.choice(["0", "0.125", None])
        await fill(self.person, self.account, side, units, price, fee, self._at(), instrument=of, **more)

    async def _fills(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.person.get("/executions", limit=60)).json()["items"]
        return found

    async def _act(self, act: str, *, counts: bool) -> None:
        candidates = [one for one in await self._fills() if one["counts"] is counts]
        if candidates:
            answer = await self.person.post(f"/executions/{self._chance.choice(candidates)['id']}/{act}")
            assert answer.status_code == 200, answer.text

    async def _void(self) -> None:
        await self._act("void", counts=True)

    async def _restore(self) -> None:
        await self._act("restore", counts=False)

    async def _annotate(self) -> None:
        chance = self._chance
        trade = chance.choice(await trades(self.person, sort="-opened_at", limit=20))
        said = {"tags": chance.sample(["a", "b", "c"], chance.randrange(3)), "notes": chance.choice(["", "n"])}
        risk = {"planned_risk": chance.choice([None, "2.5"])} if chance.random() < 0.5 else {"rating": 3}
        await annotate(self.person, trade["id"], **said, **risk)

    async def _split(self) -> None:
        of = {"symbol": self._chance.choice(SYMBOLS)}
        body = {"account_id": self.account, "instrument": of, "numerator": 2, "denominator": 1}
        answer = await self.person.post("/corporate-actions", {**body, "effective_at": self._at()})
        assert answer.status_code == 201, answer.text

    async def _corporate_action(self) -> None:
        """States one, or voids or restores one that was stated."""
        chance = self._chance
        known = (await self.person.get("/corporate-actions", account=self.account)).json()["items"]
        if known and chance.random() < 0.5:
            chosen = chance.choice(known)
            act = "void" if chosen["voided_at"] is None else "restore"
            answer = await self.person.post(f"/corporate-actions/{chosen['id']}/{act}")
            assert answer.status_code == 200, answer.text
            return
        source, target = chance.sample(SYMBOLS, 2)
        to: dict[str, Any] = {"target": {"symbol": target}}
        more = chance.choice(
            [
                {"kind": "symbol_change", **to},
                {"kind": "spin_off", **to, "denominator": 2, "cost_share": "0.3"},
                {"kind": "merger", **to, "cash": "1.5", "cost_share": "0.1"},
                {"kind": "merger", "cash": "9"},
                {"kind": "delisting"},
            ]
        )
        body = {"account_id": self.account, "instrument": {"symbol": source}, "effective_at": self._at(), **more}
        answer = await self.person.post("/corporate-actions", body)
        assert answer.status_code == 201, answer.text

    async def _import(self) -> None:
        day, symbol = self._chance.randrange(1, 28), self._chance.choice(SYMBOLS)
        rows = [f"{symbol},2026-01-{day:02d} 1{n}:00:00,{side},1,10.{n},0" for n, side in enumerate(("buy", "sell"))]
        made = await self._worker.imported(self.person, fills(*rows), account_id=self.account)
        assert made["state"] == "committed", made["problem"]
        self._imports.append(made["id"])

    async def _undo(self) -> None:
        if self._imports:
            undone = await self._worker.acted(self.person, self._imports.pop(0), "undo")
            assert undone["state"] == "undone", undone["problem"]

    async def _account(self) -> None:
        change = self._chance.choice([{"method": "lifo"}, {"method": "fifo"}, {"name": f"Main {self._minute}"}])
        answer = await self.person.patch(f"/accounts/{self.account}", change)
        assert answer.status_code == 200, answer.text
