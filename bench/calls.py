"""How each operation of the API is called to be measured, or why it is not.

Reads are taken from the API's document; writes stand in `LEDGER` and `PEOPLE`. The last request of a call counts.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bench.ledger_calls import LEDGER
from bench.people_calls import PEOPLE
from bench.sending import Call, Known, reading

__all__ = ["LEFT_OUT", "Call", "Known", "calls_of", "unplaced"]

IDS: Final = frozenset({
    "account_id", "trade_id", "execution_id", "import_id", "workspace_id", "user_id",
    "key_id", "event_id", "action_id", "connection_id", "archive_id",
})  # fmt: skip
"""What paths of reads may name: the world has one of each."""

LEFT_OUT: Final[dict[str, str]] = {
    **dict.fromkeys(
        ["auth_logout", "auth_logout_all", "auth_change_password"],
        "ends the session that measures; what it does is one UPDATE",
    ),
    **dict.fromkeys(["imports_commit", "imports_undo"], "hands a job to the worker, as imports_retry does"),
    **dict.fromkeys(["imports_settle"], "needs rows in quarantine; hands a job to the worker, as imports_retry does"),
    **dict.fromkeys(
        ["import_mappings_change", "import_mappings_delete"], "needs a file that was mapped by hand; one UPDATE"
    ),
    "executions_pick_lots": "needs an account with the method `specific`; derives one position, as a fill does",
    "accounts_put_market_price": "needs an option that was assigned; derives one position, as a fill does",
    **dict.fromkeys(["archives_download", "archives_restore"], "moves a file as large as the workspace"),
    "archives_create": "hands a job to the worker, as imports_retry does; only a few may wait at once",
    **dict.fromkeys(
        ["auth_register_confirm", "auth_forgot_password", "auth_reset_password", "auth_confirm_email"],
        "needs a mail server, and the link of its mail",
    ),
    **dict.fromkeys(
        ["auth_providers_start", "auth_providers_begin_link", "auth_providers_finish", "auth_identities_link",
         "auth_identities_unlink"],
        "needs another provider's server",
    ),
    **dict.fromkeys(
        ["auth_passkeys_begin", "auth_passkeys_add", "auth_passkeys_ask", "auth_passkeys_ask_again",
         "auth_passkeys_prove", "auth_passkeys_sign_in", "auth_passkeys_name", "auth_passkeys_remove"],
        "needs an authenticator, and a server with a name",
    ),
    **dict.fromkeys(
        ["auth_totp_confirm", "auth_totp_remove", "auth_recovery_codes_renew", "auth_show_second_factor"],
        "needs a code of an authenticator app, each of which serves once in half a minute",
    ),
    **dict.fromkeys(
        ["privacy_exports_create", "privacy_exports_get", "privacy_exports_download"],
        "needs a proof and a job; moves a file as large as all that is the person's",
    ),
    **dict.fromkeys(
        ["privacy_erasure_request", "privacy_erasure_undo"], "needs a proof; ends the session that measures"
    ),
    **dict.fromkeys(
        ["privacy_consents_give", "privacy_consents_withdraw"], "needs a document that is asked for; one INSERT or UPDATE"
    ),
    **dict.fromkeys(["broker_connections_test", "broker_connections_sync"], "asks a broker's service"),
}  # fmt: skip


def calls_of(document: Mapping[str, Any]) -> dict[str, Call]:
    """By the names of the operations, in the order in which they are measured."""
    reads = {name: reading(path) for name, method, path, said in _operations(document) if _is_plain(method, path, said)}
    written = {**LEDGER, **PEOPLE}
    last = {name: call for name, call in written.items() if name in LAST}
    return {**{name: call for name, call in written.items() if name not in LAST}, **_others(reads, written), **last}


LAST: Final = frozenset({"auth_sessions_end_others", "auth_sessions_end"})
"""They end sessions that other calls open."""


def unplaced(document: Mapping[str, Any]) -> dict[str, str]:
    """Operations that are neither measured nor left out, those that are both, and names of none."""
    there = {name for name, *_ in _operations(document)}
    measured, left_out = calls_of(document).keys(), LEFT_OUT.keys()
    return {
        **dict.fromkeys(there - measured - left_out, "give it a call or say why it is left out"),
        **dict.fromkeys(measured & left_out, "has a call and is left out"),
        **dict.fromkeys((measured | left_out) - there, "no such operation"),
    }


def _others(reads: dict[str, Call], written: Mapping[str, Call]) -> dict[str, Call]:
    return {name: call for name, call in reads.items() if name not in written and name not in LEFT_OUT}


def _is_plain(method: str, path: str, said: Mapping[str, Any]) -> bool:
    """A read that needs nothing but ids the world has."""
    required = [one for one in said.get("parameters", []) if one.get("required") and one["in"] != "path"]
    return method == "get" and not required and set(re.findall(r"{(\w+)}", path)) <= IDS


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            yield said["operationId"], method, path.removeprefix("/api/v1"), said
