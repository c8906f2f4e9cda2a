"""XML reports, read as they stream: one element after another, with the line it starts on."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from tradesense.adapters.files.text import CHUNK_BYTES
from tradesense.domain.statement import FileUnreadable

STEP_BYTES: Final = CHUNK_BYTES // 16


class Element(NamedTuple):
    """An element's start: its line in the file (a line below the last one's where several share a line)."""

    line: int
    name: str
    attributes: dict[str, str]


def elements(path: Path) -> Iterator[Element]:
    """Every element, in order. Document types and entities are refused. Raises FileUnreadable, naming the line."""
    parser = DefusedExpatParser(namespaceHandling=0, forbid_dtd=True)
    starts = _Starts(parser)
    parser.setContentHandler(starts)
    try:
        with path.open("rb") as file:
            while chunk := file.read(STEP_BYTES):
                parser.feed(chunk)
                while starts.found:
                    yield starts.found.popleft()
            parser.close()
    except (SAXException, DefusedXmlException, UnicodeError, LookupError, ValueError) as refused:
        raise FileUnreadable(
            f"Line {parser.getLineNumber() or 1} is not XML that can be read ({type(refused).__name__})."
        ) from None


class _Starts(ContentHandler):
    def __init__(self, parser: DefusedExpatParser) -> None:
        super().__init__()
        self.found: deque[Element] = deque()
        self._parser = parser
        self._line = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  (the handler's interface)
        self._line = max(self._parser.getLineNumber() or 1, self._line + 1 if attrs.getLength() else 0)
        self.found.append(Element(self._line, name, dict(attrs.items())))
