"""A broker's service: answers, counts what it is asked, and fails when it is told to."""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections import defaultdict
from types import TracebackType
from typing import Any, NamedTuple, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.support.waiting import wait_until


class Asked(NamedTuple):
    method: str
    path: str
    query: dict[str, str]


class BrokerService(ABC):
    """As a context it listens at `url`. Subclasses say at which paths they answer what, and cite the document."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.is_slow = False
        """While it is, nothing is answered."""
        self._faults: defaultdict[str, list[Response | None]] = defaultdict(list)
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @abstractmethod
    def routes(self) -> dict[str, Any]:
        """Path -> what answers it."""

    def fail(self, path: str, *answers: Response | None) -> None:
        """The next requests for `path` get these instead of an answer; None: the usual one."""
        self._faults[path].extend(answers)

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def asked_for(self, path: str) -> list[Asked]:
        return [one for one in self.asked if one.path == path]

    @property
    def url(self) -> str:
        assert self._server is not None
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __enter__(self) -> Self:
        answers = [Route(path, self._heard(answer), methods=["GET", "POST"]) for path, answer in self.routes().items()]
        config = uvicorn.Config(Starlette(routes=answers), host="127.0.0.1", port=0, log_config=None, ws="none")
        server = self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=server.run, daemon=True)
        self._thread.start()
        wait_until(lambda: server.started, 20, 0.01)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.should_exit = True
        self._thread.join(20)

    def _heard(self, answer: Any) -> Any:
        async def heard(request: Request) -> Response:
            path = request.url.path
            self.asked.append(Asked(request.method, path, dict(request.query_params)))
            while self.is_slow:  # noqa: ASYNC110  (the test's own thread says when)
                await asyncio.sleep(0.02)
            waiting = self._faults[path]
            fault = waiting.pop(0) if waiting else None
            if fault is not None:
                return fault
            said: Response = await answer(request)
            return said

        return heard


def told(content: Any, status: int = 200, **headers: str) -> JSONResponse:
    return JSONResponse(content, status, headers={name.replace("_", "-"): value for name, value in headers.items()})
