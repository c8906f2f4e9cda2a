"""Who acts, in which workspace, and what that allows."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from tradesense.domain.ids import ApiKeyId, SessionId, UserId, WorkspaceId
from tradesense.domain.problem import Kind, Problem


class Role(StrEnum):
    """What a member is in a workspace, from all to least."""

    OWNER = "owner"
    ADMIN = "admin"
    TRADER = "trader"
    COACH = "coach"
    RISK = "risk"
    VIEWER = "viewer"


class Permission(StrEnum):
    """Noun and verb. The table below says which roles hold which."""

    WORKSPACE_READ = "workspace.read"
    WORKSPACE_WRITE = "workspace.write"
    WORKSPACE_OWN = "workspace.own"
    MEMBERS_READ = "members.read"
    MEMBERS_WRITE = "members.write"
    ACCOUNTS_READ = "accounts.read"
    ACCOUNTS_WRITE = "accounts.write"
    EXECUTIONS_READ = "executions.read"
    EXECUTIONS_WRITE = "executions.write"
    TRADES_READ = "trades.read"
    TRADES_ANNOTATE = "trades.annotate"
    IMPORTS_READ = "imports.read"
    IMPORTS_WRITE = "imports.write"
    UPLOADS_WRITE = "uploads.write"
    ANALYTICS_READ = "analytics.read"
    ARCHIVES_READ = "archives.read"
    ARCHIVES_WRITE = "archives.write"
    SHARES_READ = "shares.read"
    SHARES_WRITE = "shares.write"
    API_KEYS_READ = "api_keys.read"
    API_KEYS_WRITE = "api_keys.write"
    API_KEYS_REVOKE = "api_keys.revoke"
    AUDIT_READ = "audit.read"


class Rule(NamedTuple):
    """What a permission allows, in words; who holds it; whether an API key may be given it."""

    allows: str
    roles: frozenset[Role]
    for_keys: bool = True


_ALL: Final = frozenset(Role)
_TRADERS: Final = frozenset({Role.OWNER, Role.ADMIN, Role.TRADER})
GOVERNING: Final = frozenset({Role.OWNER, Role.ADMIN})
"""Who decides who else belongs to a workspace."""

PERMISSIONS: Final[dict[Permission, Rule]] = {
    Permission.WORKSPACE_READ: Rule("See the workspace's name, zone and currency", _ALL),
    Permission.WORKSPACE_WRITE: Rule("Rename the workspace, change its zone and currency", GOVERNING),
    Permission.WORKSPACE_OWN: Rule(
        "Make and unmake owners, hand the workspace over, delete it", frozenset({Role.OWNER}), for_keys=False
    ),
    Permission.MEMBERS_READ: Rule("See who belongs to the workspace", _ALL - {Role.VIEWER}, for_keys=False),
    Permission.MEMBERS_WRITE: Rule("Invite and remove members, change their roles", GOVERNING, for_keys=False),
    Permission.ACCOUNTS_READ: Rule("See accounts and contracts", _ALL),
    Permission.ACCOUNTS_WRITE: Rule("Add and change accounts and contracts", _TRADERS),
    Permission.EXECUTIONS_READ: Rule("See fills, cash events and reconciliation", _ALL),
    Permission.EXECUTIONS_WRITE: Rule("Enter, void and restore fills, splits and cash events", _TRADERS),
    Permission.TRADES_READ: Rule("See trades with their notes", _ALL),
    Permission.TRADES_ANNOTATE: Rule("Write notes, tags, ratings and plans of trades", _TRADERS | {Role.COACH}),
    Permission.IMPORTS_READ: Rule("See imports and broker connections", _ALL),
    Permission.IMPORTS_WRITE: Rule("Import files and fills, undo imports, connect brokers", _TRADERS),
    Permission.UPLOADS_WRITE: Rule("Upload files piece by piece", _TRADERS),
    Permission.ANALYTICS_READ: Rule("See figures, curves and calendars", _ALL),
    Permission.ARCHIVES_READ: Rule("See which archives there are", _ALL),
    Permission.ARCHIVES_WRITE: Rule("Write, download and restore archives of everything", _TRADERS),
    Permission.SHARES_READ: Rule("See which public links there are", _ALL - {Role.VIEWER}, for_keys=False),
    Permission.SHARES_WRITE: Rule("Make and end public links to trades", _TRADERS, for_keys=False),
    Permission.API_KEYS_READ: Rule("See which API keys there are", _TRADERS, for_keys=False),
    Permission.API_KEYS_WRITE: Rule("Make API keys of one's own, rotate and revoke them", _TRADERS, for_keys=False),
    Permission.API_KEYS_REVOKE: Rule("Revoke anybody's API key", GOVERNING, for_keys=False),
    Permission.AUDIT_READ: Rule("Read, verify and export who did what", GOVERNING | {Role.RISK}),
}
"""The one table: requests are checked against it, the documentation and the web app show it."""

ROLES: Final[dict[Role, frozenset[Permission]]] = {
    role: frozenset(permission for permission, rule in PERMISSIONS.items() if role in rule.roles) for role in Role
}

PROOF_LASTS: Final = timedelta(minutes=10)
"""So long after proving who one is, what is sensitive may be done."""

SCOPES: Final = frozenset(permission for permission, rule in PERMISSIONS.items() if rule.for_keys)
"""What an API key may be given."""


class NotAllowed(Problem):
    code, kind, title = "access.not_allowed", Kind.FORBIDDEN, "Your role does not allow this."


class NotByKey(Problem):
    code, kind, title = "access.not_by_key", Kind.FORBIDDEN, "An API key cannot do this: sign in."


class ReauthenticationRequired(Problem):
    code, kind, title = "session.reauth_required", Kind.FORBIDDEN, "Prove first that it is you."


class ApiKeyRefused(Problem):
    """The same for a key that never was, was revoked or has expired, or whose maker has left."""

    code, kind, title = "api_key.refused", Kind.UNAUTHENTICATED, "This API key opens nothing, or not any more."


class Actor(NamedTuple):
    """A person, an API key of theirs, or the system, acting in one workspace."""

    user_id: UserId
    workspace_id: WorkspaceId
    session_id: SessionId | None
    permissions: frozenset[Permission]
    key_id: ApiKeyId | None = None

    def require(self, permission: Permission) -> None:
        """The first line of every use case; raises NotAllowed."""
        if permission not in self.permissions:
            raise NotAllowed(f"This needs the permission {permission}.")

    def require_person(self) -> None:
        """Where somebody acts on themselves, or on who else may act: raises NotByKey."""
        if self.key_id is not None:
            raise NotByKey


def system_actor(user_id: UserId, workspace_id: WorkspaceId) -> Actor:
    """The worker acting on behalf of the person whose job it runs."""
    return Actor(user_id, workspace_id, None, frozenset(Permission))


def is_recent(proved_at: datetime, now: datetime) -> bool:
    return now - proved_at <= PROOF_LASTS


def key_permissions(scopes: Collection[str], role: Role) -> frozenset[Permission]:
    """What a key may do: what it was given, as far as whoever made it may do that still. What may change a thing may
    see it; and every key may see the workspace and its accounts, which all else refers to."""
    seen = {f"{scope.partition('.')[0]}.read" for scope in scopes}
    return ROLES[role] & SCOPES & {*scopes, *seen, Permission.WORKSPACE_READ, Permission.ACCOUNTS_READ}
