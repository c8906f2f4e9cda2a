"""What mails say. Plain sentences, one link at the most; nothing that tells whether or when a mail was read."""

from datetime import datetime
from enum import StrEnum
from html import escape
from typing import Final, NamedTuple

from tradesense.domain.problem import Kind, Problem


class MailDelayed(Problem):
    code, kind, title = "mail.delayed", Kind.UNAVAILABLE, "The mail server cannot take the mail at the moment."


class MailUndeliverable(Problem):
    code, kind, title = "mail.undeliverable", Kind.CONFLICT, "The mail server refuses the mail."


class Letter(NamedTuple):
    """`link`: what to click, and its words; None where nothing is to be done."""

    subject: str
    sentences: tuple[str, ...]
    link: tuple[str, str] | None = None


class InvitationLetter(NamedTuple):
    """Whom to write that somebody invites them; `token`: of the link."""

    to: str
    invited_by: str
    workspace: str
    token: str


class Notice(StrEnum):
    """What somebody should hear of that was done with their account."""

    PASSWORD_CHANGED = "password_changed"  # noqa: S105  (no password)
    EMAIL_CHANGED = "email_changed"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    RECOVERY_CODE_USED = "recovery_code_used"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    IDENTITY_LINKED = "identity_linked"
    IDENTITY_UNLINKED = "identity_unlinked"
    SESSION_REPLAYED = "session_replayed"
    CODES_GUESSED = "codes_guessed"
    ERASURE_ASKED = "erasure_asked"
    ERASURE_UNDONE = "erasure_undone"
    EXPORT_ASKED = "export_asked"


_SAID: Final[dict[Notice, str]] = {
    Notice.PASSWORD_CHANGED: "Your password was changed, and your other sessions were ended.",
    Notice.EMAIL_CHANGED: "Your account has another e-mail address from now on.",
    Notice.FACTOR_ADDED: "Signing in now asks for a code of your authenticator app too.",
    Notice.FACTOR_REMOVED: "Signing in no longer asks for a code of an authenticator app.",
    Notice.RECOVERY_CODES_MADE: "New recovery codes were made; the ones before no longer work.",
    Notice.RECOVERY_CODE_USED: "One of your recovery codes was used to sign in.",
    Notice.PASSKEY_ADDED: "A passkey was added to your account.",
    Notice.PASSKEY_REMOVED: "A passkey was removed from your account.",
    Notice.IDENTITY_LINKED: "An account at another provider can sign in to yours from now on.",
    Notice.IDENTITY_UNLINKED: "An account at another provider can no longer sign in to yours.",
    Notice.SESSION_REPLAYED: "A session of yours was ended: its key was used twice, as it is when somebody copied it.",
    Notice.CODES_GUESSED: "Somebody knows your password and guessed at your codes. Change the password.",
    Notice.ERASURE_ASKED: "Your account will be erased in a week. Until then you can sign in and keep it.",
    Notice.ERASURE_UNDONE: "Your account stays: it will not be erased.",
    Notice.EXPORT_ASKED: "A file with everything that is kept about you was asked for.",
}
NOT_ME: Final = "If this was not you, reset your password at once and look at Settings, Security."


def notice(what: Notice, at: datetime) -> Letter:
    """`at` in UTC."""
    when = f"This was at {at:%H:%M} UTC on {at:%d %B %Y}."
    return Letter("Your TradeSense account: a change", (_SAID[what], when, NOT_ME))


def verify_address(link: str) -> Letter:
    sentences = (
        "Somebody, we hope you, wants to use TradeSense with this address.",
        "Open the link within a day, and enter the password you chose. If it was not you, do nothing.",
    )
    return Letter("Confirm your address", sentences, (link, "Confirm my address"))


def known_address(link: str) -> Letter:
    sentences = (
        "Somebody, perhaps you, wanted to register with this address. You have an account already.",
        "Sign in with it. If you forgot the password, the sign-in page lets you choose another.",
    )
    return Letter("You have an account already", sentences, (link, "Sign in"))


def reset_password(link: str) -> Letter:
    sentences = (
        "Somebody, we hope you, wants to choose another password for this address.",
        "The link works once, for half an hour. If it was not you, do nothing: your password stays as it is.",
    )
    return Letter("Choose another password", sentences, (link, "Choose another password"))


def change_address(link: str) -> Letter:
    sentences = (
        "Somebody, we hope you, wants to use this address for their TradeSense account.",
        "The link works once, for a day. If it was not you, do nothing.",
    )
    return Letter("Confirm your new address", sentences, (link, "Use this address"))


def invitation(link: str, invited_by: str, workspace: str) -> Letter:
    sentences = (
        f"{plain_words(invited_by)} invites you to the workspace “{plain_words(workspace)}” in TradeSense.",
        "The link works once, for a week, and for this address only. If you do not know who this is, do nothing.",
    )
    return Letter("An invitation to TradeSense", sentences, (link, "Look at the invitation"))


def plain_words(name: str) -> str:
    """What strangers chose to be called, without what mail programs would make a link of."""
    return " ".join("".join(" " if letter in "./:@\\" else letter for letter in name).split())


def as_text(letter: Letter) -> str:
    parts = [*letter.sentences, *([letter.link[0]] if letter.link else []), "TradeSense"]
    return "\n\n".join(parts) + "\n"


def as_html(letter: Letter) -> str:
    """The same, with the link as one."""
    parts = [f"<p>{escape(sentence)}</p>" for sentence in letter.sentences]
    if letter.link:
        address, words = letter.link
        parts.append(f'<p><a href="{escape(address)}">{escape(words)}</a></p>')
    return f'<!doctype html><html lang="en"><body>{"".join(parts)}<p>TradeSense</p></body></html>'
