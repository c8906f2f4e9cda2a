"""An authority of this machine, and servers that show what it vouches for, or what nobody should believe."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tradesense.adapters.clock_system import SystemClock

SSL_REQUEST: Final = bytes.fromhex("0000000804d2162f")
"""What a client that wants TLS says first to PostgreSQL (its protocol, 54.2.12)."""
DAY: Final = timedelta(days=1)


class Authority:
    """`file`: its certificate, for whoever is to trust it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._now = SystemClock().now()
        self.file = folder / "authority.pem"
        self._own = self._signed("An authority of the tests", self._key, self._key, self._now + DAY)
        self.file.write_bytes(self._own.public_bytes(serialization.Encoding.PEM))

    def shows(self, host: str, *, is_expired: bool = False, by_itself: bool = False) -> ssl.SSLContext:
        """What a server says it is: for `host`, in time or not, vouched for by the authority or by the server alone."""
        key = ec.generate_private_key(ec.SECP256R1())
        until = self._now - timedelta(hours=1) if is_expired else self._now + DAY
        certificate = self._signed(host, key, key if by_itself else self._key, until, host)
        path = self._folder / f"{x509.random_serial_number()}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _signed(
        self,
        name: str,
        key: ec.EllipticCurvePrivateKey,
        by: ec.EllipticCurvePrivateKey,
        until: datetime,
        host: str = "",
    ) -> x509.Certificate:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer = subject if by is key else self._own.subject
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now - 2 * DAY)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=not host, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        )
        if host:
            known_as = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
            builder = builder.add_extension(x509.SubjectAlternativeName([known_as]), critical=False)
        return builder.sign(by, hashes.SHA256())


def only_old(context: ssl.SSLContext) -> ssl.SSLContext:
    """Offers TLS 1.0 and 1.1 alone, as servers of before 2008 do."""
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that nobody should is what is tested
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


class Front:
    """`heard`: what clients said that anybody on the way could read, or that they said to whom they believed."""

    def __init__(self, context: ssl.SSLContext | None, behind: str) -> None:
        self._context = context
        self._behind = behind
        self.port = 0
        self.heard = bytearray()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """As PostgreSQL does behind a pooler: TLS when it is asked for, or a refusal of it, then the server itself."""
        with suppress(OSError, asyncio.IncompleteReadError):
            first = await reader.readexactly(8)
            if first == SSL_REQUEST:
                writer.write(b"S" if self._context else b"N")
                await writer.drain()
                if self._context:
                    await writer.start_tls(self._context)
                first = b""
            self.heard += first
            there, back = await asyncio.open_unix_connection(self._behind)
            back.write(first)
            await asyncio.gather(self._pass(reader, back, listens=True), self._pass(there, writer))
        writer.close()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """As a web server does, with 403."""
        with suppress(OSError, asyncio.IncompleteReadError):
            self.heard += await reader.read(65_536)
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
        writer.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, listens: bool = False) -> None:
        with suppress(OSError):
            while part := await reader.read(65_536):
                if listens:
                    self.heard += part
                writer.write(part)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def postgres_front(context: ssl.SSLContext | None, socket: str) -> AsyncIterator[Front]:
    """On loopback, before the server of `socket`; None: it has no TLS."""
    front = Front(context, socket)
    async with await asyncio.start_server(front.serve, "127.0.0.1", 0) as server:
        front.port = server.sockets[0].getsockname()[1]
        yield front


@asynccontextmanager
async def web_front(context: ssl.SSLContext | None) -> AsyncIterator[Front]:
    """A server of https on loopback; None: of http."""
    front = Front(context, "")
    async with await asyncio.start_server(front.answer, "127.0.0.1", 0, ssl=context) as server:
        front.port = server.sockets[0].getsockname()[1]
        yield front
