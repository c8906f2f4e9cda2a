"""Archives taken apart and put together again, with something changed on the way."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from tests.support.actors import Person
from tests.support.house import House
from tradesense.kit.arrow import ArrowWriter, Columns, read_columns

Entries = dict[str, bytes]


def taken_apart(archive: bytes) -> Entries:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: file.read(name) for name in file.namelist()}


def put_together(entries: Entries) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


def manifest(entries: Entries) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(entries["manifest.json"])
    return found


def with_manifest(entries: Entries, **changes: Any) -> Entries:
    return {**entries, "manifest.json": json.dumps(manifest(entries) | changes).encode()}


def rows(entries: Entries, table: str) -> Columns:
    _, batches = read_columns(io.BytesIO(entries[f"tables/{table}.arrows"]))
    found: Columns = {}
    for batch in batches:
        for name, values in batch.items():
            found.setdefault(name, []).extend(values)
    return found


def with_rows(entries: Entries, table: str, change: Callable[[Columns], object]) -> Entries:
    """The table's rows changed, and the manifest in line with them: what only somebody who means it makes."""
    name = f"tables/{table}.arrows"
    columns, _ = read_columns(io.BytesIO(entries[name]))
    values = rows(entries, table)
    change(values)
    writer = ArrowWriter([one for one in columns if one.name in values])
    content = writer.batch(list(zip(*values.values(), strict=True))) + writer.end()
    return signed({**entries, name: content}, name, len(next(iter(values.values()))))


def signed(entries: Entries, name: str, count: int | None = None) -> Entries:
    """The manifest with the size and digest that the entry has now."""
    said = manifest(entries)
    for one in [*said["tables"], *said["files"]]:
        if one["file"] == name:
            one |= {"bytes": len(entries[name]), "sha256": hashlib.sha256(entries[name]).hexdigest()}
            if count is not None:
                one["rows"] = count
    return with_manifest(entries, **said)


async def kept(house: House) -> dict[str, Any]:
    """The house's own archive: only so many are kept, and others look for this one."""
    found: dict[str, Any] = (await house.person.get(f"/archives/{house.ids['archive_id']}")).json()
    return found


async def download(person: Person, archive: dict[str, Any]) -> bytes:
    assert archive["state"] == "done", archive["problem"]
    answer = await person.get(f"/archives/{archive['id']}/file")
    assert answer.status_code == 200, answer.text
    assert len(answer.content) == archive["file_bytes"]
    return answer.content


async def home(person: Person) -> str:
    found: str = (await person.get("/auth/me")).json()["workspace_id"]
    return found
