"""What Rithmic's reports share: the zone of the clock times stands in the names of their columns."""

import re
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

ZONES: Final = {
    **dict.fromkeys(("utc", "gmt"), "UTC"),
    **dict.fromkeys(("est", "edt", "et"), "America/New_York"),
    **dict.fromkeys(("cst", "cdt", "ct"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt"), "America/Denver"),
    **dict.fromkeys(("pst", "pdt"), "America/Los_Angeles"),
    **dict.fromkeys(("cet", "cest"), "Europe/Berlin"),
    **dict.fromkeys(("bst",), "Europe/London"),
}
"""Zones of the abbreviations, where they are not the reader's own: CST is Chicago's to most, Shanghai's to some."""

_ZONE: Final = re.compile(r"(?<!\s)\s*\((?P<zone>[A-Za-z]{3,4}|(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?)\)\s*$")
_HOURS: Final = re.compile(r"^(?:UTC|GMT)?([+-][0-9]{1,2})(?::?00)?$")
_SEASONS: Final = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))


def bare_name(name: str) -> str:
    """`Update Time (EDT)` is the column `Update Time`."""
    return _ZONE.sub("", name)


def zone_of(cells: list[str], column: str, usual: ZoneInfo) -> tuple[ZoneInfo, str]:
    """The zone in the name of `column`, else the file's; and its words, where they are not known."""
    names = (cell for cell in cells if cell.casefold().lstrip("\ufeff ").startswith(column))
    found = next((match for name in names if (match := _ZONE.search(name))), None)
    if found is None:
        return usual, ""
    name = found["zone"]
    if name.upper() in {day.astimezone(usual).tzname() for day in _SEASONS}:
        return usual, ""
    if hours := _HOURS.match(name):
        offset = -int(hours[1])  # the names of these zones count the other way round
        return (ZoneInfo(f"Etc/GMT{offset:+d}" if offset else "UTC"), "") if abs(offset) <= 12 else (usual, name)
    known = ZONES.get(name.casefold())
    return (ZoneInfo(known), "") if known else (usual, name)
