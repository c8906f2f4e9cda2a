"""Bringing columns up to date by what changed, instead of loading them again."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

import numpy as np

from tradesense.domain.columns.coded import Coded, Labelled
from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.trades import Ints64, TradeColumns, in_closing_order

_SPARSE = {"risk_rows": ("risk", "net_own"), "extra_rows": ("extra_day", "extra_net", "extra_fees")}
_OTHER = {"version", "notes", "_hours", "_gross", *_SPARSE, *(name for names in _SPARSE.values() for name in names)}


def merged(columns: TradeColumns, changed: TradeColumns, deleted: set[UUID]) -> TradeColumns:
    """`columns` without what was deleted or changed, and with the changed rows as they are now."""
    gone = columns.rows_of(deleted | {changed.id_at(row) for row in range(len(changed))})
    kept = np.flatnonzero(~gone)
    joined = {one.name: _joined(getattr(columns, one.name), getattr(changed, one.name), kept) for one in _dense()}
    order = in_closing_order(joined)
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    dense = {name: value.take(order) if hasattr(value, "take") and not isinstance(value, np.ndarray) else value[order]
             for name, value in joined.items()}  # fmt: skip
    moved = np.full(len(columns), -1, dtype=np.int64)
    moved[kept] = places[: len(kept)]
    return TradeColumns(
        version=changed.version,
        notes=_notes(columns, changed, moved, places[len(kept) :]),
        **dense,
        **_sparse(columns, changed, moved, places[len(kept) :]),
    )


def _dense() -> list[Any]:
    return [one for one in fields(TradeColumns) if one.name not in _OTHER]


def _joined(old: Any, new: Any, kept: Ints64) -> Any:
    if isinstance(old, Coded | Labelled | Exact):
        return old.take(kept).joined(new)
    return np.concatenate([old[kept], new])


def _notes(columns: TradeColumns, changed: TradeColumns, moved: Ints64, added: Ints64) -> dict[int, str]:
    notes = {int(moved[row]): note for row, note in columns.notes.items() if moved[row] >= 0}
    return notes | {int(added[row]): note for row, note in changed.notes.items()}


def _sparse(columns: TradeColumns, changed: TradeColumns, moved: Ints64, added: Ints64) -> Mapping[str, Any]:
    """Rows that only some trades have: they follow their trade to its new place."""
    found: dict[str, Any] = {}
    for rows_name, names in _SPARSE.items():
        old_rows, new_rows = getattr(columns, rows_name), getattr(changed, rows_name)
        stays = np.flatnonzero(moved[old_rows] >= 0)
        rows = np.concatenate([moved[old_rows[stays]], added[new_rows]]).astype(np.int64)
        order = np.argsort(rows, kind="stable")
        found[rows_name] = rows[order]
        for name in names:
            value = _joined(getattr(columns, name), getattr(changed, name), stays)
            found[name] = value.take(order) if isinstance(value, Exact) else value[order]
    return found
