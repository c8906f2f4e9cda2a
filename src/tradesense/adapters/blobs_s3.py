"""Blobs in an S3 bucket: what grows is parts of its own, named by their first byte; finishing makes one object of them.

A part is created, never overwritten (`If-None-Match: *`), so that two writers cannot both believe to have written at
one byte. Bytes pass through in pieces; reading is from a local copy, of which the latest are kept.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import S3Store

from tradesense.adapters.blob_problems import BlobChanged, BlobMissing, BlobMoved, StorageUnavailable, checked
from tradesense.kit.logging import get_logger
from tradesense.ports import StoredBlob

log = get_logger(__name__)
RETRY_AFTER_SECONDS: Final = 5
REASON_CHARACTERS: Final = 500
CHUNK_BYTES: Final = 8 * 1024 * 1024
"""Of a multipart upload: with 10 000 chunks at most, 80 GB."""
CONCURRENCY: Final = 2
COPIES_MIN: Final = 4
"""The latest local copies stay, whatever their size: somebody is reading them."""
PARTS: Final = ".parts/"
GONE: Final = (NotFoundError, FileNotFoundError)
"""How the library says that there is no such object: the one or the other, by call."""


class Part(NamedTuple):
    path: str
    start: int
    size: int


class S3Access(NamedTuple):
    """`url`: s3://bucket/prefix. Without an endpoint it is Amazon's; without a key, the environment's credentials."""

    url: str
    endpoint: str
    region: str
    key: str
    secret: str


Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def _reaching(ask: Callable[Asked, Coroutine[Any, Any, Answer]]) -> Callable[Asked, Coroutine[Any, Any, Answer]]:
    """What the library could not do, after its own attempts, by one name; the log says what it was."""

    @wraps(ask)
    async def asked(*arguments: Asked.args, **named: Asked.kwargs) -> Answer:
        try:
            return await ask(*arguments, **named)
        except BaseError as broken:
            log.exception("storage.unreachable", reason=str(broken)[:REASON_CHARACTERS])
            raise StorageUnavailable(retry_after_seconds=RETRY_AFTER_SECONDS) from broken

    return asked


class S3Blobs:
    def __init__(self, access: S3Access, copies: Path, copies_bytes_max: int) -> None:
        place = urlsplit(access.url)
        config: dict[str, Any] = {"region": access.region}
        if access.endpoint:
            config["endpoint"] = access.endpoint
        if access.key:
            config |= {"access_key_id": access.key, "secret_access_key": access.secret}
        allow_http = access.endpoint.startswith("http://")
        self._store = S3Store(
            place.netloc,
            prefix=place.path.strip("/") or None,
            client_options={"allow_http": allow_http, "connect_timeout": "5s"},
            retry_config={"max_retries": 4, "retry_timeout": timedelta(seconds=30)},
            **config,
        )
        self._copies = copies
        self._copies_bytes_max = copies_bytes_max

    @_reaching
    async def put_part(self, key: str, part: bytes, at: int) -> int:
        try:
            await obstore.put_async(self._store, _part_path(key, at), part, mode="create", use_multipart=False)
        except AlreadyExistsError:
            raise BlobMoved from None
        return at + len(part)

    async def sync(self, key: str) -> None:
        """Nothing to do: S3 answers a request when its bytes are durable."""

    @_reaching
    async def cut(self, key: str, size: int) -> int:
        present = 0
        for part in await self._parts(key):
            if part.start == present and part.start + part.size <= size:
                present += part.size
            else:
                await obstore.delete_async(self._store, part.path)
        return present

    @_reaching
    async def finish(self, key: str) -> StoredBlob:
        parts = _chain(await self._parts(key))
        if not parts and await self._exists(key):
            return await self._summed(key)
        try:
            stored = await self._write(key, [part.path for part in parts])
        except GONE:
            # Somebody else finished it a moment ago, and took the parts away.
            return await self._summed(key)
        for part in await self._parts(key):
            await obstore.delete_async(self._store, part.path)
        return stored

    @_reaching
    async def join(self, key: str, sources: Sequence[str]) -> StoredBlob:
        try:
            return await self._write(key, [checked(source) for source in sources])
        except GONE:
            raise BlobMissing from None

    @_reaching
    async def open(self, key: str, sha256: bytes | None, /) -> Path:
        size = await self.size(key)
        copy = self._copy(key, sha256)
        if not (copy.is_file() and copy.stat().st_size == size):
            await self._fetch(key, copy, sha256)
        await asyncio.to_thread(os.utime, copy)
        await asyncio.to_thread(self._make_room)
        return copy

    @_reaching
    async def size(self, key: str) -> int:
        try:
            return int((await obstore.head_async(self._store, checked(key)))["size"])
        except GONE:
            raise BlobMissing from None

    @_reaching
    async def delete(self, key: str) -> None:
        for path in [part.path for part in await self._parts(key)] + [key]:
            try:
                await obstore.delete_async(self._store, path)
            except GONE:
                continue
        for copy in self._copies.glob(f"{_folded(key)}*"):
            if "." not in copy.name:  # what is being fetched is cleared away by whoever fetches it
                await asyncio.to_thread(copy.unlink, missing_ok=True)

    async def untouched(self, folder: str, before: datetime) -> AsyncIterator[str]:
        latest: dict[str, datetime] = {}
        async for batch in obstore.list(self._store, prefix=checked(folder)):
            for one in batch:
                key = one["path"].partition(PARTS)[0]
                latest[key] = max(one["last_modified"], latest.get(key, one["last_modified"]))
        for key, at in latest.items():
            if at < before:
                yield key

    async def _parts(self, key: str) -> list[Part]:
        """In the order of their first bytes."""
        found: list[Part] = []
        async for batch in obstore.list(self._store, prefix=checked(key) + PARTS.rstrip("/")):
            found += [Part(one["path"], int(one["path"].rpartition("/")[2]), one["size"]) for one in batch]
        return sorted(found, key=lambda part: part.start)

    async def _exists(self, key: str) -> bool:
        try:
            await self.size(key)
        except BlobMissing:
            return False
        return True

    async def _summed(self, key: str) -> StoredBlob:
        size, digest = 0, hashlib.sha256()
        try:
            async for chunk in self._read([key]):
                size += len(chunk)
                digest.update(chunk)
        except GONE:
            raise BlobMissing from None
        return StoredBlob(size, digest.digest())

    async def _write(self, key: str, sources: Sequence[str]) -> StoredBlob:
        """Raises what reading a source raised; nothing is written then."""
        size, digest, broken = 0, hashlib.sha256(), None

        async def summed() -> AsyncIterator[bytes]:
            nonlocal size, broken
            try:
                async for chunk in self._read(sources):
                    size += len(chunk)
                    digest.update(chunk)
                    yield chunk
            except Exception as failure:
                broken = failure
                raise

        content = summed() if sources else b""
        try:
            await obstore.put_async(
                self._store, checked(key), content, chunk_size=CHUNK_BYTES, max_concurrency=CONCURRENCY
            )
        except Exception:
            # What breaks inside the stream comes out of the library as an error of its own.
            if broken is not None:
                raise broken from None
            raise
        return StoredBlob(size, digest.digest())

    async def _read(self, paths: Sequence[str]) -> AsyncIterator[bytes]:
        for path in paths:
            answer = await obstore.get_async(self._store, path)
            async for chunk in answer.stream(min_chunk_size=CHUNK_BYTES):
                yield bytes(chunk)

    async def _fetch(self, key: str, copy: Path, sha256: bytes | None) -> None:
        """Under another name until it is whole, and is what was stored: two may fetch it at once."""
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = copy.with_name(f"{copy.name}.{uuid4().hex}")
        digest = hashlib.sha256()
        try:
            with draft.open("wb") as file:
                async for chunk in self._read([key]):
                    digest.update(chunk)
                    await asyncio.to_thread(file.write, chunk)
            if sha256 not in {None, digest.digest()}:
                log.error("storage.changed", key=key)
                raise BlobChanged("The bucket holds other bytes under its name than were stored. Restore it there.")
            draft.replace(copy)
        except GONE:
            raise BlobMissing from None
        finally:
            draft.unlink(missing_ok=True)

    def _make_room(self) -> None:
        copies = sorted((path for path in self._copies.iterdir() if path.is_file()), key=_used_at, reverse=True)
        taken = 0
        for number, copy in enumerate(copies):
            taken += copy.stat().st_size if copy.exists() else 0
            if number >= COPIES_MIN and taken > self._copies_bytes_max:
                copy.unlink(missing_ok=True)

    def _copy(self, key: str, sha256: bytes | None) -> Path:
        """Named by what it was found to be: a copy that was not compared is no copy for those who compare."""
        return self._copies / f"{_folded(key)}-{sha256.hex() if sha256 else ''}"


def _folded(key: str) -> str:
    return hashlib.sha256(checked(key).encode()).hexdigest()


def _part_path(key: str, at: int) -> str:
    return f"{checked(key)}{PARTS}{at:020}"


def _chain(parts: Sequence[Part]) -> list[Part]:
    """Those that lie one behind the other: one that does not is a dead writer's."""
    end, chain = 0, []
    for part in parts:
        if part.start == end:
            chain.append(part)
            end += part.size
    return chain


def _used_at(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0
