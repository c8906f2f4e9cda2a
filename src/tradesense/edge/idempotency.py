"""`Idempotency-Key`: the same request twice has one effect and one answer (decision 28)."""

import re
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Annotated, Final, TypeVar

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel, WithJsonSchema

from tradesense.db.idempotency import KeptAnswer, find_answer, keep_answer, lock_key
from tradesense.db.session import Session
from tradesense.domain.access import Actor
from tradesense.domain.problem import Kind, Problem
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.ports import Ports

HEADER: Final = "Idempotency-Key"
_KEY: Final = re.compile(r"^[!-~]{1,255}$")
_KEPT_HEADERS: Final = ("location", "etag")

Answer = TypeVar("Answer", bound=BaseModel)


class KeyInvalid(Problem):
    code, kind, title = "idempotency.key_invalid", Kind.INVALID, "The Idempotency-Key cannot be used."


class KeyReused(Problem):
    code, kind, title = "idempotency.key_reused", Kind.INVALID, "This Idempotency-Key was used for another request."


class StillRunning(Problem):
    code, kind, title = "idempotency.still_running", Kind.CONFLICT, "The first request with this key is still running."


class Replay(Exception):
    """Not a failure: ends the request with the answer that was kept."""

    def __init__(self, answer: KeptAnswer) -> None:
        self.answer = answer
        super().__init__()


class Once:
    """The promise for one request. `keep` what the route answers; it is stored with the change itself."""

    def __init__(self, request: Request, response: Response, session: Session, actor: Actor, ports: Ports) -> None:
        self._request = request
        self._response = response
        self._session = session
        self._actor = actor
        self._ports = ports
        self._key = request.headers.get(HEADER)
        self._hash = b""
        self._body: bytes | None = None

    async def begin(self, *content: bytes) -> None:
        """Raises Replay if the request was answered before; a problem if the key serves another one."""
        if self._key is None:
            return
        if not _KEY.match(self._key):
            raise KeyInvalid("It is 1 to 255 visible ASCII characters.")
        parts = (self._request.method, self._request.url.path, self._request.url.query)
        self._hash = sha256(b"\x1f".join([*(part.encode() for part in parts), *content])).digest()
        if not await lock_key(self._session, self._actor, self._key):
            raise StillRunning(retry_after_seconds=1)
        kept = await find_answer(self._session, self._actor, self._key, self._ports.clock.now())
        if kept is None:
            return
        if kept.request_hash != self._hash:
            raise KeyReused("Take a new key for a new request.")
        raise Replay(kept)

    def keep(self, answer: Answer) -> Answer:
        self._body = answer.model_dump_json().encode()
        return answer

    async def end(self) -> None:
        if self._key is None:
            return
        assert self._body is not None, "a route that takes an Idempotency-Key keeps its answer"
        headers = {name: self._response.headers[name] for name in _KEPT_HEADERS if name in self._response.headers}
        status = self._response.status_code or self._request.scope["route"].status_code or 200
        answer = KeptAnswer(self._hash, status, headers, self._body)
        await keep_answer(self._session, self._actor, self._key, answer, self._ports.clock.now())


KeyHeader = Annotated[
    str | None,
    Header(alias=HEADER, description="Any text of yours, new for each new request: a retry then has no second effect."),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 255, "pattern": _KEY.pattern}),
]


async def _once(
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    _documented: KeyHeader = None,
) -> AsyncIterator[Once]:
    once = Once(request, response, session, actor, ports)
    await once.begin(await request.body())
    yield once
    # Only reached when the route succeeded; still inside its transaction.
    await once.end()


OnceDep = Annotated[Once, Depends(_once, scope="function")]


async def replay(_: Request, kept: Exception) -> Response:
    """The handler for Replay."""
    assert isinstance(kept, Replay)
    answer = kept.answer
    headers = {**answer.headers, "Idempotent-Replayed": "true"}
    return Response(answer.body, answer.status, headers, media_type="application/json")
