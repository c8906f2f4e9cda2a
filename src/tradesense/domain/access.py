"""Who acts, in which workspace, and what that allows."""

from enum import StrEnum
from typing import Final, NamedTuple

from tradesense.domain.ids import SessionId, UserId, WorkspaceId
from tradesense.domain.problem import Kind, Problem


class Role(StrEnum):
    OWNER = "owner"
    VIEWER = "viewer"


class Permission(StrEnum):
    """Noun and verb. The table below says which roles hold which."""

    WORKSPACE_READ = "workspace.read"
    WORKSPACE_WRITE = "workspace.write"
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


ROLES: Final[dict[Role, frozenset[Permission]]] = {
    Role.OWNER: frozenset(Permission),
    Role.VIEWER: frozenset(permission for permission in Permission if permission.endswith(".read")),
}


class NotAllowed(Problem):
    code, kind, title = "access.not_allowed", Kind.FORBIDDEN, "Your role does not allow this."


class Actor(NamedTuple):
    """A person, or the system, acting in one workspace."""

    user_id: UserId
    workspace_id: WorkspaceId
    session_id: SessionId | None
    permissions: frozenset[Permission]

    def require(self, permission: Permission) -> None:
        """The first line of every use case; raises NotAllowed."""
        if permission not in self.permissions:
            raise NotAllowed(f"This needs the permission {permission}.")


def system_actor(user_id: UserId, workspace_id: WorkspaceId) -> Actor:
    """The worker acting on behalf of the person whose job it runs."""
    return Actor(user_id, workspace_id, None, frozenset(Permission))
