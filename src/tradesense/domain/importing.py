"""The states of an import (decision 21) and the ways between them. Every one survives a kill."""

from enum import StrEnum
from typing import Final

from tradesense.domain.problem import Kind, Problem


class ImportState(StrEnum):
    RECEIVED = "received"
    PARSING = "parsing"
    REVIEW = "review"
    COMMITTING = "committing"
    COMMITTED = "committed"
    UNDONE = "undone"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNPACKED = "unpacked"


class ImportAct(StrEnum):
    """What somebody may ask for, or a worker may do."""

    PARSE = "parse"
    PREVIEW = "preview"
    COMMIT = "commit"
    STORE = "store"
    UNDO = "undo"
    RETRY = "retry"
    CANCEL = "cancel"
    UNPACK = "unpack"
    FAIL = "fail"


class ImportStateWrong(Problem):
    code, kind, title = "import.state_wrong", Kind.CONFLICT, "That is not possible in its present state."


S, A = ImportState, ImportAct
WAYS: Final[dict[ImportAct, tuple[frozenset[ImportState], ImportState]]] = {
    # A worker that died leaves its state; the next one begins again from there.
    A.PARSE: (frozenset({S.RECEIVED, S.PARSING}), S.PARSING),
    A.PREVIEW: (frozenset({S.PARSING}), S.REVIEW),
    A.COMMIT: (frozenset({S.PARSING, S.REVIEW, S.COMMITTING}), S.COMMITTING),
    A.STORE: (frozenset({S.COMMITTING}), S.COMMITTED),
    A.UNDO: (frozenset({S.COMMITTED}), S.UNDONE),
    A.RETRY: (frozenset({S.REVIEW, S.FAILED, S.CANCELLED, S.UNDONE}), S.RECEIVED),
    A.CANCEL: (frozenset({S.RECEIVED, S.PARSING, S.REVIEW}), S.CANCELLED),
    A.UNPACK: (frozenset({S.PARSING}), S.UNPACKED),
    A.FAIL: (frozenset({S.RECEIVED, S.PARSING, S.COMMITTING}), S.FAILED),
}
SETTLED: Final = frozenset({S.REVIEW, S.COMMITTED, S.UNDONE, S.FAILED, S.CANCELLED, S.UNPACKED})
"""States in which no worker has anything to do."""
ENDED: Final = SETTLED - {S.REVIEW}
"""States in which nobody has."""


def after(state: ImportState, act: ImportAct) -> ImportState:
    """The state that `act` leads to; raises ImportStateWrong."""
    allowed, target = WAYS[act]
    if state not in allowed:
        raise ImportStateWrong(f"It is {state}: {act} needs it to be {', '.join(sorted(allowed))}.")
    return target
