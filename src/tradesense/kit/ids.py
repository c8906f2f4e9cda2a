"""Fresh identities: UUIDv7, so that rows made one after the other lie beside each other."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    return UUID(bytes=uuid_utils.uuid7().bytes)
