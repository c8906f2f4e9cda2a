"""The product as it is started: a real `tradesense serve` with its database and worker."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from bench.world import PASSWORD

DEADLINE_SECONDS: Final = 120


class Served:
    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self.token = ""

    def register(self, email: str = "bench@example.org") -> None:
        self.token = ""
        body = {"email": email, "password": PASSWORD}
        self.token = self.call("POST", "/auth/register", json.dumps(body).encode())["access_token"]

    def call(self, method: str, path: str, body: Any = None, kind: str = "application/json") -> Any:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/v1{path}", data=body, method=method)
        if body is not None:
            request.add_header("Content-Type", kind)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=600) as answer:
            return json.load(answer)

    def resident_bytes(self) -> int:
        """Of the server and the processes it started, the database's left out (it has settings of its own)."""
        return sum(_resident(pid) for pid in self._family() if "postgres" not in _name(pid))

    def own_bytes(self) -> dict[int, int]:
        """Of each process, the database's too: what it holds beside the memory that they share."""
        return {pid: _resident(pid, "RssAnon") for pid in self._family()}

    def _family(self) -> list[int]:
        found = [self.process.pid]
        for pid in found:
            children = Path(f"/proc/{pid}/task/{pid}/children")
            found += [int(child) for child in children.read_text().split()] if children.exists() else []
        return found


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[Served]:
    """Started, answered its first request, and stopped in the end."""
    port = _free_port()
    environment = {
        **os.environ,
        "TRADESENSE_DATA_DIR": str(folder),
        "TRADESENSE_PORT": str(port),
        "TRADESENSE_DEMO": "false",
        "TRADESENSE_LOG_LEVEL": "error",
        **settings,
    }
    command = [str(Path(sys.executable).parent / "tradesense"), "serve"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield Served(process, port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@contextmanager
def data_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tradesense-bench-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/health/ready", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _resident(pid: int, kind: str = "VmRSS") -> int:
    try:
        found = re.search(rf"{kind}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except FileNotFoundError:
        return 0
    return int(found[1]) * 1024 if found else 0


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text()
    except FileNotFoundError:
        return ""
