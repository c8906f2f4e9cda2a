"""Positions of one file that its corporate actions join, folded together."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from tradesense.domain.calendar import session_of, trading_day
from tradesense.domain.corporate_action import CorporateAction
from tradesense.domain.execution import Execution
from tradesense.domain.ids import ActionId, InstrumentId, WorkspaceId, instrument_id, named, position_id
from tradesense.domain.linked import LinkedFold, Member, in_time
from tradesense.domain.matching import Rules
from tradesense.domain.recording import AccountFacts, RateTable
from tradesense.domain.split import Split
from tradesense.domain.statement import StatedAction
from tradesense.domain.trade import Trade, Unmatched

_ALONE = WorkspaceId(UUID(int=0))


class Held(NamedTuple):
    """One position: its instrument's key, what the broker keeps apart, its fills, splits and rules."""

    key: str
    ref: str
    executions: list[Execution]
    splits: list[Split]
    rules: Rules


class Folded(NamedTuple):
    trades: list[Trade]
    unmatched: list[Unmatched]


def fold_group(
    held: Mapping[tuple[str, str], Held], stated: Iterable[StatedAction], account: AccountFacts, rates: RateTable
) -> dict[tuple[str, str], Folded]:
    """`held`: an account's positions in joined instruments, by key and ref; every ref has one in each of them."""
    members = {place: _member(one, account) for place, one in held.items()}
    fold = LinkedFold(
        list(members.values()),
        [_action(one, account, rates) for one in stated],
        {members[place].position: one.splits for place, one in held.items()},
    )
    fold.run(in_time({members[place].position: one.executions for place, one in held.items()}))
    fold.finish()
    found: dict[tuple[str, str], Folded] = {}
    for place, member in members.items():
        own = fold.folds[member.position]
        found[place] = Folded([*own.closed, *([own.open_trade] if own.open_trade else [])], own.unmatched)
    return found


def _member(one: Held, account: AccountFacts) -> Member:
    instrument = instrument_id(_ALONE, one.key)
    return Member(position_id(_ALONE, account.id, instrument, one.ref), instrument, one.ref, one.rules)


def _action(one: StatedAction, account: AccountFacts, rates: RateTable) -> CorporateAction:
    session = session_of(one.instrument.asset_class, account.zone, account.session_ends)
    day = trading_day(one.when, session)
    target: InstrumentId | None = instrument_id(_ALONE, one.target.key) if one.target else None
    source, paid_in = instrument_id(_ALONE, one.instrument.key), one.instrument.currency
    rate = None if paid_in == account.currency else rates.find(paid_in, account.currency, day)
    name = ActionId(named(_ALONE, "action", str(account.id), one.kind, str(source), str(target), one.when.isoformat()))
    return CorporateAction(name, one.kind, source, target, one.when, day, one.terms, rate)
