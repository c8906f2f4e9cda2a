"""Failures about shares."""

from tradesense.domain.problem import Kind, Problem


class ShareNotFound(Problem):
    """The same for one that never was, has ended, or whose trade is gone."""

    code, kind, title = "share.not_found", Kind.NOT_FOUND, "This link does not open anything, or not any more."


class ShareForAnother(Problem):
    code, kind, title = "share.for_another", Kind.FORBIDDEN, "This link is for somebody else."


class TooManyShares(Problem):
    code, kind, title = "share.too_many", Kind.CONFLICT, "There are as many links as a workspace may have."
