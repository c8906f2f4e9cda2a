"""SQL of trading accounts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text, update

from tradesense.db.scope import mine
from tradesense.db.session import Session, driver
from tradesense.db.tables.ledger import AccountRow, PositionRow
from tradesense.domain.access import Actor
from tradesense.domain.ids import PositionId
from tradesense.features.ledger.repository.rebuild import BEGINNING, END, Touched


async def list_accounts(session: Session, actor: Actor) -> Sequence[AccountRow]:
    found = await session.scalars(
        select(AccountRow).where(mine(AccountRow, actor)).order_by(AccountRow.name, AccountRow.id)
    )
    return found.all()


async def find_account(session: Session, actor: Actor, account_id: UUID) -> AccountRow | None:
    return await session.scalar(select(AccountRow).where(mine(AccountRow, actor), AccountRow.id == account_id))


async def find_account_by_number(session: Session, actor: Actor, broker: str, number: str) -> AccountRow | None:
    """The oldest account of that broker and number; an empty number is one the files do not name."""
    return await session.scalar(
        select(AccountRow)
        .where(mine(AccountRow, actor), AccountRow.broker == broker, AccountRow.number == number)
        .order_by(AccountRow.created_at, AccountRow.id)
        .limit(1)
    )


async def lock_accounts(session: Session, actor: Actor) -> None:
    """Waits for whoever is adding an account to this workspace."""
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"accounts|{actor.workspace_id}"}
    )


async def add_account(session: Session, actor: Actor, row: dict[str, Any]) -> None:
    await session.execute(insert(AccountRow).values({"workspace_id": actor.workspace_id, **row}))


async def save_account(session: Session, actor: Actor, account_id: UUID, changes: dict[str, Any]) -> None:
    await session.execute(
        update(AccountRow)
        .where(mine(AccountRow, actor), AccountRow.id == account_id)
        .values({**changes, "revision": AccountRow.revision + 1})
    )


async def list_positions(session: Session, actor: Actor, account_id: UUID) -> list[Touched]:
    """Every position of the account, as touched from beginning to end."""
    found = await session.scalars(
        select(PositionRow.id)
        .where(mine(PositionRow, actor), PositionRow.account_id == account_id)
        .order_by(PositionRow.id)
    )
    return [Touched(PositionId(position), BEGINNING, END) for position in found]


async def has_more_fills(session: Session, actor: Actor, account_id: UUID, count: int) -> bool:
    found = await (await driver(session)).fetchval(
        """
        SELECT count(*) FROM (
            SELECT FROM executions e JOIN positions p ON p.workspace_id = $1 AND p.id = e.position_id
            WHERE e.workspace_id = $1 AND p.account_id = $2 LIMIT $3
        ) found
        """,
        actor.workspace_id,
        account_id,
        count + 1,
    )
    return bool(found > count)


async def list_instants(session: Session, actor: Actor, account_id: UUID) -> list[tuple[UUID, datetime, str]]:
    """Fills of the account whose clock time is known: id, instant, asset class; their day is computed from it."""
    rows = await (await driver(session)).fetch(
        """
        SELECT e.id, e.executed_at, i.asset_class FROM executions e
        JOIN positions p ON p.workspace_id = $1 AND p.id = e.position_id
        JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
        WHERE e.workspace_id = $1 AND p.account_id = $2 AND e.time_known
        """,
        actor.workspace_id,
        account_id,
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def save_days(session: Session, actor: Actor, days: Sequence[tuple[UUID, object]]) -> None:
    await (await driver(session)).execute(
        """
        UPDATE executions e SET day = s.day FROM unnest($2::uuid[], $3::date[]) AS s(id, day)
        WHERE e.workspace_id = $1 AND e.id = s.id AND e.day <> s.day
        """,
        actor.workspace_id,
        [id_ for id_, _ in days],
        [day for _, day in days],
    )


async def settle_cash_days(session: Session, actor: Actor, account_id: UUID) -> None:
    """The account's cash events whose clock time is known, each to its day by the account's calendar."""
    await (await driver(session)).execute(
        """
        UPDATE cash_events c SET day = (c.occurred_at AT TIME ZONE a.timezone)::date FROM accounts a
        WHERE c.workspace_id = $1 AND c.account_id = $2 AND a.workspace_id = $1 AND a.id = $2 AND c.time_known
            AND c.day <> (c.occurred_at AT TIME ZONE a.timezone)::date
        """,
        actor.workspace_id,
        account_id,
    )
