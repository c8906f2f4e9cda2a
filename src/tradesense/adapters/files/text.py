"""Text files of unknown encoding: which it is, and their lines in bounded memory."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tradesense.domain.statement import FileUnreadable

HEAD_BYTES: Final = 64 * 1024
CHUNK_BYTES: Final = 1024 * 1024
LINE_CHARACTERS_MAX: Final = 1024 * 1024
COLUMNS_MAX: Final = 512
"""What stands further right is no column of a statement."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path) -> str:
    """The file's encoding: by its byte-order mark, else UTF-8 if all of it is, else Windows-1252.

    Raises FileUnreadable for an empty or a binary file.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if not head.strip():
            raise FileUnreadable("The file is empty.")
        for bom, encoding in _BOMS:
            if head.startswith(bom):
                return encoding
        if b"\x00" in head:
            return _utf16_without_mark(head)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)
                head = file.read(CHUNK_BYTES)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _utf16_without_mark(head: bytes) -> str:
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.6 * len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and not odd.count(0):
        return "utf-16-be"
    raise FileUnreadable("This is a binary file, not a statement: export it as CSV, XLSX, XML or HTML.")


class Lines:
    """The file's lines, one by one; `taken` holds those read since it was last cleared, as they stand."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        self._encoding = encoding
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        with self._path.open(encoding=self._encoding, newline="", errors="strict") as file:
            try:
                while line := file.readline(LINE_CHARACTERS_MAX):
                    self.number += 1
                    if len(line) == LINE_CHARACTERS_MAX and not line.endswith("\n"):
                        raise FileUnreadable(f"Line {self.number} is longer than a million characters.")
                    if "\x00" in line:
                        raise FileUnreadable(f"Line {self.number} holds binary data (a NUL character).")
                    self.taken.append(line)
                    yield line
            except UnicodeError:
                raise FileUnreadable(
                    f"Line {self.number + 1} is not {self._encoding} text: the file is damaged or cut off."
                ) from None
