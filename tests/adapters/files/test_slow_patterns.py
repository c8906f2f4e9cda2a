"""Text made to be slow for patterns (S59): what a cell, a field or a filter may hold is read in time all the same."""

import importlib
import pkgutil
import re
import sys
from contextlib import suppress
from datetime import date

import pytest

import tradesense
from tradesense.adapters.files.rows import TEXT_CHARACTERS_MAX
from tradesense.domain.filters import parse
from tradesense.domain.filters.parser import CHARACTERS_MAX, FilterInvalid

STUFF = (
    "a",
    " ",
    "1",
    "1,",
    "0.",
    "a ",
    "(",
    "-",
    "a.b@",
    "<a ",
    '"',
    "\t\n",
    "A1",
    "{",
    "[a](",
    "20260105 ",
    "1:1:",
    "é",
    "%2",
    "\\",
)
"""Repeated, and then something that does not fit."""


def patterns() -> dict[str, re.Pattern[str]]:
    """Every one that a module keeps, by itself or in a table."""
    for module in pkgutil.walk_packages(tradesense.__path__, "tradesense."):
        importlib.import_module(module.name)
    kept = [
        value
        for name, module in sys.modules.items()
        if name.startswith("tradesense.")
        for one in vars(module).values()
        for value in (one if isinstance(one, tuple | list) else one.values() if isinstance(one, dict) else [one])
    ]
    return {one.pattern: one for one in kept if isinstance(one, re.Pattern) and isinstance(one.pattern, str)}


def test_no_pattern_takes_ever_longer() -> None:
    """One that tries again and again from each place doubles its time with every character: it would not end here."""
    known = patterns()
    assert len(known) > 150
    for pattern in known.values():
        for stuff in STUFF:
            text = stuff * (TEXT_CHARACTERS_MAX // 2 // len(stuff)) + "!"
            found = pattern.search(text)
            assert found is None or found.end() <= len(text)


@pytest.mark.parametrize(
    "text", [stuff * (CHARACTERS_MAX // len(stuff)) for stuff in (*STUFF, "not ", "a or ", "x:y and ")]
)
def test_a_filter_of_any_shape_is_read_or_refused(text: str) -> None:
    with suppress(FilterInvalid):
        assert parse(text, date(2026, 1, 7)) is not None
