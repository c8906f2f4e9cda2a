"""Connections to brokers, as a trader makes them and the worker works on them."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from tests.support.actors import Person
from tests.support.brokers import BrokerService
from tests.support.clock import SetClock
from tests.support.imports import Worker
from tests.support.members import Member
from tradesense.adapters.broker_sync import BrokerServices
from tradesense.db.session import Database, driver
from tradesense.features.broker_connections import tasks
from tradesense.ports import Ports


async def no_pause(_: float) -> None:
    """A broker that is still at work is asked again at once."""


def services(clock: SetClock, urls: Mapping[str, str], *, is_on: bool = True) -> BrokerServices:
    return BrokerServices(clock, urls, no_pause, is_on=is_on)


class Desk:
    """A person's connections to one service of this machine, and the worker's hand for them."""

    def __init__(self, person: Person, worker: Worker, ports: Ports, kind: str, service: BrokerService) -> None:
        self.person = person
        self.worker = worker
        self.kind = kind
        self.database: Database = worker.database
        clock = ports.clock
        assert isinstance(clock, SetClock)
        self.clock = clock
        changed = {name: getattr(ports, name) for name in Ports.__slots__}
        self.ports = Ports(**{**changed, "broker_sync": services(clock, {kind: service.url})})

    async def connect(self, credentials: Mapping[str, str], **more: Any) -> dict[str, Any]:
        body = {"kind": self.kind, "name": "Mine", "credentials": dict(credentials), **more}
        answer = await self.person.post("/broker-connections", body)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def look(self, connection_id: str) -> dict[str, Any]:
        found: dict[str, Any] = (await self.person.get(f"/broker-connections/{connection_id}")).json()
        return found

    async def runs(self, connection_id: str) -> list[dict[str, Any]]:
        """Newest first."""
        items: list[dict[str, Any]] = (await self.person.get(f"/broker-connections/{connection_id}/runs")).json()[
            "items"
        ]
        return items

    async def sync(self, connection_id: str) -> dict[str, Any]:
        """Asked for, and worked on."""
        answer = await self.person.post(f"/broker-connections/{connection_id}/sync")
        assert answer.status_code == 202, answer.text
        return await self.work(connection_id)

    async def work(self, connection_id: str, *, records_max: int = tasks.RECORDS_MAX) -> dict[str, Any]:
        """Runs what is queued for the connection and due by now, once each, and the imports that come of it."""
        for payload in await self.take(connection_id):
            await tasks.run_sync(self.database, self.ports, payload, records_max=records_max)
        await self.imports(connection_id)
        return await self.look(connection_id)

    async def imports(self, connection_id: str) -> list[dict[str, Any]]:
        """The connection's imports, worked on, oldest first."""
        items = (await self.person.get("/imports", limit=100)).json()["items"]
        mine = [one["id"] for one in reversed(items) if one["connection_id"] == connection_id]
        return [await self.worker.run(self.person, one) for one in mine]

    async def queued(self, connection_id: str) -> list[bytes]:
        return [payload for _, payload in await self._jobs(connection_id)]

    async def take(self, connection_id: str) -> list[bytes]:
        """Due jobs leave the queue; those for later stay."""
        now, found = self.clock.now().isoformat(), []
        for number, payload in await self._jobs(connection_id):
            if json.loads(payload)["due"] <= now:
                async with self.database.transaction() as session:
                    await (await driver(session)).execute("DELETE FROM pgqueuer WHERE id = $1", number)
                found.append(payload)
        return found

    async def broken_off(self, connection_id: str, break_: BaseException) -> bytes:
        """A run that dies when it has fetched and not yet stored; the queue would hand its job out again."""
        (payload,) = await self.take(connection_id)

        async def dying(*_: Any) -> None:
            raise break_

        kept, tasks._keep = tasks._keep, dying  # type: ignore[assignment]
        try:
            with suppress(type(break_)):
                await tasks.run_sync(self.database, self.ports, payload)
        finally:
            tasks._keep = kept
        return payload

    async def _jobs(self, connection_id: str) -> list[tuple[int, bytes]]:
        async with self.database.transaction() as session:
            rows = await (await driver(session)).fetch(
                "SELECT id, payload FROM pgqueuer WHERE convert_from(payload, 'UTF8')::jsonb ->> 'connection_id' = $1"
                " ORDER BY id",
                connection_id,
            )
        return [(row[0], row[1]) for row in rows]


async def connected(member: Member, credentials: Mapping[str, str]) -> dict[str, Any]:
    """A daily connection to Alpaca of somebody who works in another's workspace."""
    body = {"kind": "alpaca", "name": "His", "credentials": dict(credentials), "schedule": "daily"}
    answer = await member.post("/broker-connections", body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found
