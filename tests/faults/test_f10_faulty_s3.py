"""F10: a storage that is slow, says 503 or 500, breaks connections, or whose answers are lost: a real S3 server behind
a proxy that does so. What is answered is stored to the byte; what is not can be sent again; nothing is left over."""

import hashlib
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest

from tests.support.faulty_proxy import Fault, FaultyProxy
from tests.support.s3 import s3_server
from tests.support.scale import count
from tradesense.adapters.blob_problems import BlobMoved, StorageUnavailable
from tradesense.adapters.blobs_s3 import S3Access, S3Blobs

MIB: Final = 1024 * 1024
CONTENT: Final = random.Random(10).randbytes(2 * MIB + 7)
PART: Final = MIB // 2
PASSING: Final = [fault for fault in Fault if fault is not Fault.NONE]


@pytest.fixture(scope="module")
def access() -> Iterator[S3Access]:
    with s3_server() as found:
        yield found


@pytest.fixture
async def proxy(access: S3Access) -> AsyncIterator[FaultyProxy]:
    async with FaultyProxy(access.endpoint) as made:
        yield made


@pytest.fixture
def blobs(proxy: FaultyProxy, access: S3Access, tmp_path: Path) -> S3Blobs:
    return S3Blobs(access._replace(endpoint=proxy.endpoint), tmp_path / "copies", 64 * MIB)


@pytest.mark.parametrize("seed", range(count(1, 50)))
@pytest.mark.parametrize("fault", PASSING)
async def test_a_fault_that_passes_costs_nothing(blobs: S3Blobs, proxy: FaultyProxy, fault: Fault, seed: int) -> None:
    """As uploads do it: a part that was refused is cut off as far as nobody noted it, and sent again."""
    chance, key, at = random.Random(seed), f"{uuid4()}/uploads/{uuid4()}", 0
    met = 0
    while at < len(CONTENT):
        proxy.meet(fault, chance.randint(1, 2))
        # A request on a connection that ended just now fails by itself, and has not met the fault yet.
        while not proxy.met and at < len(CONTENT):
            with suppress(StorageUnavailable, BlobMoved):
                at = await blobs.put_part(key, CONTENT[at : at + PART], at)
        met += proxy.met
        # The client comes again a little later, when the fault has passed.
        proxy.meet(Fault.NONE, 0)
        at = await blobs.cut(key, at)
        if at < len(CONTENT):
            at = await blobs.put_part(key, CONTENT[at : at + PART], at)
    proxy.meet(fault, 1)
    with suppress(StorageUnavailable):
        await blobs.finish(key)
    proxy.meet(Fault.NONE, 0)
    assert await blobs.finish(key) == (len(CONTENT), hashlib.sha256(CONTENT).digest()), (fault, seed)
    assert met >= 2
    proxy.meet(fault, 1)
    with suppress(StorageUnavailable):
        await blobs.open(key, None)
    proxy.meet(Fault.NONE, 0)
    assert (await blobs.open(key, None)).read_bytes() == CONTENT
    # Only the one object is there, and nothing of the parts.
    assert await blobs._parts(key) == []
    await blobs.delete(key)
    assert not await blobs._exists(key)


async def test_a_fault_that_stays_is_said_to_be_one(blobs: S3Blobs, proxy: FaultyProxy) -> None:
    proxy.meet(Fault.SLOW_DOWN, 1_000)
    with pytest.raises(StorageUnavailable) as told:
        await blobs.put_part(f"{uuid4()}/uploads/{uuid4()}", b"x", 0)
    assert told.value.retry_after_seconds
    assert proxy.met > 1, "it was not tried again"
