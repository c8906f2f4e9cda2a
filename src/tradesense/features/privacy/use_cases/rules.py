"""What every column of every table is to a person, and what becomes of its rows when that person is erased.

Tables that a workspace's archive holds are not listed again: the archive's own rules say which of their columns it
has, and the export holds the archive. A table without a rule fails a test, and so does a column.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from tradesense.features.archives import use_cases as archives

WORKSPACE: Final = "workspace_id"


class About(StrEnum):
    """What a column is to the person whose row it is in."""

    EXPORTED = "exported"
    SECRET = "secret"  # noqa: S105  (the name of a kind)
    IMPERSONAL = "impersonal"
    DERIVED = "derived"


class End(StrEnum):
    """What becomes of a person's rows when they are erased."""

    WITH_THE_PERSON = "with the person"
    WITH_THE_WORKSPACE = "with the workspace"
    PSEUDONYMISED = "pseudonymised"
    KEPT = "kept"


class Rule(NamedTuple):
    """A table's columns, each in one of three lists; by which column a person's rows are found.

    by  None where they are found otherwise, or where the table knows no person
    """

    what: str
    exported: frozenset[str]
    secret: frozenset[str]
    impersonal: frozenset[str]
    by: str | None
    end: End
    why: str


def _rule(
    what: str,
    *,
    exported: str = "",
    secret: str = "",
    impersonal: str = "",
    by: str | None = None,
    end: End = End.WITH_THE_PERSON,
    why: str = "",
) -> Rule:
    return Rule(
        what, frozenset(exported.split()), frozenset(secret.split()), frozenset(impersonal.split()), by, end, why
    )


PEOPLE: Final[dict[str, Rule]] = {
    "users": _rule(
        "your account",
        exported="id email name default_workspace_id password_changed_at email_verified_at second_factor deletes_at"
        " disabled_at created_at",
        secret="password_hash",  # noqa: S106  (the name of a column)
        by="id",
    ),
    "sessions": _rule(
        "where you signed in, from which address and with which program",
        exported="id user_id created_at last_used_at expires_at ended_at ended_because user_agent address"
        " authenticated_at methods",
        by="user_id",
    ),
    "refresh_tokens": _rule(
        "what keeps your sessions alive",
        exported="id user_id session_id parent_id issued_at expires_at used_at superseded_at",
        secret="token_hash",  # noqa: S106
        by="user_id",
    ),
    "one_time_tokens": _rule(
        "links and challenges that work once, for some days at the most",
        exported="purpose user_id created_at expires_at",
        secret="key_hash sealed sealed_key",  # noqa: S106
        impersonal="failures",
        by="user_id",
    ),
    "totp_factors": _rule(
        "your authenticator app",
        exported="user_id created_at confirmed_at",
        secret="seed seed_key",  # noqa: S106
        impersonal="last_step",
        by="user_id",
    ),
    "recovery_codes": _rule(
        "your recovery codes: when they were made and used",
        exported="user_id created_at used_at",
        secret="code_hash",  # noqa: S106
        by="user_id",
    ),
    "passkeys": _rule(
        "your passkeys",
        exported="id user_id name transports synced created_at last_used_at",
        secret="credential public_key",  # noqa: S106
        impersonal="sign_count",
        by="user_id",
    ),
    "linked_identities": _rule(
        "your accounts at other providers that sign you in here",
        exported="id user_id issuer subject email created_at last_used_at",
        by="user_id",
    ),
    "consents": _rule(
        "what you agreed to, and when",
        exported="id user_id kind version given_at withdrawn_at",
        by="user_id",
    ),
    "personal_exports": _rule(
        "exports such as this one",
        exported="id user_id state file_name file_bytes counts problem created_at finished_at expires_at",
        impersonal="file_sha256 blob_key attempts",
        by="user_id",
    ),
    "person_audit_entries": _rule(
        "what you did about yourself, and what was refused",
        exported="user_id seq at person key action noun object result reason address request changes",
        impersonal="prev hash",
        by="user_id",
    ),
}
"""Rows of a person, whichever workspace they are in."""

IN_WORKSPACES: Final[dict[str, Rule]] = {
    "workspaces": _rule(
        "workspaces that you belong to",
        exported="id slug name timezone currency files_kept_days deletes_at created_at",
        impersonal="ledger_version money_scale size_scale revision",
        end=End.WITH_THE_WORKSPACE,
        why="yours alone go with you; one that others work in stays with them",
    ),
    "memberships": _rule(
        "what you are in each workspace, and since when",
        exported="workspace_id user_id role role_before created_at",
        impersonal="revision",
        by="user_id",
    ),
    "invitations": _rule(
        "whom you invited, and who invited you",
        exported="workspace_id id email role invited_by created_at expires_at accepted_at revoked_at",
        secret="token_hash",  # noqa: S106
        by="invited_by",
        why="the links end with whoever sent them; those to your address go too",
    ),
    "api_keys": _rule(
        "API keys that you made",
        exported="workspace_id id created_by name scopes hint former_until created_at rotated_at expires_at"
        " last_used_at revoked_at",
        secret="secret_hash former_hash",  # noqa: S106
        impersonal="revision",
        by="created_by",
        why="they open workspaces in your name",
    ),
    "shares": _rule(
        "public links to trades that you made",
        exported="workspace_id id trade results hides_sizes hides_symbol for_email created_by created_at expires_at",
        secret="token_hash",  # noqa: S106
        by="created_by",
        why="they open trades in your name",
    ),
    "broker_connections": _rule(
        "connections to brokers that you made",
        exported="workspace_id id kind name created_by account_id shown schedule since review_first cursor last_outcome"
        " last_detail last_run_at last_synced_at next_run_at created_at",
        secret="credentials credentials_key broker_session broker_session_key",  # noqa: S106
        impersonal="turn failures revision",
        by="created_by",
        why="their credentials are yours; what they brought into a workspace stays in it",
    ),
    "broker_sync_runs": _rule(
        "visits to brokers, and what came of them",
        exported="workspace_id id connection_id outcome detail records import_id started_at finished_at",
        end=End.WITH_THE_WORKSPACE,
        why="they go with their connection",
    ),
    "uploads": _rule(
        "files that you sent and nothing has taken over yet",
        exported="workspace_id id created_by length received concat told created_at expires_at",
        impersonal="blob_key reserved writer writer_until",
        by="created_by",
    ),
    "idempotency_keys": _rule(
        "answers to what you asked, kept for three days in case you ask again",
        exported="workspace_id user_id key status headers body created_at",
        impersonal="request_hash",
        by="user_id",
    ),
    "archives": _rule(
        "archives of workspaces that you asked for",
        exported="workspace_id id way state file_name file_bytes created_by counts problem created_at finished_at",
        impersonal="file_sha256 blob_key attempts phase rows_done revision",
        by="created_by",
        end=End.PSEUDONYMISED,
        why="in a workspace of several they are the others' too: they no longer say who asked",
    ),
    "audit_entries": _rule(
        "what you did in each workspace, and what was refused",
        exported="workspace_id seq at person key action noun object result reason address request changes",
        impersonal="prev hash",
        by="person",
        end=End.KEPT,
        why="in a workspace of several: it shows what was done to the others' money; it has your id, which then names"
        " nobody, and addresses of the network that you came from",
    ),
}
"""Rows of a workspace that its archive does not hold, or not as whose they are."""

MADE_ELSEWHERE: Final = {"imports": "created_by"}
"""Tables of the archive with rows that a person made in workspaces of others: whoever made them has them too. They
stay with the workspace at the end, and no longer say who made them."""

NOBODYS: Final[dict[str, str]] = {
    "login_throttles": "hashes of who was tried from where, for an hour at the most",
    "system_audit_entries": "what was done by nobody who is known, and which chains ended with their owners",
    "audit_heads": "how far each chain of the audit log came: ids that name nobody once their owners are gone",
    "outbox": "announcements until they are delivered: ids and versions of workspaces, which go with them",
    "alembic_version": "which form the tables have",
    "pgqueuer": "jobs until they are done: ids only",
    "pgqueuer_log": "which jobs ran when, and how one broke",
    "pgqueuer_schedules": "which jobs run when: none",
    "pgqueuer_statistics": "how many jobs ran",
}
"""Tables that know no person, and why."""


def classified(table: str, columns: frozenset[str]) -> dict[str, About]:
    """What each of the table's columns is. Raises KeyError for a table without a rule; a column without one is not in
    the answer."""
    if table in NOBODYS:
        return dict.fromkeys(columns, About.IMPERSONAL)
    if table in PEOPLE or table in IN_WORKSPACES:
        rule = PEOPLE.get(table) or IN_WORKSPACES[table]
        return {
            **dict.fromkeys(rule.exported, About.EXPORTED),
            **dict.fromkeys(rule.secret, About.SECRET),
            **dict.fromkeys(rule.impersonal, About.IMPERSONAL),
        }
    archived = archives.archived_columns(table)
    if archived is None:
        return dict.fromkeys(columns, About.DERIVED)
    return {
        **dict.fromkeys(archived.kept, About.EXPORTED),
        **dict.fromkeys(archived.derived | {WORKSPACE}, About.DERIVED),
    }
