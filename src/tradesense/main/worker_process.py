"""The workers that `serve` starts: processes of their own, started again when one dies."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tradesense.kit.logging import get_logger
from tradesense.kit.settings import PREFIX, Settings

log = get_logger(__name__)

STOP_SECONDS: Final = 15
RESTART_SECONDS: Final = 1.0
_PR_SET_PDEATHSIG: Final = 1


@contextmanager
def worker_process(settings: Settings, worker_url: str, reader_url: str) -> Iterator[None]:
    """A worker for as long as the context. What a dead one left undone, the next takes up. Of the database it is told
    its own addresses only."""
    others = {f"{PREFIX}DATABASE_URL", f"{PREFIX}DATABASE_OWNER_URL"}
    environment = {
        **{name: value for name, value in os.environ.items() if name.upper() not in others},
        f"{PREFIX}DATABASE_WORKER_URL": worker_url,
        f"{PREFIX}DATABASE_READER_URL": reader_url,
        f"{PREFIX}DATA_DIR": str(settings.data_dir),
    }
    keeper = _Keeper(environment)
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper(threading.Thread):
    """Starts the process, and again whenever it ends before it is told to."""

    def __init__(self, environment: dict[str, str]) -> None:
        super().__init__(name="worker keeper", daemon=True)
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._lock = threading.Lock()

    def run(self) -> None:
        while not self._stopping.is_set():
            with self._lock:
                if self._stopping.is_set():
                    return
                process = self._process = self._launch()
            code = process.wait()
            if not self._stopping.is_set():
                log.error("worker.died", code=code)
                self._stopping.wait(RESTART_SECONDS)

    def stop(self) -> None:
        self._stopping.set()
        with self._lock:
            process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.join()

    def _launch(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tradesense.main.worker"],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            # Linux ends it with the thread that started it, should this process be killed.
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )


_LIBC: Final = ctypes.CDLL(None) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    assert _LIBC is not None
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
