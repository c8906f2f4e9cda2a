"""When somebody last proved who they are: asked before what a stolen session must not do."""

from datetime import datetime

from sqlalchemy import select

from tradesense.db.session import Session
from tradesense.db.tables.identity import SessionRow
from tradesense.domain.access import Actor, ReauthenticationRequired, is_recent


async def require_recent(session: Session, actor: Actor, now: datetime) -> None:
    """Raises NotByKey for an API key, and ReauthenticationRequired for whoever proved it too long ago."""
    actor.require_person()
    proved_at = await session.scalar(
        select(SessionRow.authenticated_at).where(
            SessionRow.user_id == actor.user_id, SessionRow.id == actor.session_id
        )
    )
    if proved_at is None or not is_recent(proved_at, now):
        raise ReauthenticationRequired
