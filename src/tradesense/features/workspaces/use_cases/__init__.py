"""Workspaces, their members and invitations: the door."""

from tradesense.db.tables.workspaces import InvitationRow, WorkspaceRow
from tradesense.features.workspaces.repository.invitations import Open
from tradesense.features.workspaces.repository.members import Member, Seat
from tradesense.features.workspaces.use_cases.ending import (
    bring_back_workspace,
    delete_workspace,
    is_over,
    purge_workspace,
)
from tradesense.features.workspaces.use_cases.invitations import (
    Invited,
    accept_invitation,
    invite,
    list_invitations,
    look_at_invitation,
    take_back,
)
from tradesense.features.workspaces.use_cases.manage import (
    change_workspace,
    create_personal_workspace,
    create_workspace,
    current_workspace,
    get_seat,
    get_workspace,
    join_workspace,
    ledger_version,
    list_seats,
    list_workspaces,
    lock_ledger,
    raise_ledger_version,
    widen_scales,
)
from tradesense.features.workspaces.use_cases.members import (
    change_role,
    get_member,
    leave_workspace,
    list_members,
    remove_member,
    require_still,
    transfer_workspace,
)

__all__ = [
    "InvitationRow",
    "Invited",
    "Member",
    "Open",
    "Seat",
    "WorkspaceRow",
    "accept_invitation",
    "bring_back_workspace",
    "change_role",
    "change_workspace",
    "create_personal_workspace",
    "create_workspace",
    "current_workspace",
    "delete_workspace",
    "get_member",
    "get_seat",
    "get_workspace",
    "invite",
    "is_over",
    "join_workspace",
    "leave_workspace",
    "ledger_version",
    "list_invitations",
    "list_members",
    "list_seats",
    "list_workspaces",
    "lock_ledger",
    "look_at_invitation",
    "purge_workspace",
    "raise_ledger_version",
    "remove_member",
    "require_still",
    "take_back",
    "transfer_workspace",
    "widen_scales",
]
