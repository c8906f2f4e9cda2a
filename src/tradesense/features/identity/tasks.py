"""What the worker does for signing in: it sends mail."""

import json

from tradesense.db.session import Database
from tradesense.domain.letters import MailUndeliverable
from tradesense.features.identity import use_cases
from tradesense.kit.logging import get_logger
from tradesense.ports import Ports

log = get_logger(__name__)


async def send_mail(database: Database, ports: Ports, payload: bytes, *, web_address: str) -> None:
    """At least once: a worker that is killed between sending and noting it leaves the mail to be sent again, with the
    same link. Raises MailDelayed, where trying again may help."""
    key = bytes.fromhex(json.loads(payload)["key"])
    async with database.session() as session:
        mail = await use_cases.due_mail(session, key, ports=ports, web_address=web_address)
    if mail is None:
        return
    try:
        await ports.mailer.send(mail)
    except MailUndeliverable as refused:
        log.warning("mail.refused", detail=refused.detail)
        return
    async with database.session() as session:
        await use_cases.mail_sent(session, key, ports=ports)
    log.info("mail.sent")
