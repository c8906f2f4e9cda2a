"""`tradesense serve` as its users run it: a process with a folder, a port, children; watched and ended from outside."""

import os
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import httpx2

from tests.support import command
from tests.support.waiting import wait_until

SECONDS: Final = 120.0
PAUSE: Final = 0.1
"""Between two looks: each costs the server, or the system, some work."""
PASSWORD: Final = "a long enough passphrase"


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder that the database's own user can reach, root or not."""
    with tempfile.TemporaryDirectory(prefix="tradesense-serve-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def processes_of(data_dir: Path) -> dict[int, str]:
    """Processes that name the folder in their command line or their settings, with their command line."""
    wanted, found = str(data_dir).encode(), {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words, settings = (place / "cmdline").read_bytes(), b""
            with suppress(PermissionError):
                settings = (place / "environ").read_bytes()
            if words and wanted in words + settings and int(place.name) != os.getpid():
                found[int(place.name)] = words.replace(b"\0", b" ").decode(errors="replace")
    return found


class Serving:
    """One run of the server. As a context: started and answering, then ended in good order if it still runs."""

    def __init__(self, data_dir: Path, **settings: object) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.output: list[str] = []
        self.settings = {"demo": "false", "rate_limit_per_minute": 100_000, **settings}
        self.client = httpx2.Client(base_url=f"http://127.0.0.1:{self.port}/api/v1", timeout=30)
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def __enter__(self) -> "Serving":
        self.start()
        wait_until(self.is_ready, SECONDS, PAUSE)
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        try:
            if self.process.poll() is None:
                assert self.end() == 0 or kind is not None, self.text
        finally:
            self.client.close()
            self.kill()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [command.PROGRAM, "serve"],
            env=command.environment(data_dir=self.data_dir, port=self.port, **self.settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def process(self) -> "subprocess.Popen[str]":
        assert self._process is not None
        return self._process

    @property
    def text(self) -> str:
        return "".join(self.output)

    def end(self, sign: int = signal.SIGTERM) -> int:
        """Asks it to end; answers its exit code once nothing of it runs any more."""
        self.process.send_signal(sign)
        code = self.process.wait(SECONDS)
        self.until_gone()
        return code

    def kill(self) -> None:
        """As the power cut does it, to the main process alone; the others end by themselves."""
        self.process.kill()
        self.process.wait(SECONDS)
        self.until_gone()

    def until_gone(self) -> None:
        wait_until(lambda: not processes_of(self.data_dir), SECONDS, PAUSE)
        if self._reader is not None:
            self._reader.join(SECONDS)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.text
        with suppress(httpx2.TransportError):
            return self.client.get("/health/ready").status_code == 200
        return False

    def workers(self) -> list[int]:
        return [pid for pid, words in processes_of(self.data_dir).items() if "tradesense.main.worker" in words]

    def databases(self) -> list[int]:
        """The database's processes."""
        return [pid for pid, words in processes_of(self.data_dir).items() if "postgres" in words.split(" ", 1)[0]]

    def enter(self, email: str, *, new: bool) -> None:
        """Everything from now on is asked by this person."""
        answer = self.client.post(
            f"/auth/{'register' if new else 'login'}", json={"email": email, "password": PASSWORD}
        )
        assert answer.status_code in {200, 201}, answer.text
        self.client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def get(self, path: str, **params: Any) -> Any:
        answer = self.client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def send(self, content: str, name: str = "fills.csv") -> str:
        """Answers the import's id."""
        answer = self.client.post("/imports", files={"file": (name, content.encode())})
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def until_state(self, import_id: str, state: str) -> dict[str, Any]:
        found: dict[str, Any] = {}

        def there() -> bool:
            found.update(self.get(f"/imports/{import_id}"))
            assert found["state"] == state or found["state"] in {"received", "parsing", "committing"}, found
            return bool(found["state"] == state)

        wait_until(there, SECONDS, PAUSE)
        return found

    def _read(self) -> None:
        with suppress(ValueError):
            for line in self.process.stdout or ():
                self.output.append(line)
