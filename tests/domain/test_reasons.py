"""Reasons in words: none of a code of ours is missing."""

import ast

from tests.architecture.places import parsed, python_files
from tradesense.domain.reasons import reason_of
from tradesense.domain.settling import CONTRACT_UNKNOWN, PROBABLE_DUPLICATE, SETTLED_CODES, TIME_NONEXISTENT


def test_whatever_a_format_asks_about_has_its_words() -> None:
    asked = {
        node.args[0].value
        for path in python_files("src/tradesense/adapters")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "RowQuarantined"
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }
    assert len(asked) > 20
    assert sorted(code for code in asked if not reason_of(code)) == []


def test_what_can_be_settled_and_what_was_has_its_words() -> None:
    codes = ("execution.nothing_open", CONTRACT_UNKNOWN, PROBABLE_DUPLICATE, TIME_NONEXISTENT, *SETTLED_CODES)
    assert all(reason_of(code) for code in codes)


def test_words_are_few_and_no_code() -> None:
    assert reason_of("execution.nothing_open") == "Closes without an opening"
    assert reason_of("somebody.elses") == ""
