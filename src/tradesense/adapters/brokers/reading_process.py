"""A process that reads large files for this one: it reads on the other core while this one records what it read.

`python -m tradesense.adapters.brokers.reading_process FD` answers on the socket FD: for each request what the file
says, in parts, then whether it came to the end. It is started for the first large file and stays for the next; it
ends when the socket does, however the process at its other end died.
"""

import gc
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import islice
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from tradesense.adapters.brokers import FORMATS, BrokerFiles
from tradesense.adapters.brokers.installed import installed_formats
from tradesense.domain.statement import ReadOptions, Stated

LARGE_BYTES: Final = 2_000_000
"""Below it, reading here takes less time than starting another process."""
PART: Final = 1_000


class BesideBrokerFiles(BrokerFiles):
    """Reads large files in a process of its own, others here."""

    _process: subprocess.Popen[bytes] | None = None
    _connection: "Connection[Any, Any] | None" = None
    _is_free: threading.Lock

    def __init__(self) -> None:
        super().__init__(installed_formats({known.key for known in FORMATS}))
        self._is_free = threading.Lock()

    def read(self, path: Path, name: str, key: str, options: ReadOptions) -> Iterator[Stated]:
        """As BrokerFiles; what goes wrong over there is read again here from where it stopped, to be met here."""
        done = 0
        if path.stat().st_size >= LARGE_BYTES and self._is_free.acquire(blocking=False):
            try:
                for part in self._parts(path, name, key, options):
                    yield from part
                    done += len(part)
                    part.clear()
            except EOFError:
                self._stop()
            except BaseException:
                self._stop()
                raise
            else:
                return
            finally:
                self._is_free.release()
        yield from islice(super().read(path, name, key, options), done, None)

    def _parts(self, path: Path, name: str, key: str, options: ReadOptions) -> Iterator[list[Stated]]:
        """Raises EOFError where the other process failed."""
        connection = self._connected()
        try:
            connection.send((path, name, key, options))
            while isinstance(said := connection.recv(), list):
                yield said
        except OSError as failure:
            raise EOFError from failure
        if said is not True:
            raise EOFError

    def _connected(self) -> "Connection[Any, Any]":
        if self._connection is None:
            self._connection, theirs = Pipe()
            command = [sys.executable, "-m", __spec__.name, str(theirs.fileno())]
            # Our own interpreter, our own module: nothing of it comes from anybody.
            self._process = subprocess.Popen(  # noqa: S603
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
            theirs.close()
        return self._connection

    def _stop(self) -> None:
        """It is in the middle of a file that nobody wants, or it died; the next large file gets another."""
        connection, process = self._connection, self._process
        self._connection = self._process = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.wait()


def serve(connection: "Connection[Any, Any]", files: BrokerFiles) -> None:
    """Until the other end is closed."""
    while True:
        try:
            path, name, key, options = connection.recv()
        except EOFError:
            return
        try:
            stream = files.read(path, name, key, options)
            while part := list(islice(stream, PART)):
                connection.send(part)
        except OSError:
            return
        except Exception:  # noqa: BLE001  (whatever it is, the other process meets it, where there is somebody to tell)
            connection.send(False)
        else:
            connection.send(True)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; this one ends with the process it reads for
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    serve(Connection(int(sys.argv[1])), BrokerFiles(installed_formats({known.key for known in FORMATS})))
