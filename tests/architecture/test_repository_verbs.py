"""Nobody commits but db/session; text and time come from where they may."""

import ast

from tests.architecture.places import ROOT, SOURCE, parsed, python_files


def test_nobody_commits_but_the_session() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files("src/tradesense")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]
    assert found == []


def test_no_statement_runs_in_a_loop_over_rows() -> None:
    """A repository answers for many at once: `await` inside `for` there is a query in a loop."""
    found = [
        f"{path.relative_to(SOURCE)}:{loop.lineno}"
        for path in python_files("src/tradesense/features")
        if "repository" in path.parts or path.name == "repository.py"
        for loop in ast.walk(parsed(path))
        if isinstance(loop, ast.For) and any(isinstance(node, ast.Await) for node in ast.walk(loop))
    ]
    assert found == []
