"""What a row of an archive must be, beyond what its table demands: nothing restored may break a page later."""

import json
import math
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from tradesense.domain.calendar import zone
from tradesense.domain.cash import CashKind
from tradesense.domain.corporate_action import ActionKind
from tradesense.domain.delivery import ExerciseView
from tradesense.domain.execution import ExecutionKind
from tradesense.domain.instrument import AssetClass, Right
from tradesense.domain.money import currency
from tradesense.domain.number import exact
from tradesense.domain.problem import Problem
from tradesense.features.archives.problems import ArchiveContradicts
from tradesense.features.archives.repository.catalogue import Field
from tradesense.features.imports import use_cases as imports
from tradesense.kit.arrow import ColumnKind, Columns

_DECIMAL: Final = re.compile(r"^-?\d{1,60}(?:\.\d{1,60})?$", re.ASCII)
_YEARS: Final = (1900, 2200)


def read_values(field: Field, values: list[Any]) -> list[Any]:
    """A column's values as they are stored; raises ValueError or Problem for one that cannot be."""
    if None in values:
        if not field.is_optional:
            raise ValueError("a row lacks it")
        read = _READ.get(field.kind)
        return values if read is None else [None if value is None else read(value) for value in values]
    read = _READ.get(field.kind)
    return values if read is None else list(map(read, values))


def check_rows(table: str, columns: Columns) -> None:
    """Raises Problem, ValueError or TypeError where a row says what no row here may say."""
    for name, check in _CHECKS.get(table, {}).items():
        for value in _distinct(columns.get(name, ())):
            if value is not None:
                check(value)
    if table == "imports":
        for options, counts, preview, problem in zip(
            *(columns[name] for name in ("options", "counts", "preview", "problem")), strict=True
        ):
            imports.check_kept(
                *(None if one is None else json.loads(one) for one in (options, counts, preview, problem))
            )


def renamed_in(text: str | None, names: dict[str, str]) -> str | None:
    """JSON with the ids in it under their new names."""
    if text is None or not names:
        return text
    return json.dumps(_walk(json.loads(text), names))


def _walk(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _walk(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_walk(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def _distinct(values: Iterable[Any]) -> Iterable[Any]:
    return dict.fromkeys(values)


def _decimal(text: str) -> str:
    if not _DECIMAL.match(text):
        raise ValueError(f"{text[:40]!r} is no exact number")
    return text


def _real(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number")
    return repr(value)


def _json(text: str) -> str:
    try:
        json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("its JSON is too deep") from None
    return text


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _labels(text: str) -> str:
    """A PostgreSQL array of texts ("Array Input and Output Syntax")."""
    said = json.loads(text)
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise ValueError("it is no list of texts")
    inner = ",".join('"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"' for one in said)
    return "{" + inner + "}"


def _instant(value: datetime) -> datetime:
    if not _YEARS[0] <= value.year <= _YEARS[1]:
        raise ValueError(f"{value:%Y-%m-%d} is outside of what is taken")
    return value.astimezone(UTC)


def _day(value: Any) -> Any:
    if not _YEARS[0] <= value.year <= _YEARS[1]:
        raise ValueError(f"{value} is outside of what is taken")
    return value


_READ: Final[dict[ColumnKind, Callable[[Any], Any]]] = {
    ColumnKind.UUID: UUID,
    ColumnKind.DECIMAL: _decimal,
    ColumnKind.JSON: _json,
    ColumnKind.LABELS: _labels,
    ColumnKind.BYTES: lambda text: "\\x" + bytes.fromhex(text).hex(),
    ColumnKind.INSTANT: _instant,
    ColumnKind.DAY: _day,
    ColumnKind.REAL: _real,
}

_CHECKS: Final[dict[str, dict[str, Callable[[Any], Any]]]] = {
    "accounts": {"timezone": zone, "currency": currency, "capital": exact, "exercise_view": ExerciseView},
    "instruments": {
        "asset_class": AssetClass, "right": Right, "currency": currency, "multiplier": exact, "strike": exact,
    },
    "executions": {
        "kind": ExecutionKind, "quantity": exact, "price": exact, "fees": exact, "asset_fee": exact, "rate": exact,
    },
    "splits": {"added": exact},
    "corporate_actions": {
        "kind": ActionKind, "cost_share": exact, "cash": exact, "lieu_units": exact, "lieu_amount": exact, "rate": exact,
    },
    "exercise_prices": {"price": exact},
    "rates": {"currency": currency, "base": currency, "rate": exact},
    "lot_picks": {"quantity": exact},
    "cash_events": {"kind": CashKind, "amount": exact, "currency": currency},
    "stated_balances": {"currency": currency, "amount": exact},
    "stated_positions": {"asset_class": AssetClass, "currency": currency, "quantity": exact},
    "stated_profits": {"asset_class": AssetClass, "currency": currency, "paid_in": currency, "realised": exact},
    "contracts": {"currency": currency, "multiplier": exact},
    "annotations": {"stop": exact, "target": exact, "planned_risk": exact},
}  # fmt: skip


def broken(table: str, column: str, failure: Exception) -> ArchiveContradicts:
    said = failure.detail if isinstance(failure, Problem) else str(failure).splitlines()[0][:200]
    return ArchiveContradicts(f"{table}, {column}: {said}")
