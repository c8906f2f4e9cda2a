"""An upload and a power cut: what was answered is there, what was not is sent again."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.imports import fills
from tests.support.serving import PAUSE, SECONDS, Serving, folder
from tests.support.uploads import BYTES, TUS
from tests.support.waiting import wait_until

MIB = 1024 * 1024
ROWS = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1", "WOMB,2026-01-05 11:00:00,sell,10,110,1").encode()
CONTENT = ROWS + b"# filling\n" * MIB  # ten mebibytes and a bit
FIRST = 2 * MIB


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with folder() as made:
        yield made


def test_a_kill_in_the_middle_of_an_upload_loses_nothing_that_was_answered(data_dir: Path) -> None:
    with Serving(data_dir) as first:
        first.enter("ada@example.org", new=True)
        made = first.client.post("/uploads", headers={**TUS, "Upload-Length": str(len(CONTENT))})
        path = made.headers["location"].removeprefix("/api/v1")
        assert patch(first, path, 0, CONTENT[:FIRST]) == 204
        with half_a_patch(first, path):
            # More than was answered is on the disk by now.
            wait_until(lambda: stored(data_dir) > FIRST, SECONDS, PAUSE)
            first.kill()

    with Serving(data_dir) as second:
        second.enter("ada@example.org", new=False)
        said = int(second.client.head(path, headers=TUS).headers["upload-offset"])
        assert FIRST <= said <= stored(data_dir)
        # The sender that died keeps the upload to itself for some seconds.
        wait_until(lambda: patch(second, path, said, CONTENT[said:]) == 204, SECONDS, 1.0)
        answer = second.client.post("/imports", json={"upload_id": path.rpartition("/")[2]})
        done = second.until_state(answer.json()["id"], "committed")
        assert (done["file_bytes"], done["counts"]["new"]) == (len(CONTENT), 2)
        assert [path.read_bytes() for path in (data_dir / "blobs").rglob("*") if path.is_file()] == [CONTENT]


def patch(serving: Serving, path: str, at: int, content: bytes) -> int:
    headers = {**TUS, "Content-Type": BYTES, "Upload-Offset": str(at)}
    return int(serving.client.patch(path, headers=headers, content=content).status_code)


def stored(data_dir: Path) -> int:
    return sum(path.stat().st_size for path in (data_dir / "blobs").rglob("*.part"))


def half_a_patch(serving: Serving, path: str) -> socket.socket:
    """A connection that has sent five mebibytes of eight."""
    connection = socket.create_connection(("127.0.0.1", serving.port), timeout=SECONDS)
    head = (
        f"PATCH /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTus-Resumable: 1.0.0\r\nContent-Type: {BYTES}\r\n"
        f"Authorization: {serving.client.headers['Authorization']}\r\nUpload-Offset: {FIRST}\r\n"
        f"Content-Length: {len(CONTENT) - FIRST}\r\n\r\n"
    )
    connection.sendall(head.encode() + CONTENT[FIRST : FIRST + 5 * MIB])
    return connection
