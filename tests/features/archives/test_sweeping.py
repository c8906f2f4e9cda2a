"""Files of archives that a kill left behind go after a day; what somebody may still want stays."""

import os
from uuid import UUID

from tests.support.actors import Person
from tests.support.archives import download, home
from tests.support.clock import SetClock
from tests.support.imports import Worker
from tradesense.main.sweeper import sweep_workspace


async def swept(person: Person, worker: Worker, clock: SetClock, *, hours: int) -> int:
    """So many hours after everything was written."""
    then = clock.now().timestamp() - hours * 3600
    for file in (worker.data_dir / "blobs" / await home(person)).rglob("*"):
        if file.is_file():
            os.utime(file, (then, then))
    return await sweep_workspace(worker.database, worker.ports, UUID(await home(person)))


async def test_an_archive_that_came_whole_and_was_never_committed_goes_after_a_day(
    ada: Person, worker: Worker, clock: SetClock
) -> None:
    blobs, key = worker.ports.blobs, f"{await home(ada)}/archives/nobodys"
    await blobs.put_part(key, b"whole", 0)
    await blobs.finish(key)
    await blobs.put_part(f"{key}-half", b"half", 0)
    assert await swept(ada, worker, clock, hours=23) == 0
    assert await swept(ada, worker, clock, hours=25) == 2
    assert await worker.kept_files(ada, "archives") == []


async def test_a_written_archive_and_one_that_waits_to_be_restored_stay(
    ada: Person, bob: Person, worker: Worker, clock: SetClock
) -> None:
    made = await worker.archived(ada)
    assert await swept(ada, worker, clock, hours=25) == 0
    content = await download(ada, made)
    answer = await bob.send("POST", "/archives/restore", files={"file": ("desk.zip", content)})
    assert await swept(bob, worker, clock, hours=25) == 0
    assert (await worker.worked(bob, answer))["state"] == "done"


async def test_the_file_of_an_archive_that_was_restored_or_failed_is_needed_no_more(
    ada: Person, worker: Worker, clock: SetClock
) -> None:
    """Killed after the commit, before the file was taken away."""
    answer = await ada.send("POST", "/archives/restore", files={"file": ("desk.zip", b"no archive")})
    failed = await worker.worked(ada, answer)
    assert failed["state"] == "failed"
    assert await worker.kept_files(ada, "archives") == []
    await worker.ports.blobs.put_part(f"{await home(ada)}/archives/{failed['id']}", b"no archive", 0)
    assert await swept(ada, worker, clock, hours=25) == 1
    assert await worker.kept_files(ada, "archives") == []
