"""Every requirement that applies has a test, or is counted as missing: see security/*.yml."""

from typing import Any, Final

from tests.architecture.papers import ROWS, begun, evidence, known_tests, missing, read, requirements

MISSING_MAX: Final = 3
"""Gaps that are known and said. It may only fall: whoever closes one lowers it."""

KINDS: Final = ("tests", "does_not_apply", "missing")


def test_every_requirement_of_levels_one_and_two_stands_there_once() -> None:
    """OWASP ASVS 5.0.0 has 70 requirements of level 1 and 183 of level 2."""
    wanted = {
        name: level for chapter in read("asvs-ids.yml").values() for level, names in chapter.items() for name in names
    }
    assert [*wanted.values()].count(1) == 70
    assert [*wanted.values()].count(2) == 183
    rows = requirements()
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["id"]: row["level"] for row in rows if row["level"] < 3} == wanted


def test_each_is_held_does_not_apply_or_is_missing() -> None:
    assert {row["id"]: why for row in requirements() if (why := fault_of_requirement(row))} == {}


def fault_of_requirement(row: dict[str, Any]) -> str:
    if not row["what"] or sum(kind in row for kind in KINDS) != 1:
        return "says what it is, and one of tests, does_not_apply and missing"
    if ("until" in row) != ("does_not_apply" in row):
        return "what does not apply says until when"
    return ", ".join(unknown(row.get("tests", [])))


def test_every_acceptance_row_stands_there_once() -> None:
    assert tuple(read("acceptance.yml")) == ROWS


def test_each_has_tests_or_a_reason() -> None:
    rows = read("acceptance.yml")
    assert {name: why for name, row in rows.items() if (why := fault_of_acceptance(name, row))} == {}


def fault_of_acceptance(name: str, row: dict[str, Any]) -> str:
    if not row["what"] or ("until" in row) != ("absent" in row):
        return "says what it is; what is absent says until when"
    if not evidence().get(name) and "absent" not in row and "untested" not in row:
        return "no test says its number"
    return ", ".join(unknown(row.get("also", [])))


def test_what_does_not_apply_still_does_not() -> None:
    """A reason is the lack of something: once that is there, the requirement applies."""
    rows = {row["id"]: row for row in requirements()} | read("acceptance.yml")
    there = {name: found for name, row in rows.items() if (found := begun(row["until"]) if "until" in row else [])}
    assert there == {}


def test_gaps_do_not_grow() -> None:
    assert len(missing()) <= MISSING_MAX, "\n".join(missing())


def unknown(tests: list[str]) -> list[str]:
    return [one for one in tests if one not in ROWS and one not in known_tests()]
