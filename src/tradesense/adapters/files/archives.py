"""ZIP archives of files: what they hold, looked at before anything is unpacked. Spreadsheets are none, though ZIPs too.

Nothing is ever unpacked to a path of the archive's choosing; names that try are refused all the same, as is whatever
an honest archive of statements has no use for (ASVS 5.2.3, 5.3.3; https://www.bamsoftware.com/hacks/zipbomb/).
"""

import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Final

from tradesense.adapters.files.text import CHUNK_BYTES
from tradesense.domain.statement import ArchiveRefused
from tradesense.kit.zipped import ZipReader, ZipRefused
from tradesense.ports import ArchiveContent, ArchiveMember

MEMBERS_MAX: Final = 500
UNPACKED_BYTES_MAX: Final = 2 * 1024 * 1024 * 1024
DIRECTORY_BYTES_MAX: Final = 1024 * 1024
ZIP_MARKS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_LOCAL_HEADER_BYTES: Final = 30
_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods"})
_OF_SHEETS: Final = frozenset({"[Content_Types].xml", "mimetype", "content.xml"})
_OF_SYSTEMS: Final = frozenset({"thumbs.db", "desktop.ini"})


def archive_content(path: Path, name: str) -> ArchiveContent | None:
    """The files of an archive, in its order; None for what is no archive. Raises ArchiveRefused."""
    with path.open("rb") as file:
        if file.read(4) not in ZIP_MARKS or _suffix(name) in _SHEETS:
            return None
    try:
        with ZipReader(path, is_name=_is_plain_path, directory_bytes_max=DIRECTORY_BYTES_MAX) as archive:
            if any(one in _OF_SHEETS or one.startswith("xl/") for one in archive.entries):
                return None
            _refuse_tricks(archive)
            found = [_member(info) for info in archive.entries.values() if not info.is_dir()]
            members = [one for one in found if isinstance(one, ArchiveMember)]
            _refuse_nested(archive, members)
    except ZipRefused as refused:
        raise ArchiveRefused(str(refused)) from None
    if not members:
        raise ArchiveRefused("There is no file in it.")
    return ArchiveContent(members, [one for one in found if not isinstance(one, ArchiveMember)])


def unpacked(path: Path, member: str) -> Iterator[bytes]:
    """The file's bytes, part by part. Raises ArchiveRefused, when it is not what the directory says, too."""
    try:
        with (
            ZipReader(path, is_name=_is_plain_path, directory_bytes_max=DIRECTORY_BYTES_MAX) as archive,
            archive.open(member) as file,
        ):
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    except ZipRefused as refused:
        raise ArchiveRefused(f"{_shown(member)}: {refused}") from None


def _is_plain_path(name: str) -> bool:
    """Whether it names a place below the archive, on every system."""
    parts = name.replace("\\", "/").split("/")
    return bool(name.strip()) and not name.startswith(("/", "\\")) and ".." not in parts and ":" not in parts[0]


def _refuse_tricks(archive: ZipReader) -> None:
    infos = sorted(archive.entries.values(), key=lambda info: info.header_offset)
    if len(infos) > MEMBERS_MAX:
        raise ArchiveRefused(f"It holds {len(infos)} files: at most {MEMBERS_MAX} are taken at once.")
    if sum(info.file_size for info in infos) > UNPACKED_BYTES_MAX:
        raise ArchiveRefused(f"It would become more than {UNPACKED_BYTES_MAX // 1024**3} GiB.")
    for info in infos:
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ArchiveRefused(f"{_shown(info.filename)} is a link, not a file.")
    for one, following in pairwise(infos):
        if one.header_offset + _LOCAL_HEADER_BYTES + one.compress_size > following.header_offset:
            raise ArchiveRefused(f"{_shown(one.filename)} overlaps the next file: that is no honest archive.")


def _refuse_nested(archive: ZipReader, members: list[ArchiveMember]) -> None:
    for one in members:
        if _suffix(one.path) in _SHEETS:
            continue
        with archive.open(one.path) as file:
            if file.read(4) in ZIP_MARKS:
                raise ArchiveRefused(f"{one.name} is an archive itself: send its files, or it alone.")


def _member(info: zipfile.ZipInfo) -> ArchiveMember | tuple[str, str]:
    """The file; or the name of one that holds no statement, and why."""
    name = _shown(info.filename)
    last = PurePosixPath(name).name
    if name.startswith("__MACOSX/") or last.startswith(".") or last.casefold() in _OF_SYSTEMS:
        return name, "It is of the computer that made the archive."
    if not info.file_size:
        return name, "It is empty."
    return ArchiveMember(info.filename, name, info.file_size)


def _shown(name: str) -> str:
    letters = (one for one in name.replace("\\", "/") if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co"})
    return "".join(letters).strip()[-200:]


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.casefold()
