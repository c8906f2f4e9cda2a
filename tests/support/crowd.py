"""Everybody who may try an operation: members of one furnished workspace by their roles, programs with keys of its
owner, somebody of another workspace, and somebody without a token."""

from itertools import count
from typing import Any, Final, NamedTuple
from uuid import UUID

from httpx2 import AsyncClient, Response

from tests.support.actors import Person, register
from tests.support.house import House, furnished, with_other_ways_in
from tests.support.imports import Worker
from tests.support.keys import program
from tests.support.sql import Sql
from tradesense.domain.access import SCOPES, Role
from tradesense.domain.ids import SessionId

NOBODY, STRANGER, READS, WRITES = "nobody", "stranger", "reads", "writes"
KEYS: Final = frozenset({READS, WRITES})


class Crowd(NamedTuple):
    """`people`: by the names that the columns of security/authorisation.toml have. `ids`: of what is in the house.
    `ways`: of each person's own passkey, linked account and session. `spare`: somebody to be made a member of it and
    removed again."""

    house: House
    people: dict[str, Person]
    ways: dict[str, dict[str, str]]
    spare: Person
    sql: Sql
    worker: Worker
    numbers: "count[int]"

    @property
    def owner(self) -> Person:
        return self.people[Role.OWNER]

    @property
    def workspace(self) -> str:
        return self.house.ids["workspace_id"]

    @property
    def client(self) -> AsyncClient:
        return self.owner.client

    async def send(
        self, who: str, method: str, path: str, headers: dict[str, str] | None = None, **more: Any
    ) -> Response:
        """As they would ask for something of the house's workspace; no cookie of anybody's goes along."""
        self.client.cookies.clear()
        if who == NOBODY:
            return await self.client.request(method, f"/api/v1{path}", headers=headers, **more)
        return await self.people[who].send(method, path, {"Workspace": self.workspace, **(headers or {})}, **more)

    async def seat(self, who: Person, role: str) -> None:
        """Makes somebody a member, or again what they were."""
        await self.sql.execute(
            "INSERT INTO memberships (user_id, workspace_id, role) VALUES ($1::text::uuid, $2::text::uuid, $3)"
            " ON CONFLICT (user_id, workspace_id) DO UPDATE SET role = excluded.role",
            who.user["id"],
            self.workspace,
            role,
        )

    async def sign_in_again(self, who: str) -> None:
        """Every session of theirs was ended."""
        person, ports = self.people[who], self.worker.ports
        made = await self.sql.copied("sessions", self.ways[who]["session_id"], ended_at=None, ended_because=None)
        self.ways[who]["session_id"] = made
        person.token = ports.access_tokens.issue(SessionId(UUID(made)), ports.clock.now())


async def crowd(client: AsyncClient, worker: Worker, sql: Sql) -> Crowd:
    owner = await register(client, "owner", name="Ada")
    house = await furnished(owner, worker)
    own_ways = {name: house.ids[name] for name in ("passkey_id", "identity_id", "session_id", "export_id", "kind")}
    found = Crowd(house, {Role.OWNER.value: owner}, {Role.OWNER.value: own_ways}, owner, sql, worker, count(1))
    for role in [one for one in Role if one is not Role.OWNER]:
        await _join(found, role.value, role.value)
    await _join(found, STRANGER, None)
    found.people[READS] = await program(owner, *(one for one in SCOPES if one.endswith(".read")))
    found.people[WRITES] = await program(owner, *SCOPES)
    client.cookies.clear()
    return found._replace(spare=await register(client, "spare"))


async def _join(crowd: Crowd, name: str, role: str | None) -> None:
    crowd.client.cookies.clear()
    person = await register(crowd.client, name)
    crowd.ways[name] = await with_other_ways_in(person, crowd.worker)
    crowd.people[name] = person
    if role:
        await crowd.seat(person, role)
