"""How storing bytes fails, wherever they are stored."""

import re
from typing import Final

from tradesense.domain.problem import Kind, Problem

_KEY: Final = re.compile(r"^[a-z0-9][a-z0-9/-]{0,200}$")


class BlobsFull(Problem):
    code, kind, title = "storage.full", Kind.STORAGE_FULL, "There is no room left to store the file."


class BlobMissing(Problem):
    code, kind, title = "storage.missing", Kind.NOT_FOUND, "The stored file is not there any more."


class BlobChanged(Problem):
    code, kind, title = "storage.changed", Kind.GONE, "The stored file is not the one that was stored."


class BlobMoved(Problem):
    code, kind, title = "storage.moved", Kind.CONFLICT, "Somebody else is writing this file."


class StorageUnavailable(Problem):
    code, kind, title = "storage.unavailable", Kind.UNAVAILABLE, "The place where files are kept does not answer."


def checked(key: str) -> str:
    """The key, which never comes from outside. Raises ValueError."""
    if not _KEY.match(key):
        raise ValueError(key)
    return key
