"""Identities. Each noun has its own type, so that one is never passed for another.

Executions, positions, instruments and trades are named by what they are (UUIDv5, RFC 9562):
the same file always gives the same ids, whoever imports it and however often.
"""

import hashlib
from datetime import datetime
from decimal import Decimal
from typing import NewType
from uuid import UUID

UserId = NewType("UserId", UUID)
SessionId = NewType("SessionId", UUID)
ApiKeyId = NewType("ApiKeyId", UUID)
KeyHash = NewType("KeyHash", bytes)
WorkspaceId = NewType("WorkspaceId", UUID)
AccountId = NewType("AccountId", UUID)
InstrumentId = NewType("InstrumentId", UUID)
PositionId = NewType("PositionId", UUID)
ExecutionId = NewType("ExecutionId", UUID)
TradeId = NewType("TradeId", UUID)
ImportId = NewType("ImportId", UUID)
SplitId = NewType("SplitId", UUID)
ActionId = NewType("ActionId", UUID)
CashEventId = NewType("CashEventId", UUID)

_RFC_4122_VARIANT = 0x8000
_VERSION_5 = 5 << 76


def named(space: UUID, *parts: str) -> UUID:
    """UUIDv5 of `parts` in the name space `space`; the parts are joined by the unit separator."""
    return named_in(space.bytes, "\x1f".join(parts))


def named_in(space: bytes, name: str) -> UUID:
    """UUIDv5, without the copies that uuid.uuid5 makes: this runs once for every fill of a file."""
    digest = hashlib.sha1(space + name.encode(), usedforsecurity=False).digest()
    value = int.from_bytes(digest[:16], "big")
    value = value & ~(0xC000 << 48) | (_RFC_4122_VARIANT << 48)
    return UUID(int=value & ~(0xF000 << 64) | _VERSION_5)


def instrument_id(workspace: WorkspaceId, key: str) -> InstrumentId:
    return InstrumentId(named(workspace, "instrument", key))


def position_id(workspace: WorkspaceId, account: AccountId, instrument: InstrumentId, ref: str) -> PositionId:
    return PositionId(named(workspace, "position", str(account), str(instrument), ref))


def execution_space(workspace: WorkspaceId, account: AccountId) -> bytes:
    """The name space in which an account's fills are named by their fingerprint."""
    return named(workspace, "execution", str(account)).bytes


def cash_space(workspace: WorkspaceId, account: AccountId) -> bytes:
    """The name space in which an account's cash events are named by their fingerprint."""
    return named(workspace, "cash", str(account)).bytes


def split_id(
    workspace: WorkspaceId, account: AccountId, instrument_key: str, at: datetime, ratio: tuple[int, int, Decimal]
) -> SplitId:
    """A split is named by what it says, so that a second file saying it adds nothing. `ratio`: and units added."""
    said = ":".join(map(str, ratio))
    return SplitId(named(workspace, "split", str(account), instrument_key, at.isoformat(), said))


def action_id(
    workspace: WorkspaceId,
    account: AccountId,
    kind: str,
    keys: tuple[str, str],
    at: datetime,
    terms: tuple[object, ...],
) -> ActionId:
    """Named by what it says, as a split is. `keys`: of both instruments, the second '' where there is none."""
    said = ":".join("" if term is None else str(term) for term in terms)
    return ActionId(named(workspace, "corporate action", str(account), kind, *keys, at.isoformat(), said))


def trade_id(opening: ExecutionId) -> TradeId:
    """A trade is named by its opening leg, so that it keeps its name through every re-derivation."""
    return TradeId(named(opening, "open"))


def spun_trade_id(opening: ExecutionId, action: ActionId) -> TradeId:
    """A trade in what was spun off from another one: that one's opening leg, and the action, name it."""
    return TradeId(named(opening, "open", str(action)))
