"""Failures about exports of a person's data, and their erasure."""

from tradesense.domain.problem import FieldError, Kind, Problem


class ExportNotFound(Problem):
    code, kind, title = "personal_export.not_found", Kind.NOT_FOUND, "There is no such export of yours."


class ExportUnfinished(Problem):
    code, kind, title = "personal_export.unfinished", Kind.CONFLICT, "The export has no file to be had."


class ExportOver(Problem):
    code, kind, title = "personal_export.over", Kind.GONE, "The export's time is over: ask for another."


class ExportCrashed(Problem):
    code, kind, title = "personal_export.crashed", Kind.UNAVAILABLE, "The export could not be finished."


class HandOverFirst(Problem):
    code, kind, title = (
        "erasure.hand_over_first",
        Kind.CONFLICT,
        "Others work in a workspace that only you own: hand it over first, or delete it.",
    )


class ConfirmationWrong(Problem):
    code, kind, title = "erasure.confirmation_wrong", Kind.INVALID, "This is not the address of your account."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/email", self.code, self.title)])


class NotBeingErased(Problem):
    code, kind, title = "erasure.not_asked", Kind.CONFLICT, "Your account is not about to be erased."
