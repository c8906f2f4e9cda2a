"""What the server needs in memory while one person sends it a gigabyte: as a form, and resumably."""

import io
import threading
import time
from collections.abc import Callable
from typing import Final

import httpx2

from bench.figure import Baseline, Figure
from bench.serving import Served, data_folder, served

MIB: Final = 1024 * 1024
SIZE: Final = 1024 * MIB
SMALL: Final = 10 * MIB
BOUNDARY: Final = "a-boundary-of-the-benchmark"
HEAD: Final = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="fills.csv"\r\n'
    "Content-Type: text/csv\r\n\r\nTime,Symbol,Side,Quantity,Price\n"
).encode()
LINE: Final = b"2026-01-05 10:00:00,AAPL,BUY,100,150.25\n"
TAIL: Final = f"\r\n--{BOUNDARY}--\r\n".encode()


async def run() -> list[Figure]:
    with data_folder() as folder, served(folder, TRADESENSE_WORKERS="0") as server:
        server.register()
        _send(server, SMALL)
        idle = server.resident_bytes()
        small = _peak(server, SMALL) - idle
        large = _peak(server, SIZE) - idle
        small_resumable = _peak(server, SMALL, _send_resumably) - idle
        large_resumable = _peak(server, SIZE, _send_resumably) - idle
    return [
        _figure("memory above idle during an upload of 1 GB", large, small),
        _figure("memory above idle during a resumable upload of 1 GB", large_resumable, small_resumable),
    ]


def _figure(name: str, large: int, small: int) -> Figure:
    baseline = Baseline("during an upload of 10 MB, MB", max(small, MIB // 10) / MIB)
    return Figure(name, large / MIB, "MB", 150, baseline)


class Body(io.RawIOBase):
    """A form with one file, made while it is sent."""

    def __init__(self, size: int) -> None:
        self._lines = LINE * (MIB // len(LINE))
        self._left = size
        self._next = HEAD

    def read(self, size: int = -1) -> bytes:
        if not self._next and self._left > 0:
            self._next = self._lines
            self._left -= len(self._lines)
            if self._left <= 0:
                self._next += TAIL
        taken, self._next = (self._next, b"") if size < 0 else (self._next[:size], self._next[size:])
        return taken


def _send(server: Served, size: int) -> None:
    server.call("POST", "/imports?review=true", Body(size), f"multipart/form-data; boundary={BOUNDARY}")


def _send_resumably(server: Served, size: int) -> None:
    """By tus, in one request; the upload is given up afterwards, so that it takes no room."""
    with httpx2.Client(base_url=f"http://127.0.0.1:{server.port}/api/v1", timeout=600) as client:
        client.headers.update({"Authorization": f"Bearer {server.token}", "Tus-Resumable": "1.0.0"})
        answer = client.post("/uploads", headers={"Upload-Length": str(size)})
        path = answer.headers["location"].removeprefix("/api/v1")
        said = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        parts = (bytes(min(MIB, size - start)) for start in range(0, size, MIB))
        assert client.patch(path, headers=said, content=parts).status_code == 204
        client.delete(path)


def _peak(server: Served, size: int, send: Callable[[Served, int], None] = _send) -> int:
    done = threading.Event()
    peak = 0

    def watch() -> None:
        nonlocal peak
        while not done.is_set():
            peak = max(peak, server.resident_bytes())
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        send(server, size)
    finally:
        done.set()
        watcher.join()
    return peak
