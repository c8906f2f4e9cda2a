"""What follows from what: topic -> tasks. The whole map is here."""

from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

from tradesense.db.session import Database
from tradesense.ports import Ports

Task = Callable[[Database, Ports, UUID, dict[str, Any]], Awaitable[None]]

SUBSCRIPTIONS: Final[dict[str, tuple[Task, ...]]] = {}
