"""What every broker's client is, and what they share."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple, Protocol

from tradesense.adapters.broker_sync.http import BrokerHttp, Json
from tradesense.domain.broker_sync import AnswerUnreadable, BrokerFacts, CredentialField
from tradesense.ports import SyncAccess, SyncPage

LIVE_OR_PAPER: Final = CredentialField("environment", "Environment", choices=("live", "paper"))

Pause = Callable[[float], Awaitable[None]]


class Visit(NamedTuple):
    """One conversation with a broker: the line to it, who asks, from where on, what time it is, how to wait."""

    http: BrokerHttp
    access: SyncAccess
    cursor: Mapping[str, Any]
    since: date | None
    now: Callable[[], datetime]
    pause: Pause

    def field(self, name: str) -> str:
        return self.access.fields.get(name, "").strip()


class BrokerClient(Protocol):
    """`base`: the documented address, which may depend on the connection's environment."""

    facts: BrokerFacts

    def base(self, fields: Mapping[str, str], /) -> str: ...

    def headers(self, fields: Mapping[str, str], /) -> dict[str, str]: ...

    async def check(self, visit: Visit) -> list[str]: ...

    def pages(self, visit: Visit) -> AsyncIterator[SyncPage]: ...


def by_environment(fields: Mapping[str, str], live: str, other: str) -> str:
    """`live` unless the connection says otherwise."""
    return live if fields.get("environment", "live") == "live" else other


def head(kind: str, **said: Json) -> Json:
    """The first line of a run's file: what the rest are, and of which account."""
    return {"tradesense_sync": kind, "version": 1, **said}


def written(*records: Json) -> bytes:
    """Records as lines of JSON."""
    return b"".join(json.dumps(one, ensure_ascii=True, separators=(",", ":")).encode() + b"\n" for one in records)


def listed(answer: Json, name: str | None = None) -> list[dict[str, Any]]:
    """The objects of an answer that is a list, or has one under `name`. Raises AnswerUnreadable."""
    found = answer.get(name) if name and isinstance(answer, dict) else answer
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise AnswerUnreadable
    return found


def said(record: Json, name: str) -> str:
    """The text or whole number called `name`. Raises AnswerUnreadable."""
    value = record.get(name) if isinstance(record, dict) else None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise AnswerUnreadable(f"The broker's answer has no {name!r}.")
    return str(value)


def whole(record: Json, name: str) -> int:
    """The whole number called `name`, however it is written. Raises AnswerUnreadable."""
    text = said(record, name)
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise AnswerUnreadable(f"{name!r} in the broker's answer is not a whole number.")
    return int(text)
