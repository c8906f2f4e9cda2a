"""The seam that nothing which changes anything gets past: every operation says what it leaves in the audit log.

A verb notes what it does with what only it knows (db/auditing). Where it noted nothing, the operation's row of this table
is noted for it, in the same transaction; where a request is refused, its transaction is undone, and the refusal is
written in one of its own.
"""

from typing import Any, Final, NamedTuple
from uuid import UUID

from fastapi import Request, Response
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from tradesense.db import auditing
from tradesense.db.auditing import Who
from tradesense.db.session import Database, DatabaseUnavailable, Session
from tradesense.domain.access import Actor, ApiKeyRefused
from tradesense.domain.audit import SYSTEM, Chain, ChainKind
from tradesense.domain.audit_actions import CATALOGUE, Action
from tradesense.domain.problem import Kind, Problem
from tradesense.kit.logging import get_logger

log = get_logger(__name__)


class Unrecorded(NamedTuple):
    """It leaves nothing in the log, and why."""

    why: str


_QUESTION: Final = Unrecorded("asks for what the next request has to answer: that one is recorded")
_BYTES: Final = Unrecorded("bytes on their way: nothing counts before the import that takes them over")
_LOOK: Final = Unrecorded("a look: a POST so that the token stands in no address")

OPERATIONS: Final[dict[str, Action | Unrecorded]] = {
    "accounts_create": Action.ACCOUNT_CREATE,
    "accounts_change": Action.ACCOUNT_CHANGE,
    "accounts_put_market_price": Action.MARKET_PRICE_PUT,
    "annotations_change": Action.ANNOTATION_CHANGE,
    "api_keys_create": Action.API_KEY_CREATE,
    "api_keys_revoke": Action.API_KEY_REVOKE,
    "api_keys_rotate": Action.API_KEY_ROTATE,
    "archives_create": Action.ARCHIVE_CREATE,
    "archives_download": Action.ARCHIVE_DOWNLOAD,
    "archives_restore": Action.ARCHIVE_RESTORE,
    "audit_entries_export": Action.AUDIT_EXPORT,
    "auth_change_email": Action.EMAIL_CHANGE,
    "auth_change_password": Action.PASSWORD_CHANGE,
    "auth_confirm_email": Action.EMAIL_CONFIRM,
    "auth_forgot_password": Action.PASSWORD_FORGOT,
    "auth_identities_link": Action.IDENTITY_LINK,
    "auth_identities_unlink": Action.IDENTITY_UNLINK,
    "auth_login": Action.SIGN_IN,
    "auth_logout": Action.SIGN_OUT,
    "auth_logout_all": Action.SIGN_OUT_EVERYWHERE,
    "auth_passkeys_add": Action.PASSKEY_ADD,
    "auth_passkeys_ask": _QUESTION,
    "auth_passkeys_ask_again": _QUESTION,
    "auth_passkeys_begin": _QUESTION,
    "auth_passkeys_name": Action.PASSKEY_NAME,
    "auth_passkeys_prove": Action.REAUTHENTICATE,
    "auth_passkeys_remove": Action.PASSKEY_REMOVE,
    "auth_passkeys_sign_in": Action.SIGN_IN,
    "auth_providers_begin_link": _QUESTION,
    "auth_providers_finish": Action.SIGN_IN,
    "auth_providers_start": _QUESTION,
    "auth_reauthenticate": Action.REAUTHENTICATE,
    "auth_recovery_codes_renew": Action.RECOVERY_CODES_RENEW,
    "auth_refresh": Unrecorded("keeps a session alive, every few minutes; a replayed token is recorded by the verb"),
    "auth_register": Action.REGISTER,
    "auth_register_confirm": Action.REGISTER,
    "auth_reset_password": Action.PASSWORD_RESET,
    "auth_sessions_end": Action.SESSION_END,
    "auth_sessions_end_others": Action.SESSIONS_END_OTHERS,
    "auth_show_second_factor": Action.SIGN_IN,
    "auth_totp_begin": Action.TOTP_BEGIN,
    "auth_totp_confirm": Action.TOTP_ADD,
    "auth_totp_remove": Action.TOTP_REMOVE,
    "broker_connections_change": Action.CONNECTION_CHANGE,
    "broker_connections_create": Action.CONNECTION_CREATE,
    "broker_connections_delete": Action.CONNECTION_DELETE,
    "broker_connections_sync": Unrecorded("hands a visit to a worker: the import that comes of it is recorded"),
    "broker_connections_test": Unrecorded("asks the broker, and changes nothing"),
    "cash_events_create": Action.CASH_EVENT_CREATE,
    "cash_events_restore": Action.CASH_EVENT_RESTORE,
    "cash_events_void": Action.CASH_EVENT_VOID,
    "contracts_delete": Action.CONTRACT_DELETE,
    "contracts_put": Action.CONTRACT_PUT,
    "corporate_actions_create": Action.CORPORATE_ACTION_CREATE,
    "corporate_actions_restore": Action.CORPORATE_ACTION_RESTORE,
    "corporate_actions_void": Action.CORPORATE_ACTION_VOID,
    "executions_create": Action.EXECUTION_CREATE,
    "executions_pick_lots": Action.LOTS_PICK,
    "executions_post": Action.EXECUTIONS_POST,
    "executions_restore": Action.EXECUTION_RESTORE,
    "executions_void": Action.EXECUTION_VOID,
    "import_mappings_change": Action.MAPPING_CHANGE,
    "import_mappings_delete": Action.MAPPING_DELETE,
    "imports_cancel": Action.IMPORT_CANCEL,
    "imports_commit": Action.IMPORT_COMMIT,
    "imports_create": Action.IMPORT_CREATE,
    "imports_retry": Action.IMPORT_RETRY,
    "imports_settle": Action.IMPORT_SETTLE,
    "imports_undo": Action.IMPORT_UNDO,
    "invitations_accept": Action.INVITATION_ACCEPT,
    "invitations_create": Action.INVITATION_CREATE,
    "privacy_consents_give": Action.CONSENT_GIVE,
    "privacy_consents_withdraw": Action.CONSENT_WITHDRAW,
    "privacy_erasure_request": Action.ERASURE_REQUEST,
    "privacy_erasure_undo": Action.ERASURE_UNDO,
    "privacy_exports_create": Action.PERSONAL_EXPORT_CREATE,
    "privacy_exports_download": Action.PERSONAL_EXPORT_DOWNLOAD,
    "invitations_look": _LOOK,
    "invitations_take_back": Action.INVITATION_TAKE_BACK,
    "members_change": Action.MEMBER_CHANGE,
    "members_leave": Action.MEMBER_LEAVE,
    "members_remove": Action.MEMBER_REMOVE,
    "shares_create": Action.SHARE_CREATE,
    "shares_end": Action.SHARE_END,
    "shares_open": _LOOK,
    "uploads_append": _BYTES,
    "uploads_capabilities": _BYTES,
    "uploads_create": _BYTES,
    "uploads_look": _BYTES,
    "uploads_terminate": _BYTES,
    "workspaces_bring_back": Action.WORKSPACE_BRING_BACK,
    "workspaces_change": Action.WORKSPACE_CHANGE,
    "workspaces_create": Action.WORKSPACE_CREATE,
    "workspaces_delete": Action.WORKSPACE_DELETE,
    "workspaces_transfer": Action.WORKSPACE_TRANSFER,
}
"""Every operation that is no GET, and those GETs that take much away. One without a row fails a test."""

REFUSALS_PER_MINUTE: Final = 60
"""Written down of one person, or one address: whoever is refused more often fills the request log, not the table."""
ELSEWHERE: Final = "workspace.not_found"
"""Somebody who is signed in wished to act in a workspace that is none of theirs."""
NEVER_THERE: Final = frozenset({"request.not_found", "share.not_found"})


def done(request: Request, response: Response, session: Session) -> None:
    """At the end of the request's transaction: notes what was done, unless the verb did."""
    action = OPERATIONS.get(_operation(request))
    state = request.scope["state"]
    actor: Actor | None = state.get("actor")
    if "exported" in state and actor is not None:
        auditing.note(session, actor, Action.TABLE_EXPORT, state["exported"])
    if not isinstance(action, Action) or actor is None or auditing.has_noted(session):
        return
    auditing.note(session, actor, action, _object(request, response), refused=state.get("refused", ""))


async def refused(request: Request, problem: Problem) -> None:
    """After the request's transaction was undone: writes down a refusal that matters, in one of its own."""
    state = request.scope.get("state", {})
    action = _refused_action(request, problem)
    if action is None or state.get("recorded"):
        return
    actor: Actor | None = state.get("actor")
    asking = str(actor.user_id) if actor else str(state.get("address", ""))
    if not await request.app.state.refusals.has_room(asking):
        log.warning("audit.refusals_not_written", code=problem.code)
        return
    database: Database = request.app.state.database
    try:
        async with database.session() as session:
            chain, who = await _whose(session, request, action)
            object_ = _object(request, None) or _operation(request)
            auditing.note_in(session, chain, action, object_, who=who, refused=problem.code)
    except DatabaseUnavailable:
        log.warning("audit.refusal_not_written", code=problem.code)


class Refusals:
    """How many refusals are written down a minute: for each who asks."""

    def __init__(self) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(REFUSALS_PER_MINUTE)

    async def has_room(self, asking: str) -> bool:
        return await self._limiter.hit(self._limit, asking)


def _refused_action(request: Request, problem: Problem) -> Action | None:
    """What a refusal is written down as: the operation's own action, where it is about signing in and the like; else
    that something was refused. None for what is no business of the log: mistakes in a body, stale entity tags."""
    own = OPERATIONS.get(_operation(request))
    if isinstance(problem, ApiKeyRefused):
        # One that is mistyped was never ours: it is refused without asking the database, and leaves no entry either.
        return Action.API_KEY_REFUSE if request.scope["state"].get("credential") else None
    if isinstance(own, Action) and CATALOGUE[own].chain is ChainKind.PERSON and _tells(problem):
        return own
    state = request.scope["state"]
    is_known = state.get("actor") is not None or (state.get("credential") and problem.code == ELSEWHERE)
    if problem.kind is Kind.FORBIDDEN or (
        problem.kind is Kind.NOT_FOUND and is_known and problem.code not in NEVER_THERE
    ):
        return Action.ACCESS_REFUSE
    return None


def _tells(problem: Problem) -> bool:
    """Whether it says something of who tries. Whoever has no session any more is refused as a matter of course."""
    kinds = {Kind.UNAUTHENTICATED, Kind.FORBIDDEN, Kind.THROTTLED, Kind.GONE, Kind.NOT_FOUND}
    if problem.code.startswith("session.") and problem.kind is Kind.UNAUTHENTICATED:
        return False
    return problem.kind in kinds or problem.code in {"identity.passkey_refused", "identity.code_wrong"}


async def _whose(session: Session, request: Request, action: Action) -> tuple[Chain, Who]:
    state = request.scope["state"]
    actor: Actor | None = state.get("actor") or await _at_home(session, request)
    if actor is not None:
        is_own = CATALOGUE[action].chain is ChainKind.PERSON
        chain = Chain(ChainKind.PERSON, actor.user_id) if is_own else Chain(ChainKind.WORKSPACE, actor.workspace_id)
        return chain, Who(actor.user_id, actor.key_id)
    credential: Any = state.get("credential")
    if isinstance(credential, bytes):
        owner = await auditing.key_owner(session, credential)
        if owner is not None:
            return Chain(ChainKind.WORKSPACE, owner[0]), Who(None, owner[1])
    return SYSTEM, Who()


async def _at_home(session: Session, request: Request) -> Actor | None:
    """Whoever asked, in their default workspace: where they wished to be is none of theirs."""
    credential = request.scope["state"].get("credential")
    if credential is None:
        return None
    try:
        found: Actor = await request.app.state.authenticator(session, credential, None, request.app.state.ports)
    except Problem:
        return None
    return found


def _operation(request: Request) -> str:
    return getattr(request.scope.get("route"), "operation_id", None) or ""


def _object(request: Request, response: Response | None) -> str:
    """The last thing that the path names, or the one that was made."""
    named = [value for value in request.path_params.values() if isinstance(value, str | UUID)]
    if named:
        return str(named[-1])
    return (response.headers.get("location", "") if response is not None else "").rpartition("/")[2]
