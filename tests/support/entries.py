"""The audit log beside the application: what a request has left in it."""

from typing import Any

from httpx2 import Response

from tests.support.sql import Sql

COLUMNS = "now() - at AS age, person, key, action, noun, object, result, reason, address, request, changes"
OF_REQUEST = f"""
    SELECT 'workspace' AS chain, workspace_id AS of, {COLUMNS} FROM audit_entries WHERE request = $1
    UNION ALL SELECT 'person', user_id, {COLUMNS} FROM person_audit_entries WHERE request = $1
    UNION ALL SELECT 'system', NULL, {COLUMNS} FROM system_audit_entries WHERE request = $1
    ORDER BY action
"""


async def entries_of(sql: Sql, answer: Response) -> list[Any]:
    """By the name of the action."""
    return await sql.fetch(OF_REQUEST, answer.headers["x-request-id"])


def told(entries: list[Any]) -> list[str]:
    """As a sentence each: `person auth.sign_in refused identity.login_refused`."""
    return [" ".join(filter(None, (one["chain"], one["action"], one["result"], one["reason"]))) for one in entries]
