"""One at a time, where counting and adding must be one act."""

from sqlalchemy import text

from tradesense.db.session import Session


async def take_turn(session: Session, what: str) -> None:
    """Waits while somebody else does `what`. The turn is over with the transaction."""
    statement = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
    await session.execute(statement, {"name": what})
