"""Who may do what; which passwords, log-ins and refreshes are let through; the ways of an import."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID, uuid5

import pytest

from tradesense.domain.access import ROLES, Actor, NotAllowed, Permission, Role, system_actor
from tradesense.domain.ids import (
    AccountId,
    ExecutionId,
    UserId,
    WorkspaceId,
    execution_space,
    instrument_id,
    named,
    named_in,
    position_id,
    trade_id,
)
from tradesense.domain.importing import SETTLED, WAYS, ImportAct, ImportState, ImportStateWrong, after
from tradesense.domain.login import Failures, after_failure, wait_seconds
from tradesense.domain.password import PasswordWeak, check_password
from tradesense.domain.refresh import Expired, Reissued, Replayed, Rotated, SessionState, TokenState, rotate

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
ONE = UUID(int=1)


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def test_a_viewer_reads_and_an_owner_does_everything() -> None:
    viewer = Actor(UserId(ONE), WorkspaceId(ONE), None, ROLES[Role.VIEWER])
    viewer.require(Permission.TRADES_READ)
    with pytest.raises(NotAllowed, match=r"executions\.write"):
        viewer.require(Permission.EXECUTIONS_WRITE)
    assert ROLES[Role.OWNER] == set(Permission)
    assert system_actor(UserId(ONE), WorkspaceId(ONE)).permissions == set(Permission)


def test_names_are_uuid5_as_everybody_computes_it() -> None:
    assert named(ONE, "a", "b") == uuid5(ONE, "a\x1fb") == named_in(ONE.bytes, "a\x1fb")
    workspace, account = WorkspaceId(ONE), AccountId(UUID(int=2))
    instrument = instrument_id(workspace, "equity|AAPL|USD")
    assert instrument == uuid5(ONE, "instrument\x1fequity|AAPL|USD")
    assert position_id(workspace, account, instrument, "") == uuid5(ONE, f"position\x1f{account}\x1f{instrument}\x1f")
    assert execution_space(workspace, account) == uuid5(ONE, f"execution\x1f{account}").bytes
    assert trade_id(ExecutionId(ONE)) == uuid5(ONE, "open")


@pytest.mark.parametrize("password", ["a long passphrase", "81749302", "pässwörd", " " * 7 + "x", "x" * 127 + "y"])
def test_a_password_may_be_anything_long_enough(password: str) -> None:
    check_password(password, "ada@example.org")


@pytest.mark.parametrize(
    ("password", "part"),
    [
        ("1234567", "at least 8"),
        ("x" * 128 + "y", "at most 128"),
        ("PassWord", "among the first"),
        ("ADA@example.org", "made of your address"),
        ("ada-lovelace", "made of your address"),
        ("........", "among the first"),
    ],
)
def test_the_first_that_anybody_would_try_is_refused(password: str, part: str) -> None:
    email = "ada-lovelace@example.org" if password == "ada-lovelace" else "ada@example.org"
    with pytest.raises(PasswordWeak, match=part) as refused:
        check_password(password, email)
    assert [fault.pointer for fault in refused.value.errors] == ["/password"]


def test_failures_past_the_free_ones_double_the_wait() -> None:
    known = None
    waits = []
    for _ in range(16):
        known = after_failure(known, 2, NOW)
        waits.append(wait_seconds([known], NOW))
    # 2, 4, 8, … and no more than a quarter of an hour; with the second that is begun
    assert waits[:6] == [0, 0, 3, 5, 9, 17]
    assert waits[-1] == 901
    assert wait_seconds([], NOW) == 0
    assert wait_seconds([Failures(9, NOW, ago(seconds=1))], NOW) == 0


def test_failures_of_half_an_hour_ago_are_forgotten() -> None:
    old = Failures(9, ago(minutes=31), None)
    assert after_failure(old, 2, NOW) == Failures(1, NOW, None)
    assert after_failure(old._replace(first_at=ago(minutes=29)), 2, NOW).times == 10


LIVE = SessionState(NOW + timedelta(days=1), None)
FRESH = TokenState(NOW + timedelta(hours=1), None, None)
IDLE = timedelta(days=14)


def test_a_token_is_exchanged_once() -> None:
    assert rotate(LIVE, FRESH, None, NOW, timedelta(hours=2)) == Rotated(NOW + timedelta(hours=2))
    # Never beyond the session's own end.
    assert rotate(LIVE, FRESH, None, NOW, IDLE) == Rotated(LIVE.expires_at)


def test_what_is_too_late_has_expired() -> None:
    assert rotate(LIVE, FRESH._replace(expires_at=NOW), None, NOW, IDLE) == Expired()
    assert rotate(SessionState(NOW, None), FRESH, None, NOW, IDLE) == Expired()
    assert rotate(LIVE._replace(ended_at=ago(days=1)), FRESH, None, NOW, IDLE) == Expired()


@pytest.mark.parametrize(
    ("seconds", "child", "outcome"),
    [
        (10, FRESH, Reissued),
        (10.001, FRESH, Replayed),
        (1, FRESH._replace(used_at=ago(seconds=1)), Replayed),
        (1, FRESH._replace(superseded_at=ago(seconds=1)), Replayed),
        (1, None, Replayed),
    ],
)
def test_a_token_used_again_is_a_lost_answer_or_a_theft(
    seconds: float, child: TokenState | None, outcome: type[object]
) -> None:
    for name in ("used_at", "superseded_at"):
        presented = FRESH._replace(**{name: ago(seconds=seconds)})
        assert isinstance(rotate(LIVE, presented, child, NOW, IDLE), outcome)


def test_the_ways_of_an_import_lead_where_they_say_and_nowhere_else() -> None:
    for state, act in product(ImportState, ImportAct):
        allowed, target = WAYS[act]
        if state in allowed:
            assert after(state, act) is target
        else:
            with pytest.raises(ImportStateWrong, match=f"It is {state}: {act} needs"):
                after(state, act)
    assert after(ImportState.UNDONE, ImportAct.RETRY) is ImportState.RECEIVED
    # Whatever is not settled has a way on for the worker.
    assert {state for state in ImportState if state not in SETTLED} == {"received", "parsing", "committing"}
