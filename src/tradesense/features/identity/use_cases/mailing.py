"""Mail: noted in the transaction of what it is about, sent by the worker, at least once."""

from datetime import datetime
from typing import Final

from tradesense.db import jobs
from tradesense.db.session import Session
from tradesense.db.tables.identity import UserRow
from tradesense.domain import letters
from tradesense.domain.ids import UserId
from tradesense.domain.letters import InvitationLetter, Letter, Notice
from tradesense.features.identity.repository import people as repository
from tradesense.features.identity.use_cases import one_time, throttling
from tradesense.features.identity.use_cases.one_time import TOKEN, Kept, Purpose
from tradesense.ports import Mail, Ports

JOB_MAIL: Final = "send_mail"


async def announce(session: Session, *, ports: Ports, user: UserRow, what: Notice, to: str | None = None) -> None:
    """Tells the person what was done with their account, where mail can be sent at all."""
    if not ports.mailer.is_on:
        return
    facts = {"to": to or user.email, "notice": what.value, "at": ports.clock.now().isoformat()}
    issued = await one_time.issue(
        session, Purpose.NOTICE, clock=ports.clock, vault=ports.vault, user_id=UserId(user.id), facts=facts
    )
    await enqueue(session, issued.key)


async def mail_invitation(session: Session, *, ports: Ports, letter: InvitationLetter) -> bool:
    """Whether a mail with the link is on its way: not where none can be sent, or the address got enough of them."""
    if not ports.mailer.is_on or not await throttling.has_room(session, letter.to, ports.clock):
        return False
    facts = {"to": letter.to, "by": letter.invited_by, "workspace": letter.workspace}
    issued = await one_time.issue(
        session,
        Purpose.INVITED,
        clock=ports.clock,
        vault=ports.vault,
        facts=facts,
        is_mailed=True,
        token=letter.token,
    )
    await enqueue(session, issued.key)
    return True


async def enqueue(session: Session, key: bytes) -> None:
    await jobs.enqueue(session, JOB_MAIL, {"key": key.hex()})


async def due_mail(session: Session, key: bytes, *, ports: Ports, web_address: str) -> Mail | None:
    """What is to be sent now, its row locked; None where it was sent already, or nobody waits for it any more."""
    row = await repository.lock_one_time_token(session, key, ports.clock.now())
    known = one_time.kept(ports.vault, row) if row else None
    if row is None or known is None:
        return None
    letter = _letter(Purpose(row.purpose), known, web_address)
    if letter is None:
        return None
    return Mail(known.facts["to"], letter.subject, letters.as_text(letter), letters.as_html(letter))


async def mail_sent(session: Session, key: bytes, *, ports: Ports) -> None:
    """From here on only whoever got the mail has its token."""
    row = await repository.lock_one_time_token(session, key, ports.clock.now())
    known = one_time.kept(ports.vault, row) if row else None
    if row is None or known is None:
        return
    if TOKEN not in known.facts or known.facts.get("known") or row.purpose == Purpose.INVITED:
        await repository.delete_one_time_token(session, key)
        return
    rest = {name: value for name, value in known.facts.items() if name != TOKEN}
    await repository.save_one_time_token(session, key, one_time.sealed_facts(ports.vault, key, rest))


def _letter(purpose: Purpose, known: Kept, web_address: str) -> Letter | None:
    facts = known.facts
    if purpose is Purpose.NOTICE:
        return letters.notice(Notice(facts["notice"]), datetime.fromisoformat(facts["at"]))
    if TOKEN not in facts or facts.get("nobody"):
        return None
    if facts.get("known"):
        return letters.known_address(f"{web_address}/sign-in")
    token = facts[TOKEN]
    match purpose:
        case Purpose.REGISTER:
            return letters.verify_address(f"{web_address}/confirm-address#{token}")
        case Purpose.RESET:
            return letters.reset_password(f"{web_address}/reset-password#{token}")
        case Purpose.EMAIL:
            return letters.change_address(f"{web_address}/confirm-email#{token}")
        case Purpose.INVITED:
            return letters.invitation(f"{web_address}/join#{token}", facts["by"], facts["workspace"])
        case _:
            return None
