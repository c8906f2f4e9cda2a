"""Notes when an API key was last used: after the answer, and not for every request."""

from datetime import datetime
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from tradesense.db.session import Database, DatabaseUnavailable
from tradesense.domain.access import Actor
from tradesense.domain.ids import ApiKeyId
from tradesense.features.api_keys import use_cases as api_keys
from tradesense.kit.logging import get_logger
from tradesense.ports import Ports

log = get_logger(__name__)
REMEMBERED_MAX: Final = 10_000


class KeyUse:
    """In a transaction of its own: the request's may be undone, or only read. What this process noted in the last
    minute it does not ask the database about again."""

    def __init__(self, app: ASGIApp, *, database: Database, ports: Ports) -> None:
        self._app = app
        self._database = database
        self._ports = ports
        self._noted: dict[ApiKeyId, datetime] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        finally:
            actor: Actor | None = scope.get("state", {}).get("actor")
            if actor is not None and actor.key_id is not None:
                await self._note(actor, actor.key_id)

    async def _note(self, actor: Actor, key_id: ApiKeyId) -> None:
        now = self._ports.clock.now()
        noted = self._noted.get(key_id)
        if noted is not None and noted <= now < noted + api_keys.USE_NOTED_EVERY:
            return
        try:
            async with self._database.transaction(workspace_id=actor.workspace_id) as session:
                await api_keys.note_use(session, actor, key_id, now=now)
        except DatabaseUnavailable:
            log.warning("api_key.use_not_noted")
            return
        if len(self._noted) >= REMEMBERED_MAX:
            self._noted.clear()
        self._noted[key_id] = now
