"""S86: the log can only be added to; whatever a superuser does to it is found, and named by the first bad entry."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg
import pytest

from tests.support import command
from tests.support.actors import Person
from tests.support.clock import SetClock
from tests.support.ledger import account, fill
from tests.support.server import addresses
from tests.support.sql import Sql
from tradesense.adapters.audit_checkpoints import Signature, SignedCheckpoints
from tradesense.db.session import Database
from tradesense.domain.audit import Chain, ChainKind, CheckpointsBroken, Head
from tradesense.features.audit import use_cases as audit
from tradesense.main.audit import Cadence, Signer

CADENCE = Cadence(100, timedelta(hours=1))
ENTRIES = "SELECT seq, action, person, object, result, changes, prev, hash FROM audit_entries WHERE workspace_id = $1"


@pytest.fixture
def checkpoints(tmp_path: Path) -> SignedCheckpoints:
    return SignedCheckpoints(tmp_path / "audit" / "checkpoints", ["a key beside the database"])


@pytest.fixture
async def desk(ada: Person) -> UUID:
    """Ada's workspace: eight fills, each an entry."""
    main = await account(ada)
    for hour in range(8):
        await fill(ada, main["id"], "buy", "1", str(10 + hour), "0", f"2026-01-05T{10 + hour}:00:00Z")
    return UUID((await ada.get("/auth/me")).json()["workspace_id"])


async def faults(reading: Database, checkpoints: SignedCheckpoints, desk: UUID) -> list[tuple[int, str]]:
    """Of the desk, as `tradesense audit verify` finds them."""
    chain = Chain(ChainKind.WORKSPACE, desk)
    fault = (await audit.verify_chain(reading, chain, checkpoints.read().get(chain, {}))).fault
    return [(fault.seq, fault.what)] if fault else []


async def test_s86_the_runtime_role_adds_and_reads_and_nothing_else(sql: Sql, desk: UUID, ada: Person) -> None:
    for table in ("audit_entries", "person_audit_entries", "system_audit_entries"):
        for statement in (f"UPDATE {table} SET action = ''", f"DELETE FROM {table}", f"TRUNCATE {table}"):
            async with sql.runtime(workspace=desk, user=ada.user["id"]) as runtime:
                with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
                    await runtime.execute(statement)


Tampering = Callable[[Any, UUID], Awaitable[None]]


async def _alter(on: Any, desk: UUID) -> None:
    await on.execute("""UPDATE audit_entries SET changes = '{"price": [null, "99"]}' WHERE workspace_id = $1 AND seq = 4""", desk)  # fmt: skip


async def _alter_who(on: Any, desk: UUID) -> None:
    await on.execute("UPDATE audit_entries SET person = NULL WHERE workspace_id = $1 AND seq = 4", desk)


async def _delete(on: Any, desk: UUID) -> None:
    await on.execute("DELETE FROM audit_entries WHERE workspace_id = $1 AND seq = 4", desk)


async def _delete_and_close_the_gap(on: Any, desk: UUID) -> None:
    await _delete(on, desk)
    await on.execute("UPDATE audit_entries SET seq = -seq WHERE workspace_id = $1 AND seq > 4", desk)
    await on.execute("UPDATE audit_entries SET seq = -seq - 1 WHERE workspace_id = $1 AND seq < 0", desk)
    await on.execute("UPDATE audit_heads SET seq = seq - 1 WHERE of = $1", desk)


async def _insert(on: Any, desk: UUID) -> None:
    """One that never was, where the fifth stood; those after it move up."""
    await on.execute("UPDATE audit_entries SET seq = -seq WHERE workspace_id = $1 AND seq > 4", desk)
    await on.execute("UPDATE audit_entries SET seq = -seq + 1 WHERE workspace_id = $1 AND seq < 0", desk)
    await on.execute(
        "INSERT INTO audit_entries SELECT (jsonb_populate_record(e, '{\"seq\": 5}')).* FROM audit_entries e"
        " WHERE workspace_id = $1 AND seq = 4",
        desk,
    )
    await on.execute("UPDATE audit_heads SET seq = seq + 1 WHERE of = $1", desk)


async def _swap(on: Any, desk: UUID) -> None:
    for change in ("seq = -4 WHERE seq = 4", "seq = 4 WHERE seq = 5", "seq = 5 WHERE seq = -4"):
        await on.execute(f"UPDATE audit_entries SET {change} AND workspace_id = $1", desk)


async def _cut(on: Any, desk: UUID) -> None:
    await on.execute("DELETE FROM audit_entries WHERE workspace_id = $1 AND seq > 6", desk)


async def _cut_and_wind_back(on: Any, desk: UUID) -> None:
    """As if the last ones had never been: only what was signed outside knows better."""
    await _cut(on, desk)
    await on.execute(
        "UPDATE audit_heads h SET seq = 6, hash = e.hash FROM audit_entries e"
        " WHERE h.of = $1 AND e.workspace_id = $1 AND e.seq = 6",
        desk,
    )


async def _all_gone(on: Any, desk: UUID) -> None:
    await on.execute("DELETE FROM audit_entries WHERE workspace_id = $1", desk)
    await on.execute("DELETE FROM audit_heads WHERE of = $1", desk)


TAMPERINGS: Final[dict[Tampering, tuple[int, str]]] = {
    _alter: (4, "changed"),
    _alter_who: (4, "changed"),
    _delete: (4, "gone"),
    _delete_and_close_the_gap: (4, "follow"),
    _insert: (5, "follow"),
    _swap: (4, "follow"),
    _cut: (7, "gone"),
    _cut_and_wind_back: (7, "gone"),
    _all_gone: (1, "gone"),
}


async def test_s86_what_a_superuser_does_is_named_by_the_first_bad_entry(
    sql: Sql, reading: Database, clock: SetClock, checkpoints: SignedCheckpoints, desk: UUID
) -> None:
    # The desk's chain: the workspace, the account, and eight fills.
    assert [row[0] for row in await sql.fetch(f"{ENTRIES} ORDER BY seq", desk)] == list(range(1, 11))
    await Signer(reading, checkpoints, CADENCE).sign(clock.now(), all_=True)
    assert await faults(reading, checkpoints, desk) == []
    kept = await sql.fetch("SELECT * FROM audit_entries WHERE workspace_id = $1", desk)
    head = await sql.fetch("SELECT * FROM audit_heads WHERE of = $1", desk)
    async with sql.superuser() as on:
        for tamper, (seq, what) in TAMPERINGS.items():
            await tamper(on, desk)
            try:
                (found,) = await faults(reading, checkpoints, desk)
                assert (found[0], what in found[1]) == (seq, True), (tamper, found)
            finally:
                await on.execute("DELETE FROM audit_entries WHERE workspace_id = $1", desk)
                await on.copy_records_to_table("audit_entries", records=kept)
                await on.execute("DELETE FROM audit_heads WHERE of = $1", desk)
                await on.copy_records_to_table("audit_heads", records=head)
    assert await faults(reading, checkpoints, desk) == []


async def test_s86_a_checkpoint_that_was_changed_is_named(
    tmp_path: Path, reading: Database, clock: SetClock, checkpoints: SignedCheckpoints, desk: UUID
) -> None:
    signer = Signer(reading, checkpoints, CADENCE)
    assert await signer.sign(clock.now(), all_=True) > 0
    assert await signer.sign(clock.now(), all_=True) == 0
    path = tmp_path / "audit" / "checkpoints"
    assert path.stat().st_mode & 0o077 == 0
    lines = path.read_text().splitlines(keepends=True)
    for changed, line in (
        ([lines[0].replace('"seq": ', '"seq": 1'), *lines[1:]], 1),  # another number
        ([lines[0], *lines[2:]], 2),  # one left out
        ([lines[1], lines[0], *lines[2:]], 1),  # two swapped
    ):
        path.write_text("".join(changed))
        for key in ("a key beside the database", "another key"):
            with pytest.raises(CheckpointsBroken) as broken:
                SignedCheckpoints(path, [key]).read()
            assert broken.value.line == (line if key.startswith("a key") else 1)
        # Nothing is added to what cannot be trusted.
        with pytest.raises(CheckpointsBroken):
            SignedCheckpoints(path, ["a key beside the database"]).add({}, clock.now())


def test_s86_a_key_is_rotated_and_what_the_ones_before_signed_still_counts(tmp_path: Path) -> None:
    """Nobody with an old key goes on in its name after a newer one has signed."""
    path, now = tmp_path / "checkpoints", datetime(2026, 11, 20, tzinfo=UTC)
    chain = Chain(ChainKind.WORKSPACE, uuid4())
    heads = [{chain: Head(seq, bytes([seq] * 32))} for seq in (1, 2, 3)]
    old = SignedCheckpoints(path, ["old"])
    old.add(heads[0], now)
    SignedCheckpoints(path, ["old", "new"]).add(heads[1], now)
    both = SignedCheckpoints(path, ["old", "new"])
    assert list(both.read()[chain]) == [1, 2]
    with pytest.raises(CheckpointsBroken):  # a process that was not started again adds nothing
        old.add(heads[2], now)
    # With the old key alone, somebody goes on where the new one signed last: from its signature, which stands in the file.
    forged = SignedCheckpoints(path, ["old"])
    forged._bytes, forged._last = (
        path.stat().st_size,
        Signature(json.loads(path.read_text().splitlines()[-1])["mac"], 0),
    )
    forged.add(heads[2], now)
    with pytest.raises(CheckpointsBroken) as broken:
        both.read()
    assert broken.value.line == 3
    with pytest.raises(CheckpointsBroken) as broken:  # a key that was taken away stands for nothing
        SignedCheckpoints(path, ["new"]).read()
    assert broken.value.line == 1


async def test_s86_the_command_says_which_entry_is_bad_and_ends_with_the_number_of_bad_chains(
    sql: Sql, tmp_path: Path, desk: UUID
) -> None:
    await sql.execute("UPDATE audit_entries SET address = '192.0.2.1' WHERE workspace_id = $1 AND seq = 4", desk)
    try:
        done = await asyncio.to_thread(
            command.run, "audit", "verify", data_dir=str(tmp_path), **addresses(sql.database)
        )
    finally:
        await sql.execute("UPDATE audit_entries SET address = '127.0.0.1' WHERE workspace_id = $1 AND seq = 4", desk)
    assert done.returncode > 0, done.stderr
    assert f"workspace {desk}, entry 4: was changed" in done.stdout
    assert f": {done.returncode} faults" in done.stdout


async def test_a_chain_is_signed_for_after_a_hundred_entries_or_an_hour(
    reading: Database, checkpoints: SignedCheckpoints, desk: UUID
) -> None:
    clock = SetClock()
    chain = Chain(ChainKind.WORKSPACE, desk)
    signer = Signer(reading, checkpoints, CADENCE)
    await signer.sign(clock.now())
    assert chain not in checkpoints.read()
    clock.pass_(hours=1)
    await signer.sign(clock.now())
    assert list(checkpoints.read()[chain]) == [10]


async def test_numbers_have_no_gap_however_many_write_at_once(
    sql: Sql, ada: Person, desk: UUID, reading: Database, checkpoints: SignedCheckpoints
) -> None:
    async def made(number: int) -> int:
        body = {"name": f"Account {number}", "timezone": "UTC" if number % 4 else "Nowhere"}
        return (await ada.post("/accounts", body)).status_code

    codes = await asyncio.gather(*(made(number) for number in range(40)))
    # Every fourth is refused and leaves neither an account nor a number.
    assert (codes.count(201), codes.count(422)) == (30, 10)
    assert [row[0] for row in await sql.fetch(f"{ENTRIES} ORDER BY seq", desk)] == list(range(1, 41))
    assert await faults(reading, checkpoints, desk) == []
