"""What the review says of how the file was understood, and what it has to ask."""

from typing import Any

from tradesense.domain.manners import Inferred, questions
from tradesense.features.imports.use_cases.reading import Reading


def understood(reading: Reading) -> dict[str, Any]:
    """The part of a preview that tells of the reading itself."""
    manners, saved = reading.manners, reading.saved
    return {
        "manners": manners
        and {
            "columns": [one._asdict() for one in manners.columns],
            "date_order": _told(manners.date_order),
            "decimal_mark": _told(manners.decimal_mark),
        },
        "questions": [
            {"option": one.option, "detail": one.detail, "choices": [choice._asdict() for choice in one.choices]}
            for one in (questions(manners) if manners else ())
        ],
        "saved_mapping": saved
        and {"id": str(saved.id), "name": saved.name, "created_at": saved.created_at.isoformat()},
        "twice": reading.twice,
    }


def _told(one: Inferred | None) -> dict[str, Any] | None:
    return one and {"value": one.value, "because": one.because, "proofs": one.proofs}
