"""What an import keeps of itself as JSON, checked when it comes from an archive instead of from a run."""

from typing import Any, Final

from pydantic import ValidationError

from tradesense.features.imports.problems import ImportUnreadable
from tradesense.features.imports.schemas import CountsOut, ImportProblemOut, OptionsOut, PreviewOut

OPTIONS: Final = tuple(OptionsOut.model_fields)


def check_kept(options: Any, counts: Any, preview: Any, problem: Any) -> None:
    """Raises ImportUnreadable for what its page could not show."""
    try:
        OptionsOut.model_validate({**dict.fromkeys(OPTIONS), **options} if isinstance(options, dict) else options)
        for shape, said in ((CountsOut, counts), (PreviewOut, preview), (ImportProblemOut, problem)):
            if said is not None:
                shape.model_validate(said)
    except ValidationError as refused:
        where = ".".join(map(str, refused.errors()[0]["loc"]))
        raise ImportUnreadable(f"{refused.title}, {where}: {refused.errors()[0]['msg']}.") from None
