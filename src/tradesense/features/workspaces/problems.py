"""Failures about workspaces, members and invitations."""

from tradesense.domain.problem import Kind, Problem


class WorkspaceNotFound(Problem):
    code, kind, title = "workspace.not_found", Kind.NOT_FOUND, "There is no such workspace for you."


class TooManyWorkspaces(Problem):
    code, kind, title = "workspace.too_many", Kind.CONFLICT, "You own as many workspaces as one person may."


class WorkspaceStays(Problem):
    code, kind, title = "workspace.stays", Kind.CONFLICT, "This workspace is not about to be deleted."


class MemberNotFound(Problem):
    code, kind, title = "member.not_found", Kind.NOT_FOUND, "There is no such member here."


class LastOwner(Problem):
    code, kind, title = "member.last_owner", Kind.CONFLICT, "A workspace has at least one owner."


class InvitationNotFound(Problem):
    """The same for one that never was and for one of another workspace."""

    code, kind, title = "invitation.not_found", Kind.NOT_FOUND, "There is no such invitation."


class InvitationUsed(Problem):
    """As the next two: told to whoever has the link only."""

    code, kind, title = "invitation.used", Kind.GONE, "This invitation was accepted already."


class InvitationTakenBack(Problem):
    code, kind, title = "invitation.taken_back", Kind.GONE, "This invitation was taken back, or sent anew."


class InvitationExpired(Problem):
    code, kind, title = "invitation.expired", Kind.GONE, "This invitation is too old."


class InvitationForAnother(Problem):
    code, kind, title = "invitation.for_another", Kind.FORBIDDEN, "This invitation is for another e-mail address."


class AlreadyMember(Problem):
    code, kind, title = "invitation.already_member", Kind.CONFLICT, "Whoever has this address is a member already."


class TooManyInvitations(Problem):
    code, kind, title = "invitation.too_many", Kind.CONFLICT, "There are as many open invitations as there may be."
