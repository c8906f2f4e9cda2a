"""The papers of security: what is asked (security/*.yml), and the tests that say they answer it.

Tests are found by reading files, not by running pytest. A test names the acceptance rows it holds (S01 to S100) in its
name, its docstring or a comment; a file in its docstring, for all its tests; one of the web app in a title or comment.
"""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from tests.architecture.places import ROOT, parsed, python_files

SECURITY: Final = ROOT / "security"
ROWS: Final = tuple(f"S{number:02d}" for number in range(1, 101))
_ROW: Final = re.compile(r"\bS(?:0[1-9]|[1-9]\d|100)\b")
_COMMENT: Final = re.compile(r"#.*")
_ROW_IN_NAME: Final = re.compile(r"(?<![a-z0-9])s(0[1-9]|[1-9]\d|100)(?![0-9])")


@cache
def read(name: str) -> Any:
    return yaml.safe_load((SECURITY / name).read_text(encoding="utf-8"))


def requirements() -> list[dict[str, Any]]:
    """The rows of asvs.yml, of all chapters."""
    return [row for rows in read("asvs.yml").values() for row in rows]


@cache
def known_tests() -> dict[str, frozenset[str]]:
    """file or file::test -> the acceptance rows it names; a file's tests have the file's rows too."""
    found: dict[str, frozenset[str]] = {}
    for path in python_files("tests"):
        if path.name.startswith("test_"):
            found |= _python_tests(path)
    for path in _web_tests():
        found[str(path.relative_to(ROOT))] = frozenset(_ROW.findall(path.read_text(encoding="utf-8")))
    return found


def _python_tests(path: Path) -> dict[str, frozenset[str]]:
    tree, name = parsed(path), str(path.relative_to(ROOT))
    lines = path.read_text(encoding="utf-8").splitlines()
    of_file = frozenset(_ROW.findall(ast.get_docstring(tree) or ""))
    found = {name: of_file}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            comments = _COMMENT.findall("\n".join(lines[node.lineno - 1 : node.end_lineno]))
            said = _ROW.findall("\n".join([ast.get_docstring(node) or "", *comments]))
            named = [f"S{number}" for number in _ROW_IN_NAME.findall(node.name)]
            found[f"{name}::{node.name}"] = of_file | {*said, *named}
    return found


def _web_tests() -> Iterator[Path]:
    yield from sorted((ROOT / "web" / "e2e").glob("*.spec.ts"))
    yield from sorted((ROOT / "web" / "src").rglob("*.test.ts*"))


@cache
def evidence() -> dict[str, tuple[str, ...]]:
    """Acceptance row -> what holds it: a file where the whole file says the row, else each test."""
    rows: dict[str, list[str]] = defaultdict(list)
    tests = known_tests()
    for test, named in tests.items():
        file = test.partition("::")[0]
        for row in named:
            if file == test or row not in tests[file]:
                rows[row].append(test)
    for row, said in read("acceptance.yml").items():
        rows[row] += said.get("also", [])
    return {row: tuple(sorted(set(tests))) for row, tests in rows.items()}


def holding(requirement: dict[str, Any]) -> set[str]:
    """The tests of a requirement of ASVS, its acceptance rows' among them."""
    found: set[str] = set()
    for one in requirement.get("tests", []):
        found |= set(evidence().get(one, ())) if one in ROWS else {one}
    return found


def standing(requirement: dict[str, Any]) -> str:
    """Whether a requirement of ASVS is held, does not apply, or is missing."""
    if "does_not_apply" in requirement:
        return "does not apply"
    return "held" if holding(requirement) else "missing"


def missing() -> list[str]:
    """What applies, exists, and is not tested; one line each."""
    rows = read("acceptance.yml")
    gaps = [f"{name}: {row['missing']}" for name, row in rows.items() if "missing" in row]
    gaps += [
        f"{name}: {row['untested']}" for name, row in rows.items() if "untested" in row and not evidence().get(name)
    ]
    wanting = [row for row in requirements() if standing(row) == "missing"]
    return gaps + [f"{row['id']}: {row.get('missing') or _none(row)}" for row in wanting]


def _none(row: dict[str, Any]) -> str:
    return f"no test yet in {', '.join(row['tests'])}"


def begun(until: str) -> list[str]:
    """What of `until` there is by now. Alternatives are parted by |:

    path:      a path of the API's document, with *       operation: an operation's id, with *
    package:   a library we run with                      code:      text in the source, the web app's included
    """
    return [one for one in until.split("|") if _is_there(*one.split(":", 1))]


def _is_there(kind: str, pattern: str) -> bool:
    document = _document()
    match kind:
        case "path":
            return any(fnmatch(path, pattern) for path in document)
        case "operation":
            ids = [one.get("operationId", "") for methods in document.values() for one in methods.values()]
            return any(fnmatch(name, pattern) for name in ids)
        case "package":
            return pattern in _packages()
        case "code":
            return any(pattern in text for text in _sources())
        case _:
            raise ValueError(f"{kind}: is none of path, operation, package, code")


@cache
def _document() -> dict[str, dict[str, dict[str, Any]]]:
    paths = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["paths"]
    return {
        path: {name: one for name, one in methods.items() if name != "parameters"} for path, methods in paths.items()
    }


@cache
def _packages() -> frozenset[str]:
    locked = re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements" / "runtime.txt").read_text(), re.MULTILINE)
    web = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return frozenset([*locked, *web])


@cache
def _sources() -> tuple[str, ...]:
    web = [path for path in (ROOT / "web" / "src").rglob("*.ts*") if "generated" not in path.parts]
    return tuple(path.read_text(encoding="utf-8") for path in [*python_files("src"), *web])
