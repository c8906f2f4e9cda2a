"""Every failure has a code of its own, and a place in the catalogue."""

import importlib
import pkgutil
import re
import subprocess
import sys

import tradesense
from tests.architecture.places import ROOT
from tradesense.domain.problem import Kind, Problem
from tradesense.edge import problems
from tradesense.main import http_protocol


def every_problem() -> list[type[Problem]]:
    for module in pkgutil.walk_packages(tradesense.__path__, "tradesense."):
        if ".main.worker" not in module.name:
            importlib.import_module(module.name)

    def below(kind: type[Problem]) -> list[type[Problem]]:
        return [one for child in kind.__subclasses__() for one in (child, *below(child))]

    return [one for one in below(Problem) if one.__module__.startswith("tradesense.")]


def test_codes_are_unique_and_sentences_are_there() -> None:
    found = every_problem()
    assert len(found) > 30
    codes = [one.code for one in found]
    assert sorted(codes) == sorted(set(codes))
    for one in found:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", one.code), one
        assert isinstance(one.kind, Kind), one
        assert one.title.endswith("."), one


def test_the_generated_pages_are_up_to_date() -> None:
    script = ROOT / "scripts" / "write_docs.py"
    result = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"run `make docs`\n{result.stdout}{result.stderr}"


def test_what_is_refused_before_any_operation_is_in_the_catalogue_too() -> None:
    """S83: every `type` leads to a line of the page."""
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    codes = {*problems.FRAMEWORK_CODES.values(), *(code for code, _ in http_protocol.CODES.values()), "internal"}
    assert [code for code in sorted(codes) if f"| `{code}` |" not in page] == []
