"""A page of anybody's whose name leads to this machine is not the app's page (found by trying, docs/security/tried.md)."""

import pytest

from tests.features.conftest import MakeClient
from tradesense.edge.own_names import own_names
from tradesense.kit.settings import Settings

LIVE = "/api/v1/health/live"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost:5173", "LOCALHOST", "[::1]:8000", "localhost."]
)
async def test_its_own_names_are_answered(browse: MakeClient, host: str) -> None:
    assert (await browse().get(LIVE, headers={"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost@evil.example", ""]
)
async def test_another_host_is_refused_before_anything_is_read(browse: MakeClient, host: str) -> None:
    """S73, S74: also where the machine's own figures are, which only the machine itself may read."""
    client = browse()
    for path in (LIVE, "/api/v1/health/metrics", "/api/v1/auth/ways", "/"):
        answer = await client.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert answer.json()["code"] == "request.misdirected"
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_request_says_for_whom_it_is_once(browse: MakeClient) -> None:
    two = [("Host", "127.0.0.1"), ("Host", "evil.example")]
    assert (await browse().get(LIVE, headers=two)).status_code == 421


async def test_the_name_that_people_see_is_one_of_its_own(browse: MakeClient) -> None:
    client = browse(public_url="https://trades.example")
    assert (await client.get(LIVE, headers={"Host": "trades.example"})).status_code == 200
    assert (await client.get(LIVE, headers={"Host": "evil.example"})).status_code == 421


def test_behind_a_proxy_the_name_is_the_proxys_affair() -> None:
    assert own_names(Settings(host="0.0.0.0", trusted_proxy="10.0.0.1")) is None
