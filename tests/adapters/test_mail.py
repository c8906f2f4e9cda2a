"""Mail over SMTP, to a real server of this machine."""

from pathlib import Path

import pytest

from tests.support.post import LOGIN, Counter, post_office
from tests.support.serving import free_port
from tradesense.adapters.mail_smtp import SmtpAccess, SmtpMailer
from tradesense.domain.letters import MailDelayed, MailUndeliverable, as_html, as_text, reset_password
from tradesense.ports import Mail

LETTER = reset_password("https://trades.example/reset-password#a-token")
MAIL = Mail("ada@example.org", LETTER.subject, as_text(LETTER), as_html(LETTER))


def mailer(counter: Counter, security: str, *, login: tuple[str, str] = ("", ""), trust: bool = True) -> SmtpMailer:
    ca_file = counter.ca_file if trust else None
    access = SmtpAccess("127.0.0.1", counter.port, security, *login, "post@trades.example", ca_file)
    return SmtpMailer(access)


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
async def test_a_letter_arrives_as_text_and_as_a_page(tmp_path: Path, security: str) -> None:
    with post_office(tmp_path, security) as counter:
        await mailer(counter, security).send(MAIL)
    (got,) = counter.office.to("ada@example.org")
    assert counter.office.encrypted == [security != "none"]
    assert got.message["From"] == "TradeSense <post@trades.example>"
    assert got.message["Subject"] == "Choose another password"
    assert got.message["Auto-Submitted"] == "auto-generated"
    assert got.message["Message-ID"].endswith("@trades.example>")
    assert "https://trades.example/reset-password#a-token" in got.text.splitlines()
    assert '<a href="https://trades.example/reset-password#a-token">Choose another password</a>' in got.html
    # Nothing is fetched when it is opened: nobody is told that, or when, it was read.
    assert "<img" not in got.html
    assert "src=" not in got.html


async def test_it_logs_in_where_the_server_wants_it(tmp_path: Path) -> None:
    security = "starttls"
    with post_office(tmp_path, security, login=True) as counter:
        await mailer(counter, security, login=LOGIN).send(MAIL)
        with pytest.raises(MailUndeliverable, match="535"):
            await mailer(counter, security, login=("tradesense", "wrong")).send(MAIL)
    assert len(counter.office.mails) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_nobody_vouches_for_gets_no_mail(tmp_path: Path, security: str) -> None:
    """S78"""
    with post_office(tmp_path, security) as counter, pytest.raises(MailDelayed):
        await mailer(counter, security, login=LOGIN, trust=False).send(MAIL)
    assert counter.office.mails == []


async def test_a_certificate_of_another_host_gets_no_mail(tmp_path: Path) -> None:
    """S78"""
    with post_office(tmp_path, "tls", name="post.example") as counter, pytest.raises(MailDelayed):
        await mailer(counter, "tls").send(MAIL)
    assert counter.office.mails == []


async def test_a_server_that_offers_no_encryption_gets_no_mail(tmp_path: Path) -> None:
    """S78: it never falls back to clear text."""
    with post_office(tmp_path, "none") as counter:
        for security in ("starttls", "tls"):
            with pytest.raises(MailDelayed):
                await mailer(counter, security).send(MAIL)
    assert counter.office.mails == []


async def test_refused_for_good_and_refused_for_now_are_told_apart(tmp_path: Path) -> None:
    with post_office(tmp_path) as counter:
        counter.office.refusing = "550 there is no such mailbox, says the secret host 10.1.2.3"
        with pytest.raises(MailUndeliverable) as refused:
            await mailer(counter, "none").send(MAIL)
        assert "10.1.2.3" not in refused.value.detail
        counter.office.refusing = "451 later"
        with pytest.raises(MailDelayed, match="451"):
            await mailer(counter, "none").send(MAIL)
    nobody = SmtpMailer(SmtpAccess("127.0.0.1", free_port(), "none", "", "", "post@trades.example"))
    with pytest.raises(MailDelayed):
        await nobody.send(MAIL)


async def test_a_line_break_in_an_address_adds_no_header(tmp_path: Path) -> None:
    with post_office(tmp_path) as counter, pytest.raises(ValueError, match=r"newline|linefeed|carriage"):
        await mailer(counter, "none").send(MAIL._replace(to="ada@example.org\nBcc: eve@example.org"))
    assert counter.office.mails == []
