"""F19: pieces of an upload replayed, overlapping, out of order, vouched for wrongly, cut short, finished twice.

A client that has lost its way sends anything; each answer is one of the protocol's, and the file that is whole in the
end is the one that was meant, byte for byte.
"""

import hashlib
import random
from base64 import b64encode
from typing import Final

import pytest

from tests.support.actors import Person
from tests.support.imports import Worker, fills
from tests.support.scale import count
from tests.support.uploads import TUS, append, create, created, offset
from tradesense.ports import Ports

CONTENT: Final = random.Random(19).randbytes(200_000)
REFUSED: Final = {409, 413, 423, 460}


def vouched(piece: bytes) -> dict[str, str]:
    return {"Upload_Checksum": "sha1 " + b64encode(hashlib.sha1(piece).digest()).decode()}


@pytest.mark.parametrize("seed", range(count(10, 1_000)))
async def test_the_file_is_the_one_that_was_meant(ada: Person, ports: Ports, seed: int) -> None:
    chance = random.Random(seed)
    path = await created(ada, len(CONTENT))
    done = 0
    while done < len(CONTENT):
        at = chance.choice(
            [done, done, done, 0, max(0, done - chance.randint(1, 5_000)), done + chance.randint(1, 5_000)]
        )
        piece = CONTENT[at : at + chance.randint(1, 60_000)]
        is_spoilt = chance.random() < 0.1
        headers = vouched(piece) if is_spoilt else chance.choice([{}, vouched(piece), vouched(b"another")])
        answer = await append(ada, path, at, piece + b"!" * is_spoilt, **headers)
        if answer.status_code == 204:
            assert (at, is_spoilt) == (done, False), f"seed {seed}: bytes that were never meant were taken at {at}"
        else:
            assert answer.status_code in REFUSED, (seed, answer.text)
        # What was refused for its length may have left its beginning, which is told.
        done = await offset(ada, path)
        assert done <= len(CONTENT)
    key = f"{(await ada.get('/auth/me')).json()['workspace_id']}/uploads/{path.rpartition('/')[2]}"
    stored = await ports.blobs.finish(key)
    assert stored == (len(CONTENT), hashlib.sha256(CONTENT).digest()), seed


async def test_finishing_twice_is_finishing_once(ada: Person, worker: Worker) -> None:
    """The last piece again, the creation again, and the import of the same upload again."""
    content = fills("WOMB,2026-01-05 10:00:00,buy,10,100,1").encode()
    path = await created(ada, len(content))
    assert (await append(ada, path, 0, content)).status_code == 204
    assert (await append(ada, path, 0, content)).status_code == 409
    assert (await append(ada, path, len(content), b"")).status_code == 204
    body, once = {"upload_id": path.rpartition("/")[2]}, {"Idempotency-Key": "the-same-import-again"}
    first = await ada.post("/imports", body, once)
    assert first.status_code == 202
    again = await ada.post("/imports", body, once)
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    assert (await ada.post("/imports", body)).status_code in {404, 410}
    assert (await worker.run(ada, first.json()["id"]))["counts"]["new"] == 1


async def test_what_was_given_up_takes_no_more(ada: Person, worker: Worker) -> None:
    path = await created(ada, len(CONTENT))
    await append(ada, path, 0, CONTENT[:1_000])
    assert (await ada.send("DELETE", path, TUS)).status_code == 204
    assert (await append(ada, path, 1_000, CONTENT[1_000:])).status_code in {404, 410}
    assert await worker.kept_files(ada, "uploads") == []
    assert (await create(ada, len(CONTENT))).status_code == 201
