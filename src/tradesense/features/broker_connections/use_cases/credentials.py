"""Credentials: checked against what the broker needs, sealed where they are kept."""

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from tradesense.db.tables.broker_connections import BrokerConnectionRow
from tradesense.domain.access import Actor
from tradesense.domain.broker_sync import BrokerFacts, CredentialField
from tradesense.domain.problem import FieldError
from tradesense.features.broker_connections.problems import CredentialsInvalid
from tradesense.ports import BrokerSync, Place, Sealed, SyncAccess, Vault

VALUE_CHARACTERS_MAX: Final = 2_000
TABLE: Final = "broker_connections"


def facts_of(broker_sync: BrokerSync, kind: str) -> BrokerFacts:
    """Raises CredentialsInvalid for a broker that there is none of."""
    for one in broker_sync.facts():
        if one.kind == kind:
            return one
    raise CredentialsInvalid("There is no such broker.", errors=[FieldError("/kind", "unknown", "not a known broker")])


def complete(facts: BrokerFacts, given: Mapping[str, str]) -> dict[str, str]:
    """The fields the broker needs, trimmed. Raises CredentialsInvalid, naming each that is wrong."""
    known = {one.name: one for one in facts.fields}
    errors = [_error(name, "unknown", "not asked for") for name in given if name not in known]
    found = {}
    for field in facts.fields:
        value = given.get(field.name, "").strip()
        fault = _fault(field, value)
        if fault:
            errors.append(_error(field.name, *fault))
        elif value:
            found[field.name] = value
    if errors:
        raise CredentialsInvalid(errors=errors)
    return found


def _fault(field: CredentialField, value: str) -> tuple[str, str] | None:
    if not value:
        return None if field.optional else ("missing", f"{field.label} is needed")
    if field.choices and value not in field.choices:
        return "choice", f"one of {', '.join(field.choices)}"
    if len(value) > VALUE_CHARACTERS_MAX or not value.isprintable():
        return "value", "too long, or with characters that cannot be meant"
    return None


def _error(name: str, code: str, detail: str) -> FieldError:
    return FieldError(f"/credentials/{name}", code, detail)


def shown(facts: BrokerFacts, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that are no secrets."""
    secret = {one.name for one in facts.fields if one.secret}
    return {name: value for name, value in fields.items() if name not in secret}


def sealed(actor: Actor, vault: Vault, connection_id: UUID, column: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """The columns that keep `fields`."""
    found = vault.seal(json.dumps(dict(fields)).encode(), _place(actor, connection_id, column))
    return {column: found.content, f"{column}_key": found.key_id}


def opened(actor: Actor, vault: Vault, row: BrokerConnectionRow) -> SyncAccess:
    """What to ask the broker with. Raises SecretUnopenable."""
    fields = _opened(actor, vault, row, "credentials")
    session = _opened(actor, vault, row, "broker_session") if row.broker_session else {}
    return SyncAccess(row.kind, fields, session)


def _opened(actor: Actor, vault: Vault, row: BrokerConnectionRow, column: str) -> dict[str, str]:
    kept = Sealed(getattr(row, f"{column}_key"), getattr(row, column))
    found: dict[str, str] = json.loads(vault.open(kept, _place(actor, row.id, column)))
    return found


def _place(actor: Actor, connection_id: UUID, column: str) -> Place:
    return Place(str(actor.workspace_id), TABLE, str(connection_id), column)
