"""Archives of files: looked at whole before a byte is unpacked."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tradesense.adapters.files import archives
from tradesense.adapters.files.archives import archive_content, unpacked
from tradesense.domain.statement import ArchiveRefused

FILLS = b"Symbol,Date,Side,Quantity,Price\nWOMB,2026-01-05,buy,1,10\n"


def zipped(folder: Path, *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "files.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def workbook() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.add_worksheet().write_row(0, 0, ["Symbol", "Date"])
    book.close()
    return made.getvalue()


def refusal(path: Path) -> str:
    with pytest.raises(ArchiveRefused) as refused:
        archive_content(path, path.name)
    return refused.value.detail


def test_its_files_are_listed_and_read_one_by_one(tmp_path: Path) -> None:
    path = zipped(tmp_path, ("2026/", b""), ("2026/fills.csv", FILLS), ("book.xlsx", workbook()), ("empty.csv", b""))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/2026/._fills.csv", b"x")
        archive.writestr("Thumbs.db", b"x")
    found = archive_content(path, path.name)
    assert found is not None
    assert [(one.name, one.size) for one in found.members] == [
        ("2026/fills.csv", len(FILLS)),
        ("book.xlsx", len(workbook())),
    ]
    assert dict(found.left_out) == {
        "empty.csv": "It is empty.",
        "__MACOSX/2026/._fills.csv": "It is of the computer that made the archive.",
        "Thumbs.db": "It is of the computer that made the archive.",
    }
    assert b"".join(unpacked(path, "2026/fills.csv")) == FILLS


@pytest.mark.parametrize("name", ["book.xlsx", "book", "book.zip"])
def test_a_spreadsheet_is_no_archive(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(workbook())
    assert archive_content(path, name) is None


def test_a_table_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "fills.zip"
    path.write_bytes(FILLS)
    assert archive_content(path, path.name) is None


@pytest.mark.parametrize(
    "name",
    ["../fills.csv", "a/../../fills.csv", "/etc/passwd", "C:\\fills.csv", "..\\fills.csv", "\\\\host\\fills.csv"],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    assert "the name" in refusal(zipped(tmp_path, (name, FILLS), ("other.csv", FILLS)))


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("fills.csv")
    link.external_attr = 0o120777 << 16
    assert refusal(zipped(tmp_path, (link, b"/etc/passwd"))) == "fills.csv is a link, not a file."


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path, ("fills.csv", FILLS)).read_bytes())
    # The first bit of the flags, in the file's header and in the directory (APPNOTE 4.4.4).
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "secret.zip"
    path.write_bytes(content)
    assert refusal(path) == "'fills.csv' is encrypted: unpack it and send what is in it."


def test_another_way_of_packing_is_refused(tmp_path: Path) -> None:
    assert "unusual way" in refusal(zipped(tmp_path, ("fills.csv", FILLS), method=zipfile.ZIP_LZMA))


def test_an_archive_in_the_archive_is_refused(tmp_path: Path) -> None:
    inner = zipped(tmp_path, ("fills.csv", FILLS)).read_bytes()
    for name in ("inner.zip", "inner.csv"):
        assert refusal(zipped(tmp_path, (name, inner))) == f"{name} is an archive itself: send its files, or it alone."


def test_a_bomb_is_refused_by_what_it_would_become(tmp_path: Path) -> None:
    path = zipped(tmp_path, ("fills.csv", b"0" * 100 * 1024 * 1024))
    assert path.stat().st_size < 200_000
    assert "no honest archive" in refusal(path)


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """Fifield's bomb: the directory names the same bytes several times."""
    content = zipped(tmp_path, ("a.csv", FILLS), ("b.csv", FILLS), method=zipfile.ZIP_STORED).read_bytes()
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    changed = bytearray(content)
    struct.pack_into("<L", changed, second + 42, 0)  # where its header is (APPNOTE 4.4.16)
    path = tmp_path / "shared.zip"
    path.write_bytes(changed)
    assert "overlaps the next file" in refusal(path)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MEMBERS_MAX", 2)
    assert refusal(zipped(tmp_path, *((f"{number}.csv", FILLS) for number in range(3)))).startswith("It holds 3 files")


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path, ("a.csv", FILLS), ("a.csv", FILLS))
    assert "same name" in refusal(path)


def test_a_large_directory_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "DIRECTORY_BYTES_MAX", 100)
    assert "Its directory has" in refusal(zipped(tmp_path, *((f"{number}.csv", FILLS) for number in range(3))))


@pytest.mark.parametrize("content", [b"PK\x03\x04 and nothing else", b"PK\x05\x06" + bytes(18)])
def test_a_damaged_or_empty_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "damaged.zip"
    path.write_bytes(content)
    assert refusal(path)


def test_bytes_that_are_not_what_the_directory_says_are_refused(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path, ("a.csv", FILLS), method=zipfile.ZIP_STORED).read_bytes())
    content[content.index(b"WOMB")] = ord("X")
    path = tmp_path / "changed.zip"
    path.write_bytes(content)
    with pytest.raises(ArchiveRefused, match="Bad CRC-32"):
        b"".join(unpacked(path, "a.csv"))
