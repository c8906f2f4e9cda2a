"""`tradesense import --watch DIR`: every new file of a folder goes to the server, once, whatever restarts between.

What was sent is remembered in the folder by content, so a file that is renamed or copied is not sent again; until it is
remembered the server knows it by its Idempotency-Key. Nothing is moved or deleted.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from tradesense.main.client import Server, ServerAway, ServerRefused, digest_of

MEMORY: Final = ".tradesense-imported.jsonl"
UNFINISHED: Final = (".part", ".crdownload", ".download", ".tmp", "~")
"""How names end while something is still writing them."""
UNDER_WAY: Final = frozenset({"received", "parsing", "committing"})
POLL_SECONDS: Final = 2.0

Say = Callable[[str], None]


class _Look(NamedTuple):
    size: int
    changed_ns: int


class Watch:
    """One folder and one server. `look` once, or `run` until `stop` is set."""

    def __init__(self, folder: Path, server: Server, say: Say) -> None:
        self._folder = folder
        self._server = server
        self._say = say
        self._seen: dict[Path, _Look] = {}
        self._settled: dict[Path, _Look] = {}
        self._done = {str(one["sha256"]) for one in _remembered(folder / MEMORY)}
        self._away = ""
        self.stop = False

    def run(self, seconds: float = POLL_SECONDS) -> None:
        while not self.stop:
            self.look()
            time.sleep(seconds)

    def look(self) -> None:
        """Sends what has stayed as it was since the last look."""
        present = dict(self._files())
        stable = [path for path, look in present.items() if self._seen.get(path) == look]
        self._seen = present
        for path in sorted(stable):
            if self._settled.get(path) != present[path] and not self.stop and self._send(path):
                self._settled[path] = present[path]

    def _files(self) -> Iterator[tuple[Path, _Look]]:
        for entry in os.scandir(self._folder):
            if entry.name.startswith(".") or entry.name.casefold().endswith(UNFINISHED):
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    facts = entry.stat(follow_symlinks=False)
                    yield Path(entry.path), _Look(facts.st_size, facts.st_mtime_ns)
            except FileNotFoundError:
                continue  # it went between two looks

    def _send(self, path: Path) -> bool:
        """False where it is to be tried again at the next look."""
        try:
            digest = digest_of(path)
        except FileNotFoundError:
            return False
        if digest in self._done:
            return True
        try:
            ended = self._followed(self._server.send_file(path, digest))
        except ServerAway as away:
            if away.detail != self._away:
                self._say(f"{path.name}: waiting for the server ({away.detail})")
            self._away = away.detail
            return False
        except FileNotFoundError:
            return False
        except ServerRefused as refused:
            ended = {"id": None, "state": "refused", "problem": {"detail": refused.detail}}
        self._away = ""
        self._remember(path, digest, ended)
        self._say(f"{path.name}: {outcome(ended)}")
        return True

    def _followed(self, made: dict[str, Any]) -> dict[str, Any]:
        while made["state"] in UNDER_WAY:
            time.sleep(POLL_SECONDS / 4)
            made = self._server.get_import(made["id"])
        return made

    def _remember(self, path: Path, digest: str, ended: dict[str, Any]) -> None:
        line = {"sha256": digest, "name": path.name, "import_id": ended["id"], "state": ended["state"]}
        with (self._folder / MEMORY).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._done.add(digest)


def outcome(ended: dict[str, Any]) -> str:
    """What became of an import, in a few words."""
    counts, problem = ended.get("counts"), ended.get("problem")
    words = [f"{counts[name]} {name}" for name in ("new", "duplicate", "ignored", "quarantined", "rejected")
             if counts[name]] if counts else []  # fmt: skip
    said = f": {problem['detail']}" if problem else f", {', '.join(words)}" if words else ""
    return f"{ended['state']}{said}"


def _remembered(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            continue  # the last line of a machine that lost its power: the server knows that file
        if isinstance(said, dict) and "sha256" in said:
            yield said
