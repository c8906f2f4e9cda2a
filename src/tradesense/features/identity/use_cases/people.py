"""What the verbs of signing in hand to each other."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from tradesense.db.tables.identity import UserRow
from tradesense.domain.ids import SessionId
from tradesense.features.identity.problems import EmailInvalid
from tradesense.features.workspaces import use_cases as workspaces

_EMAIL: Final = re.compile(r"^[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f.][^@\s\x00-\x1f]*\.[^@\s\x00-\x1f.]{2,}$")


class SessionTimes(NamedTuple):
    """How long a session lives unused, and at the most."""

    idle: timedelta
    absolute: timedelta


class Client(NamedTuple):
    """Where a request comes from."""

    address: str
    user_agent: str


class Opened(NamedTuple):
    """A session just opened or refreshed: what the client must be given."""

    user: UserRow
    session_id: SessionId
    refresh_token: str
    workspaces: Sequence[workspaces.WorkspaceRow]


class Challenged(NamedTuple):
    """The first factor was right; `token` waits for the second."""

    token: str


def normal_email(email: str) -> str:
    address = email.strip().casefold()
    if not _EMAIL.match(address):
        raise EmailInvalid(f"{email[:60]!r} is not an e-mail address.")
    return address
