"""Of the request under way: where it came from and what it is called, for whoever writes down what it did."""

from contextvars import ContextVar
from typing import Any, Final, NamedTuple

_STATE: Final[ContextVar[dict[str, Any] | None]] = ContextVar("circumstances", default=None)


class Circumstances(NamedTuple):
    """The client's address and the request's id; '' outside of a request."""

    address: str
    request: str


def begin(state: dict[str, Any]) -> None:
    """The request's own state, which is filled in while it is answered."""
    _STATE.set(state)


def present() -> Circumstances:
    state = _STATE.get() or {}
    return Circumstances(str(state.get("address", "")), str(state.get("request_id", "")))


def mark_recorded() -> None:
    """The request has left its entry."""
    state = _STATE.get()
    if state is not None:
        state["recorded"] = True
