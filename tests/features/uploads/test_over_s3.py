"""The same application with its files in an S3 bucket: uploaded in pieces, imported, read, tried again."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr

from tests.features.conftest import changed_ports
from tests.support.actors import Person, register
from tests.support.archives import home
from tests.support.clock import SetClock
from tests.support.imports import Worker, counts, fills, send
from tests.support.s3 import overwrite, s3_server
from tests.support.uploads import append, created, offset, uploaded
from tradesense.adapters.blobs_s3 import S3Access
from tradesense.adapters.clock_system import SystemClock
from tradesense.db.session import Database
from tradesense.kit.settings import Settings
from tradesense.main.app import create_app
from tradesense.main.sweeper import sweep_workspace
from tradesense.main.wiring import blob_store
from tradesense.ports import Ports

ROWS = [f"WOMB,2026-01-05 10:{n // 60:02}:{n % 60:02},buy,1,10{n}.5,0.5" for n in range(500)]
CONTENT = fills(*ROWS).encode()


@pytest.fixture(scope="module")
def access() -> Iterator[S3Access]:
    with s3_server() as found:
        yield found


@pytest.fixture
def over_s3(access: S3Access, settings: Settings, ports: Ports, tmp_path: Path) -> tuple[Settings, Ports]:
    said = {
        "data_dir": tmp_path,
        "blobs_url": access.url,
        "blobs_endpoint": access.endpoint,
        "blobs_key": access.key,
        "blobs_secret": SecretStr(access.secret),
    }
    changed = settings.model_copy(update=said)
    return changed, changed_ports(ports, blobs=blob_store(changed))


@pytest.fixture
async def cleo(over_s3: tuple[Settings, Ports], database: Database) -> AsyncIterator[Person]:
    app: FastAPI = create_app(over_s3[0], database, over_s3[1])
    async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
        yield await register(client, "cleo")


async def test_a_file_is_uploaded_in_pieces_imported_and_read_again(
    cleo: Person, over_s3: tuple[Settings, Ports], jobs: Database, tmp_path: Path
) -> None:
    worker = Worker(jobs, over_s3[1], over_s3[0].data_dir)
    path = await created(cleo, len(CONTENT))
    assert (await append(cleo, path, 0, CONTENT[:5_000])).status_code == 204
    assert (await append(cleo, path, 0, CONTENT[5_000:])).status_code == 409
    assert await offset(cleo, path) == 5_000
    assert (await append(cleo, path, 5_000, CONTENT[5_000:])).status_code == 204
    answer = await cleo.post("/imports", {"upload_id": path.rpartition("/")[2], "review": True})
    made = await worker.run(cleo, answer.json()["id"])
    assert (made["state"], counts(made)) == ("review", (500, 0, 0, 0, 0))
    # The copy that the worker read is only a copy.
    for copy in (tmp_path / "copies").iterdir():
        copy.unlink()
    assert (await worker.acted(cleo, made["id"], "retry", {"review": False}))["state"] == "committed"
    assert not (tmp_path / "blobs").exists()


async def test_a_file_changed_in_the_bucket_is_not_imported(
    cleo: Person, over_s3: tuple[Settings, Ports], access: S3Access, jobs: Database, tmp_path: Path
) -> None:
    worker = Worker(jobs, over_s3[1], over_s3[0].data_dir)
    made = await worker.run(cleo, (await send(cleo, CONTENT.decode(), review=True)).json()["id"])
    for copy in (tmp_path / "copies").iterdir():
        copy.unlink()
    overwrite(access, f"{await home(cleo)}/imports/{made['id']}", CONTENT.replace(b"buy,1,", b"buy,9,"))
    failed = await worker.acted(cleo, made["id"], "retry", {"review": False})
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "storage.changed")
    assert (await cleo.get("/trades")).json()["items"] == []


async def test_a_form_and_joined_parts_do_too(cleo: Person, over_s3: tuple[Settings, Ports], jobs: Database) -> None:
    worker = Worker(jobs, over_s3[1], over_s3[0].data_dir)
    made = await worker.run(cleo, (await send(cleo, CONTENT)).json()["id"])
    assert counts(made) == (500, 0, 0, 0, 0)
    parts = [await uploaded(cleo, part, Upload_Concat="partial") for part in (CONTENT[:777], CONTENT[777:])]
    said = "final;" + " ".join(f"/api/v1/uploads/{one}" for one in parts)
    joined = (await created(cleo, None, Upload_Concat=said)).rpartition("/")[2]
    again = await worker.run(cleo, (await cleo.post("/imports", {"upload_id": joined})).json()["id"])
    assert counts(again) == (0, 500, 0, 0, 0)


async def test_what_a_kill_left_in_the_bucket_is_swept_away_after_a_day(
    cleo: Person, over_s3: tuple[Settings, Ports], jobs: Database
) -> None:
    """The bucket dates its objects itself: here it is the sweep that comes a day later."""
    ports, today = over_s3[1], SystemClock().now()
    worker, workspace = Worker(jobs, ports, over_s3[0].data_dir), await home(cleo)
    made = await worker.run(cleo, (await send(cleo, CONTENT)).json()["id"])
    assert made["state"] == "committed"
    orphans = [f"{workspace}/{folder}/whole" for folder in ("imports", "uploads", "archives")]
    for key in orphans:
        await ports.blobs.put_part(key, b"whole", 0)
        await ports.blobs.finish(key)
    await ports.blobs.put_part(f"{workspace}/imports/half", b"half", 0)
    for hours, gone in ((23, 0), (25, 4)):
        then = changed_ports(ports, clock=SetClock(today + timedelta(hours=hours)))
        assert await sweep_workspace(jobs, then, UUID(workspace)) == gone
    left = [key async for key in ports.blobs.untouched(workspace, today + timedelta(days=1))]
    assert left == [f"{workspace}/imports/{made['id']}"]
