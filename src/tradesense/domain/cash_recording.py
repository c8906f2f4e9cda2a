"""From what a file says of money to cash events: identity and day. Pure; the fills' part is domain/recording."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC

from tradesense.domain.cash import CashEvent, identity_of_cash
from tradesense.domain.execution import fingerprint_by_content, fingerprint_by_ref
from tradesense.domain.ids import AccountId, CashEventId, WorkspaceId, cash_space, named_in
from tradesense.domain.recording import AccountFacts
from tradesense.domain.statement import StatedCash


def cash_events(workspace: WorkspaceId, stated: Iterable[tuple[StatedCash, AccountFacts]]) -> Iterator[CashEvent]:
    """One file's cash events, in its order. Rows that are alike and have no number are told apart by which of
    them they are, so the same file, or an overlapping one, names them alike (ledger.md, rule 11)."""
    met: Counter[tuple[AccountId, str]] = Counter()
    spaces: dict[AccountId, bytes] = {}
    for one, account in stated:
        space = spaces.setdefault(account.id, cash_space(workspace, account.id))
        symbol = one.instrument.symbol if one.instrument else ""
        at = one.when.astimezone(UTC)
        if one.broker_ref:
            fingerprint = fingerprint_by_ref(one.broker_ref)
        else:
            identity = identity_of_cash(one.kind, one.currency, one.amount, symbol, at)
            met[account.id, identity] += 1
            fingerprint = fingerprint_by_content(identity, met[account.id, identity])
        yield CashEvent(
            id=CashEventId(named_in(space, fingerprint)),
            line=one.line,
            account=account.id,
            kind=one.kind,
            amount=one.amount,
            currency=one.currency,
            occurred_at=at,
            day=one.day or one.when.astimezone(account.zone).date(),
            time_known=one.day is None,
            symbol=symbol,
            detail=one.detail,
            fingerprint=fingerprint,
        )
