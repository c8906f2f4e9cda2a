"""Corporate actions as rows: named by what they say, so that saying one again adds nothing."""

from collections.abc import Sequence
from decimal import Decimal

from tradesense.db.session import Session
from tradesense.domain.access import Actor, Permission
from tradesense.domain.corporate_action import Terms, said_by
from tradesense.domain.ids import AccountId, ActionId, ImportId, WorkspaceId, action_id, instrument_id
from tradesense.domain.recording import AccountFacts
from tradesense.domain.statement import StatedAction
from tradesense.features.ledger.repository import actions as repository
from tradesense.features.ledger.repository import recording as writing


def id_of_action(workspace: WorkspaceId, stated: StatedAction, account: AccountId) -> ActionId:
    keys = (stated.instrument.key, stated.target.key if stated.target else "")
    return action_id(workspace, account, stated.kind.value, keys, stated.when, said_by(*numbers_of(stated.terms)))


def numbers_of(terms: Terms) -> tuple[int, int, Decimal | None, Decimal, Decimal | None, Decimal | None]:
    """In the order of the columns."""
    units, amount = (terms.in_lieu.units, terms.in_lieu.amount) if terms.in_lieu else (None, None)
    return (terms.numerator, terms.denominator, terms.cost_share, terms.cash, units, amount)


def action_row(
    actor: Actor, id_: ActionId, stated: StatedAction, account: AccountId, rate: Decimal | None, *, by_hand: bool
) -> tuple[object, ...]:
    source = instrument_id(actor.workspace_id, stated.instrument.key)
    target = instrument_id(actor.workspace_id, stated.target.key) if stated.target else None
    return (
        actor.workspace_id, id_, account, stated.kind.value, source, target, *numbers_of(stated.terms), rate,
        stated.when, by_hand,
    )  # fmt: skip


async def store_actions(
    session: Session,
    actor: Actor,
    import_id: ImportId,
    stated: Sequence[tuple[StatedAction, AccountFacts, Decimal | None]],
) -> list[ActionId]:
    """Stores what a file states, each with its account and exchange rate; answers the actions that are new."""
    actor.require(Permission.IMPORTS_WRITE)
    instruments = {one.key: one for action, _, _ in stated for one in (action.instrument, action.target) if one}
    known_by = [(instrument_id(actor.workspace_id, key), one) for key, one in instruments.items()]
    await writing.add_instruments(session, actor, known_by)
    ids = [id_of_action(actor.workspace_id, action, account.id) for action, account, _ in stated]
    known = await repository.list_known_actions(session, actor, ids)
    rows = {
        id_: action_row(actor, id_, action, account.id, rate, by_hand=False)
        for id_, (action, account, rate) in zip(ids, stated, strict=True)
    }
    await repository.add_actions(session, list(rows.values()))
    sources = [(actor.workspace_id, import_id, action.line, id_) for id_, (action, *_) in zip(ids, stated, strict=True)]
    await repository.add_action_sources(session, sources)
    return [id_ for id_ in rows if id_ not in known]
