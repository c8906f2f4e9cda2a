"""Signed checkpoints of the audit log, in a file beside the database: whoever may write the database cannot write these.

A line is JSON: a chain, how far it had come, its hash there, when; `mac` is an HMAC-SHA-256 (RFC 2104) over the line
before and this one, so that a line cannot be changed, left out or moved either. Several processes add to it, one at a
time.

The last of the keys signs. Those before it still stand for the lines they signed, and for none after a line of a later key:
whoever has an old key cannot go on in its name.
"""

import fcntl
import hmac
import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from tradesense.domain.audit import Chain, ChainKind, CheckpointsBroken, Head, canonical, instant


class Signature(NamedTuple):
    """A line's, and which of the keys made it."""

    mac: str
    key: int


START: Final = Signature("0" * 64, 0)


class SignedCheckpoints:
    def __init__(self, path: Path, keys: Sequence[str]) -> None:
        """`keys`: at least one, the oldest first."""
        self._path = path
        self._keys = [key.encode() for key in keys]
        # Where this process has come to in the file: what it checked once it need not check again.
        self._lines, self._bytes, self._last = 0, 0, START

    def add(self, heads: Mapping[Chain, Head], at: datetime) -> None:
        """On the disk when it returns. Raises CheckpointsBroken: nothing is added to what cannot be trusted."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(self._bytes)
            for line in file:
                _, self._last = self._checked(line, self._lines + 1, self._last)
                self._lines, self._bytes = self._lines + 1, self._bytes + len(line)
            for chain, head in sorted(heads.items()):
                line, self._last = self._signed(chain, head, at)
                file.write(line)
                self._lines, self._bytes = self._lines + 1, self._bytes + len(line)
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> dict[Chain, dict[int, bytes]]:
        """Number -> hash of each chain. Raises CheckpointsBroken, naming the line."""
        found: dict[Chain, dict[int, bytes]] = {}
        if not self._path.exists():
            return found
        last = START
        with self._path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            for number, line in enumerate(file, 1):
                said, last = self._checked(line, number, last)
                chain = Chain(ChainKind(said["chain"]), UUID(said["of"]))
                found.setdefault(chain, {})[said["seq"]] = bytes.fromhex(said["hash"])
        return found

    def _signed(self, chain: Chain, head: Head, at: datetime) -> tuple[bytes, Signature]:
        """A line, and its signature."""
        said = {
            "chain": chain.kind.value,
            "of": str(chain.id),
            "seq": head.seq,
            "hash": head.hash.hex(),
            "at": instant(at),
        }
        newest = len(self._keys) - 1
        mac = self._mac(newest, said, self._last.mac)
        return json.dumps({**said, "mac": mac}).encode() + b"\n", Signature(mac, newest)

    def _checked(self, line: bytes, number: int, former: Signature) -> tuple[dict[str, Any], Signature]:
        """What a line says, and its signature."""
        try:
            said: dict[str, Any] = json.loads(line)
            given = str(said.pop("mac"))
        except (ValueError, TypeError, KeyError, AttributeError):
            raise CheckpointsBroken(number) from None
        for key in range(former.key, len(self._keys)):
            expected = self._mac(key, said, former.mac)
            if hmac.compare_digest(given.encode(), expected.encode()):
                return said, Signature(expected, key)
        raise CheckpointsBroken(number)

    def _mac(self, key: int, said: Mapping[str, Any], former: str) -> str:
        return hmac.digest(self._keys[key], former.encode() + canonical(said), "sha256").hex()
