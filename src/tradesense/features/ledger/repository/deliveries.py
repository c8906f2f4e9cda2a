"""SQL of exercise and assignment: the fills that belong to one, and the market's price at it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple
from uuid import UUID

from asyncpg import Record

from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.delivery import DeliveredFill, ExerciseView
from tradesense.domain.execution import Side
from tradesense.domain.ids import AccountId, InstrumentId
from tradesense.domain.instrument import Right


class Delivered(NamedTuple):
    """A fill of an exercise or assignment, with its account and what it trades."""

    account: AccountId
    view: ExerciseView
    instrument: InstrumentId
    underlying: str
    fill: DeliveredFill


_DELIVERED: Final = """
    SELECT a.id AS account, a.exercise_view, i.id AS instrument, i.underlying, e.id, e.position_id, e.delivery, e.side,
           e.quantity, i.multiplier, i.strike, i.right, e.executed_at, e.counts, m.price
    FROM accounts a
    JOIN positions p ON p.workspace_id = $1 AND p.account_id = a.id
    JOIN instruments i ON i.workspace_id = $1 AND i.id = p.instrument_id
    JOIN executions e ON e.workspace_id = $1 AND e.position_id = p.id AND e.delivery <> ''
        AND e.kind IN ('assignment', 'exercise')
    LEFT JOIN exercise_prices m ON m.workspace_id = $1 AND m.account_id = a.id AND m.delivery = e.delivery
    WHERE a.workspace_id = $1
"""


async def list_told_otherwise(session: Session, actor: Actor) -> list[Delivered]:
    """Of accounts that do not tell them as printed; fills that do not count, too: they did, perhaps."""
    rows = await (await driver(session)).fetch(_DELIVERED + " AND a.exercise_view <> 'printed'", actor.workspace_id)
    return [_delivered(row) for row in rows]


async def list_delivered(session: Session, actor: Actor, account_id: UUID) -> Sequence[Delivered]:
    """Of one account, whatever its view: the fills that count."""
    rows = await (await driver(session)).fetch(
        _DELIVERED + " AND a.id = $2 AND e.counts ORDER BY e.executed_at DESC, e.id", actor.workspace_id, account_id
    )
    return [_delivered(row) for row in rows]


async def save_price(session: Session, actor: Actor, account_id: UUID, delivery: str, price: Decimal | None) -> None:
    """None takes it back."""
    connection = await driver(session)
    if price is None:
        await connection.execute(
            "DELETE FROM exercise_prices WHERE workspace_id = $1 AND account_id = $2 AND delivery = $3",
            actor.workspace_id,
            account_id,
            delivery,
        )
        return
    await connection.execute(
        """
        INSERT INTO exercise_prices (workspace_id, account_id, delivery, price) VALUES ($1, $2, $3, $4)
        ON CONFLICT (workspace_id, account_id, delivery) DO UPDATE SET price = excluded.price
        """,
        actor.workspace_id,
        account_id,
        delivery,
        price,
    )


def _delivered(row: Record) -> Delivered:
    account, view, instrument, underlying, *fill = row
    id_, position, name, side, quantity, multiplier, strike, right, at, counts, price = fill
    return Delivered(
        account,
        ExerciseView(view),
        instrument,
        underlying,
        DeliveredFill(
            id_,
            position,
            name,
            Side(side),
            quantity,
            multiplier,
            strike,
            Right(right) if right else None,
            at,
            counts,
            price,
        ),
    )
