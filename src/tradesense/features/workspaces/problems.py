"""Failures about workspaces."""

from tradesense.domain.problem import Kind, Problem


class WorkspaceNotFound(Problem):
    code, kind, title = "workspace.not_found", Kind.NOT_FOUND, "There is no such workspace for you."
