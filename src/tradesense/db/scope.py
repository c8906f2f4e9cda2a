"""The workspace filter: written here once, and again by row-level security in the database."""

from sqlalchemy import ColumnElement

from tradesense.db.base import InWorkspace
from tradesense.domain.access import Actor


def mine(table: type[InWorkspace], actor: Actor) -> ColumnElement[bool]:
    """`table.workspace_id = …`: begins every condition on a workspace's table."""
    return table.workspace_id == actor.workspace_id
