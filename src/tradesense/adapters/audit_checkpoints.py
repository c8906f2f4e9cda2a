"""Signed checkpoints of the audit log, in a file beside the database: whoever may write the database cannot write these.

A line is JSON: a chain, how far it had come, its hash there, when; `mac` is an HMAC-SHA-256 (RFC 2104) over the line
before and this one, so that a line cannot be changed, left out or moved either. Several processes add to it, one at a
time.
"""

import fcntl
import hmac
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from tradesense.domain.audit import Chain, ChainKind, CheckpointsBroken, Head, canonical, instant

FIRST_MAC: Final = "0" * 64


class SignedCheckpoints:
    def __init__(self, path: Path, key: str) -> None:
        self._path = path
        self._key = key.encode()
        # Where this process has come to in the file: what it checked once it need not check again.
        self._lines, self._bytes, self._mac = 0, 0, FIRST_MAC

    def add(self, heads: Mapping[Chain, Head], at: datetime) -> None:
        """On the disk when it returns. Raises CheckpointsBroken: nothing is added to what cannot be trusted."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(self._bytes)
            for line in file:
                _, mac = self._checked(line, self._lines + 1, self._mac)
                self._lines, self._bytes, self._mac = self._lines + 1, self._bytes + len(line), mac
            for chain, head in sorted(heads.items()):
                line, mac = self._signed(chain, head, at)
                file.write(line)
                self._lines, self._bytes, self._mac = self._lines + 1, self._bytes + len(line), mac
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> dict[Chain, dict[int, bytes]]:
        """Number -> hash of each chain. Raises CheckpointsBroken, naming the line."""
        found: dict[Chain, dict[int, bytes]] = {}
        if not self._path.exists():
            return found
        mac = FIRST_MAC
        with self._path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            for number, line in enumerate(file, 1):
                said, mac = self._checked(line, number, mac)
                chain = Chain(ChainKind(said["chain"]), UUID(said["of"]))
                found.setdefault(chain, {})[said["seq"]] = bytes.fromhex(said["hash"])
        return found

    def _signed(self, chain: Chain, head: Head, at: datetime) -> tuple[bytes, str]:
        """A line, and its signature."""
        said = {
            "chain": chain.kind.value,
            "of": str(chain.id),
            "seq": head.seq,
            "hash": head.hash.hex(),
            "at": instant(at),
        }
        mac = self._signature(said, self._mac)
        return json.dumps({**said, "mac": mac}).encode() + b"\n", mac

    def _checked(self, line: bytes, number: int, former: str) -> tuple[dict[str, Any], str]:
        """What a line says, and its signature."""
        try:
            said: dict[str, Any] = json.loads(line)
            given = str(said.pop("mac"))
        except (ValueError, TypeError, KeyError, AttributeError):
            raise CheckpointsBroken(number) from None
        expected = self._signature(said, former)
        if not hmac.compare_digest(given.encode(), expected.encode()):
            raise CheckpointsBroken(number)
        return said, expected

    def _signature(self, said: Mapping[str, Any], former: str) -> str:
        return hmac.digest(self._key, former.encode() + canonical(said), "sha256").hex()
