"""The web app as it is served: its page at every address of it, its files packed and kept for ever."""

import re

from httpx2 import AsyncClient

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def test_the_page_answers_at_every_address_of_the_app(client: AsyncClient) -> None:
    for address in ("/", "/sign-up", "/w/desk-x/trades?q=symbol:AAPL&period=30d&sort=-pnl", "/w/desk-x/imports/1"):
        answer = await client.get(address, headers=BROWSER)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), address
        assert answer.headers["cache-control"] == "no-store"  # its nonce is of this one answer
        assert '<div id="root">' in answer.text


async def test_an_unknown_address_of_the_api_is_no_page(client: AsyncClient) -> None:
    answer = await client.get("/api/v1/nothing", headers=BROWSER)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_its_files_are_packed_and_kept_for_ever(client: AsyncClient) -> None:
    page = (await client.get("/", headers=BROWSER)).text
    (script,) = set(re.findall(r'src="(/assets/index-[^"]+\.js)"', page))
    plain = await client.get(script, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert "immutable" in plain.headers["cache-control"]
    for encoding in ("br", "gzip"):
        packed = await client.get(script, headers={"Accept-Encoding": encoding})
        assert packed.headers["content-encoding"] == encoding
        assert packed.headers["vary"] == "Accept-Encoding"
        assert int(packed.headers["content-length"]) < len(plain.content) / 2
    refused = await client.get(script, headers={"Accept-Encoding": "br;q=0"})
    assert "content-encoding" not in refused.headers
