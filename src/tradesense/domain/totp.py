"""Codes of authenticator apps (TOTP, RFC 6238): the present one and the one before, each once (decision 27)."""

from datetime import datetime
from typing import Final

from pyotp import TOTP
from pyotp.utils import strings_equal

STEP_SECONDS: Final = 30
DIGITS: Final = 6


def matching_step(seed: str, code: str, now: datetime, last_step: int) -> int | None:
    """The step whose code it is; None for a wrong code, and for one of the last accepted step or before.

    seed  in base32
    """
    app = TOTP(seed, digits=DIGITS, interval=STEP_SECONDS)
    present = app.timecode(now)
    found = [step for step in (present, present - 1) if strings_equal(code, app.generate_otp(step))]
    return next((step for step in found if step > last_step), None)
