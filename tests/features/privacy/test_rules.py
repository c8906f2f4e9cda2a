"""S88, S89: no column of any table is without a rule that says what it is to a person, and what becomes of it."""

from collections import Counter
from typing import Final

from tests.features.isolation.test_schema import KINDS, of_kind
from tests.support.sql import Sql
from tradesense.db.base import TableKind
from tradesense.features.privacy.use_cases.rules import (
    IN_WORKSPACES,
    MADE_ELSEWHERE,
    NOBODYS,
    PEOPLE,
    About,
    End,
    classified,
)

TEXTS: Final = {"text", "jsonb", "ARRAY", "character varying"}
NOT_SAID_BY_ANYBODY: Final = {
    ("archives", "phase"),
    ("broker_connections", "broker_session_key"),
    ("broker_connections", "credentials_key"),
    ("imports", "blob_key"),
    ("archives", "blob_key"),
    ("one_time_tokens", "sealed_key"),
    ("personal_exports", "blob_key"),
    ("positions", "snapshot"),
    ("totp_factors", "seed_key"),
    ("uploads", "blob_key"),
    ("users", "password_hash"),
}
"""Columns with text that no export has, by hand: names of keys and files, a hash, a state of the matching."""


async def columns(sql: Sql) -> dict[str, dict[str, str]]:
    """Of every table of the migrated database: its columns with their types."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in await sql.fetch(
        "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c JOIN information_schema.tables t"
        " USING (table_schema, table_name) WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
    ):
        found.setdefault(table, {})[column] = kind
    return found


async def test_every_column_of_every_table_has_one_rule(sql: Sql) -> None:
    found = await columns(sql)
    assert len(found) > 50
    without = {table: set(of) - classified(table, frozenset(of)).keys() for table, of in found.items()}
    assert {table: names for table, names in without.items() if names} == {}
    gone = {table: classified(table, frozenset(of)).keys() - set(of) for table, of in found.items()}
    assert {table: names for table, names in gone.items() if names} == {}
    for table, rule in {**PEOPLE, **IN_WORKSPACES}.items():
        times = Counter([*rule.exported, *rule.secret, *rule.impersonal])
        assert [name for name, count in times.items() if count > 1] == [], table
        assert rule.by is None or rule.by in rule.exported | {"id"}, table


async def test_text_that_is_not_exported_is_nobodys_words(sql: Sql) -> None:
    found = {
        (table, column)
        for table, of in (await columns(sql)).items()
        if table not in NOBODYS
        for column, about in classified(table, frozenset(of)).items()
        if about is not About.EXPORTED and of[column] in TEXTS
    }
    # What is derived holds copies of what the executions and annotations say.
    copies = {
        "trades": [
            "symbol",
            "underlying",
            "asset_class",
            "currency",
            "closed_by",
            "tags",
            "mistakes",
            "emotions",
            "playbook",
            "notes",
        ],
        "unmatched": ["reason"],
    }
    derived = {(table, column) for table, names in copies.items() for column in names}
    assert {one for one in found - derived if one[0] in KINDS} == NOT_SAID_BY_ANYBODY


def test_every_table_of_people_is_found_by_its_person_and_goes_with_them() -> None:
    assert set(PEOPLE) - {"one_time_tokens"} == set(of_kind(TableKind.PERSON))
    assert all(rule.by and rule.end is End.WITH_THE_PERSON for rule in PEOPLE.values())


async def test_what_becomes_of_a_persons_rows_is_what_the_database_does(sql: Sql) -> None:
    """Every reference to people: rows go with the person (c), or forget who it was (n)."""
    found = await sql.fetch(
        "SELECT conrelid::regclass::text, confdeltype::text FROM pg_constraint"
        " WHERE contype = 'f' AND confrelid = 'users'::regclass"
    )
    forgetting = {table for table, deletes in found if deletes == "n"}
    pseudonymised = {table for table, rule in IN_WORKSPACES.items() if rule.end is End.PSEUDONYMISED}
    assert forgetting == pseudonymised | set(MADE_ELSEWHERE)
    going = {table for table, deletes in found if deletes == "c"}
    rules = {**PEOPLE, **IN_WORKSPACES}
    assert (
        going
        == {table for table, rule in rules.items() if rule.by and rule.by != "id" and rule.end is not End.KEPT}
        - forgetting
    )
