"""A mail server of this machine that keeps what it is given; and the worker's round that brings it there."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final, NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as SmtpSession
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.serving import free_port
from tradesense.adapters.clock_system import SystemClock
from tradesense.db.session import Database, driver
from tradesense.features.identity import tasks
from tradesense.ports import Ports

WEB: Final = "https://trades.example"
LOGIN: Final = ("tradesense", "the post's password")


class Received(NamedTuple):
    """A mail as it arrived."""

    to: str
    message: EmailMessage

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    @property
    def html(self) -> str:
        part = self.message.get_body(("html",))
        assert part is not None
        return str(part.get_content())

    @property
    def token(self) -> str:
        """Of its link."""
        (link,) = [line for line in self.text.splitlines() if line.startswith(WEB)]
        return link.partition("#")[2]


class PostOffice:
    """`refusing`: the reply it gives to every mail instead of taking it, such as `550 no such mailbox`."""

    def __init__(self) -> None:
        self.mails: list[Received] = []
        self.refusing = ""
        self.logins: list[bytes] = []
        self.encrypted: list[bool] = []

    async def handle_DATA(self, server: SMTP, _: SmtpSession, envelope: Envelope) -> str:  # noqa: N802
        if self.refusing:
            return self.refusing
        assert server.transport is not None
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails += [Received(to, message) for to in envelope.rcpt_tos]
        return "250 taken"

    def authenticated(self, _: Any, __: Any, ___: Any, ____: str, said: LoginPassword) -> AuthResult:
        self.logins.append(said.login)
        good = (said.login.decode(), said.password.decode()) == LOGIN
        return AuthResult(success=good, handled=good)

    def to(self, address: str) -> list[Received]:
        return [one for one in self.mails if one.to == address]

    def last(self, address: str) -> Received:
        return self.to(address)[-1]


class Quiet(Controller):
    def _trigger_server(self) -> None:
        """Asks whether the server is there; without the greeting, which would want to know the certificate."""
        socket.create_connection((self.hostname, self.port)).close()


class Counter(NamedTuple):
    """Where the office is, and what to send to it with."""

    office: PostOffice
    port: int
    ca_file: Path | None


@contextmanager
def post_office(
    folder: Path, security: str = "none", *, login: bool = False, name: str = "127.0.0.1"
) -> Iterator[Counter]:
    """`security`: as in the settings. `name`: that the certificate is for."""
    office, port = PostOffice(), free_port()
    ca_file, context = _certificate(folder, name) if security != "none" else (None, None)
    more: dict[str, Any] = {"ssl_context": context} if security == "tls" else {}
    if security == "starttls":
        more |= {"tls_context": context, "require_starttls": True}
    if login:
        more |= {
            "authenticator": office.authenticated,
            "auth_required": True,
            "auth_require_tls": security == "starttls",
        }
    controller = Quiet(office, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield Counter(office, port, ca_file)
    finally:
        controller.stop(no_assert=True)


def _certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """One that vouches for itself, for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post")])
    known_as = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    now = SystemClock().now()
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([known_as]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, key_file = folder / "post.pem", folder / "post.key"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key_file)
    return file, context


async def deliver(database: Database, ports: Ports) -> int:
    """Sends every mail that is queued, as the worker does; answers how many jobs there were."""
    async with database.transaction() as session:
        rows = await (await driver(session)).fetch(
            "DELETE FROM pgqueuer WHERE entrypoint = 'send_mail' RETURNING id, payload"
        )
    for _, payload in sorted(rows):
        await tasks.send_mail(database, ports, payload, web_address=WEB)
    return len(rows)
