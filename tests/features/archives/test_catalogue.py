"""Nothing of a workspace is forgotten: every table has a rule, every column a way into the archive."""

import pytest

from tests.features.isolation.test_schema import of_kind
from tradesense.db.base import TableKind
from tradesense.domain.access import system_actor
from tradesense.domain.ids import UserId, WorkspaceId
from tradesense.features.archives.repository.catalogue import shapes
from tradesense.features.archives.use_cases.rules import RULES, Kept, LeftOut
from tradesense.features.archives.use_cases.writing import archived_fields
from tradesense.kit.ids import new_id

KEPT = [name for name, rule in RULES.items() if isinstance(rule, Kept)]


def test_every_table_of_a_workspace_has_a_rule() -> None:
    # The workspace's own row is in the manifest.
    assert set(RULES) == set(of_kind(TableKind.WORKSPACE)) - {"workspaces"}
    assert set(shapes()) == set(RULES)


def test_what_is_left_out_says_why() -> None:
    assert all(len(rule.why) > 10 for rule in RULES.values() if isinstance(rule, LeftOut))


def test_a_table_comes_after_those_that_it_refers_to() -> None:
    order = list(shapes())
    for shape in shapes().values():
        rule = RULES[shape.table]
        for field in archived_fields(shape, rule) if isinstance(rule, Kept) else ():
            if field.refers_to:
                assert isinstance(RULES[field.refers_to], Kept), (shape.table, field.name)
                assert order.index(field.refers_to) < order.index(shape.table) or shape.refers_to_itself


@pytest.mark.parametrize("table", KEPT)
def test_a_column_that_is_not_archived_can_be_done_without_or_is_given(table: str) -> None:
    rule, shape = RULES[table], shapes()[table]
    assert isinstance(rule, Kept)
    names = {field.name for field in shape.fields}
    assert rule.but <= names
    actor = system_actor(UserId(new_id()), WorkspaceId(new_id()))
    row = dict.fromkeys([*names, "new_id"], "")
    given = rule.given(actor, row).keys() if rule.given else set()
    assert given <= names
    assert {name for name in rule.but if not shape.field(name).is_optional} <= given
