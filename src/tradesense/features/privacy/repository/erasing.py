"""SQL of erasing somebody: with whom they share their workspaces, whose time is over, and their end."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text

from tradesense.db.session import Session
from tradesense.domain.ids import UserId


class Company(NamedTuple):
    """How many others are in a workspace of the person's, and how many of them own it and stay."""

    others: int
    other_owners: int


async def find_company(session: Session) -> dict[UUID, Company]:
    """Of each workspace of the transaction's person."""
    found = await session.execute(text("SELECT workspace_id, others, other_owners FROM app_company()"))
    return {row[0]: Company(row[1], row[2]) for row in found}


async def list_people_over(session: Session, now: datetime) -> list[UserId]:
    """The longest over first."""
    return [UserId(row[0]) for row in await session.execute(text("SELECT id FROM app_people_over(:now)"), {"now": now})]


async def erase_person(session: Session, user_id: UserId, now: datetime) -> bool:
    """Whether their time was over: then they are gone, with all their rows."""
    statement = text("SELECT app_erase_person(:person, :now)")
    return bool(await session.scalar(statement, {"person": user_id, "now": now}))
