"""What becomes of every table of a workspace in an archive. A table without a rule fails a test."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.domain.access import Actor
from tradesense.domain.corporate_action import said_by
from tradesense.domain.ids import (
    AccountId,
    ImportId,
    InstrumentId,
    WorkspaceId,
    action_id,
    cash_space,
    execution_space,
    instrument_id,
    named,
    named_in,
    position_id,
    split_id,
)
from tradesense.domain.importing import SETTLED, ImportState
from tradesense.kit.arrow import Columns


class Renaming:
    """The ids of one restore, old to new, of the tables that others are named by."""

    def __init__(self, actor: Actor) -> None:
        self.workspace: WorkspaceId = actor.workspace_id
        self.accounts: dict[UUID, AccountId] = {}
        self.instruments: dict[UUID, InstrumentId] = {}
        self.instrument_keys: dict[UUID, str] = {}
        self.position_accounts: dict[UUID, AccountId] = {}
        self.imports: dict[UUID, ImportId] = {}
        self._spaces: dict[AccountId, bytes] = {}

    def space(self, account: AccountId) -> bytes:
        if account not in self._spaces:
            self._spaces[account] = execution_space(self.workspace, account)
        return self._spaces[account]


Naming = Callable[[Renaming, str, Columns], list[UUID]]
"""The new ids of a batch of rows, in their order; raises KeyError for a row that is not in the archive."""


class Kept(NamedTuple):
    """In the archive.

    but     columns that are derived, or that only the server which holds them can know
    given   values for those of them that a row cannot be without
    naming  how ids are made anew where they say what the row is
    blob    column with the key of the row's file, and the column with its SHA-256
    """

    but: frozenset[str] = frozenset()
    given: Callable[[Actor, dict[str, Any]], dict[str, Any]] | None = None
    naming: Naming | None = None
    blob: tuple[str, str] | None = None


class LeftOut(NamedTuple):
    """Not in the archive, and why."""

    why: str


def blob_key(workspace: UUID, table: str, new_id: UUID) -> str:
    return f"{workspace}/{table.replace('_', '-')}/{new_id}"


def by_former_name(renaming: Renaming, table: str, columns: Columns) -> list[UUID]:
    """Ids that say nothing: the same archive gives the same ones in the same workspace."""
    return [named(renaming.workspace, "restored", table, str(old)) for old in columns["id"]]


def _accounts(renaming: Renaming, table: str, columns: Columns) -> list[UUID]:
    made = by_former_name(renaming, table, columns)
    renaming.accounts |= {old: AccountId(new) for old, new in zip(columns["id"], made, strict=True)}
    return made


def _imports(renaming: Renaming, table: str, columns: Columns) -> list[UUID]:
    made = by_former_name(renaming, table, columns)
    renaming.imports |= {old: ImportId(new) for old, new in zip(columns["id"], made, strict=True)}
    return made


def _instruments(renaming: Renaming, _: str, columns: Columns) -> list[UUID]:
    keys = map("|".join, zip(columns["asset_class"], columns["symbol"], columns["currency"], strict=True))
    made = []
    for old, key in zip(columns["id"], keys, strict=True):
        renaming.instrument_keys[old] = key
        renaming.instruments[old] = instrument_id(renaming.workspace, key)
        made.append(renaming.instruments[old])
    return list(made)


def _positions(renaming: Renaming, _: str, columns: Columns) -> list[UUID]:
    made: list[UUID] = []
    names = ("id", "account_id", "instrument_id", "ref")
    for old, account_id, instrument, ref in zip(*(columns[name] for name in names), strict=True):
        account = renaming.position_accounts[old] = renaming.accounts[account_id]
        made.append(position_id(renaming.workspace, account, renaming.instruments[instrument], ref))
    return made


def _executions(renaming: Renaming, _: str, columns: Columns) -> list[UUID]:
    accounts, space = renaming.position_accounts, renaming.space
    fills = zip(columns["position_id"], columns["fingerprint"], strict=True)
    return [named_in(space(accounts[position]), fingerprint) for position, fingerprint in fills]


def _cash_events(renaming: Renaming, _: str, columns: Columns) -> list[UUID]:
    events = zip(columns["account_id"], columns["fingerprint"], strict=True)
    return [
        named_in(cash_space(renaming.workspace, renaming.accounts[account]), fingerprint)
        for account, fingerprint in events
    ]


def _splits(renaming: Renaming, _: str, columns: Columns) -> list[UUID]:
    names = ("account_id", "instrument_id", "effective_at", "numerator", "denominator", "added")
    return [
        split_id(
            renaming.workspace,
            renaming.accounts[account],
            renaming.instrument_keys[instrument],
            at,
            (numerator, denominator, added),
        )
        for account, instrument, at, numerator, denominator, added in zip(
            *(columns[name] for name in names), strict=True
        )
    ]


def _actions(renaming: Renaming, _: str, columns: Columns) -> list[UUID]:
    names = ("account_id", "kind", "instrument_id", "target_id", "effective_at", "numerator", "denominator", "cost_share",
             "cash", "lieu_units", "lieu_amount")  # fmt: skip
    keys = renaming.instrument_keys
    return [
        action_id(
            renaming.workspace,
            renaming.accounts[account],
            kind,
            (keys[source], keys[target] if target else ""),
            at,
            said_by(numerator, denominator, *(None if one is None else Decimal(one) for one in numbers)),
        )
        for account, kind, source, target, at, numerator, denominator, *numbers in zip(
            *(columns[name] for name in names), strict=True
        )
    ]


def _import_given(actor: Actor, row: dict[str, Any]) -> dict[str, Any]:
    """Whoever restores it becomes whose import it is; what was under way then is under way nowhere now."""
    given = {"created_by": actor.user_id, "blob_key": blob_key(actor.workspace_id, "imports", row["new_id"])}
    given |= {"phase": ""}
    if row["state"] not in SETTLED:
        given |= {"state": ImportState.FAILED.value, "finished_at": row["created_at"]}
    return given


_DERIVED: Final = LeftOut("derived from the executions when the archive is restored")

RULES: Final[dict[str, Kept | LeftOut]] = {
    "accounts": Kept(naming=_accounts),
    "instruments": Kept(naming=_instruments),
    "positions": Kept(but=frozenset({"quantity", "cost", "fees", "snapshot", "last_at"}), naming=_positions),
    "imports": Kept(
        but=frozenset({"created_by", "blob_key", "connection_id"}),
        given=_import_given,
        naming=_imports,
        blob=("blob_key", "file_sha256"),
    ),
    "import_notes": Kept(),
    "import_mappings": Kept(naming=by_former_name),
    "executions": Kept(naming=_executions),
    "execution_sources": Kept(),
    "splits": Kept(naming=_splits),
    "split_sources": Kept(),
    "corporate_actions": Kept(naming=_actions),
    "corporate_action_sources": Kept(),
    "corporate_action_effects": _DERIVED,
    "exercise_prices": Kept(),
    "rates": Kept(),
    "cash_events": Kept(naming=_cash_events),
    "cash_event_sources": Kept(),
    "stated_balances": Kept(),
    "stated_positions": Kept(),
    "stated_profits": Kept(),
    "contracts": Kept(),
    "lot_picks": Kept(),
    "annotations": Kept(but=frozenset({"trade_id"})),
    "trades": _DERIVED,
    "trade_days": _DERIVED,
    "unmatched": _DERIVED,
    "deleted_trades": LeftOut("tells columns in memory what to forget"),
    "idempotency_keys": LeftOut("answers kept for retries, for three days"),
    "broker_connections": LeftOut("credentials, sealed with a key of the server's own: connect again after restoring"),
    "broker_sync_runs": LeftOut("visits of the connections, which are left out"),
    "shares": LeftOut("links that open on this server"),
    "memberships": LeftOut("people: whoever restores it is its owner, and invites the others anew"),
    "invitations": LeftOut("links that this server sent, for a few days"),
    "api_keys": LeftOut("what opens this server's workspace opens no other: make new ones after restoring"),
    "uploads": LeftOut("files that nobody has taken over yet, for a day"),
    "archives": LeftOut("the archives themselves"),
    "audit_entries": LeftOut("what was done on this server, chained: nobody could tell elsewhere that it is whole"),
}


DERIVED: Final = frozenset(table for table, rule in RULES.items() if rule is _DERIVED) | {"deleted_trades"}
"""Tables without a word of anybody's: what is in them can be made anew."""
