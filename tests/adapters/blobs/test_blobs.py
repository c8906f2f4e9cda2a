"""One behaviour, whatever holds the bytes: a disk, or a real S3 server."""

import asyncio
import hashlib
import os
import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.support.s3 import overwrite, s3_server
from tests.support.serving import free_port
from tradesense.adapters.blob_problems import BlobChanged, BlobMissing, BlobMoved, StorageUnavailable
from tradesense.adapters.blobs_disk import DiskBlobs
from tradesense.adapters.blobs_s3 import S3Access, S3Blobs
from tradesense.adapters.clock_system import SystemClock
from tradesense.ports import BlobStore

MIB = 1024 * 1024
LARGE = bytes(range(256)) * 4096 * 19  # 19 MiB: several chunks of a multipart upload, and a bit


@pytest.fixture(scope="module")
def access() -> Iterator[S3Access]:
    with s3_server() as found:
        yield found


@pytest.fixture(params=["disk", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    if request.param == "disk":
        return DiskBlobs(tmp_path / "blobs")
    return S3Blobs(request.getfixturevalue("access"), tmp_path / "copies", 64 * MIB)


@pytest.fixture
def key() -> str:
    return f"{uuid4()}/uploads/{uuid4()}"


async def put(blobs: BlobStore, key: str, *parts: bytes) -> int:
    at = 0
    for part in parts:
        at = await blobs.put_part(key, part, at)
    await blobs.sync(key)
    return at


async def content(blobs: BlobStore, key: str) -> bytes:
    return (await blobs.open(key, None)).read_bytes()


async def test_parts_become_a_blob(blobs: BlobStore, key: str) -> None:
    assert await put(blobs, key, b"hello ", b"world") == 11
    with pytest.raises(BlobMissing):
        await blobs.open(key, None)
    with pytest.raises(BlobMissing):
        await blobs.size(key)
    stored = await blobs.finish(key)
    assert stored == (11, hashlib.sha256(b"hello world").digest())
    assert await content(blobs, key) == b"hello world"
    assert await blobs.size(key) == 11


async def test_a_large_one_too(blobs: BlobStore, key: str) -> None:
    await put(blobs, key, *(LARGE[start : start + 4 * MIB] for start in range(0, len(LARGE), 4 * MIB)))
    assert await blobs.finish(key) == (len(LARGE), hashlib.sha256(LARGE).digest())
    assert await content(blobs, key) == LARGE


async def test_finishing_again_changes_nothing(blobs: BlobStore, key: str) -> None:
    await put(blobs, key, b"hello")
    assert await blobs.finish(key) == await blobs.finish(key) == (5, hashlib.sha256(b"hello").digest())
    both = await asyncio.gather(blobs.finish(key), blobs.finish(key))
    assert both[0] == both[1]
    assert await content(blobs, key) == b"hello"


async def test_two_finish_at_once(blobs: BlobStore, key: str) -> None:
    await put(blobs, key, b"hello ", b"world")
    both = await asyncio.gather(*(blobs.finish(key) for _ in range(2)))
    assert both == [(11, hashlib.sha256(b"hello world").digest())] * 2
    assert await content(blobs, key) == b"hello world"


async def test_one_without_a_byte(blobs: BlobStore, key: str) -> None:
    assert await blobs.finish(key) == (0, hashlib.sha256(b"").digest())
    assert await content(blobs, key) == b""


@pytest.mark.parametrize("at", [0, 6, 12])
async def test_a_part_goes_to_the_end_or_nowhere(blobs: BlobStore, key: str, at: int) -> None:
    """Whoever believes the end to be elsewhere was taken for dead meanwhile."""
    await put(blobs, key, b"hello ", b"world")
    if at == 12 and isinstance(blobs, S3Blobs):
        # A part behind a gap is found out when the parts are put one behind the other.
        await blobs.put_part(key, b"!", at)
    else:
        with pytest.raises(BlobMoved):
            await blobs.put_part(key, b"WORLD!", at)
    assert (await blobs.finish(key)).size == 11
    assert await content(blobs, key) == b"hello world"


async def test_what_was_not_noted_is_cut_off(blobs: BlobStore, key: str) -> None:
    assert await blobs.cut(key, 0) == 0
    await put(blobs, key, b"hello ", b"WORLD")
    assert await blobs.cut(key, 6) == 6
    assert await blobs.put_part(key, b"world", 6) == 11
    # Nothing lies behind: fewer bytes than were hoped for are told.
    assert await blobs.cut(key, 20) == 11
    assert (await blobs.finish(key)).size == 11
    assert await content(blobs, key) == b"hello world"


async def test_blobs_are_joined_in_order_and_stay(blobs: BlobStore, key: str) -> None:
    sources = [f"{key}-{number}" for number in range(3)]
    for source, said in zip(sources, (b"hello ", b"", b"world"), strict=True):
        await put(blobs, source, *([said] if said else []))
        await blobs.finish(source)
    assert await blobs.join(key, sources) == (11, hashlib.sha256(b"hello world").digest())
    assert await content(blobs, key) == b"hello world"
    assert await content(blobs, sources[0]) == b"hello "
    with pytest.raises(BlobMissing):
        await blobs.join(f"{key}-x", [sources[0], f"{key}-nothing"])


async def test_what_is_deleted_is_gone_whole_or_half(blobs: BlobStore, key: str) -> None:
    await blobs.delete(key)
    await put(blobs, key, b"half")
    await blobs.delete(key)
    assert await blobs.cut(key, 4) == 0
    await put(blobs, key, b"whole")
    await blobs.finish(key)
    await content(blobs, key)
    await blobs.delete(key)
    with pytest.raises(BlobMissing):
        await blobs.open(key, None)


async def listed(found: AsyncIterator[str]) -> list[str]:
    return sorted([key async for key in found])


async def test_what_is_old_is_listed_whole_or_half(blobs: BlobStore, key: str) -> None:
    await put(blobs, key, b"hello ", b"world")
    await put(blobs, f"{key}-whole", b"whole")
    await blobs.finish(f"{key}-whole")
    folder, now = key.rpartition("/")[0], SystemClock().now()
    assert await listed(blobs.untouched(folder, now - timedelta(hours=1))) == []
    assert await listed(blobs.untouched(folder, now + timedelta(hours=1))) == [key, f"{key}-whole"]
    assert await listed(blobs.untouched(str(uuid4()), now + timedelta(hours=1))) == []


@pytest.mark.parametrize("wrong", ["../x", "/etc/passwd", "a/../b", "A", "a b", "x" * 300])
async def test_a_key_is_no_way_out(blobs: BlobStore, wrong: str) -> None:
    with pytest.raises(ValueError, match=re.escape(wrong[:20])):
        await blobs.put_part(wrong, b"x", 0)
    with pytest.raises(ValueError, match=re.escape(wrong[:20])):
        await blobs.delete(wrong)


def copies(folder: Path) -> int:
    return len(list(folder.iterdir()))


async def test_local_copies_are_bounded(access: S3Access, tmp_path: Path, key: str) -> None:
    """Ten megabyte-sized blobs are read; of copies, as many are kept as two mebibytes hold, and never fewer than four."""
    blobs = S3Blobs(access, tmp_path, 2 * MIB)
    for number in range(10):
        await put(blobs, f"{key}-{number}", bytes([number]) * MIB)
        await blobs.finish(f"{key}-{number}")
        assert await content(blobs, f"{key}-{number}") == bytes([number]) * MIB
    assert copies(tmp_path) == 4
    assert await content(blobs, f"{key}-0") == b"\0" * MIB


async def test_an_object_that_was_changed_is_not_read_though_it_is_as_long(
    access: S3Access, tmp_path: Path, key: str
) -> None:
    """Somebody with the bucket's key puts other figures in their place."""
    blobs = S3Blobs(access, tmp_path, 64 * MIB)
    await put(blobs, key, b"10 WOMB at 21.00")
    stored = await blobs.finish(key)
    kept = await blobs.open(key, stored.sha256)
    overwrite(access, key, b"90 WOMB at 21.00")
    # What was fetched before is what was stored.
    assert (await blobs.open(key, stored.sha256)).read_bytes() == b"10 WOMB at 21.00"
    kept.unlink()
    with pytest.raises(BlobChanged):
        await blobs.open(key, stored.sha256)
    assert copies(tmp_path) == 0
    # A copy that nobody compared is none for those who compare.
    assert await content(blobs, key) == b"90 WOMB at 21.00"
    with pytest.raises(BlobChanged):
        await blobs.open(key, stored.sha256)
    await blobs.delete(key)
    assert copies(tmp_path) == 0


async def test_a_file_whose_byte_was_altered_on_the_disk_is_not_read(tmp_path: Path, key: str) -> None:
    """F29: one bit of one byte, and the time of the last change set back to what it was."""
    blobs = DiskBlobs(tmp_path)
    await put(blobs, key, b"10 WOMB at 21.00")
    stored = await blobs.finish(key)
    path = await blobs.open(key, stored.sha256)
    assert (await blobs.open(key, stored.sha256)).read_bytes() == b"10 WOMB at 21.00"
    with path.open("rb+") as file:
        was = path.stat()
        file.write(b"0")  # 0x31 becomes 0x30
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    with pytest.raises(BlobChanged):
        await blobs.open(key, stored.sha256)
    # Where nothing was noted, nothing can be compared.
    assert await content(blobs, key) == b"00 WOMB at 21.00"
    path.write_bytes(b"10 WOMB at 21.00")
    assert await blobs.open(key, stored.sha256) == path


async def test_a_wrong_secret_opens_nothing(access: S3Access, tmp_path: Path, key: str) -> None:
    blobs = S3Blobs(access._replace(secret="another"), tmp_path, MIB)
    for asking in (blobs.put_part(key, b"x", 0), blobs.size(key), blobs.cut(key, 0), blobs.finish(key)):
        with pytest.raises(StorageUnavailable):
            await asking


async def test_a_server_that_is_away_is_said_to_be(access: S3Access, tmp_path: Path, key: str) -> None:
    blobs = S3Blobs(access._replace(endpoint=f"http://127.0.0.1:{free_port()}"), tmp_path, MIB)
    with pytest.raises(StorageUnavailable) as told:
        await blobs.put_part(key, b"x", 0)
    assert told.value.retry_after_seconds
