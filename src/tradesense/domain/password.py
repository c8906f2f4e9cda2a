"""What a new password must be: long enough, not among the first to be tried; nothing about its characters
(NIST SP 800-63B, 5.1.1.2; OWASP ASVS 5.0, 6.2)."""

import re
from typing import Final

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from tradesense.domain.problem import FieldError, Kind, Problem

CHARACTERS_MIN: Final = 8
CHARACTERS_MAX: Final = 128
COMMON: Final = frozenset(word for word in FREQUENCY_LISTS["passwords"] if len(word) >= CHARACTERS_MIN)
"""Of the 30 000 most used ones that leaked (zxcvbn's list), those that are long enough to be chosen here."""
OURS: Final = frozenset({"tradesense", "trading", "tradingjournal", "password", "passwort"})
_LETTERS: Final = re.compile(r"[\W\d_]+")


class PasswordWeak(Problem):
    code, kind, title = "identity.password_weak", Kind.INVALID, "Choose another password."

    def __init__(self, detail: str) -> None:
        super().__init__(detail, errors=[FieldError("/password", self.code, detail)])


def check_password(password: str, email: str) -> None:
    """Raises PasswordWeak for what is too short, too long, or among the first things anybody would try."""
    if len(password) < CHARACTERS_MIN:
        raise PasswordWeak(f"A password has at least {CHARACTERS_MIN} characters.")
    if len(password) > CHARACTERS_MAX:
        raise PasswordWeak(f"A password has at most {CHARACTERS_MAX} characters.")
    plain = password.casefold()
    if plain in COMMON or len(set(plain)) == 1:
        raise PasswordWeak("This password is among the first that anybody would try.")
    address = email.casefold()
    name, _, domain = address.partition("@")
    # What stands around a word, such as 2026!, does not hide it.
    word = _LETTERS.sub("", plain)
    known = OURS | {_LETTERS.sub("", name), _LETTERS.sub("", domain.partition(".")[0]), _LETTERS.sub("", address)}
    if plain in {address, name} or word in known - {""}:
        raise PasswordWeak("This password is made of your address or of our name.")
