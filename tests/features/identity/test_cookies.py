"""The refresh token travels in a cookie that nothing else can read (decision 25)."""

from http.cookies import SimpleCookie

import pytest
from httpx2 import AsyncClient, Response

from tests.features.conftest import MakeClient
from tests.support.actors import PASSWORD, Person, register


def cookie_of(answer: Response) -> tuple[str, dict[str, object]]:
    """Its name and its attributes, those that are set."""
    (header,) = answer.headers.get_list("set-cookie")
    ((name, morsel),) = SimpleCookie(header).items()
    return name, {key: value for key, value in morsel.items() if value}


async def signed_in(client: AsyncClient, person: Person) -> Response:
    answer = await client.post("/api/v1/auth/login", json={"email": person.email, "password": PASSWORD})
    assert answer.status_code == 200
    return answer


async def test_on_loopback_over_plain_http_it_does_without_secure(browse: MakeClient, ada: Person) -> None:
    name, said = cookie_of(await signed_in(browse(), ada))
    assert name == "ts_refresh"
    assert said == {"httponly": True, "samesite": "strict", "path": "/", "max-age": str(14 * 86_400)}


@pytest.mark.parametrize(
    ("at", "changes"),
    [
        ("https://127.0.0.1", {}),
        ("https://trades.example", {"host": "0.0.0.0", "trusted_proxy": "10.0.0.1"}),
        # Behind a proxy that ends TLS, our own part is plain http.
        ("http://trades.example", {"host": "0.0.0.0", "trusted_proxy": "10.0.0.1"}),
    ],
)
async def test_anywhere_else_it_is_bound_to_the_host_and_to_https(
    browse: MakeClient, ada: Person, at: str, changes: dict[str, str]
) -> None:
    """S29"""
    name, said = cookie_of(await signed_in(browse(at=at, **changes), ada))
    assert name == "__Host-ts_refresh"
    # No domain: that is what __Host- promises.
    assert said == {"secure": True, "httponly": True, "samesite": "strict", "path": "/", "max-age": str(14 * 86_400)}


async def test_the_secure_site_does_not_take_the_plain_sites_cookie(browse: MakeClient) -> None:
    plain = browse()
    await register(plain, "ada")
    stolen = plain.cookies["ts_refresh"]
    secure = browse(at="https://127.0.0.1")
    answer = await secure.post("/api/v1/auth/refresh", headers={"cookie": f"ts_refresh={stolen}"})
    assert answer.status_code == 401
    answer = await secure.post("/api/v1/auth/refresh", headers={"cookie": f"__Host-ts_refresh={stolen}"})
    assert answer.status_code == 200


async def test_the_token_stands_in_the_cookie_only(browse: MakeClient, ada: Person) -> None:
    """S29"""
    client = browse()
    answers = [await signed_in(client, ada), await client.post("/api/v1/auth/refresh")]
    for answer in answers:
        token = client.cookies["ts_refresh"]
        assert token not in answer.text
        assert not [name for name in answer.json() if "refresh" in name]
        assert set(answer.json()["user"]) == {"id", "email", "name", "created_at", "deletes_at"}
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "CROSS-SITE", "elsewhere"])
async def test_another_sites_page_cannot_refresh(ada: Person, site: str) -> None:
    token = ada.client.cookies["ts_refresh"]
    answer = await ada.client.post("/api/v1/auth/refresh", headers={"Sec-Fetch-Site": site})
    assert (answer.status_code, answer.json()["code"]) == (403, "request.cross_site")
    assert ada.client.cookies["ts_refresh"] == token
    own = await ada.client.post("/api/v1/auth/refresh", headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 200


async def test_a_browser_that_says_no_site_is_known_by_its_origin(ada: Person) -> None:
    """S73: "null" is the origin of a page in a sandbox, whoever's it is."""
    for origin in ("http://evil.example", "null", "http://127.0.0.1.evil.example"):
        answer = await ada.client.post("/api/v1/auth/refresh", headers={"Origin": origin})
        assert (answer.status_code, answer.json()["code"]) == (403, "request.cross_site")
    own = await ada.client.post("/api/v1/auth/refresh", headers={"Origin": "http://127.0.0.1"})
    assert own.status_code == 200


async def test_the_cookie_alone_opens_nothing(ada: Person) -> None:
    assert ada.client.cookies["ts_refresh"]
    assert (await ada.client.get("/api/v1/auth/me")).status_code == 401
    assert (await ada.client.post("/api/v1/auth/logout")).status_code == 401


async def test_a_refused_refresh_takes_the_dead_cookie_back(client: AsyncClient) -> None:
    answer = await client.post("/api/v1/auth/refresh", headers={"cookie": "ts_refresh=one-that-was"})
    assert (answer.status_code, answer.json()["code"]) == (401, "session.ended")
    assert answer.headers["www-authenticate"] == "Bearer"
    (cleared,) = answer.headers.get_list("set-cookie")
    assert cleared.startswith('ts_refresh="";')
    for part in ("Max-Age=0", "Path=/", "HttpOnly", "SameSite=strict"):
        assert part in cleared
    # Who sent none has none to lose.
    assert "set-cookie" not in (await client.post("/api/v1/auth/refresh")).headers
