"""Ghostfolio, export (JSON): Portfolio > Activities > Export.

Quirks: newest or oldest first; a day is written as its midnight; accounts stand apart, by number; pence and
cents as currencies (`GBp`, `ZAc`).
"""

from collections.abc import Iterator

from tradesense.adapters.brokers.ghostfolio import BROKER, activity
from tradesense.adapters.files.formats import LOCAL_CLOCK, Format
from tradesense.adapters.files.json_rows import Json, json_document, json_rows
from tradesense.adapters.files.marks import as_day
from tradesense.adapters.files.rows import Reading, Row, guarded
from tradesense.adapters.files.source import Source
from tradesense.domain.statement import ReadOptions, Stated


def recognise(source: Source) -> float:
    head = source.head
    return 0.95 if source.kind == "json" and '"activities"' in head and '"unitPrice"' in head else 0.0


def read(source: Source, options: ReadOptions) -> Iterator[Stated]:
    names = _accounts(json_document(source))
    reading = Reading(options.zone, "ymd", ".", options.currency)

    def read_row(row: Row) -> Stated:
        number = row.text("accountid")
        return activity(
            row,
            row.instant(as_day(row.moment("date"))),
            symbol=row.symbol("symbol", "symbolprofile.symbol"),
            action=row.required("type").upper(),
            price=row.number("unitprice"),
            account=names.get(number, number),
        )

    for row in json_rows(source, "activities", reading):
        yield from guarded(row, read_row)


def _accounts(document: Json) -> dict[str, str]:
    """The names of the accounts by their numbers."""
    stated = document.get("accounts") if isinstance(document, dict) else None
    found: dict[str, str] = {}
    for one in stated if isinstance(stated, list) else []:
        if isinstance(one, dict) and isinstance(one.get("id"), str) and isinstance(one.get("name"), str):
            found[str(one["id"])] = str(one["name"])
    return found


FORMAT = Format("ghostfolio_export", BROKER, "Export (JSON)", LOCAL_CLOCK, recognise, read)
