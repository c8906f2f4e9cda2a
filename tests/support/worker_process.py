"""Workers as processes of their own, which can be killed: beside an application in the test's process."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from tests.support.server import url
from tests.support.sql import Sql
from tradesense.db.cluster import READER_ROLE, WORKER_ROLE
from tradesense.kit.settings import PREFIX


class WorkerProcess:
    """One worker on one database. As a context: started, and killed at the end if it still runs."""

    def __init__(self, sql: Sql, data_dir: Path) -> None:
        self._sql = sql
        self._settings = {
            f"{PREFIX}DATABASE_WORKER_URL": url(WORKER_ROLE, sql.database),
            f"{PREFIX}DATABASE_READER_URL": url(READER_ROLE, sql.database),
            f"{PREFIX}DATA_DIR": str(data_dir),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "WorkerProcess":
        self.start()
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._die()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tradesense.main.worker"],
            env={**os.environ, **self._settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    async def kill(self) -> None:
        """SIGKILL; and time passes for its job, as the next worker waits for a sign of life first."""
        self._die()
        await self._sql.execute(
            "UPDATE pgqueuer SET heartbeat = heartbeat - interval '1 hour', updated = updated - interval '1 hour'"
        )

    def peak_bytes(self) -> int:
        """The most memory it had at once."""
        told = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")) * 1024

    def mapped_bytes(self) -> int:
        told = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmSize")) * 1024

    def _die(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
