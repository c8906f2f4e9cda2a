"""The one catalogue of what is written down: stable names, whose chain they go to, what they are done to."""

from enum import StrEnum
from typing import Final, NamedTuple

from tradesense.domain.audit import ChainKind


class Action(StrEnum):
    """Noun and verb. Names are stable: whoever exports the log may build on them."""

    REGISTER = "auth.register"
    FIRST_FACTOR = "auth.first_factor"
    SIGN_IN = "auth.sign_in"
    REFRESH = "auth.refresh"
    SIGN_OUT = "auth.sign_out"
    SIGN_OUT_EVERYWHERE = "auth.sign_out_everywhere"
    SESSION_END = "auth.session_end"
    SESSIONS_END_OTHERS = "auth.sessions_end_others"
    REAUTHENTICATE = "auth.reauthenticate"
    PASSWORD_CHANGE = "auth.password_change"  # noqa: S105  (an action)
    PASSWORD_FORGOT = "auth.password_forgot"  # noqa: S105
    PASSWORD_RESET = "auth.password_reset"  # noqa: S105
    EMAIL_CHANGE = "auth.email_change"
    EMAIL_CONFIRM = "auth.email_confirm"
    TOTP_BEGIN = "auth.totp_begin"
    TOTP_ADD = "auth.totp_add"
    TOTP_REMOVE = "auth.totp_remove"
    RECOVERY_CODES_RENEW = "auth.recovery_codes_renew"
    RECOVERY_CODE_USE = "auth.recovery_code_use"
    PASSKEY_ADD = "auth.passkey_add"
    PASSKEY_NAME = "auth.passkey_name"
    PASSKEY_REMOVE = "auth.passkey_remove"
    IDENTITY_LINK = "auth.identity_link"
    IDENTITY_UNLINK = "auth.identity_unlink"
    INVITE_PERSON = "auth.invite"
    ACCESS_REFUSE = "access.refuse"
    API_KEY_REFUSE = "api_keys.refuse"
    API_KEY_CREATE = "api_keys.create"
    API_KEY_ROTATE = "api_keys.rotate"
    API_KEY_REVOKE = "api_keys.revoke"
    WORKSPACE_CREATE = "workspaces.create"
    WORKSPACE_CHANGE = "workspaces.change"
    WORKSPACE_TRANSFER = "workspaces.transfer"
    WORKSPACE_DELETE = "workspaces.delete"
    WORKSPACE_BRING_BACK = "workspaces.bring_back"
    WORKSPACE_PURGE = "workspaces.purge"
    PERSON_ERASE = "people.erase"
    PERSON_DISABLE = "people.disable"
    PERSON_ENABLE = "people.enable"
    ERASURE_REQUEST = "erasure.request"
    ERASURE_UNDO = "erasure.undo"
    PERSONAL_EXPORT_CREATE = "personal_exports.create"
    PERSONAL_EXPORT_DOWNLOAD = "personal_exports.download"
    CONSENT_GIVE = "consents.give"
    CONSENT_WITHDRAW = "consents.withdraw"
    OUTLIVED_DELETE = "outlived.delete"
    OUTLIVED_DELETE_ELSEWHERE = "outlived.delete_elsewhere"
    MEMBER_CHANGE = "members.change"
    MEMBER_REMOVE = "members.remove"
    MEMBER_LEAVE = "members.leave"
    INVITATION_CREATE = "invitations.create"
    INVITATION_TAKE_BACK = "invitations.take_back"
    INVITATION_ACCEPT = "invitations.accept"
    SHARE_CREATE = "shares.create"
    SHARE_END = "shares.end"
    CONNECTION_CREATE = "broker_connections.create"
    CONNECTION_CHANGE = "broker_connections.change"
    CONNECTION_DELETE = "broker_connections.delete"
    ACCOUNT_CREATE = "accounts.create"
    ACCOUNT_CHANGE = "accounts.change"
    MARKET_PRICE_PUT = "accounts.put_market_price"
    CONTRACT_PUT = "contracts.put"
    CONTRACT_DELETE = "contracts.delete"
    EXECUTION_CREATE = "executions.create"
    EXECUTIONS_POST = "executions.post"
    EXECUTION_VOID = "executions.void"
    EXECUTION_RESTORE = "executions.restore"
    LOTS_PICK = "executions.pick_lots"
    CASH_EVENT_CREATE = "cash_events.create"
    CASH_EVENT_VOID = "cash_events.void"
    CASH_EVENT_RESTORE = "cash_events.restore"
    CORPORATE_ACTION_CREATE = "corporate_actions.create"
    CORPORATE_ACTION_VOID = "corporate_actions.void"
    CORPORATE_ACTION_RESTORE = "corporate_actions.restore"
    ANNOTATION_CHANGE = "annotations.change"
    IMPORT_CREATE = "imports.create"
    IMPORT_COMMIT = "imports.commit"
    IMPORT_COMMITTED = "imports.committed"
    IMPORT_RETRY = "imports.retry"
    IMPORT_CANCEL = "imports.cancel"
    IMPORT_UNDO = "imports.undo"
    IMPORT_UNDONE = "imports.undone"
    IMPORT_SETTLE = "imports.settle"
    IMPORT_SETTLED = "imports.settled"
    MAPPING_CHANGE = "import_mappings.change"
    MAPPING_DELETE = "import_mappings.delete"
    ARCHIVE_CREATE = "archives.create"
    ARCHIVE_DOWNLOAD = "archives.download"
    ARCHIVE_RESTORE = "archives.restore"
    ARCHIVE_RESTORED = "archives.restored"
    TABLE_EXPORT = "tables.export"
    AUDIT_EXPORT = "audit_entries.export"


class Event(NamedTuple):
    """What is done to which noun, in whose chain; `words`: when it is written down."""

    noun: str
    words: str
    chain: ChainKind = ChainKind.WORKSPACE


_PERSON: Final = ChainKind.PERSON

CATALOGUE: Final[dict[Action, Event]] = {
    Action.REGISTER: Event("person", "Somebody registered", _PERSON),
    Action.FIRST_FACTOR: Event("person", "A password or a provider was right, and a second factor is asked", _PERSON),
    Action.SIGN_IN: Event("session", "Somebody signed in; or was refused", _PERSON),
    Action.REFRESH: Event("session", "A refresh token was used again after its time: the session ended", _PERSON),
    Action.SIGN_OUT: Event("session", "Signed out", _PERSON),
    Action.SIGN_OUT_EVERYWHERE: Event("person", "Signed out everywhere", _PERSON),
    Action.SESSION_END: Event("session", "One session was ended from another", _PERSON),
    Action.SESSIONS_END_OTHERS: Event("person", "All other sessions were ended", _PERSON),
    Action.REAUTHENTICATE: Event("session", "Proved again who they are; or failed to", _PERSON),
    Action.PASSWORD_CHANGE: Event("person", "The password was changed; or the present one was wrong", _PERSON),
    Action.PASSWORD_FORGOT: Event("person", "A mail to choose another password was asked for", _PERSON),
    Action.PASSWORD_RESET: Event("person", "Another password was chosen by a mail's link", _PERSON),
    Action.EMAIL_CHANGE: Event("person", "Another address was asked for", _PERSON),
    Action.EMAIL_CONFIRM: Event("person", "The other address was confirmed", _PERSON),
    Action.TOTP_BEGIN: Event("person", "An authenticator app was begun", _PERSON),
    Action.TOTP_ADD: Event("person", "An authenticator app was confirmed", _PERSON),
    Action.TOTP_REMOVE: Event("person", "The authenticator app was removed", _PERSON),
    Action.RECOVERY_CODES_RENEW: Event("person", "New recovery codes were made", _PERSON),
    Action.RECOVERY_CODE_USE: Event("person", "A recovery code was used up", _PERSON),
    Action.PASSKEY_ADD: Event("passkey", "A passkey was added", _PERSON),
    Action.PASSKEY_NAME: Event("passkey", "A passkey was named", _PERSON),
    Action.PASSKEY_REMOVE: Event("passkey", "A passkey was removed", _PERSON),
    Action.IDENTITY_LINK: Event("linked_identity", "An account at another provider was linked", _PERSON),
    Action.IDENTITY_UNLINK: Event("linked_identity", "An account at another provider was unlinked", _PERSON),
    Action.INVITE_PERSON: Event("person", "A link to register was made on the command line", ChainKind.SYSTEM),
    Action.ACCESS_REFUSE: Event(
        "operation",
        "Something was asked for that the role, or the key, does not allow, "
        "or that is not there, or another workspace's",
    ),
    Action.API_KEY_REFUSE: Event("api_key", "An API key that opens nothing any more, or never did, was shown"),
    Action.API_KEY_CREATE: Event("api_key", "An API key was made"),
    Action.API_KEY_ROTATE: Event("api_key", "An API key was given a new secret"),
    Action.API_KEY_REVOKE: Event("api_key", "An API key was revoked"),
    Action.WORKSPACE_CREATE: Event("workspace", "The workspace was made"),
    Action.WORKSPACE_CHANGE: Event("workspace", "The workspace's name, zone or currency was changed"),
    Action.WORKSPACE_TRANSFER: Event("person", "The workspace was handed over"),
    Action.WORKSPACE_DELETE: Event("workspace", "The workspace was deleted: it goes after a week"),
    Action.WORKSPACE_BRING_BACK: Event("workspace", "The workspace was brought back"),
    Action.WORKSPACE_PURGE: Event("workspace", "A workspace went with all that was in it", ChainKind.SYSTEM),
    Action.PERSON_ERASE: Event("person", "A person's account went with all that was theirs", ChainKind.SYSTEM),
    Action.PERSON_DISABLE: Event("person", "Whoever runs the server disabled the account", _PERSON),
    Action.PERSON_ENABLE: Event("person", "Whoever runs the server enabled the account again", _PERSON),
    Action.ERASURE_REQUEST: Event("person", "Somebody asked for their erasure: they go after a week", _PERSON),
    Action.ERASURE_UNDO: Event("person", "Somebody who was about to be erased stays", _PERSON),
    Action.PERSONAL_EXPORT_CREATE: Event("personal_export", "Everything about the person was asked for", _PERSON),
    Action.PERSONAL_EXPORT_DOWNLOAD: Event("personal_export", "Everything about the person was downloaded", _PERSON),
    Action.CONSENT_GIVE: Event("consent", "Somebody agreed to a version of something", _PERSON),
    Action.CONSENT_WITHDRAW: Event("consent", "Somebody withdrew an agreement", _PERSON),
    Action.OUTLIVED_DELETE: Event(
        "workspace", "Rows of the workspace had outlived their time: how many of which table"
    ),
    Action.OUTLIVED_DELETE_ELSEWHERE: Event("server", "Likewise, of no workspace", ChainKind.SYSTEM),
    Action.MEMBER_CHANGE: Event("person", "A member's role was changed"),
    Action.MEMBER_REMOVE: Event("person", "A member was removed"),
    Action.MEMBER_LEAVE: Event("person", "A member left"),
    Action.INVITATION_CREATE: Event("invitation", "Somebody was invited"),
    Action.INVITATION_TAKE_BACK: Event("invitation", "An invitation was taken back"),
    Action.INVITATION_ACCEPT: Event("invitation", "An invitation was accepted"),
    Action.SHARE_CREATE: Event("share", "A public link was made"),
    Action.SHARE_END: Event("share", "A public link was ended"),
    Action.CONNECTION_CREATE: Event("broker_connection", "A broker was connected, with credentials"),
    Action.CONNECTION_CHANGE: Event("broker_connection", "A broker connection or its credentials were changed"),
    Action.CONNECTION_DELETE: Event("broker_connection", "A broker connection went with its credentials"),
    Action.ACCOUNT_CREATE: Event("account", "A trading account was added"),
    Action.ACCOUNT_CHANGE: Event("account", "A trading account was changed"),
    Action.MARKET_PRICE_PUT: Event("account", "A market price of an exercise or assignment was stated"),
    Action.CONTRACT_PUT: Event("contract", "A contract's worth of a point was stated"),
    Action.CONTRACT_DELETE: Event("contract", "A contract goes by the registry again"),
    Action.EXECUTION_CREATE: Event("execution", "A fill was entered by hand"),
    Action.EXECUTIONS_POST: Event("import", "Fills were posted by a program: one entry for all of them"),
    Action.EXECUTION_VOID: Event("execution", "A fill was voided"),
    Action.EXECUTION_RESTORE: Event("execution", "A fill's void was taken back"),
    Action.LOTS_PICK: Event("execution", "The lots a closing fill takes were named"),
    Action.CASH_EVENT_CREATE: Event("cash_event", "A cash event was entered by hand"),
    Action.CASH_EVENT_VOID: Event("cash_event", "A cash event was voided"),
    Action.CASH_EVENT_RESTORE: Event("cash_event", "A cash event's void was taken back"),
    Action.CORPORATE_ACTION_CREATE: Event("corporate_action", "A corporate action was entered by hand"),
    Action.CORPORATE_ACTION_VOID: Event("corporate_action", "A corporate action was voided"),
    Action.CORPORATE_ACTION_RESTORE: Event("corporate_action", "A corporate action's void was taken back"),
    Action.ANNOTATION_CHANGE: Event("trade", "A trade's annotation was changed; its stop, target and risk are told"),
    Action.IMPORT_CREATE: Event("import", "A file was given to be imported"),
    Action.IMPORT_COMMIT: Event("import", "A reviewed import was released"),
    Action.IMPORT_COMMITTED: Event("import", "An import's rows came into the ledger: one entry for all of them"),
    Action.IMPORT_RETRY: Event("import", "A file is read again with other options"),
    Action.IMPORT_CANCEL: Event("import", "An import was cancelled"),
    Action.IMPORT_UNDO: Event("import", "Taking an import back was asked for"),
    Action.IMPORT_UNDONE: Event("import", "An import's rows left the ledger: one entry for all of them"),
    Action.IMPORT_SETTLE: Event("import", "Settling rows in quarantine was asked for"),
    Action.IMPORT_SETTLED: Event("import", "Rows in quarantine were settled"),
    Action.MAPPING_CHANGE: Event("import_mapping", "A saved mapping of columns was renamed"),
    Action.MAPPING_DELETE: Event("import_mapping", "A saved mapping of columns was forgotten"),
    Action.ARCHIVE_CREATE: Event("archive", "An archive of everything was asked for"),
    Action.ARCHIVE_DOWNLOAD: Event(
        "archive", "An archive of everything was downloaded; or written by a command on the server"
    ),
    Action.ARCHIVE_RESTORE: Event("archive", "An archive was given to be restored"),
    Action.ARCHIVE_RESTORED: Event("archive", "An archive's rows came into the workspace: one entry for all of them"),
    Action.TABLE_EXPORT: Event("operation", "A whole list was taken as CSV"),
    Action.AUDIT_EXPORT: Event("operation", "This log was taken as CSV or NDJSON"),
}
