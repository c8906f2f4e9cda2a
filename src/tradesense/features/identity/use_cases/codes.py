"""A second factor by codes: of an authenticator app, or one of the recovery codes kept for the day it is lost."""

from typing import Final, NamedTuple

import segno
from pyotp import TOTP, random_base32

from tradesense.db import auditing
from tradesense.db.session import Session
from tradesense.db.tables.factors import TotpFactorRow
from tradesense.domain.access import Actor
from tradesense.domain.audit_actions import Action
from tradesense.domain.ids import UserId
from tradesense.domain.letters import Notice
from tradesense.domain.totp import DIGITS, matching_step
from tradesense.features.identity.problems import CodeWrong, FactorExists, FactorMissing, LoginRefused
from tradesense.features.identity.repository import factors
from tradesense.features.identity.repository import people as repository
from tradesense.features.identity.use_cases import one_time, throttling
from tradesense.features.identity.use_cases.mailing import announce
from tradesense.features.identity.use_cases.passwords import confirm_password
from tradesense.features.identity.use_cases.people import Client, Opened, SessionTimes
from tradesense.features.identity.use_cases.sessions import proved, require_recent
from tradesense.features.identity.use_cases.signing_in import (
    look_at_challenge,
    pass_challenge,
    set_second_factor,
)
from tradesense.kit.tokens import new_recovery_code, token_hash
from tradesense.ports import Place, Ports, Sealed

RECOVERY_CODES: Final = 10
ISSUER: Final = "TradeSense"


class TotpSetup(NamedTuple):
    """What an authenticator app needs: by hand, by a link, or by a picture (a data URI)."""

    secret: str
    uri: str
    qr_code: str


async def begin_totp(session: Session, actor: Actor, *, ports: Ports) -> TotpSetup:
    """A fresh seed, which counts once a code of it was shown. Raises FactorExists."""
    await require_recent(session, actor, ports.clock)
    user = await repository.get_user(session, actor.user_id)
    seed = random_base32()
    sealed = ports.vault.seal(seed.encode(), _place(actor.user_id))
    row = {
        "user_id": actor.user_id,
        "seed": sealed.content,
        "seed_key": sealed.key_id,
        "created_at": ports.clock.now(),
    }
    if not await factors.save_totp(session, row):
        raise FactorExists
    uri = TOTP(seed, digits=DIGITS).provisioning_uri(name=user.email, issuer_name=ISSUER)
    return TotpSetup(seed, uri, segno.make(uri, error="m").svg_data_uri(scale=4, border=2, dark="#000", light="#fff"))


async def confirm_totp(session: Session, actor: Actor, code: str, *, ports: Ports) -> list[str] | CodeWrong:
    """The recovery codes, shown this once: from now on signing in asks for a code. Raises FactorMissing,
    FactorExists."""
    await require_recent(session, actor, ports.clock)
    await throttling.check_codes(session, actor.user_id, ports.clock)
    factor = await factors.find_totp(session, actor.user_id)
    if factor is None:
        raise FactorMissing
    if factor.confirmed_at is not None:
        raise FactorExists
    step = matching_step(_seed(ports, factor), _digits(code), ports.clock.now(), factor.last_step)
    confirmed = {"confirmed_at": ports.clock.now()}
    if step is None or not await factors.use_totp_step(session, actor.user_id, step, confirmed):
        await throttling.count_code_failure(session, actor.user_id, ports.clock)
        return CodeWrong()
    await set_second_factor(session, actor.user_id, has_one=True)
    await _tell(session, actor, Notice.FACTOR_ADDED, ports)
    return await _fresh_codes(session, actor.user_id, ports)


async def remove_totp(session: Session, actor: Actor, *, ports: Ports) -> None:
    """With its recovery codes. Raises FactorMissing."""
    await require_recent(session, actor, ports.clock)
    if not await factors.delete_totp(session, actor.user_id):
        raise FactorMissing
    await factors.replace_recovery_codes(session, actor.user_id, [], ports.clock.now())
    await set_second_factor(session, actor.user_id, has_one=False)
    await _tell(session, actor, Notice.FACTOR_REMOVED, ports)


async def renew_recovery_codes(session: Session, actor: Actor, *, ports: Ports) -> list[str]:
    """The ones before work no more. Raises FactorMissing."""
    await require_recent(session, actor, ports.clock)
    user = await repository.get_user(session, actor.user_id)
    if not user.second_factor:
        raise FactorMissing
    await _tell(session, actor, Notice.RECOVERY_CODES_MADE, ports)
    return await _fresh_codes(session, actor.user_id, ports)


async def show_second_factor(
    session: Session, challenge: str, code: str, *, ports: Ports, times: SessionTimes, client: Client
) -> Opened | CodeWrong:
    """Opens the session; or counts the wrong code, of the challenge and of the account. Raises ChallengeOver,
    LoginThrottled."""
    waiting = await look_at_challenge(session, challenge, ports=ports)
    method = await accept_code(session, waiting.user_id, code, ports=ports)
    if method is None:
        await one_time.fail(session, challenge)
        auditing.note_person(session, waiting.user_id, Action.SIGN_IN, refused=CodeWrong.code)
        return CodeWrong()
    return await pass_challenge(session, challenge, ports=ports, times=times, client=client, method=method)


async def reauthenticate(
    session: Session, actor: Actor, *, ports: Ports, client: Client, password: str, code: str | None
) -> LoginRefused | CodeWrong | None:
    """Proves again who asks: by the password and, for whoever has one, the second factor. None where it is right."""
    refused = await confirm_password(session, actor, ports=ports, client=client, password=password)
    if refused:
        return refused
    user = await repository.get_user(session, actor.user_id)
    methods = "password"
    if user.second_factor:
        method = await accept_code(session, actor.user_id, code or "", ports=ports)
        if method is None:
            return CodeWrong()
        methods = f"password,{method}"
    await proved(session, actor, clock=ports.clock, methods=methods)
    return None


async def accept_code(session: Session, user_id: UserId, code: str, *, ports: Ports) -> str | None:
    """How it was right: `totp` or `recovery`; None for a wrong or a used one, which is counted. Raises
    LoginThrottled for six digits, while too many were guessed: a recovery code is beyond guessing, and works."""
    now, digits = ports.clock.now(), _digits(code)
    if len(digits) == DIGITS and digits.isdigit():
        await throttling.check_codes(session, user_id, ports.clock)
        factor = await factors.find_totp(session, user_id)
        step = matching_step(_seed(ports, factor), digits, now, factor.last_step) if factor else None
        if step is not None and await factors.use_totp_step(session, user_id, step, {}):
            await throttling.forget_code_failures(session, user_id, ports.clock)
            return "totp"
        if await throttling.count_code_failure(session, user_id, ports.clock):
            user = await repository.get_user(session, user_id)
            await announce(session, ports=ports, user=user, what=Notice.CODES_GUESSED)
        return None
    if not await factors.use_recovery_code(session, user_id, _code_hash(code), now):
        return None
    user = await repository.get_user(session, user_id)
    auditing.note_person(session, user_id, Action.RECOVERY_CODE_USE)
    await announce(session, ports=ports, user=user, what=Notice.RECOVERY_CODE_USED)
    return "recovery"


async def _fresh_codes(session: Session, user_id: UserId, ports: Ports) -> list[str]:
    codes = [new_recovery_code() for _ in range(RECOVERY_CODES)]
    hashes = [_code_hash(one) for one in codes]
    await factors.replace_recovery_codes(session, user_id, hashes, ports.clock.now())
    return codes


async def _tell(session: Session, actor: Actor, what: Notice, ports: Ports) -> None:
    user = await repository.get_user(session, actor.user_id)
    await announce(session, ports=ports, user=user, what=what)


def _digits(code: str) -> str:
    return "".join(code.split())


def _code_hash(code: str) -> bytes:
    """Of the letters, however they were typed. A plain hash suffices for 122 random bits."""
    return token_hash("".join(letter for letter in code.casefold() if letter.isalnum()))


def _seed(ports: Ports, factor: TotpFactorRow) -> str:
    place = _place(UserId(factor.user_id))
    return ports.vault.open(Sealed(factor.seed_key, factor.seed), place).decode()


def _place(user_id: UserId) -> Place:
    return Place(str(user_id), "totp_factors", str(user_id), "seed")
