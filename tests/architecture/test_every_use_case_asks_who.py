"""Who may do it is the first line of the verb."""

import ast
from pathlib import Path

import pytest

from tests.architecture.places import features, parsed, route_files, use_case_files

# Nobody is known yet, or a person acts on themselves: the session's own person is the permission.
BEFORE_ANYBODY_IS_KNOWN = {
    *("register", "request_registration", "pending_registration", "confirm_registration", "look_at_admission"),
    *("look_at_invitation", "open_share", "is_for_somebody"),
    *("candidate", "log_in", "refresh_session", "due_mail", "mail_sent"),
    *("request_reset", "pending_reset", "reset_password", "confirm_email"),
    *("show_second_factor", "passkey_options", "sign_in_by_passkey"),
    *("remember_visit", "end_visit", "sign_in_by_provider"),
}
ON_ONESELF = {
    *("log_out", "me", "change_password", "list_sessions", "end_session", "end_other_sessions"),
    *("list_passkeys", "name_passkey", "proof_options", "prove_by_passkey", "reauthenticate"),
    *("security_of", "list_identities"),
}
# What the worker does for everybody at once: it has no person to ask.
SWEEPING = {"list_people_over", "list_people_with_old_exports", "forget"}
# It goes on with what another verb, which asked, has begun.
AFTER_ASKING = {"export_entries"}
# Not verbs: they take no session.
HELPERS = {"in_thread"}


@pytest.mark.parametrize("feature", features(), ids=lambda path: path.name)
def test_what_routes_and_tasks_call_asks_who_first(feature: Path) -> None:
    verbs = {
        node.name: node
        for path in use_case_files(feature)
        for node in parsed(path).body
        if isinstance(node, ast.AsyncFunctionDef)
    }
    called = {
        node.func.attr
        for path in route_files(feature)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "use_cases"
    }
    asked = {name for name in called & verbs.keys() if _asks(verbs[name])}
    excused = {
        "audit": AFTER_ASKING,
        "identity": BEFORE_ANYBODY_IS_KNOWN | ON_ONESELF,
        "privacy": SWEEPING,
        "shares": BEFORE_ANYBODY_IS_KNOWN,
        "workspaces": BEFORE_ANYBODY_IS_KNOWN,
    }.get(feature.name, HELPERS)
    assert (called & verbs.keys()) - asked - excused == set()
    assert called & verbs.keys(), "the rule found nothing to look at"


def _asks(verb: ast.AsyncFunctionDef) -> bool:
    """Its first line asks, or hands session and actor to a verb that does."""
    body = [node for node in verb.body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
    first = ast.unparse(body[0])
    return first.startswith(("actor.require(", "actor.require_person(")) or (
        "await " in first and "(session, actor" in first
    )
