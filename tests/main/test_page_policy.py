"""The web app's page under its content security policy, and what browsers tell of breaches of it (S58, S72)."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr
from starlette.applications import Starlette
from structlog.testing import capture_logs

from tradesense.db.session import Database
from tradesense.edge import violations
from tradesense.edge.guarding import SecurityHeaders
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.main.web_assets import NONCE, WebPage

PAGE: Final = f'<script nonce="{NONCE}" src="/theme.js"></script><meta property="csp-nonce" nonce="{NONCE}">'
HTML: Final = {"Accept": "text/html,application/xhtml+xml;q=0.9"}
CSP_2: Final = {"Content-Type": "application/csp-report"}
REPORTING_API: Final = {"Content-Type": "application/reports+json"}
SECRET: Final = "3kTMd-a-token-of-somebody"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """A server that needs no database for what is asked here."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("policy"), secret_key=SecretStr("k" * 40))
    return create_app(settings, Database("postgresql://nobody@/nothing", pool_size=1), None)  # type: ignore[arg-type]


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    app.state.violations = violations.Violations()
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield client


def browser(folder: Path, *, is_encrypted: bool) -> AsyncClient:
    """Before the page alone."""
    (folder / "index.html").write_text(PAGE)
    (folder / "favicon.svg").write_text("<svg/>")
    app = SecurityHeaders(WebPage(Starlette(), folder=folder), is_encrypted=is_encrypted)
    return AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1")


async def test_each_page_has_a_nonce_of_its_own_and_is_kept_by_nobody(tmp_path: Path) -> None:
    """S72: two policies hold at once: scripts come from here, and the page itself asks for them; no style is inline."""
    nonces, length = set(), 0
    async with browser(tmp_path, is_encrypted=False) as client:
        for path in ("/", "/index.html", "/w/x/trades?q=1", "/shared"):
            answer = await client.get(path, headers=HTML)
            first, second = answer.headers["content-security-policy"].split(", ")
            nonce = second.partition("'nonce-")[2].partition("'")[0]
            assert answer.text == PAGE.replace(NONCE, nonce)
            assert len(nonce) >= 22  # 128 bits
            assert f"style-src 'self' 'nonce-{nonce}';" in first
            assert "script-src 'self';" in first
            assert second.startswith(f"script-src 'nonce-{nonce}' 'strict-dynamic';")
            assert "unsafe-inline" not in answer.headers["content-security-policy"]
            assert answer.headers["cache-control"] == "no-store"
            assert "etag" not in answer.headers
            nonces.add(nonce)
            length = len(answer.content)
        head = await client.head("/", headers=HTML)
        assert (head.content, head.headers["content-length"]) == (b"", str(length))
        # What is no page is not answered with one.
        for path, headers in (
            ("/favicon.svg", HTML),
            ("/w/x", {"Accept": "*/*"}),
            ("/api/v1/x", HTML),
            ("/assets/x.js", HTML),
        ):
            assert NONCE[:5] not in (missing := await client.get(path, headers=headers)).text
            assert missing.status_code == 404
        assert (await client.post("/", headers=HTML)).status_code == 404
    assert len(nonces) == 4


@pytest.mark.parametrize("is_encrypted", [True, False])
async def test_every_answer_says_where_breaches_are_told(tmp_path: Path, is_encrypted: bool) -> None:
    """V3.4.7: over https by the Reporting API too, which sends nothing over plain http."""
    async with browser(tmp_path, is_encrypted=is_encrypted) as client:
        for path in ("/", "/api/v1/nothing"):
            answer = await client.get(path)
            for policy in answer.headers["content-security-policy"].split(", "):
                assert "; report-uri /csp-reports" in policy
                assert ("; report-to csp" in policy) is is_encrypted
            assert answer.headers.get("reporting-endpoints") == ('csp="/csp-reports"' if is_encrypted else None)


def csp_2(**said: Any) -> bytes:
    plain = {
        "document-uri": "https://trades.example/sign-in",
        "effective-directive": "script-src-elem",
        "blocked-uri": "inline",
    }
    return json.dumps({"csp-report": plain | said}).encode()


async def told(client: AsyncClient, headers: dict[str, str], body: bytes) -> tuple[int, list[dict[str, Any]]]:
    with capture_logs() as lines:
        answer = await client.post("/csp-reports", headers=headers, content=body)
    return answer.status_code, [dict(line) for line in lines if line["event"] == "csp.violation"]


async def test_a_breach_is_logged_once_and_without_what_is_private(client: AsyncClient) -> None:
    """V3.4.7: names of workspaces, ids, searches, tokens, samples and names of hosts' paths stay out."""
    private = {
        "document-uri": f"https://trades.example/w/ada-lovelace/trades/0193-77?q=note:{SECRET}#{SECRET}",
        "referrer": f"https://trades.example/{SECRET}",
        "blocked-uri": f"https://user:{SECRET}@evil.example:8443/{SECRET}?x={SECRET}",
        "source-file": "https://trades.example/assets/index-Dx4kXJAl.js",
        "line-number": 12,
        "script-sample": SECRET,
        "original-policy": SECRET,
    }
    status, lines = await told(client, CSP_2, csp_2(**private))
    assert status == 204
    (line,) = lines
    assert SECRET not in json.dumps(line)
    assert "ada-lovelace" not in json.dumps(line)
    expected = {
        "directive": "script-src-elem",
        "page": "/w/*/trades/*",
        "blocked": "https://evil.example",
        "source": "/assets/index-Dx4kXJAl.js:12",
    }
    assert {name: line[name] for name in expected} == expected
    assert line["log_level"] == "warning"
    # The same of another workspace and search is nothing new, in whichever way it is told.
    body = {
        "effectiveDirective": "script-src-elem",
        "documentURL": "https://trades.example/w/bob/trades/9?q=2",
        "blockedURL": "https://evil.example/other",
        "sourceFile": "https://trades.example/assets/index-Dx4kXJAl.js",
        "lineNumber": 12,
    }
    again = [{"type": "csp-violation", "body": body}, {"type": "deprecation", "body": {}}]
    assert await told(client, REPORTING_API, json.dumps(again).encode()) == (204, [])
    other = [{"type": "csp-violation", "body": body | {"blockedURL": "eval"}}]
    assert len((await told(client, REPORTING_API, json.dumps(other).encode()))[1]) == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"blocked-uri": "data"}, {"blocked": "data"}),
        ({"blocked-uri": f"data:text/html,{SECRET}"}, {"blocked": "data"}),
        ({"blocked-uri": "chrome-extension://abcdef/x.js"}, {"blocked": "chrome-extension://abcdef"}),
        ({"blocked-uri": SECRET}, {"blocked": "other"}),
        ({"blocked-uri": "http://[::1"}, {"blocked": "other"}),
        ({"blocked-uri": 7, "document-uri": None, "source-file": []}, {"blocked": "", "page": "/", "source": ""}),
        ({"effective-directive": 'x"}\n{"event": "forged'}, {"directive": "other"}),
        ({"document-uri": "https://trades.example/w/a\nb/settings/api-keys"}, {"page": "/w/*/settings/api-keys"}),
        ({"document-uri": f"https://trades.example/{SECRET}"}, {"page": "/*"}),
        (
            {"source-file": f"https://trades.example/{SECRET}.html", "line-number": 3},
            {"source": "https://trades.example"},
        ),
    ],
)
async def test_whatever_is_told_only_words_of_ours_and_hosts_are_logged(
    client: AsyncClient, said: dict[str, Any], shown: dict[str, str]
) -> None:
    status, (line,) = await told(client, CSP_2, csp_2(**said))
    assert status == 204
    assert {name: line[name] for name in shown} == shown


async def test_reports_are_bounded(client: AsyncClient) -> None:
    """V3.4.7: in bytes, in reports at once, and in lines an hour."""
    assert (await told(client, CSP_2, csp_2(x="y" * violations.BYTES_MAX)))[0] == 413
    assert (await told(client, {"Content-Type": "application/json"}, csp_2()))[0] == 415
    for content in (b"", b"[1]", b"{}", b'{"csp-report": 1}', b"{" * 60_000, b'{"a": 1, "a": 2}', b"\xff"):
        assert (await told(client, CSP_2, content)) == (400, [])
    many = [
        {"type": "csp-violation", "body": {"effectiveDirective": "img-src", "blockedURL": f"https://h{n}.example"}}
        for n in range(violations.REPORTS_MAX + 5)
    ]
    status, lines = await told(client, REPORTING_API, json.dumps(many).encode())
    assert (status, len(lines)) == (204, violations.REPORTS_MAX)
    count = len(lines)
    for n in range(violations.LOGGED_PER_HOUR):
        count += len((await told(client, CSP_2, csp_2(**{"blocked-uri": f"https://x{n}.example"})))[1])
    assert count == violations.LOGGED_PER_HOUR


async def test_what_is_known_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(violations, "KNOWN_MAX", 2)
    seen = violations.Violations()
    kinds = [violations.Violation("img-src", "/", host, "") for host in ("a", "b", "a", "c", "a")]
    with capture_logs() as lines:
        for kind in kinds:
            await seen.note(kind)
    # a and b are known; for c they are forgotten, so that a is told once more.
    assert [line["blocked"] for line in lines] == ["a", "b", "c", "a"]
