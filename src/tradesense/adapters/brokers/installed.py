"""Formats of other distributions: entry points of the group `tradesense.formats` (docs/recipes/publish-a-format.md).

https://packaging.python.org/en/latest/specifications/entry-points/
"""

import re
from collections.abc import Callable, Collection
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from tradesense.adapters.files.formats import Format
from tradesense.adapters.files.source import Source
from tradesense.domain.problem import Problem
from tradesense.kit.logging import get_logger

log = get_logger(__name__)
GROUP: Final = "tradesense.formats"
_KEY: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+\Z")


def installed_formats(taken: Collection[str]) -> list[tuple[Format, str]]:
    """The formats that other distributions bring, with their names; one that is broken is logged and left out.

    `taken`: keys that are ours; nobody else's format may have one.
    """
    found: dict[str, tuple[Format, str]] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda one: (_package(one), one.name)):
        made = _loaded(point)
        if made is None:
            continue
        if made.key in taken or made.key in found:
            log.error("format.key_taken", key=made.key, package=_package(point), entry_point=point.name)
            continue
        found[made.key] = (made, _package(point))
    return list(found.values())


def _loaded(point: EntryPoint) -> Format | None:
    try:
        made: object = point.load()
    except Exception:
        # The boundary between us and code we do not know: whatever it does, the other formats are read.
        log.exception("format.broken", package=_package(point), entry_point=point.name)
        return None
    why = _fault(made) if isinstance(made, Format) else "It is no Format: make one with table_format()."
    if why or not isinstance(made, Format):
        log.error("format.broken", package=_package(point), entry_point=point.name, why=why)
        return None
    return made._replace(recognise=_guarded(made.recognise, made.key))


def _fault(made: Format) -> str:
    if not _KEY.match(str(made.key)):
        return "Its key must be lower-case words joined by underscores, the broker's first."
    if not made.broker or not made.title:
        return "It names no broker, or no title."
    return ""


def _guarded(recognise: Callable[[Source], float], key: str) -> Callable[[Source], float]:
    """A format that breaks over a file does not know it; the others still look at it."""

    def look(source: Source) -> float:
        try:
            return min(max(float(recognise(source)), 0.0), 1.0)
        except Problem:
            raise
        except Exception:
            log.exception("format.recognition_broke", key=key)
            return 0.0

    return look


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else ""
