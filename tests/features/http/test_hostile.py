"""What somebody who means ill sends: refused in the stated way, with nothing changed and nothing told."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

from httpx2 import ASGITransport, AsyncClient, Response
from starlette.datastructures import Headers

from tests.features.conftest import MakeClient, changed_ports
from tests.support.actors import Person, register
from tests.support.house import House
from tests.support.keys import made_key, with_key
from tests.support.ledger import account, fill
from tests.support.operations import Operation, operations
from tests.support.server import url
from tests.support.sql import Sql
from tradesense.db.cluster import RUNTIME_ROLE
from tradesense.db.session import Database
from tradesense.edge.limits import client_address
from tradesense.edge.quotas import FACTORS, network_of
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app, openapi_document
from tradesense.ports import Ports

LOGIN: Final = "/api/v1/auth/login"
JSON: Final = {"content-type": "application/json"}

TWO_WAYS: Final = {
    "a name twice": b'{"email":"a@example.org","password":"one","password":"two"}',
    "a name twice, spelt otherwise": b'{"email":"a@example.org","password":"one","p\\u0061ssword":"two"}',
    "a name twice, inside": b'{"email":{"a":1,"a":2},"password":"one"}',
    "a byte order mark": b'\xef\xbb\xbf{"email":"a@example.org","password":"one"}',
    "UTF-16": '{"email":"a@example.org","password":"one"}'.encode("utf-16"),
    "UTF-16 without a mark": '{"email":"a@example.org","password":"one"}'.encode("utf-16-le"),
    "UTF-32": '{"email":"a@example.org","password":"one"}'.encode("utf-32-be"),
    "UTF-8 that is too long": b'{"email":"a\xc0\xafb@example.org","password":"one"}',
    "half a character": b'{"email":"\xed\xa0\x80@example.org","password":"one"}',
    "no number": b'{"email":NaN,"password":"one"}',
    "an infinity": b'{"email":-Infinity,"password":"one"}',
    "a comma too many": b'{"email":"a@example.org","password":"one",}',
    "a comment": b'{"email":"a@example.org"/* */,"password":"one"}',
    "two values": b'{"email":"a@example.org","password":"one"}{}',
    "too deep": b"[" * 100_000 + b"]" * 100_000,
}


async def test_json_that_two_parsers_could_read_differently_is_read_by_none(client: AsyncClient) -> None:
    """S53"""
    for what, body in TWO_WAYS.items():
        answer = await client.post(LOGIN, content=body, headers=JSON)
        assert (answer.status_code, answer.json()["code"]) == (400, "request.malformed"), what
    rows = b'{"fills":[{"symbol":"A","symbol":"B"}]}'
    bulk = await client.post("/api/v1/executions/bulk", content=rows, headers=JSON)
    assert bulk.status_code == 401


async def test_rows_that_two_parsers_could_read_differently_are_read_by_none(ada: Person) -> None:
    """S53: where the body is read row by row, and in a query."""
    for body in (b'{"fills":[],"fills":[]}', '{"fills":[]}'.encode("utf-16"), b'{"fills":[NaN]}'):
        answer = await ada.send("POST", "/executions/bulk", JSON, content=body)
        assert answer.status_code == 400, answer.text
    twice = await ada.send("GET", "/trades?limit=1&limit=500")
    assert (twice.status_code, twice.json()["errors"][0]["code"]) == (422, "given_twice")


BAD_NUMBERS: Final = {
    "NaN": 400,
    "Infinity": 400,
    "-Infinity": 400,
    "1e400": 422,
    "true": 422,
    '"NaN"': 422,
    '"Infinity"': 422,
    '"1e400"': 422,
    '"0x10"': 422,
    '"1_000"': 422,
    '"١٢"': 422,
    '"1,5"': 422,
    '" 1"': 422,
    '"' + "1" + "0" * 40 + '"': 422,
    "1" + "0" * 40: 422,
    '"1.' + "1" * 30 + '"': 422,
    "1." + "1" * 30: 422,
}
"""As they stand in JSON."""


def numbers() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Method, path and place of every number that a JSON body can have, by the document."""
    document = openapi_document()
    schemas = document["components"]["schemas"]

    def within(schema: dict[str, Any], place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for one in (schema, *schema.get("anyOf", []), *schema.get("allOf", [])):
            if "$ref" in one:
                yield from within(schemas[one["$ref"].rpartition("/")[2]], place)
            if one.get("type") in {"integer", "number"} or "[0-9]{1,18}" in one.get("pattern", ""):
                yield place
            for name, part in one.get("properties", {}).items():
                yield from within(part, (*place, name))

    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            if set(content) == {"application/json"}:
                for place in dict.fromkeys(within(content["application/json"]["schema"], ())):
                    yield method, path, place


async def test_no_number_is_rounded_or_guessed(house: House) -> None:
    """S54: every number of every body; nothing else in it is right either, so that nothing can come of it."""
    found = list(numbers())
    assert len(found) > 20
    for method, path, place in found:
        for number, status in BAD_NUMBERS.items():
            body = number
            for name in reversed(place):
                body = f'{{"{name}":{body}}}'
            at = path.removeprefix("/api/v1").format_map(_AnyId())
            answer = await house.person.send(method.upper(), at, JSON, content=body.encode())
            assert answer.status_code == status, (method, path, place, number, answer.text)
            if status == 422:
                assert "/" + "/".join(place) in {one["pointer"] for one in answer.json()["errors"]}, answer.text


class _AnyId(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return str(uuid4())


async def test_a_number_comes_back_as_it_went_in(ada: Person) -> None:
    """S54: 18 digits on each side, of which a binary number would keep 15 to 17."""
    main = await account(ada)
    price = "123456789012345678.123456789012345678"
    made = await fill(ada, main["id"], "buy", "0.000000000000000001", price, "-0", "2026-01-05T15:00:00Z")
    # What is shown of a fill: its quantity as it was said; nothing was paid.
    assert made["quantity"] == "0.000000000000000001"
    assert made["fees"] in {"0", "0.00"}


async def test_a_fill_that_cannot_have_been_is_refused_and_a_price_below_zero_is_not(ada: Person) -> None:
    """S55: crude oil was sold at -37.63 on 20 April 2020."""
    main = await account(ada)
    said = {
        "account_id": main["id"],
        "instrument": {"symbol": "CLK0", "asset_class": "future", "multiplier": "1000"},
        "side": "buy",
        "quantity": "1",
        "price": "-37.63",
        "executed_at": "2020-04-20T18:30:00Z",
    }
    assert (await ada.post("/executions", said)).status_code == 201
    for wrong in (
        {"quantity": "0"},
        {"quantity": "-1"},
        {"executed_at": "2020-04-20T18:30:00"},
        {"executed_at": "0001-01-01T00:00:00+14:00"},
        {"executed_at": "2020-02-30T18:30:00Z"},
        {"asset_fee": "2"},
        {"side": "hold"},
    ):
        answer = await ada.post("/executions", {**said, **wrong})
        assert answer.status_code == 422, (wrong, answer.text)
    # The tests' clock says the evening of 20 November 2026; a day's difference of clocks is allowed.
    soon = await ada.post("/executions", {**said, "executed_at": "2026-11-21T12:00:00Z"})
    late = await ada.post("/executions", {**said, "executed_at": "2026-11-23T00:00:00Z"})
    assert (soon.status_code, late.status_code, late.json()["code"]) == (201, 422, "execution.in_future")
    assert [one["pointer"] for one in late.json()["errors"]] == ["/executed_at"]
    assert (await ada.post(f"/executions/{soon.json()['id']}/void")).status_code == 200
    money = {"account_id": main["id"], "kind": "deposit", "amount": "1", "occurred_at": "2026-11-23T00:00:00Z"}
    told = await ada.post("/cash-events", money)
    assert (told.status_code, [one["pointer"] for one in told.json()["errors"]]) == (422, ["/occurred_at"])
    # An exit before its entry closes nothing: it is told as unmatched, and no trade comes of it.
    exit_ = {**said, "side": "sell", "closes": True, "executed_at": "2020-04-20T18:29:00Z"}
    early = await ada.post("/executions", exit_)
    assert (early.status_code, early.json()["unmatched"]) == (201, "1")
    assert [one["status"] for one in (await ada.get("/trades")).json()["items"]] == ["open"]


async def test_fees_above_what_was_traded_for_are_confirmed_or_refused(ada: Person) -> None:
    """S55: ten shares at 100 are 1000. An option at 0.01 truly costs more than it is worth: 1 for 1.30."""
    main = await account(ada)
    said = {
        "account_id": main["id"],
        "side": "buy",
        "quantity": "10",
        "price": "100",
        "executed_at": "2026-01-05T15:00:00Z",
    }
    dear = {**said, "instrument": {"symbol": "AAPL"}, "fees": "1000.01"}
    refused = await ada.post("/executions", dear)
    assert (refused.status_code, refused.json()["code"]) == (422, "execution.fees_exceed")
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/fees"]
    rows = [{**said, "symbol": "AAPL", "fees": fees} for fees in ("1", "-1000.01")]
    rows.append({**rows[0], "executed_at": "2030-01-05T15:00:00Z"})
    many = await ada.post("/executions/bulk", {"fills": rows})
    assert many.status_code == 422
    assert [one["pointer"] for one in many.json()["errors"]] == ["/1/fees", "/2/executed_at"]
    assert (await ada.get("/executions")).json()["items"] == []

    rows = [rows[0], {**rows[1], "fees_confirmed": True}]
    assert (await ada.post("/executions", {**dear, "fees_confirmed": True})).status_code == 201
    assert (await ada.post("/executions/bulk", {"fills": rows})).status_code == 201
    cheap = {"symbol": "SPY", "asset_class": "option", "expiry": "2026-02-20", "strike": "400", "right": "put"}
    option = {**said, "instrument": cheap, "quantity": "1", "price": "0.01", "fees": "1.30"}
    assert (await ada.post("/executions", option)).status_code == 201


async def test_what_a_stranger_says_of_where_he_comes_from_is_not_believed(browse: MakeClient) -> None:
    """S74: none of it changes who is counted, or whose data is read."""
    client = browse(address="198.51.100.7", rate_limit_per_minute=2)
    claims = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "True-Client-IP", "X-User-ID", "X-Tenant")
    answers = [
        await client.get("/api/v1/accounts", headers=dict.fromkeys(claims, f"for=203.0.113.{number}"))
        for number in range(9)
    ]
    # Two a minute for a session, four times as many for an address: the ninth request is one too many.
    assert [one.status_code for one in answers] == [401] * 8 + [429]


def test_the_address_is_the_proxys_word_only_if_it_is_one() -> None:
    """S74"""
    scope: dict[str, Any] = {"type": "http", "client": ("10.0.0.1", 1)}

    def told(*lines: str, proxy: str = "10.0.0.1") -> str:
        return client_address(scope, Headers(raw=[(b"x-forwarded-for", line.encode()) for line in lines]), proxy)

    assert told("6.6.6.6, 203.0.113.9") == "203.0.113.9"
    # Two lines are one list, of which the proxy wrote the end.
    assert told("6.6.6.6", "203.0.113.9") == "203.0.113.9"
    assert told("6.6.6.6", proxy="10.0.0.2") == "10.0.0.1"
    for nonsense in ("", "unknown", "203.0.113.9:443", "<script>"):
        assert told(nonsense) == "10.0.0.1"


def test_a_network_of_ipv6_is_counted_as_one() -> None:
    """S63: whoever has one of its addresses has 2^64 of them."""
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1") == "2001:db8::/64"
    assert network_of("2001:db8:0:1::1") != network_of("2001:db8::1")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1") == "192.0.2.1"


async def test_a_person_and_a_workspace_have_a_share_too(browse: MakeClient) -> None:
    """S63: more keys or sessions are not more requests; what is left of each share is told."""
    ada = await register(browse(), "ada")
    keys = [(await made_key(ada, "trades.read"))["secret"] for _ in range(12)]
    client = browse(rate_limit_per_minute=5, address="198.51.100.8")
    shares = {name: 5 * factor for name, factor in FACTORS.items()}
    askers = [with_key(Person(client, ada.email, {"access_token": "", "user": ada.user}), key) for key in keys]
    answers: list[Response] = [await asker.get("/trades", limit=1) for asker in askers[:2] for _ in range(5)]
    assert [one.status_code for one in answers] == [200] * shares["person"]
    more = await askers[2].get("/trades", limit=1)
    assert (more.status_code, more.json()["code"]) == (429, "request.throttled")
    assert '"person";r=0' in more.headers["ratelimit"]
    assert f'"person";q={shares["person"]};w=60' in more.headers["ratelimit-policy"]
    assert f'"workspace";q={shares["workspace"]};w=60' in answers[0].headers["ratelimit-policy"]
    assert 1 <= int(more.headers["retry-after"]) <= 60


async def test_heavy_work_is_capped_or_waits_its_turn(ada: Person, bob: Person) -> None:
    """S63"""
    huge = await ada.get("/trades", limit=10**9)
    assert huge.status_code == 422
    decade = await ada.get("/analytics/summary", day_from="2016-01-01", day_to="2026-01-01")
    assert decade.status_code in {200, 422}
    exports = await asyncio.gather(*(ada.post("/archives") for _ in range(20)))
    statuses = [one.status_code for one in exports]
    assert set(statuses) <= {202, 429}
    assert 1 <= statuses.count(202) < 20
    refused = next(one for one in exports if one.status_code == 429)
    assert (refused.json()["code"], refused.headers["retry-after"]) == ("archive.too_many", "60")
    # Nobody else has to wait for that.
    assert (await bob.post("/archives")).status_code == 202


def simple(operation: Operation) -> bool:
    """What a form of another page could send: a POST without a header of its own. Asking for a passkey's challenge
    takes no body, and gives anybody who asks one of their own."""
    return operation.method == "POST" and operation.id != "auth_passkeys_ask"


async def test_a_form_of_another_page_changes_nothing(house: House, browse: MakeClient) -> None:
    """S73: the browser adds nothing to it but the cookie, which opens one address only; that one looks at where it
    comes from."""
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    client = browse()
    await register(client, "eve")
    for operation in filter(simple, operations()):
        path = operation.at({**house.ids})
        for media_type in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"):
            answer = await client.post(
                f"/api/v1{path}", content=b'{"a":"b"}', headers={**foreign, "content-type": media_type}
            )
            assert answer.status_code in {400, 401, 403, 404, 409, 412, 415, 422}, (operation.id, answer.text)
    refresh = await client.post("/api/v1/auth/refresh", headers=foreign)
    assert (refresh.status_code, refresh.json()["code"]) == (403, "request.cross_site")


LOOKED_UP: Final = ("sessions", "api_keys", "audit_entries", "person_audit_entries", "audit_heads")
"""When they were last used is written down: that is what these columns are for; and that something was taken along,
or refused, is in the audit log."""


async def test_reading_changes_nothing(house: House, sql: Sql) -> None:
    """S73: every GET there is, and the whole database the same afterwards."""

    async def checksums() -> dict[str, str]:
        async with sql.superuser() as connection:
            names = await connection.fetch(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            )
            wanted = sorted({str(row["relname"]) for row in names} - set(LOOKED_UP))
            query = "SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM \"{}\" t"
            return {name: await connection.fetchval(query.format(name)) for name in wanted}

    before = await checksums()
    assert len(before) > 20
    for operation in operations():
        if operation.method == "GET":
            answer = await house.person.get(operation.at(house.ids))
            assert answer.status_code in {200, 422}, operation.id
    assert await checksums() == before


HIDDEN: Final = (
    *("/.git/HEAD", "/.git/config", "/.env", "/.env.local", "/.svn/entries", "/.DS_Store", "/.htaccess"),
    *("/index.php", "/wp-login.php", "/config.yml", "/backup.zip", "/docker-compose.yml", "/package.json"),
    *("/openapi.json", "/swagger.json", "/assets/index.js.map", "/assets/.git/HEAD", "/assets/", "/assets"),
    *("/assets/../../pyproject.toml", "/assets/%2e%2e/%2e%2e/pyproject.toml", "/..%2f..%2fetc/passwd.txt"),
    *("/api/v1/docs", "/api/v1/redoc", "/api/docs", "/api/v1/debug", "/api/v1/metrics", "/api/.env"),
)
NO_PAGES: Final = ("/docs", "/redoc", "/metrics", "/debug", "/debug/pprof", "/server-status", "/console")


async def test_nothing_lies_about(client: AsyncClient) -> None:
    """S81: no history, settings, source maps, lists of folders, pages for developers; no word of what serves it."""
    browser = {"Accept": "text/html,*/*;q=0.8"}
    for path in HIDDEN:
        answer = await client.get(path, headers=browser)
        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json", path
    app = _page(await client.get("/", headers=browser))
    for path in NO_PAGES:
        answer = await client.get(path, headers=browser)
        # The app's own page, which says that there is nothing.
        assert _page(answer) == app, path
    for path in ("/", "/api/v1/health/live", "/.env"):
        assert not {"server", "x-powered-by", "via"} & set((await client.get(path)).headers)


def _page(answer: Response) -> str:
    """Without what each answer has of its own: the nonce that its scripts and styles are known by."""
    nonce = re.search(r"'nonce-([^']+)'", answer.headers["content-security-policy"])
    assert nonce is not None
    return answer.text.replace(nonce[1], "")


async def test_ranges_are_not_multiplied(client: AsyncClient) -> None:
    """S62 (CVE-2025-62727): ten thousand pieces of a file are not more than the file."""
    whole = await client.get("/theme.js")
    asked = "bytes=" + ",".join(["0-0", "1-2"] * 5_000)
    answer = await client.get("/theme.js", headers={"Range": asked})
    assert answer.status_code in {200, 206, 400, 416}
    assert len(answer.content) <= len(whole.content) + 1_000


async def test_a_form_has_its_limits(ada: Person) -> None:
    """S62: fields that are no files (CVE-2024-47874), many of them, and headers of a part without end."""
    edge = b"--x\r\nContent-Disposition: form-data; name="
    large = edge + b'"timezone"\r\n\r\n' + b"a" * 4 * 1024 * 1024 + b"\r\n--x--\r\n"
    many = (edge + b'"timezone"\r\n\r\na\r\n') * 20_000 + b"--x--\r\n"
    heads = edge + b'"file"; filename="a"\r\n' + b"X-A: b\r\n" * 200_000 + b"\r\n\r\n--x--\r\n"
    headers = {"content-type": "multipart/form-data; boundary=x"}
    for content in (large, many, heads):
        answer = await ada.send("POST", "/imports", headers, content=content)
        assert answer.status_code in {400, 413, 422}, answer.text
    assert (await ada.get("/imports")).json()["items"] == []


async def test_people_who_come_by_https_come_by_it_from_then_on(browse: MakeClient) -> None:
    """S72"""
    plain = browse()
    proxied = browse(host="0.0.0.0", trusted_proxy="10.0.0.1")
    named = browse(public_url="https://trades.example")
    for path in ("/", "/api/v1/health/live", "/api/v1/nothing", "/.env", "/assets/none.js"):
        assert "strict-transport-security" not in (await plain.get(path)).headers
        for client in (proxied, named):
            said = (await client.get(path)).headers["strict-transport-security"]
            assert said == "max-age=63072000; includeSubDomains"


async def test_every_address_of_the_page_is_guarded_too(client: AsyncClient) -> None:
    """S72: the app, its files, what is missing, and what breaks off."""
    page = await client.get("/", headers={"Accept": "text/html"})
    files = [part.partition('"')[0] for part in page.text.split('src="')[1:]]
    for path in ("/", *files, "/favicon.svg", "/assets/none.js", "/.env", "/w/x/trades"):
        answer = await client.get(path, headers={"Accept": "text/html,*/*"})
        policy = answer.headers["content-security-policy"]
        for directive in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "script-src 'self';"):
            assert directive in policy, path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"


async def test_a_pool_that_is_used_up_says_so_in_time(settings: Settings, ports: Ports, sql: Sql, ada: Person) -> None:
    """S82: one connection, which somebody else holds: 503 after the stated wait, and all is well once it is back."""
    database = Database(url(RUNTIME_ROLE, sql.database), pool_size=1, pool_overflow=0, pool_timeout_seconds=0.2)
    app = create_app(settings, database, changed_ports(ports))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        async with database.session() as held:
            _ = await held.connection()
            answer = await client.get("/api/v1/accounts", headers=ada.headers())
        assert (answer.status_code, answer.json()["code"]) == (503, "database.unavailable")
        assert answer.headers["retry-after"] == "2"
        assert (await client.get("/api/v1/accounts", headers=ada.headers())).status_code == 200
    await database.dispose()
