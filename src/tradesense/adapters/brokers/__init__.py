"""The layouts that can be read: one file each. To add one: docs/recipes/add-a-broker.md."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tradesense.adapters.brokers import tradovate_orders
from tradesense.adapters.files.formats import Format
from tradesense.adapters.files.source import Source
from tradesense.domain.statement import Detected, FormatFacts, FormatUnknown, ReadOptions, Stated

FORMATS: Final[tuple[Format, ...]] = (tradovate_orders.FORMAT,)
_BY_KEY: Final = {one.key: one for one in FORMATS}


class BrokerFiles:
    """Detects and reads brokers' files on disk."""

    def formats(self) -> Sequence[FormatFacts]:
        return [_facts(one) for one in FORMATS]

    def detect(self, path: Path, name: str) -> list[Detected]:
        """The layouts that may fit, likeliest first. Raises FileUnreadable."""
        source = Source(path, name)
        found = [Detected(_facts(one), one.recognise(source)) for one in FORMATS]
        return sorted((one for one in found if one.confidence > 0), key=lambda one: -one.confidence)

    def read(self, path: Path, name: str, key: str, options: ReadOptions) -> Iterator[Stated]:
        """Everything the file says, row by row. Raises FormatUnknown, FileUnreadable."""
        known = _BY_KEY.get(key)
        if known is None:
            raise FormatUnknown(f"There is no format {key[:60]!r}.")
        return known.read(Source(path, name), options)


def _facts(known: Format) -> FormatFacts:
    return FormatFacts(known.key, known.broker, known.title, known.zone)
