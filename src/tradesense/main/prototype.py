"""`tradesense import --from-prototype FILE`: the earlier prototype's people and trades, each into their own workspace."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.adapters.prototype_sqlite import PrototypeFile
from tradesense.db.session import JOB_IDLE_TIMEOUT_MS, Database, Session, enter
from tradesense.domain.access import Actor, system_actor
from tradesense.domain.calendar import zone
from tradesense.domain.execution import ExecutionKind, Side, fingerprint_by_ref
from tradesense.domain.ids import (
    AccountId,
    ExecutionId,
    ImportId,
    UserId,
    WorkspaceId,
    execution_space,
    named_in,
    trade_id,
)
from tradesense.domain.number import plain
from tradesense.domain.plausible import latest_instant
from tradesense.domain.prototype import (
    NOTES_CHARACTERS_MAX,
    PLAYBOOK_CHARACTERS_MAX,
    Doubt,
    Person,
    RoundTrip,
    Row,
    date_order,
    labels,
    read_row,
)
from tradesense.features.identity import use_cases as identity
from tradesense.features.imports import use_cases as imports
from tradesense.features.ledger import use_cases as ledger
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.ids import new_id
from tradesense.kit.settings import Settings
from tradesense.kit.tokens import new_token
from tradesense.main.archive import HERE
from tradesense.main.wiring import build_ports
from tradesense.ports import Ports

BROKER: Final = "Prototype"


class TakenOver(NamedTuple):
    """What became of one person's trades. `password`: of somebody who was not registered here before."""

    email: str
    password: str | None
    trades: int
    new_fills: int
    doubts: list[Doubt]


async def take_over(settings: Settings, url: str, path: Path, zone_name: str | None) -> list[TakenOver]:
    """Everybody of the file, each in one transaction. Taking the same file over again adds nothing.

    `zone_name`: of clock times that name none; None: each workspace's own.
    """
    database, ports = (
        Database(url, pool_size=2, name="prototype", idle_timeout_ms=JOB_IDLE_TIMEOUT_MS),
        build_ports(settings),
    )
    try:
        with closing(PrototypeFile(path)) as file:
            people, rows = file.people(), list(file.trades())
        order = date_order(str(row.facts[name]) for row in rows for name in ("entry_time", "exit_time"))
        known = {person.id for person in people}
        done = []
        for person in people:
            own = [row for row in rows if row.owner == person.id or (not row.owner and len(people) == 1)]
            done.append(await _take_over(database, ports, person, own, zone_name, order))
        strangers = [row for row in rows if row.owner not in known and not (not row.owner and len(people) == 1)]
    finally:
        await database.dispose()
    if strangers:
        lost = [
            Doubt(row.id, "owner_unknown", f"Its owner {row.owner!r} is nobody.", left_out=True) for row in strangers
        ]
        done.append(TakenOver("nobody", None, 0, 0, lost))
    return done


async def _take_over(
    database: Database, ports: Ports, person: Person, rows: Sequence[Row], zone_name: str | None, order: Any
) -> TakenOver:
    async with database.session() as session:
        actor, password = await _actor(session, ports, person)
        await enter(session, workspace_id=actor.workspace_id, user_id=actor.user_id, timeout_ms=0)
        workspace = await workspaces.current_workspace(session, actor)
        where = zone(zone_name or workspace.timezone)
        trips: dict[str, RoundTrip] = {}
        doubts: list[Doubt] = []
        for row in rows:
            trip, said = read_row(row, where, order)
            if trip is not None and (trip.closed or trip.opened) > latest_instant(ports.clock.now()):
                said = [Doubt(row.id, "in_future", "It is dated in the future.", left_out=True)]
                trip = None
            doubts += said
            if trip is not None:
                trips[row.id] = trip
        accounts = await _accounts(session, actor, list(trips.values()))
        posted = [fill for trip in trips.values() for fill in _fills(trip, accounts[_number(trip)])]
        new = await _post(session, actor, ports, posted) if posted else 0
        for row in rows if new else ():
            if row.id in trips:
                await _annotate(session, actor, row, accounts[_number(trips[row.id])])
    return TakenOver(person.email, password, len(trips), new, doubts)


async def _actor(session: Session, ports: Ports, person: Person) -> tuple[Actor, str | None]:
    """The person here, registered now under a password of their own if they are not."""
    known = await identity.candidate(session, clock=ports.clock, client=HERE, email=person.email)
    password, user_id = None, known.user_id
    if user_id is None:
        password = new_token()
        opened = await identity.register(
            session,
            identity.NewPerson(person.email, await ports.passwords.hash(password), person.name, "UTC", "USD"),
            ports=ports,
            times=identity.SessionTimes(timedelta(minutes=1), timedelta(minutes=1)),
            client=HERE,
        )
        user_id = UserId(opened.user.id)
    await enter(session, user_id=user_id)
    first = (await workspaces.list_workspaces(session, user_id))[0]
    return system_actor(user_id, WorkspaceId(first.id)), password


def _number(trip: RoundTrip) -> str:
    return trip.broker or "trades"


async def _accounts(session: Session, actor: Actor, trips: Sequence[RoundTrip]) -> dict[str, AccountId]:
    """One for each broker that the trades name."""
    workspace = await workspaces.current_workspace(session, actor)
    found = {}
    for number in dict.fromkeys(map(_number, trips)):
        base = next(trip.instrument.currency for trip in trips if _number(trip) == number)
        facts = await ledger.account_for(
            session, actor, broker=BROKER, number=number, base=base, timezone=workspace.timezone
        )
        found[number] = facts.id
    return found


def _fills(trip: RoundTrip, account: AccountId) -> list[imports.PostedFill]:
    """Entry and exit, kept apart from every other trade of the symbol, as the prototype kept them."""
    out = Side.SELL if trip.direction is Side.BUY else Side.BUY
    legs = [(trip.direction, trip.entry, trip.opened, trip.fees if trip.exit is None else None, "in")]
    if trip.exit is not None and trip.closed is not None:
        legs = [(trip.direction, trip.entry, trip.opened, None if trip.fees is None else 0 * trip.fees, "in")]
        legs.append((out, trip.exit, trip.closed, trip.fees, "out"))
    of = trip.instrument
    said = ledger.InstrumentSaid(
        symbol=of.symbol, asset_class=of.asset_class, currency=of.currency, multiplier=of.multiplier,
        underlying=of.underlying, expiry=None, strike=None, right=None,
    )  # fmt: skip
    return [
        imports.PostedFill(
            ledger.FillSaid(
                account_id=account, instrument=said, side=side, quantity=trip.quantity, price=price, fees=fees,
                executed_at=at, time_known=not trip.dated, kind=ExecutionKind.TRADE, closes=leg == "out", asset_fee=None, rate=None,
                fees_confirmed=True,
            ),
            _ref(trip.id, leg),
            f"prototype {trip.id}",
            0 if leg == "in" else 1,
        )
        for side, price, at, fees, leg in legs
    ]  # fmt: skip


async def _post(session: Session, actor: Actor, ports: Ports, posted: Sequence[imports.PostedFill]) -> int:
    """As an import, which can be undone, with the fills as its file."""
    import_id = ImportId(new_id())
    key = f"{actor.workspace_id}/imports/{import_id}"
    content = "\n".join(json.dumps(_told(one)) for one in posted).encode()
    await ports.blobs.put_part(key, content, 0)
    received = imports.Received(import_id, key, "prototype.ndjson", await ports.blobs.finish(key))
    assert received.stored.sha256 == hashlib.sha256(content).digest()
    done = await imports.post_fills(session, actor, received, posted, clock=ports.clock, count_probable=True)
    return done.new


async def _annotate(session: Session, actor: Actor, row: Row, account: AccountId) -> None:
    said: dict[str, Any] = {
        "tags": labels(row.tags),
        "notes": row.notes[:NOTES_CHARACTERS_MAX],
        "playbook": row.playbook.strip()[:PLAYBOOK_CHARACTERS_MAX] or None,
    }
    if any(said.values()):
        opening = ExecutionId(
            named_in(execution_space(actor.workspace_id, account), fingerprint_by_ref(_ref(row.id, "in")))
        )
        await ledger.annotate_trade(session, actor, UUID(str(trade_id(opening))), said)


def _ref(id_: str, leg: str) -> str:
    return f"prototype {id_[:80]} {leg}"


def _told(one: imports.PostedFill) -> dict[str, Any]:
    said = one.said
    return {
        "account_id": str(said.account_id),
        "symbol": said.instrument.symbol,
        "asset_class": said.instrument.asset_class,
        "currency": said.instrument.currency,
        "multiplier": plain(said.instrument.multiplier) if said.instrument.multiplier is not None else None,
        "side": "buy" if said.side is Side.BUY else "sell",
        "quantity": plain(said.quantity),
        "price": plain(said.price),
        "fees": None if said.fees is None else plain(said.fees),
        "executed_at": said.executed_at.isoformat(),
        "time_known": said.time_known,
        "closes": said.closes,
        "ref": one.ref,
        "position_ref": one.position_ref,
        "sequence": one.sequence,
    }
