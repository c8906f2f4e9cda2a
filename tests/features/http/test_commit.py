"""The answer follows the commit: whoever is told that it is done can rely on it."""

from collections.abc import AsyncIterator

import pytest

from tests.features.conftest import MakeClient
from tests.support.actors import Person
from tests.support.sql import Sql

FAILING = "refused at commit"
DYING = "killed at commit"


@pytest.fixture
async def fragile(sql: Sql) -> AsyncIterator[None]:
    """A database in which the commit of accounts of two names fails: by a constraint, and by the server's death."""
    await sql.execute(
        f"""
        CREATE FUNCTION fail_at_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
            IF NEW.name = '{DYING}' THEN
                PERFORM pg_terminate_backend(pg_backend_pid());
            END IF;
            RAISE EXCEPTION 'no' USING ERRCODE = 'integrity_constraint_violation';
        END $$;
        CREATE CONSTRAINT TRIGGER fragile AFTER INSERT ON accounts DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (NEW.name IN ('{FAILING}', '{DYING}')) EXECUTE FUNCTION fail_at_commit();
        """
    )
    yield
    await sql.execute("DROP TRIGGER fragile ON accounts; DROP FUNCTION fail_at_commit()")


@pytest.mark.parametrize(("name", "status", "code"), [(FAILING, 500, "internal"), (DYING, 503, "database.unavailable")])
@pytest.mark.usefixtures("fragile")
async def test_a_commit_that_fails_is_never_answered_as_done(
    browse: MakeClient, ada: Person, name: str, status: int, code: str
) -> None:
    ada = Person(browse(), ada.email, {"access_token": ada.token, "user": ada.user})
    once = {"Idempotency-Key": "at-commit"}
    answer = await ada.post("/accounts", {"name": name}, once)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "location" not in answer.headers
    assert (await ada.get("/accounts")).json()["items"] == []
    # Nothing of it was kept: the same key serves the retry that works.
    again = await ada.post("/accounts", {"name": "Main"}, once)
    assert again.status_code == 201
    assert [one["name"] for one in (await ada.get("/accounts")).json()["items"]] == ["Main"]


@pytest.mark.usefixtures("fragile")
async def test_a_failure_tells_nothing_of_the_inside(browse: MakeClient, ada: Person) -> None:
    ada = Person(browse(), ada.email, {"access_token": ada.token, "user": ada.user})
    answer = await ada.post("/accounts", {"name": FAILING})
    said = answer.json()
    assert said["detail"] == "The failure was logged under this request's id."
    assert said["request_id"] == answer.headers["x-request-id"]
    for word in ("Traceback", "asyncpg", "sqlalchemy", "INSERT", "accounts_", "constraint"):
        assert word not in answer.text


async def test_a_connection_that_dies_in_the_middle_is_a_passing_failure(
    browse: MakeClient, ada: Person, sql: Sql
) -> None:
    ada = Person(browse(), ada.email, {"access_token": ada.token, "user": ada.user})
    await sql.execute(
        """
        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
        CREATE TRIGGER deadly BEFORE INSERT ON positions FOR EACH ROW EXECUTE FUNCTION die();
        """
    )
    try:
        main = (await ada.post("/accounts", {"name": "Main"})).json()
        body = {"account_id": main["id"], "instrument": {"symbol": "AAPL"}, "side": "buy", "quantity": "1"}
        answer = await ada.post("/executions", {**body, "price": "1", "executed_at": "2026-01-05T15:00:00Z"})
    finally:
        await sql.execute("DROP TRIGGER deadly ON positions; DROP FUNCTION die()")
    assert (answer.status_code, answer.json()["code"]) == (503, "database.unavailable")
    assert answer.headers["retry-after"] == "2"
    assert (await ada.get("/executions")).json()["items"] == []
