"""Archives and their contents in the blob store, part by part."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from tradesense.ports import BlobStore, StoredBlob

PART_BYTES: Final = 1024 * 1024

Sink = Callable[[bytes], Awaitable[None]]


class BlobWriter:
    """Writes one blob from its beginning; what an earlier try left under the key goes first."""

    def __init__(self, blobs: BlobStore, key: str) -> None:
        self._blobs = blobs
        self._key = key
        self._size = 0

    async def begin(self) -> "BlobWriter":
        await self._blobs.delete(self._key)
        return self

    async def __call__(self, part: bytes) -> None:
        if part:
            self._size = await self._blobs.put_part(self._key, part, self._size)

    async def end(self) -> StoredBlob:
        return await self._blobs.finish(self._key)


async def local_file(blobs: BlobStore, key: str, sha256: bytes | None) -> Path:
    """Where the blob can be read. Raises BlobMissing, BlobChanged."""
    return await blobs.open(key, sha256)
