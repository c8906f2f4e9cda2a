"""Nothing but public addresses is asked, unless the server's settings name another."""

import asyncio
import socket
from typing import Any

import httpx2
import pytest

from tests.adapters.broker_sync.asking import Asking
from tests.support.brokers.alpaca import KEY, AlpacaService
from tradesense.adapters.broker_sync import BrokerServices
from tradesense.adapters.broker_sync.addresses import AddressRefused, PublicOnly, is_public, public_address
from tradesense.domain.broker_sync import BrokerUnavailable
from tradesense.ports import SyncAccess

BLOCKED = [
    "127.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2001:0:1::1",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", BLOCKED)
def test_an_address_that_not_everybody_reaches_is_blocked(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_a_public_address_is_not(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("name", ["localhost", "127.1", "2130706433", "0x7f.1", "0177.0.0.1"])
async def test_other_spellings_of_this_machine_are_blocked(name: str) -> None:
    with pytest.raises(BrokerUnavailable):
        await public_address(name, 443)


@pytest.mark.parametrize(
    "url", ["http://1.1.1.1/", "https://1.1.1.1:8443/", "https://me:word@1.1.1.1/", "https://127.0.0.1/"]
)
async def test_only_https_on_its_port_and_without_a_name_in_front(url: str) -> None:
    async with httpx2.AsyncClient(transport=PublicOnly(httpx2.AsyncHTTPTransport()), trust_env=False) as client:
        with pytest.raises(AddressRefused):
            await client.get(url)


async def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name says something public first and this machine afterwards: it is asked once."""
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    asked: list[httpx2.Request] = []

    async def resolved(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in answers.pop(0)]

    class Noting(httpx2.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            asked.append(request)
            return httpx2.Response(200)

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
    async with httpx2.AsyncClient(transport=PublicOnly(Noting()), trust_env=False) as client:
        await client.get("https://api.alpaca.markets/v2/account")
    (request,) = asked
    assert request.url.host == "93.184.216.34"
    # The certificate and the host asked for are still the name's.
    assert request.extensions["sni_hostname"] == "api.alpaca.markets"
    assert request.headers["host"] == "api.alpaca.markets"
    assert len(answers) == 1


async def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolved(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in ("1.1.1.1", "10.0.0.1")]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
    with pytest.raises(AddressRefused):
        await public_address("api.example.org", 443)


async def test_a_service_in_ones_own_network_is_asked_only_where_the_settings_name_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with AlpacaService() as service:
        asking = Asking("alpaca", service, KEY)
        assert await asking.services.check(asking.access()) == ["PA3717PJAYWN"]

        async def resolved(*_: Any, **__: Any) -> list[Any]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
        before = len(service.asked)
        with pytest.raises(AddressRefused):
            await BrokerServices(asking.clock, {}).check(SyncAccess("alpaca", KEY, {}))
        assert len(service.asked) == before
