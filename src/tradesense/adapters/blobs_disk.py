"""Blobs as plain files: parts are appended and synced, a finished one is renamed into its place."""

import asyncio
import errno
import hashlib
import os
import re
from pathlib import Path
from typing import Final

from tradesense.domain.problem import Kind, Problem
from tradesense.ports import StoredBlob

_KEY: Final = re.compile(r"^[a-z0-9][a-z0-9/-]{0,200}$")
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READ_BYTES: Final = 1024 * 1024


class BlobsFull(Problem):
    code, kind, title = "storage.full", Kind.STORAGE_FULL, "There is no room left to store the file."


class BlobMissing(Problem):
    code, kind, title = "storage.missing", Kind.NOT_FOUND, "The stored file is not there any more."


class DiskBlobs:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    async def put_part(self, key: str, part: bytes) -> int:
        return await asyncio.to_thread(self._append, self._draft(key), part)

    async def finish(self, key: str) -> StoredBlob:
        return await asyncio.to_thread(self._finish, self._draft(key), self._path(key))

    def open(self, key: str) -> Path:
        path = self._path(key)
        if not path.is_file():
            raise BlobMissing
        return path

    async def delete(self, key: str) -> None:
        for path in (self._draft(key), self._path(key)):
            await asyncio.to_thread(path.unlink, missing_ok=True)

    def sweep(self) -> int:
        """Removes what was arriving when the last server ended; only while nothing arrives. Answers how many."""
        drafts = list(self._folder.rglob("*.part"))
        for draft in drafts:
            draft.unlink(missing_ok=True)
        return len(drafts)

    @staticmethod
    def _append(draft: Path, part: bytes) -> int:
        draft.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with draft.open("ab") as file:
                file.write(part)
        except OSError as refused:
            if refused.errno in _FULL:
                draft.unlink(missing_ok=True)
                raise BlobsFull from refused
            raise
        return draft.stat().st_size

    @staticmethod
    def _finish(draft: Path, path: Path) -> StoredBlob:
        draft.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.touch(mode=0o600)
        digest = hashlib.sha256()
        with draft.open("rb+") as file:
            while chunk := file.read(READ_BYTES):
                digest.update(chunk)
            os.fsync(file.fileno())
        draft.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return StoredBlob(path.stat().st_size, digest.digest())

    def _path(self, key: str) -> Path:
        if not _KEY.match(key):
            raise ValueError(key)
        return self._folder / key

    def _draft(self, key: str) -> Path:
        path = self._path(key)
        return path.with_name(path.name + ".part")
