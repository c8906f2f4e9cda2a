"""Deaths on order: the server ends the connection that reaches a chosen statement, as a kill or a cut cable does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from tests.support.sql import Sql

AT_COMMIT: Final = "COMMIT"


@asynccontextmanager
async def deadly(sql: Sql, event: str, table: str, when: str = "") -> AsyncIterator[None]:
    """`event`: INSERT, UPDATE, DELETE of `table`, or COMMIT after a row of it was inserted or updated; `when`: a
    condition on its row."""
    timing = "AFTER INSERT OR UPDATE" if event == AT_COMMIT else f"BEFORE {event}"
    kind = "CONSTRAINT TRIGGER" if event == AT_COMMIT else "TRIGGER"
    deferred = "DEFERRABLE INITIALLY DEFERRED" if event == AT_COMMIT else ""
    each = "FOR EACH ROW" if when or event == AT_COMMIT else "FOR EACH STATEMENT"
    condition = f"WHEN ({when})" if when else ""
    await sql.execute(
        f"""
        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
        CREATE {kind} deadly {timing} ON {table} {deferred} {each} {condition} EXECUTE FUNCTION die();
        """
    )
    try:
        yield
    finally:
        await sql.execute(f"DROP TRIGGER deadly ON {table}; DROP FUNCTION die()")
