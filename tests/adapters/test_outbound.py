"""S75: nothing but public addresses is asked, unless the server's settings name another."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

import httpx2
import pytest

from tests.adapters.broker_sync.asking import Asking
from tests.support.brokers.alpaca import KEY, AlpacaService
from tests.support.clock import SetClock
from tests.support.oidc import OidcService
from tradesense.adapters.broker_sync import BrokerServices
from tradesense.adapters.broker_sync.http import BrokerAddressRefused
from tradesense.adapters.outbound import AddressRefused, PublicOnly, is_public, public_address
from tradesense.adapters.providers_oidc import OidcProviders
from tradesense.domain.providers import ProviderUnavailable
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


LISTENED: Final = ("127.0.0.1", "127.0.0.2", "::1")
TRIED: Final = (
    "https://localhost:{port}/",
    "https://localhost.:{port}/",
    "https://127.0.0.1:{port}/",
    "https://127.0.0.2:{port}/",
    "https://127.1:{port}/",
    "https://2130706433:{port}/",
    "https://0x7f.1:{port}/",
    "https://0177.0.0.1:{port}/",
    "https://0.0.0.0:{port}/",
    "https://[::]:{port}/",
    "https://[::1]:{port}/",
    "https://[::ffff:127.0.0.1]:{port}/",
    "https://[::ffff:7f00:1]:{port}/",
    "https://[64:ff9b::7f00:1]:{port}/",
    "https://[2002:7f00:1::]:{port}/",
    "https://1.1.1.1@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
)


class Sentinels:
    """Listen on this machine's addresses, all on one port, and count who comes."""

    def __init__(self) -> None:
        self.count = 0
        self.port = 0
        self._servers: list[asyncio.Server] = []

    async def __aenter__(self) -> "Sentinels":
        for address in LISTENED:
            server = await asyncio.start_server(self._met, address, self.port)
            self.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)
        return self

    async def __aexit__(self, *_: object) -> None:
        for server in self._servers:
            server.close()
            await server.wait_closed()

    async def _met(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.count += 1
        writer.close()


@pytest.fixture
async def sentinels() -> AsyncIterator[Sentinels]:
    async with Sentinels() as listening:
        yield listening


async def test_no_spelling_of_this_machine_is_connected_to(sentinels: Sentinels) -> None:
    guard = PublicOnly(httpx2.AsyncHTTPTransport(), port=sentinels.port)
    async with httpx2.AsyncClient(transport=guard, trust_env=False, follow_redirects=True) as client:
        for url in TRIED:
            with pytest.raises((AddressRefused, httpx2.ConnectError, httpx2.InvalidURL)):
                await client.get(url.format(port=sentinels.port))
    assert sentinels.count == 0
    # They would have counted: what is not guarded gets through.
    async with httpx2.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx2.TransportError):
            await client.get(f"http://127.0.0.1:{sentinels.port}/")
    assert sentinels.count == 1


Names = Callable[[dict[str, list[str]]], None]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """A name server that says what it is told to, by name; each time the next of the answers, then the last again."""

    def told(known: dict[str, list[str]]) -> None:
        async def resolved(host: str, port: int, **_: Any) -> list[Any]:
            answers = known.get(host, [host])
            one = answers.pop(0) if len(answers) > 1 else answers[0]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (part, port)) for part in one.split(",")]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)

    return told


class Noting(httpx2.AsyncBaseTransport):
    """Where connections would go; answers as it is told to."""

    def __init__(self, status: int = 200, **headers: str) -> None:
        self.asked: list[httpx2.Request] = []
        self._status = status
        self._headers = headers

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        return httpx2.Response(self._status, headers=self._headers)


async def test_a_redirect_is_judged_like_the_first_request(names: Names, sentinels: Sentinels) -> None:
    names({"hooks.example.org": ["93.184.216.34"], "inside.example.org": ["127.0.0.1"]})
    for target in ("127.0.0.1", "inside.example.org", "[::1]"):
        line = Noting(302, Location=f"https://{target}:{sentinels.port}/")
        async with httpx2.AsyncClient(
            transport=PublicOnly(line, port=sentinels.port), trust_env=False, follow_redirects=True
        ) as client:
            with pytest.raises(AddressRefused):
                await client.get(f"https://hooks.example.org:{sentinels.port}/")
        assert [one.url.host for one in line.asked] == ["93.184.216.34"]
    assert sentinels.count == 0


@pytest.mark.parametrize(
    "url", ["http://1.1.1.1/", "https://1.1.1.1:8443/", "https://me:word@1.1.1.1/", "https://127.0.0.1/"]
)
async def test_only_https_on_its_port_and_without_a_name_in_front(url: str) -> None:
    async with httpx2.AsyncClient(transport=PublicOnly(httpx2.AsyncHTTPTransport()), trust_env=False) as client:
        with pytest.raises(AddressRefused):
            await client.get(url)


async def test_the_connection_goes_to_the_address_that_was_judged(
    names: Names,
) -> None:
    """The name says something public first and this machine afterwards: it is asked once."""
    answers = ["93.184.216.34", "127.0.0.1"]
    names({"api.alpaca.markets": answers})
    line = Noting()
    async with httpx2.AsyncClient(transport=PublicOnly(line), trust_env=False) as client:
        await client.get("https://api.alpaca.markets/v2/account")
        (request,) = line.asked
        assert request.url.host == "93.184.216.34"
        # The certificate and the host asked for are still the name's.
        assert request.extensions["sni_hostname"] == "api.alpaca.markets"
        assert request.headers["host"] == "api.alpaca.markets"
        assert answers == ["127.0.0.1"]
        # The next request is judged anew.
        with pytest.raises(AddressRefused):
            await client.get("https://api.alpaca.markets/v2/account")
    assert len(line.asked) == 1


async def test_one_private_address_among_public_ones_is_enough_to_refuse(
    names: Names,
) -> None:
    names({"api.example.org": ["1.1.1.1,10.0.0.1"]})
    with pytest.raises(AddressRefused):
        await public_address("api.example.org", 443)


async def test_a_provider_may_be_in_ones_own_network_but_name_no_other_place_there(sentinels: Sentinels) -> None:
    """The settings name the issuer; its document, which it may change, names where tokens and keys are."""
    clock = SetClock()
    with OidcService(clock) as service:
        providers = OidcProviders([service.provider()], "http://localhost:8000/sign-in/provider")
        asked = await providers.ask(service.key, "state")
        agreed = service.agreed(asked.url)
        for elsewhere in (f"https://127.0.0.1:{sentinels.port}", f"http://localhost:{sentinels.port}"):
            for name in ("token_endpoint", "jwks_uri"):
                service.metadata = {name: f"{elsewhere}/"}
                with pytest.raises(ProviderUnavailable):
                    await providers.claimed(service.key, agreed["code"], asked, service.url, clock.now())
                asked = await providers.ask(service.key, "state")
                agreed = service.agreed(asked.url)
    assert sentinels.count == 0


async def test_a_service_in_ones_own_network_is_asked_only_where_the_settings_name_it(
    names: Names,
) -> None:
    with AlpacaService() as service:
        asking = Asking("alpaca", service, KEY)
        assert await asking.services.check(asking.access()) == ["PA3717PJAYWN"]
        names({"paper-api.alpaca.markets": ["127.0.0.1"], "api.alpaca.markets": ["127.0.0.1"]})
        before = len(service.asked)
        with pytest.raises(BrokerAddressRefused):
            await BrokerServices(asking.clock, {}).check(SyncAccess("alpaca", KEY, {}))
        assert len(service.asked) == before
