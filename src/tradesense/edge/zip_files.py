"""ZIP files that a worker writes and somebody downloads: the answer with one, and what is told of it."""

from pathlib import Path
from typing import Any, Final, TypeVar

from fastapi.responses import FileResponse

from tradesense.edge.schemas import Out

MEDIA_TYPE: Final = "application/zip"
FILE: Final[dict[str, Any]] = {"type": "string", "format": "binary"}
ZIP_ANSWER: Final[dict[str, Any]] = {"content": {MEDIA_TYPE: {"schema": FILE}}}

Told = TypeVar("Told", bound=Out)


def zip_answer(path: Path, name: str) -> FileResponse:
    """Ranges are honoured, so that a broken download goes on where it stopped."""
    return FileResponse(path, media_type=MEDIA_TYPE, filename=name, headers={"Cache-Control": "no-store"})


def told_of(row: Any, schema: type[Told]) -> Told:
    """Of its row what `schema` names; the digest `file_sha256` as hexadecimal `sha256`, once there is a file."""
    names = schema.model_fields.keys() - {"sha256"}
    digest = row.file_sha256.hex() if row.file_sha256 else None
    return schema.model_validate({**{name: getattr(row, name) for name in names}, "sha256": digest})
