"""The API's document: committed, complete, in one style."""

import json
import re
from typing import Any

import pytest

from tests.architecture.places import ROOT
from tradesense.main.app import openapi_document

DOCUMENT = openapi_document()
OPERATIONS = [
    pytest.param(method, path, operation, id=operation["operationId"])
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
]
WITHOUT_A_TOKEN = {
    "auth_register",
    "auth_login",
    "auth_refresh",
    "auth_register_confirm",
    "auth_forgot_password",
    "auth_reset_password",
    "auth_confirm_email",
    "auth_show_second_factor",
    "auth_passkeys_ask",
    "auth_passkeys_sign_in",
    "auth_ways",
    "auth_providers_start",
    "auth_providers_finish",
    "health_live",
    "health_ready",
    "health_version",
    "uploads_capabilities",
    "invitations_look",
    "shares_open",
}


def test_the_committed_document_is_what_the_code_says() -> None:
    committed = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert committed == json.loads(json.dumps(DOCUMENT)), "run `make openapi`"


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_every_operation_is_named_told_and_says_how_it_fails(method: str, path: str, operation: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", operation["operationId"])
    assert operation["summary"]
    assert operation["tags"]
    assert re.fullmatch(r"/api/v1(/[a-z-]+|/\{[a-z_]+\})+", path)
    failures = {status for status in operation["responses"] if status.startswith(("4", "5"))}
    if path.startswith("/api/v1/health"):
        return
    assert {"429", "503"} <= failures
    if operation["operationId"] not in WITHOUT_A_TOKEN:
        assert "401" in failures
    for status in failures:
        assert set(operation["responses"][status]["content"]) == {"application/problem+json"}
    without_a_body = set(operation["responses"]) if method == "head" else {"204", "304"}
    for status in operation["responses"].keys() - failures - without_a_body:
        content = operation["responses"][status]["content"]
        if "application/json" in content:
            assert content["application/json"]["schema"].get("$ref", "").startswith("#/components/schemas/")
        else:
            assert content
            assert all(file["schema"] == {"type": "string", "format": "binary"} for file in content.values())


def test_lists_have_one_shape() -> None:
    lists = {name: schema for name, schema in DOCUMENT["components"]["schemas"].items() if name.endswith("ListOut")}
    assert len(lists) > 5
    for name, schema in lists.items():
        assert {"items", "next_cursor"} <= set(schema["properties"]), name


def test_no_amount_is_a_binary_number() -> None:
    amounts = re.compile(
        r"net|gross|fees|price|quantity|cost|proceeds|capital|risk$|stop|target|equity|drawdown|position"
    )
    for name, schema in DOCUMENT["components"]["schemas"].items():
        for field, shape in schema.get("properties", {}).items():
            if amounts.fullmatch(field):
                kinds = {one.get("type") for one in shape.get("anyOf", [shape])}
                assert not kinds & {"number"} or "string" in kinds, f"{name}.{field}"
