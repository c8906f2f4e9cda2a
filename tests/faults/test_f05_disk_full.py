"""F05: the place for files is full. 507 and its reason, nothing half left behind, and all is well once there is room.

A process that may write no file beyond some size meets the same as one on a full disk, root or not (RLIMIT_FSIZE;
EFBIG is treated as ENOSPC): so no file system of a size of its own needs to be mounted.
"""

import re
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.features.imports.test_zips import zipped
from tests.support import command
from tests.support.serving import Serving, folder
from tests.support.uploads import BYTES, TUS

MIB: Final = 1024 * 1024
LIMIT: Final = MIB
ROOM: Final = 8 * MIB
LARGE: Final = b"Symbol,Date,Side,Quantity,Price\nWOMB,2026-01-05 10:00:00,buy,10,100\n" + b"# filling\n" * (300 * 1024)
UNLIMITED: Final = resource.RLIM_INFINITY


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with folder() as made:
        yield made


def test_a_full_disk_is_said_and_leaves_nothing_behind(data_dir: Path) -> None:
    with Serving(data_dir, import_bytes_max=ROOM) as served:
        served.enter("ada@example.org", new=True)
        packed = served.client.post("/imports", files={"file": ("year.zip", zipped(small="x" * 40, large=LARGE))})
        served.until_state(packed.json()["id"], "unpacked")
        kept = files(data_dir)

        full(served, LIMIT)
        refused = served.client.post("/imports", files={"file": ("large.csv", LARGE)})
        assert (refused.status_code, refused.headers["content-type"]) == (507, "application/problem+json")
        assert refused.json()["code"] == "storage.full"
        assert files(data_dir) == kept

        path = upload(served, len(LARGE))
        assert patch(served, path, LARGE) == 507
        assert served.client.head(path, headers=TUS).status_code == 200
        assert served.client.delete(path, headers=TUS).status_code == 204
        assert files(data_dir) == kept
        # The room that was set aside for it is free again: all there is can be asked for.
        assert served.client.delete(upload(served, ROOM), headers=TUS).status_code == 204

        # A worker without room unpacks all of an archive's files or none.
        again = served.client.post("/imports", files={"file": ("b.zip", zipped(small="x" * 40, large=LARGE))})
        failed = served.until_state(again.json()["id"], "failed")
        assert failed["problem"]["code"] == "storage.full"
        assert sorted(set(files(data_dir)) - set(kept)) == [again.json()["id"]]

        full(served, UNLIMITED)
        assert served.client.post(f"/imports/{again.json()['id']}/retry", json={}).status_code == 202
        served.until_state(again.json()["id"], "unpacked")
        path = upload(served, len(LARGE))
        assert patch(served, path, LARGE) == 204
        assert served.client.post("/imports", json={"upload_id": path.rpartition("/")[2]}).status_code == 202
        assert served.end() == 0
    done = command.run("verify-ledger", data_dir=data_dir)
    assert re.search(r" 0 differences$", done.stdout.strip()), done.stdout


def full(served: Serving, bytes_max: int) -> None:
    """For the web server and the workers; the database has room."""
    for pid in (served.process.pid, *served.workers()):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (bytes_max, UNLIMITED))


def files(data_dir: Path) -> list[str]:
    return sorted(path.name for path in (data_dir / "blobs").rglob("*") if path.is_file())


def upload(served: Serving, length: int) -> str:
    answer = served.client.post("/uploads", headers={**TUS, "Upload-Length": str(length)})
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"].removeprefix("/api/v1"))


def patch(served: Serving, path: str, content: bytes) -> int:
    headers = {**TUS, "Content-Type": BYTES, "Upload-Offset": "0"}
    return int(served.client.patch(path, headers=headers, content=content).status_code)
