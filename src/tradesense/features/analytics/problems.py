"""Failures about analytics."""

from tradesense.domain.problem import FieldError, Kind, Problem


class DimensionUnknown(Problem):
    code, kind, title = "analytics.dimension_unknown", Kind.INVALID, "Trades cannot be grouped by this."

    def __init__(self, detail: str) -> None:
        super().__init__(detail, errors=[FieldError("?by", self.code, detail)])
