"""Mail by SMTP (RFC 5321), over TLS or STARTTLS; never in the clear to another machine."""

import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Final, NamedTuple

import aiosmtplib

from tradesense.domain.letters import MailDelayed, MailUndeliverable
from tradesense.domain.problem import Problem
from tradesense.ports import Mail

SECONDS_MAX: Final = 20
PERMANENT: Final = 500
"""Replies from here on say that trying again will not help (RFC 5321, 4.2.1)."""


class SmtpAccess(NamedTuple):
    """`security`: starttls, tls, or none (on a loopback address only). `ca_file`: trusted instead of the system's."""

    host: str
    port: int
    security: str
    username: str
    password: str
    sender: str
    ca_file: Path | None = None


class SmtpMailer:
    def __init__(self, access: SmtpAccess) -> None:
        self._access = access

    @property
    def is_on(self) -> bool:
        return bool(self._access.host)

    async def send(self, mail: Mail) -> None:
        access = self._access
        encrypted = access.security != "none"
        context = ssl.create_default_context(cafile=access.ca_file) if encrypted else None
        try:
            await aiosmtplib.send(
                _message(mail, access.sender),
                hostname=access.host,
                port=access.port,
                username=access.username or None,
                password=access.password or None,
                use_tls=access.security == "tls",
                start_tls=access.security == "starttls",
                tls_context=context,
                timeout=SECONDS_MAX,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _meaning(max(one.code for one in refused.recipients)) from None
        except aiosmtplib.SMTPResponseException as refused:
            raise _meaning(refused.code) from None
        except (aiosmtplib.SMTPException, OSError) as failure:
            # Also a certificate that does not hold: nothing was said to whoever showed it.
            raise MailDelayed(f"The mail server could not be used: {type(failure).__name__}.") from None


def _meaning(code: int) -> Problem:
    """The reply's text is never repeated: it may hold anything."""
    said = f"The mail server answered {code}."
    return MailUndeliverable(said) if code >= PERMANENT else MailDelayed(said)


def _message(mail: Mail, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"TradeSense <{sender}>", mail.to, mail.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # Nobody's out-of-office reply is wanted (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message
