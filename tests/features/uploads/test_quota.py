"""How much of a disk a workspace may take: at creation, at writing, and when many begin at once."""

import asyncio

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.clock import SetClock
from tests.support.uploads import TUS, append, create, created, offset, pieces, uploaded

QUOTA = 100_000


@pytest.fixture
def limited(browse: MakeClient, ada: Person) -> Person:
    return Person(browse(import_bytes_max=QUOTA), ada.email, {"access_token": ada.token, "user": ada.user})


async def test_an_upload_larger_than_the_limit_is_not_begun(limited: Person) -> None:
    answer = await create(limited, QUOTA + 1)
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.quota_exceeded")
    assert (await create(limited, QUOTA)).status_code == 201
    assert (await create(limited, 1)).status_code == 413


async def test_ten_at_once_take_what_there_is_and_no_byte_more(limited: Person) -> None:
    # 30 000 each: three fit into 100 000.
    answers = await asyncio.gather(*(create(limited, 30_000) for _ in range(10)))
    assert sorted(one.status_code for one in answers) == [201] * 3 + [413] * 7
    assert (await create(limited, 10_000)).status_code == 201
    assert (await create(limited, 1)).status_code == 413


async def test_ten_that_write_at_once_take_what_there_is_and_no_byte_more(limited: Person) -> None:
    """None says beforehand how long it is."""
    paths = [await created(limited, None, Upload_Defer_Length="1") for _ in range(10)]
    content = b"x" * 30_000
    answers = await asyncio.gather(*(append(limited, path, 0, pieces(content, 999)) for path in paths))
    assert sorted(one.status_code for one in answers) == [204] * 3 + [413] * 7
    assert {one.json()["code"] for one in answers if one.status_code == 413} == {"upload.quota_exceeded"}
    assert sorted([await offset(limited, path) for path in paths]) == [0] * 7 + [30_000] * 3


async def test_announced_bytes_are_refused_before_they_are_sent(limited: Person) -> None:
    path = await created(limited, None, Upload_Defer_Length="1")
    answer = await append(limited, path, 0, b"x" * (QUOTA + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.quota_exceeded")
    assert await offset(limited, path) == 0


async def test_what_is_given_up_expired_or_imported_makes_room(limited: Person, clock: SetClock) -> None:
    path = await created(limited, QUOTA)
    assert (await limited.send("DELETE", path, TUS)).status_code == 204
    whole = await uploaded(limited, b"x" * QUOTA)
    assert (await create(limited, 1)).status_code == 413
    assert (await limited.post("/imports", {"upload_id": whole})).status_code == 202
    assert (await create(limited, 1)).status_code == 201


async def test_parts_put_together_take_the_room_of_the_parts(limited: Person) -> None:
    parts = [await uploaded(limited, b"x" * 45_000, Upload_Concat="partial") for _ in range(2)]
    said = "final;" + " ".join(f"/api/v1/uploads/{one}" for one in parts)
    assert (await create(limited, None, Upload_Concat=said)).status_code == 201
    assert (await create(limited, 10_001)).status_code == 413
    assert (await create(limited, 10_000)).status_code == 201


async def test_one_workspace_s_uploads_take_nothing_from_another(limited: Person, bob: Person) -> None:
    assert (await create(limited, QUOTA)).status_code == 201
    bob.client = limited.client
    assert (await create(bob, QUOTA)).status_code == 201
