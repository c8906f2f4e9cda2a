"""Blobs as plain files: parts are appended and synced, a finished one is renamed into its place."""

import asyncio
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from tradesense.adapters.blob_problems import BlobChanged, BlobMissing, BlobMoved, BlobsFull, checked
from tradesense.kit.logging import get_logger
from tradesense.ports import StoredBlob

log = get_logger(__name__)
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READ_BYTES: Final = 1024 * 1024
DRAFT: Final = ".part"


class DiskBlobs:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    async def put_part(self, key: str, part: bytes, at: int) -> int:
        return await asyncio.to_thread(_append, self._draft(key), part, at)

    async def sync(self, key: str) -> None:
        await asyncio.to_thread(_sync, self._draft(key))

    async def cut(self, key: str, size: int) -> int:
        return await asyncio.to_thread(_cut, self._draft(key), size)

    async def finish(self, key: str) -> StoredBlob:
        return await asyncio.to_thread(_finish, self._draft(key), self._path(key))

    async def join(self, key: str, sources: Sequence[str]) -> StoredBlob:
        paths = [await self.open(source, None) for source in sources]
        draft = self._draft(key)
        await asyncio.to_thread(_join, draft, paths)
        return await asyncio.to_thread(_finish, draft, self._path(key))

    async def open(self, key: str, sha256: bytes | None, /) -> Path:
        path = self._path(key)
        if not path.is_file():
            raise BlobMissing
        if sha256 is not None and sha256 != await asyncio.to_thread(_digest, path):
            log.error("storage.changed", key=key)
            raise BlobChanged("The disk holds other bytes under its name than were stored. Restore it there.")
        return path

    async def size(self, key: str) -> int:
        return (await self.open(key, None)).stat().st_size

    async def delete(self, key: str) -> None:
        for path in (self._draft(key), self._path(key)):
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def untouched(self, folder: str, before: datetime) -> AsyncIterator[str]:
        for key in await asyncio.to_thread(self._untouched, checked(folder), before.timestamp()):
            yield key

    def sweep(self, folders: str) -> int:
        """Removes the drafts in `folders` (a pattern), which nobody can continue. Answers how many."""
        drafts = list(self._folder.glob(f"{folders}/*{DRAFT}"))
        for draft in drafts:
            draft.unlink(missing_ok=True)
        return len(drafts)

    def _untouched(self, folder: str, before: float) -> list[str]:
        old = []
        for path in (self._folder / folder).rglob("*"):
            with _vanishing():
                if path.is_file() and path.stat().st_mtime < before:
                    old.append(path.relative_to(self._folder).as_posix().removesuffix(DRAFT))
        return old

    def _path(self, key: str) -> Path:
        return self._folder / checked(key)

    def _draft(self, key: str) -> Path:
        path = self._path(key)
        return path.with_name(path.name + DRAFT)


def _append(draft: Path, part: bytes, at: int) -> int:
    draft.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        file = draft.open("ab" if at == 0 else "rb+", buffering=0)
    except FileNotFoundError:
        raise BlobMoved from None
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the look at the end and the writing are one step, for every process
        if os.fstat(file.fileno()).st_size != at:
            raise BlobMoved
        file.seek(at)
        left = memoryview(part)
        try:
            with _room():
                while left:
                    left = left[file.write(left) :]
        except BlobsFull:
            os.ftruncate(file.fileno(), at)
            raise
    return at + len(part)


def _sync(draft: Path) -> None:
    if draft.exists():
        _sync_file(draft)
        _sync_folder(draft.parent)


def _cut(draft: Path, size: int) -> int:
    if not draft.exists():
        return 0
    with draft.open("rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        present = os.fstat(file.fileno()).st_size
        if present > size:
            file.truncate(size)
        return min(present, size)


def _finish(draft: Path, path: Path) -> StoredBlob:
    try:
        _sync_file(draft)
        draft.replace(path)
    except FileNotFoundError:
        # Whole already, perhaps since a moment ago; or there never was a byte of it.
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    _sync_folder(path.parent)
    return StoredBlob(path.stat().st_size, _digest(path))


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _join(draft: Path, paths: Sequence[Path]) -> None:
    draft.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _room(), draft.open("wb") as whole:
        for path in paths:
            with path.open("rb") as part:
                shutil.copyfileobj(part, whole, READ_BYTES)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _room() -> Iterator[None]:
    """A full disk, or a used-up quota, by its name."""
    try:
        yield
    except OSError as refused:
        if refused.errno in _FULL:
            raise BlobsFull from refused
        raise


@contextmanager
def _vanishing() -> Iterator[None]:
    """A file that went while the folder was read is not listed."""
    try:
        yield
    except FileNotFoundError:
        return
