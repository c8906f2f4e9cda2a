"""F27: a job that kills every worker that takes it up. It is set aside, its owner is told, and the others' jobs go on."""

from pathlib import Path
from typing import Final

from tests.faults.oracle import nothing_lost
from tests.faults.own import Own, own
from tests.faults.rows import round_trips
from tests.support.imports import fills
from tests.support.waiting import until
from tests.support.worker_process import WorkerProcess

ATTEMPTS: Final = 3
LINGER: Final = """
    CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN NEW; END $$;
    CREATE TRIGGER lingering BEFORE INSERT ON instruments FOR EACH ROW WHEN (NEW.symbol = 'POISON')
    EXECUTE FUNCTION linger();
"""
"""Whoever comes to the poisoned row stays there until it is killed."""


async def test_it_is_set_aside_and_the_others_flow(tmp_path: Path) -> None:
    poison, good = round_trips("POISON", 1), round_trips("WOMB", 20)
    async with own(tmp_path) as place:
        await place.sql.execute(LINGER)
        poisoned = await place.sent(fills(*poison), "poison.csv")
        with place.worker() as worker:
            for attempt in range(ATTEMPTS):
                await until(lambda: _is_at_it(place), 60)
                await _kill(place, worker)
                assert (await place.look(poisoned))["state"] == "parsing", attempt
                worker.start()
            later = await place.sent(fills(*good), "good.csv")
            failed = await place.until_state(poisoned, "failed")
            made = await place.until_state(later, "committed")
        assert made["counts"]["new"] == len(good)
        assert failed["problem"]["code"] == "import.crashed"
        assert f"begun {ATTEMPTS} times" in failed["problem"]["detail"]
        listed = (await place.person.get("/imports")).json()["items"]
        assert [(one["file_name"], one["state"]) for one in listed] == [
            ("good.csv", "committed"),
            ("poison.csv", "failed"),
        ]
        assert await place.sql.value("SELECT count(*) FROM pgqueuer") == 0
        await nothing_lost(place.person, place.database, sent=good, acked=good)


async def _is_at_it(place: Own) -> bool:
    return bool(
        await place.sql.value(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
        )
    )


async def _kill(place: Own, worker: WorkerProcess) -> None:
    """The server notices a dead client only when it answers; so its sleep ends as well."""
    await worker.kill()
    await place.sql.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event = 'PgSleep'"
    )
