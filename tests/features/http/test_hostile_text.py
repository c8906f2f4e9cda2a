"""Text of users is text, wherever it goes: into queries, tables, mails, pages."""

from decimal import Decimal
from urllib.parse import quote, urlencode

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.house import House
from tests.support.ledger import account, fill
from tests.support.operations import operations
from tradesense.edge.csv import written
from tradesense.main.app import openapi_document

HOSTILE = (
    "' OR 1=1--", "1; DROP TABLE trades", '"; SELECT pg_sleep(5);--', "$1", "%s", "%", "\\", "${jndi:ldap://x}", "{{7*7}}",
    "{0.__class__}", "../../etc/passwd", "%00", "a\r\nX-Injected: 1", "__import__('os').system('x')", "<script>", "NaN",
)  # fmt: skip


def questions() -> list[tuple[str, list[str]]]:
    """Every reading operation, with its parameters in the query."""
    return [
        (path, [one["name"] for one in methods["get"].get("parameters", []) if one["in"] == "query"])
        for path, methods in openapi_document()["paths"].items()
        if "get" in methods
    ]


async def test_whatever_is_asked_with_hostile_text_is_answered_or_refused(house: House) -> None:
    """S56, S57, S96: in every parameter of every query and path, one text after the other. A statement that took it for
    SQL would break."""
    for place, (path, names) in enumerate(questions()):
        for turn, name in enumerate(names):
            text = HOSTILE[(place + turn) % len(HOSTILE)]
            at = path.format(**house.ids).removeprefix("/api/v1")
            answer = await house.person.get(f"{at}?{urlencode({name: text})}")
            assert answer.status_code in {200, 404, 409, 422}, (path, name, text, answer.text)
            assert "x-injected" not in answer.headers
    for text in HOSTILE:
        for path in ("/trades/{}", "/imports/{}/notes", "/contracts/{}"):
            answer = await house.person.get(path.format(quote(text, safe="")))
            assert answer.status_code in {404, 405, 422}, (path, text, answer.text)
    assert len(operations()) > 100


async def test_text_comes_back_as_it_was_and_changes_nothing_around_it(ada: Person) -> None:
    """S56, S58, S96: stored as said, found by itself, and in JSON and CSV what it was."""
    texts = [text for text in HOSTILE if "\r" not in text]
    for text in texts:
        made = await account(ada, name=text)
        assert made["name"] == text
        await fill(ada, made["id"], "buy", "1", "10", "0", "2026-01-05T15:00:00Z")
    assert {one["name"] for one in (await ada.get("/accounts")).json()["items"]} >= set(texts)
    found = await ada.get("/trades", q='"\' OR 1=1--"')
    assert (found.status_code, found.json()["items"]) == (200, [])


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠1"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_text(text: str) -> None:
    """S70: and an amount below zero stays a number, told by its type."""
    (line,) = written([[text, Decimal("-12.5"), 'say "x", y']]).decode().split("\r\n,")[:1]
    assert line.lstrip('"').startswith("'")
    assert ',-12.5,"say ""x"", y"' in line


async def test_nothing_but_the_app_is_served(browse: MakeClient) -> None:
    """S81: no source, settings, documents, folders or maps; the API's own document is meant to be read."""
    client = browse()
    for path in (
        "/.git/HEAD", "/.git/config", "/.env", "/.svn/entries", "/docs", "/redoc", "/openapi.json", "/metrics", "/debug",
        "/server-status", "/assets/", "/assets", "/assets/%2e%2e/index.html", "/assets/..%2f..%2fapp.py", "/static/",
        "/src/tradesense/main/app.py", "/pyproject.toml", "/assets/index.js.map", "/backup.sql", "/api/v1/docs",
    ):  # fmt: skip
        answer = await client.get(path)
        assert answer.status_code == 404 or "<!doctype html" in answer.text[:100].lower(), (path, answer.status_code)
        assert "server" not in answer.headers
        assert "x-powered-by" not in answer.headers
    assert (await client.request("TRACE", "/api/v1/accounts")).status_code == 405
