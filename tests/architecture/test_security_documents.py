"""What the documents of security say is what the code does (S93): docs/security/*.yml."""

import ast
import importlib
import json
import re
from datetime import timedelta
from functools import cache
from operator import attrgetter
from typing import Any, Final

import yaml

from tests.architecture.places import ROOT, parsed, python_files
from tradesense.db.base import Base
from tradesense.kit.settings import Settings

DOCUMENTS: Final = ROOT / "docs" / "security"
LEVELS: Final = {"debug", "info", "warning", "error", "exception", "critical"}


@cache
def document(name: str) -> Any:
    return yaml.safe_load((DOCUMENTS / name).read_text(encoding="utf-8"))


@cache
def operations() -> dict[str, Any]:
    paths = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["paths"]
    return {
        one["operationId"]: one
        for methods in paths.values()
        for one in methods.values()
        if isinstance(one, dict) and "operationId" in one
    }


def in_the_code(place: str) -> Any:
    """`setting:NAME`: its default; `module:NAME`, `module:NAME.attribute`, `module:NAME[key]`."""
    module, _, name = place.partition(":")
    if module == "setting":
        return Settings.model_fields[name].default
    name, _, key = name.partition("[")
    found = attrgetter(name)(importlib.import_module(f"tradesense.{module}"))
    if key:
        found = {str(one): value for one, value in found.items()}[key.rstrip("]")]
    return found.total_seconds() if isinstance(found, timedelta) else found


def test_each_limit_is_the_one_that_is_kept() -> None:
    rows = [row for rows in document("limits.yml").values() for row in rows]
    wrong = {row["code"]: kept for row in rows if (kept := in_the_code(row["code"])) != row["value"]}
    assert wrong == {}
    assert len(rows) > 50


def test_every_way_in_is_written_down() -> None:
    """Whatever answers with an access token lets somebody in."""
    said = document("signing-in.yml")
    known = {name for way in said["ways"] for name in way["operations"]}
    assert known == {name for name, one in operations().items() if _answers_with_tokens(one)}
    assert set(said["words"]["value"]) == in_the_code(said["words"]["code"])


def _answers_with_tokens(operation: dict[str, Any]) -> bool:
    answers = [one for status, one in operation["responses"].items() if status.startswith("2")]
    return any(schema in json.dumps(answers) for schema in _schemas_with_tokens())


@cache
def _schemas_with_tokens() -> tuple[str, ...]:
    schemas = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["components"]["schemas"]
    return tuple(f'schemas/{name}"' for name, one in schemas.items() if "access_token" in one.get("properties", {}))


def test_whom_we_talk_to_is_written_down() -> None:
    said = document("egress.yml")
    hosts = {
        host
        for path in python_files("src/tradesense")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value
        for host in re.findall(r"^https://([a-z0-9.-]+\.[a-z]{2,})(?:/|$)", node.value)
    }
    assert hosts == set(said["brokers"]["hosts"])
    places = {name for name in Settings.model_fields if re.search(r"_(?:urls?|endpoint|providers)$|_host$", name)}
    assert places - {"public_url"} == {one["setting"] for one in said["settings"]}


def test_every_event_of_the_log_is_in_the_inventory() -> None:
    found = {
        str(node.args[0].value).partition(".")[0]
        for path in python_files("src/tradesense")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS
        if isinstance(node.func.value, ast.Name) and node.func.value.id in {"log", "logger"}
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert found - document("logs.yml")["events"].keys() == set()
    assert len(found) > 8


def test_every_table_is_in_a_class() -> None:
    for path in python_files("src/tradesense/db/tables"):
        importlib.import_module(f"tradesense.db.tables.{path.stem}".removesuffix(".__init__"))
    known = [table for one in document("data.yml")["classes"].values() for table in one["tables"]]
    assert set(Base.metadata.tables) - set(known) == set()
    assert len(known) == len(set(known))


def test_what_is_costly_is_an_operation_and_bounded() -> None:
    """S92: and cancelling, where it is said, is one too."""
    rows = document("costly.yml")["operations"]
    assert {row["operation"] for row in rows} - operations().keys() == set()
    assert all(row["how"] for row in rows)


def test_keys_are_settings_and_are_renewed_by_a_runbook() -> None:
    for key in document("cryptography.yml")["keys"]:
        assert key["key"] in Settings.model_fields
        assert key["renewed"]
        assert (DOCUMENTS / key["how"]).is_file()
