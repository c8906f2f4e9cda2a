"""Failures about the audit log."""

from tradesense.domain.problem import FieldError, Kind, Problem


class ActionUnknown(Problem):
    code, kind, title = "audit.action_unknown", Kind.INVALID, "Nothing of this name is ever written down."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("?action", self.code, "Take one of GET /audit-entries/actions.")])
