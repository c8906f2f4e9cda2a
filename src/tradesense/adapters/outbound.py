"""Requests that go out: where to is checked at the address that is connected to, and only public ones are asked.

The name is resolved once, every address it has is judged, and the connection goes to a judged one: a name
server that answers something else the second time changes nothing, and neither does a redirect, which is
judged like any other request.
"""

import asyncio
import ipaddress
import socket
from typing import Final
from urllib.parse import urlsplit

import httpx2

HTTPS_PORT: Final = 443
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_SITE_LOCAL: Final = ipaddress.ip_network("fec0::/10")
_NO_CARRIER: Final = ipaddress.ip_network("192.0.0.0/24")


class AddressRefused(httpx2.ConnectError):
    """Nothing was sent: it would have gone to a place that not everybody reaches."""

    def __init__(self) -> None:
        super().__init__("The address is not on the public network.")


def is_public(address: str) -> bool:
    """Whether `address` is one that anybody on the internet would reach.

    6to4, Teredo and NAT64 addresses carry another one inside; ipaddress calls some of them global.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour is not None or ip.teredo is not None or ip in _NAT64 or ip in _SITE_LOCAL:
            return False
    elif ip in _NO_CARRIER:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def public_address(host: str, port: int) -> str:
    """An address of `host`, if all of its addresses are public. Raises AddressRefused, httpx2.ConnectError."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise httpx2.ConnectError("The name cannot be resolved.") from None
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(is_public(one) for one in addresses):
        raise AddressRefused
    return addresses[0]


class PublicOnly(httpx2.AsyncBaseTransport):
    """Sends https requests to public addresses, on `port`, and nothing anywhere else.

    `own`: an address that the server's settings name, such as a gateway in one's own network: whatever has its
    scheme, host and port may be asked, wherever it is.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport, *, own: str = "", port: int = HTTPS_PORT) -> None:
        self._inner = inner
        self._own = origin_of(own) if own else None
        self._port = port

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        if self._own is None or origin_of(str(url)) != self._own:
            if url.scheme != "https" or (url.port or HTTPS_PORT) != self._port or url.userinfo:
                raise AddressRefused
            address = await public_address(url.host, self._port)
            # The certificate is still checked against the name.
            request.extensions = {**request.extensions, "sni_hostname": url.host}
            request.url = url.copy_with(host=address)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


def origin_of(url: str) -> tuple[str, str, int]:
    """Scheme, host and port."""
    found = urlsplit(url)
    return found.scheme, found.hostname or "", found.port or (HTTPS_PORT if found.scheme == "https" else 80)
