"""Failures about archives."""

from tradesense.domain.problem import Kind, Problem


class ArchiveNotFound(Problem):
    code, kind, title = "archive.not_found", Kind.NOT_FOUND, "There is no such archive in this workspace."


class ArchiveUnfinished(Problem):
    code, kind, title = "archive.unfinished", Kind.CONFLICT, "The archive has no file to be had."


class ArchiveUnreadable(Problem):
    code, kind, title = "archive.unreadable", Kind.INVALID, "The file is no archive of a workspace, or damaged."


class ArchiveVersionUnknown(Problem):
    code, kind, title = "archive.version_unknown", Kind.INVALID, "The archive is of a version that is not known here."


class ArchiveContradicts(Problem):
    code, kind, title = "archive.contradicts", Kind.INVALID, "The archive contradicts itself."


class WorkspaceNotEmpty(Problem):
    code, kind, title = "archive.workspace_not_empty", Kind.CONFLICT, "An archive is restored into an empty workspace."


class ArchiveCrashed(Problem):
    code, kind, title = "archive.crashed", Kind.UNAVAILABLE, "The archive could not be finished."


class ArchivesWaiting(Problem):
    code, kind, title = "archive.too_many", Kind.THROTTLED, "Archives of this workspace are being written already."
