"""Looks for secrets in every file of the tree and in every version that the history ever had: `check.py secrets`.

detect-secrets' patterns (keys of services, tokens, private keys, passwords in addresses, assignments to words such as
password, text that looks random) and our own API keys with a right checksum. Lines that were seen once are not read again, and what was found
clean is remembered in `.cache/`, so that only what is new costs time. What may stay, and why: `security/known-secrets.yml`.
A checkout without `.git` is read as it is.
"""

import argparse
import hashlib
import importlib.metadata
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.plugins.base import RegexBasedDetector

from tradesense.adapters.api_keys_hmac import HmacApiKeys

ROOT: Final = Path(__file__).resolve().parent.parent
BYTES_MAX: Final = 4 * 1024 * 1024
LINE_MAX: Final = 5_000
"""Longer ones are data, except in the built web app."""
BUILT: Final = "src/tradesense/main/static/"
NO_SECRETS: Final = {"Public IP (ipv4)"}
"""Addresses that everybody may know."""
ASSIGNMENT: Final = "Secret Keyword"
ENTROPY: Final = {"Base64 High Entropy String": 4.5, "Hex High Entropy String": 3.0}
"""Bits a character from which on a quoted text of twenty or more looks random."""
RANDOM_LETTERS_MIN: Final = 20
INVENTED: Final = ("tests/", "docs/", "bench/", "web/e2e/", ".schemathesis/")
"""Passwords there are invented, and assigned everywhere: only what has the shape of a secret counts."""
JUDGED: Final = re.compile(r"noqa: S10[567]")
"""Ruff asked the same there, and somebody said what it is."""
WORDS: Final = re.compile(r"[a-z]+(?:[._][a-z]+)+|.* .*")
"""Names of things, such as api_keys.read, and sentences."""
OURS: Final = re.compile(r"tsk_[0-9A-Za-z]{49}")
LOCKS: Final = (BUILT, "requirements/", "web/package-lock.json", "uv.lock")
SKIPPED_FOLDERS: Final = {".git", ".venv", "node_modules", "__pycache__", ".cache", ".data", "dist"}


class Finding(NamedTuple):
    kind: str
    where: str
    digest: str
    """The first sixteen digits of the secret's SHA-256: what the list of known ones has."""
    shown: str


class Text(NamedTuple):
    where: str
    content: bytes


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--root", type=Path, default=ROOT)
    root: Path = options.parse_args(arguments).root.resolve()
    known = known_secrets(root / "security" / "known-secrets.yml")
    seen = Remembered(root / ".cache" / "secrets", known)
    texts = [*tree(root, seen), *history(root, seen)]
    found = [one for one in scan(texts) if one.digest not in known]
    for one in found:
        print(f"{one.where}: {one.kind}: {one.shown} ({one.digest})")
    if found:
        print(
            f"{len(found)} found. What is none goes into security/known-secrets.yml with its reason; what is one is revoked."
        )
        return 1
    seen.keep()
    return 0


def known_secrets(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    return frozenset(one["digest"] for one in yaml.safe_load(path.read_text(encoding="utf-8")) or [])


class Remembered:
    """The contents that were found clean, by these rules and this list of known ones."""

    def __init__(self, path: Path, known: frozenset[str]) -> None:
        rules = [
            Path(__file__).read_text(encoding="utf-8"),
            importlib.metadata.version("detect-secrets"),
            *sorted(known),
        ]
        self._rules = hashlib.sha256("\n".join(rules).encode()).hexdigest()
        self._path = path
        lines = path.read_text().split() if path.is_file() else []
        self._clean = set(lines[1:]) if lines[:1] == [self._rules] else set()

    def is_new(self, blob: str, where: str) -> bool:
        name = f"{blob}{'~' if _is_invented(where) else ''}"
        known = name in self._clean
        self._clean.add(name)
        return not known

    def keep(self) -> None:
        self._path.parent.mkdir(exist_ok=True)
        self._path.write_text("\n".join([self._rules, *sorted(self._clean)]))


def tree(root: Path, seen: Remembered) -> Iterator[Text]:
    for path in sorted(_files(root)):
        if path.stat().st_size <= BYTES_MAX:
            where, content = str(path.relative_to(root)), path.read_bytes()
            # The name that git gives it, which the history has too.
            name = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
            if seen.is_new(name, where):
                yield Text(where, content)


def _files(root: Path) -> Iterator[Path]:
    for path in root.iterdir():
        if path.is_symlink() or path.name in SKIPPED_FOLDERS or path.name.endswith("_cache"):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def history(root: Path, seen: Remembered) -> Iterator[Text]:
    """Every version of every file of every branch that was not read before."""
    if not (root / ".git").exists():
        return
    objects = _git(root, "rev-list", "--objects", "--all").decode(errors="replace").splitlines()
    names = dict(line.split(" ", 1) for line in objects if " " in line)
    fresh = [name for name, where in names.items() if seen.is_new(name, where)]
    if not fresh:
        return
    told = _git(root, "cat-file", "--batch", input_lines=fresh)
    place = 0
    while place < len(told):
        end = told.index(b"\n", place)
        name, kind, size = told[place:end].split()
        place = end + 1 + int(size) + 1
        if kind == b"blob" and int(size) <= BYTES_MAX:
            yield Text(f"{names[name.decode()]} (in the history, {name.decode()[:12]})", told[end + 1 : place - 1])


def _git(root: Path, *arguments: str, input_lines: Iterable[str] = ()) -> bytes:
    given = "".join(f"{line}\n" for line in input_lines).encode()
    return subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", str(root), *arguments], input=given, capture_output=True, check=True
    ).stdout


def scan(texts: Iterable[Text]) -> list[Finding]:
    """What looks like a secret, each once, at the first place it was met."""
    detectors = Detectors()
    found: dict[str, Finding] = {}
    lines_met: set[bytes] = set()
    for where, content in texts:
        if b"\0" in content[:8192]:
            continue
        fresh = [
            line
            for line in content.splitlines()
            if line not in lines_met and (len(line) <= LINE_MAX or where.startswith(BUILT))
        ]
        lines_met.update(fresh)
        text = b"\n".join(fresh).decode("utf-8", errors="replace")
        for kind, secret in detectors.secrets(text, where):
            digest = hashlib.sha256(secret.encode()).hexdigest()[:16]
            found.setdefault(digest, Finding(kind, where, digest, f"{secret[:4]}…"))
    return [*found.values()]


def _is_invented(where: str) -> bool:
    return where.startswith((*INVENTED, *LOCKS)) or ".test.ts" in where


class Detectors:
    """What is looked for: shapes everywhere; words and chance only where nothing is invented."""

    def __init__(self) -> None:
        classes: dict[str, Any] = get_mapping_from_secret_type_to_class()
        plugins = [made() for kind, made in classes.items() if kind not in NO_SECRETS | {ASSIGNMENT, *ENTROPY}]
        self._shapes = [one for one in plugins if isinstance(one, RegexBasedDetector)]
        self._assignment = classes[ASSIGNMENT]()
        self._random = [classes[kind](limit) for kind, limit in ENTROPY.items()]
        self._own = HmacApiKeys("")

    def secrets(self, text: str, where: str) -> Iterator[tuple[str, str]]:
        for shape in self._shapes:
            for secret in shape.analyze_string(text):
                yield shape.secret_type, secret
        for secret in OURS.findall(text):
            if self._own.read(secret) is not None:
                yield "API key of TradeSense", secret
        if not _is_invented(where):
            for line in text.splitlines():
                yield from self._in_line(line)

    def _in_line(self, line: str) -> Iterator[tuple[str, str]]:
        for secret in () if JUDGED.search(line) else self._assignment.analyze_string(line):
            if not WORDS.fullmatch(secret):
                yield self._assignment.secret_type, secret
        for detector in self._random:
            for secret in detector.analyze_string(line):
                if (
                    len(secret) >= RANDOM_LETTERS_MIN
                    and detector.calculate_shannon_entropy(secret) > detector.entropy_limit
                ):
                    yield detector.secret_type, secret


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
