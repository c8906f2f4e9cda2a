"""What a new password must be: long enough, not obvious; nothing about its characters (NIST SP 800-63B)."""

from typing import Final

from tradesense.domain.problem import FieldError, Kind, Problem

CHARACTERS_MIN: Final = 8
CHARACTERS_MAX: Final = 128
_OBVIOUS: Final = frozenset({"password", "12345678", "123456789", "1234567890", "qwertyuiop", "tradesense"})


class PasswordWeak(Problem):
    code, kind, title = "identity.password_weak", Kind.INVALID, "Choose another password."

    def __init__(self, detail: str) -> None:
        super().__init__(detail, errors=[FieldError("/password", self.code, detail)])


def check_password(password: str, email: str) -> None:
    """Raises PasswordWeak for what is too short, too long, or the first thing anybody would try."""
    if len(password) < CHARACTERS_MIN:
        raise PasswordWeak(f"A password has at least {CHARACTERS_MIN} characters.")
    if len(password) > CHARACTERS_MAX:
        raise PasswordWeak(f"A password has at most {CHARACTERS_MAX} characters.")
    plain = password.casefold()
    if plain in _OBVIOUS or plain in {email.casefold(), email.casefold().partition("@")[0]} or len(set(plain)) == 1:
        raise PasswordWeak("This password is among the first that anybody would try.")
