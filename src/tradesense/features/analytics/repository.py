"""Trades from the database as columns: a binary COPY of fixed-width rows, read in place.

Amounts travel as 64-bit integers at the workspace's scales, words as hashes of a dictionary that is
read beside them. A workspace with amounts that 64 bits cannot hold is read number by number instead.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

import numpy as np
from asyncpg.exceptions import NumericValueOutOfRangeError
from numpy.typing import NDArray

from tradesense.db.session import Session, driver
from tradesense.domain.access import Actor
from tradesense.domain.columns.coded import Coded, Labelled
from tradesense.domain.columns.exact import Exact
from tradesense.domain.columns.trades import Ints64, TradeColumns, in_closing_order
from tradesense.domain.filters.fields import ascii_lower

COPY_HEADER_BYTES: Final = 19
COPY_TRAILER_BYTES: Final = 2

_INSTRUMENT: Final = "hashtextextended(asset_class || '|' || symbol || '|' || underlying, 0)"
_LABELS: Final = "hashtextextended(tags::text || mistakes::text || emotions::text || coalesce('=' || playbook, ''), 0)"
_SEVERAL: Final = "(exit_days > 1 OR (exit_days > 0 AND closed_at IS NULL))"

# What a trade is or has, each a bit of one number: a field of a row costs more than the truth in it.
_FLAGS: Final = {
    "times_known": "times_known",
    "fees_known": "fees_known",
    "converted": "base_net IS NOT NULL",
    "has_exit": "exit_price IS NOT NULL",
    "has_stop": "stop IS NOT NULL",
    "has_target": "target IS NOT NULL",
    "has_risk": "risk IS NOT NULL",
    "several_days": _SEVERAL,
}


def _bits(conditions: Iterable[str]) -> str:
    return " + ".join(f"CASE WHEN {one} THEN {1 << place} ELSE 0 END" for place, one in enumerate(conditions))


# Name, SQL, NumPy type as it stands in a binary COPY; {money} and {sizes} are powers of ten.
_COLUMNS: Final = (
    ("id", "t.id", "V16"),
    ("instrument", _INSTRUMENT, ">i8"),
    ("account", "uuid_hash_extended(account_id, 0)", ">i8"),
    ("opened_at", "opened_at", ">i8"),
    ("closed_at", "coalesce(closed_at, '-infinity')", ">i8"),
    ("opened_on", "opened_on", ">i4"),
    ("closed_on", "coalesce(closed_on, '-infinity')", ">i4"),
    ("net", "(coalesce(base_net, 0) * {money})::int8", ">i8"),
    ("fees", "(coalesce(base_fees, 0) * {money})::int8", ">i8"),
    ("net_own", "CASE WHEN risk IS NULL THEN 0 ELSE (net * {money})::int8 END", ">i8"),
    ("risk", "CASE WHEN risk IS NULL THEN 0 ELSE (risk * {money})::int8 END", ">i8"),
    ("quantity", "(entry_quantity * {sizes})::int8", ">i8"),
    ("entry_price", "(entry_price * {sizes})::int8", ">i8"),
    ("exit_price", "(coalesce(exit_price, 0) * {sizes})::int8", ">i8"),
    ("direction", "direction", ">i2"),
    ("rating", "coalesce(rating, -1)::int2", ">i2"),
    ("confidence", "coalesce(confidence, -1)::int2", ">i2"),
    ("flags", _bits(_FLAGS.values()), ">i4"),
)
_LABELLED: Final = (("id", "t.id", "V16"), ("labels", _LABELS, ">i8"))
_MONEY: Final = ("net", "fees", "net_own", "risk")
_SIZES: Final = ("quantity", "entry_price", "exit_price")
_DAYS: Final = (
    ("id", "t.id", "V16"),
    ("day", "d.day", ">i4"),
    ("net", "((d.base_gross - d.base_fees) * {money})::int8", ">i8"),
    ("fees", "(d.base_fees * {money})::int8", ">i8"),
)
Raw = NDArray[Any]
Columns = tuple[tuple[str, str, str], ...]


class Scales(NamedTuple):
    """Most decimals of amounts, and of quantities and prices."""

    money: int
    sizes: int


async def load_columns(
    session: Session, actor: Actor, scales: Scales, version: int, *, since: int | None = None
) -> TradeColumns:
    """All trades of the workspace at `version`; with `since`, only those changed after it."""
    where = f"t.workspace_id = '{actor.workspace_id}'" + (f" AND t.changed_in > {since}" if since is not None else "")
    try:
        async with session.begin_nested():
            raw = await _copy(session, _COLUMNS, f"trades t WHERE {where}", scales)
            numbers = {name: raw[name].astype(np.int64) for name in (*_MONEY, *_SIZES)}
            exact = {name: Exact(numbers[name], scales.money) for name in _MONEY}
            exact |= {name: Exact(numbers[name], scales.sizes) for name in _SIZES}
            days = await _copy(session, _DAYS, _days_of(where), scales)
            day_amounts = {name: Exact(days[name].astype(np.int64), scales.money) for name in ("net", "fees")}
    except NumericValueOutOfRangeError:
        bare = _without_amounts(_COLUMNS, (*_MONEY, *_SIZES))
        raw = await _copy(session, bare, f"trades t WHERE {where} ORDER BY t.id", scales)
        exact = await _decimals(session, _COLUMNS, (*_MONEY, *_SIZES), f"trades t WHERE {where} ORDER BY t.id")
        ordered = f"{_days_of(where)} ORDER BY t.id, d.day"
        days = await _copy(session, _without_amounts(_DAYS, ("net", "fees")), ordered, scales)
        day_amounts = await _decimals(session, _DAYS, ("net", "fees"), ordered)
    labelled = await _copy(session, _LABELLED, f"trades t WHERE {where} AND {_ANNOTATED}", scales)
    words = await _Words.read(session, actor, where)
    return _assembled(raw, labelled, exact, days, day_amounts, words, version)


async def count_changed(session: Session, actor: Actor, since: int) -> int:
    """How many trades changed after that version."""
    return int(
        await (await driver(session)).fetchval(
            "SELECT count(*) FROM trades WHERE workspace_id = $1 AND changed_in > $2", actor.workspace_id, since
        )
    )


async def list_deleted(session: Session, actor: Actor, since: int) -> set[UUID]:
    """Trades taken away after that version."""
    rows = await (await driver(session)).fetch(
        "SELECT trade_id FROM deleted_trades WHERE workspace_id = $1 AND deleted_in > $2", actor.workspace_id, since
    )
    return {UUID(int=row[0].int) for row in rows}


_ANNOTATED: Final = "EXISTS (SELECT FROM annotations n WHERE n.workspace_id = t.workspace_id AND n.trade_id = t.id)"


def _days_of(where: str) -> str:
    return (
        f"trades t JOIN trade_days d ON d.workspace_id = t.workspace_id AND d.trade_id = t.id"
        f" WHERE {where} AND {_SEVERAL} AND d.base_gross IS NOT NULL"
    )


async def _copy(session: Session, columns: Columns, source: str, scales: Scales) -> Raw:
    """The rows of a query, as they lie in the binary COPY (PostgreSQL, COPY, "Binary Format")."""
    powers = {"money": 10**scales.money, "sizes": 10**scales.sizes}
    names = ", ".join(sql.format(**powers) for _, sql, _ in columns)
    received = bytearray()

    async def receive(part: bytes) -> None:
        received.extend(part)

    query = f"SELECT {names} FROM {source}"
    await (await driver(session)).copy_from_query(query, output=receive, format="binary")  # SQL of ours: columns' names
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for name, _, kind in columns:
        fields += [(f"{name}_bytes", ">i4"), (name, kind)]
    rows = memoryview(received)[COPY_HEADER_BYTES : len(received) - COPY_TRAILER_BYTES]
    return np.frombuffer(rows, dtype=np.dtype(fields))


def _without_amounts(columns: Columns, names: tuple[str, ...]) -> Columns:
    return tuple((name, "0::int8" if name in names else sql, kind) for name, sql, kind in columns)


async def _decimals(session: Session, columns: Columns, names: tuple[str, ...], source: str) -> dict[str, Exact]:
    """The amounts as numeric: slow, and without any bound."""
    expressions = {name: sql for name, sql, _ in columns}
    plain = ", ".join(
        expressions[name].replace(" * {money}", "").replace(" * {sizes}", "").replace("::int8", "") for name in names
    )
    query = f"SELECT {plain} FROM {source}"
    rows = await (await driver(session)).fetch(query)  # SQL of ours: columns' names
    return {name: Exact.of([Decimal(row[place]) for row in rows]) for place, name in enumerate(names)}


class _Words:
    """The dictionaries that the rows' hashes point into."""

    def __init__(self, instruments: list[Any], accounts: list[Any], labels: list[Any], notes: dict[UUID, str]) -> None:
        self.instruments = instruments
        self.accounts = accounts
        self.labels = labels
        self.notes = notes

    @classmethod
    async def read(cls, session: Session, actor: Actor, where: str) -> "_Words":
        connection = await driver(session)
        workspace = actor.workspace_id
        annotated = (
            "annotations n JOIN trades t ON t.workspace_id = n.workspace_id AND t.id = n.trade_id"
            f" WHERE n.workspace_id = $1 AND {where}"
        )
        instruments = await connection.fetch(
            f"SELECT DISTINCT {_INSTRUMENT}, asset_class, symbol, underlying FROM instruments WHERE workspace_id = $1",
            workspace,
        )
        accounts = await connection.fetch(
            "SELECT uuid_hash_extended(id, 0), id::text FROM accounts WHERE workspace_id = $1", workspace
        )
        labels = await connection.fetch(
            "SELECT DISTINCT hashtextextended(t.tags::text || t.mistakes::text || t.emotions::text"
            " || coalesce('=' || t.playbook, ''), 0), t.tags, t.mistakes, t.emotions, t.playbook"
            f" FROM {annotated}",  # SQL of ours: a condition
            workspace,
        )
        notes = await connection.fetch(
            f"SELECT DISTINCT t.id, t.notes FROM {annotated} AND t.notes <> ''",  # SQL of ours: a condition
            workspace,
        )
        bare: list[tuple[Any, ...]] = [
            (await connection.fetchval("SELECT hashtextextended('{}{}{}', 0)"), [], [], [], None)
        ]
        return cls(
            instruments,
            accounts,
            [*bare, *(tuple(row) for row in labels if row[0] != bare[0][0])],
            {UUID(int=row[0].int): ascii_lower(row[1]) for row in notes},
        )


def _places(hashes: NDArray[np.int64], dictionary: list[Any]) -> NDArray[np.int64]:
    """Which entry of the dictionary each hash stands for."""
    keys = np.array([entry[0] for entry in dictionary], dtype=np.int64)
    order = np.argsort(keys)
    found: NDArray[np.int64] = order[np.searchsorted(keys[order], hashes)]
    assert len(np.unique(keys)) == len(keys), "two words share a 64-bit hash"
    return found


def _assembled(
    raw: Raw,
    labelled: Raw,
    exact: dict[str, Exact],
    days: Raw,
    day_amounts: dict[str, Exact],
    words: _Words,
    version: int,
) -> TradeColumns:
    ids = raw["id"].copy().view(">u8").reshape(-1, 2) if len(raw) else np.empty((0, 2), dtype=">u8")
    dense: dict[str, Any] = {
        "id_high": ids[:, 0].astype(np.uint64),
        "id_low": ids[:, 1].astype(np.uint64),
        "opened_at": raw["opened_at"].astype(np.int64),
        "closed_at": raw["closed_at"].astype(np.int64),
    }
    order = in_closing_order(dense)
    dense = {name: values[order] for name, values in dense.items()}
    for name, kind in (("opened_on", np.int32), ("closed_on", np.int32), ("rating", np.int16),
                       ("confidence", np.int16), ("direction", np.int8)):  # fmt: skip
        dense[name] = raw[name].astype(kind)[order]
    flags = raw["flags"].astype(np.int32)[order]
    held = {name: (flags & (1 << place)) != 0 for place, name in enumerate(_FLAGS)}
    risk_rows = np.flatnonzero(held.pop("has_risk"))
    dense |= held
    for name in ("net", "fees", *_SIZES):
        dense[name] = exact[name].take(order)
    rows = _RowFinder(dense["id_high"], dense["id_low"])
    extra = rows.find(days["id"])
    by_row = np.argsort(extra, kind="stable")
    return TradeColumns(
        version=version,
        **dense,
        **_coded(raw, order, words),
        **_labels(labelled, rows, len(raw), words),
        risk_rows=risk_rows,
        risk=exact["risk"].take(order[risk_rows]),
        net_own=exact["net_own"].take(order[risk_rows]),
        notes={row: note for id_, note in words.notes.items() if (row := rows.find_one(id_)) is not None},
        extra_rows=extra[by_row],
        extra_day=days["day"].astype(np.int32)[by_row],
        extra_net=day_amounts["net"].take(by_row),
        extra_fees=day_amounts["fees"].take(by_row),
    )


def _coded(raw: Raw, order: Ints64, words: _Words) -> dict[str, Any]:
    """The dictionary's entries as dimensions of their own."""
    found: dict[str, Any] = {}
    instrument = _places(raw["instrument"].astype(np.int64)[order], words.instruments)
    for place, name in ((1, "asset_class"), (2, "symbol"), (3, "underlying")):
        found[name] = Coded.of([entry[place] for entry in words.instruments]).take(instrument)
    account = _places(raw["account"].astype(np.int64)[order], words.accounts)
    found["account"] = Coded.of([entry[1] for entry in words.accounts]).take(account)
    return found


def _labels(labelled: Raw, rows: "_RowFinder", trades: int, words: _Words) -> dict[str, Any]:
    """What the trader said in words; trades without an annotation say nothing, as the dictionary's first entry."""
    found: dict[str, Any] = {}
    labels = np.zeros(trades, dtype=np.int64)
    labels[rows.find(labelled["id"])] = _places(labelled["labels"].astype(np.int64), words.labels)
    for place, name in ((1, "tags"), (2, "mistakes"), (3, "emotions")):
        found[name] = Labelled.of([entry[place] for entry in words.labels]).take(labels)
    found["playbook"] = Coded.of([entry[4] for entry in words.labels]).take(labels)
    return found


class _RowFinder:
    """Finds the row of a trade by its id."""

    def __init__(self, high: NDArray[np.uint64], low: NDArray[np.uint64]) -> None:
        self._order = np.argsort(low)
        self._low = low[self._order]
        self._high = high[self._order]

    def find(self, ids: Raw) -> Ints64:
        """Rows of ids that are there, given as 16 bytes each."""
        if not len(ids):
            return np.empty(0, dtype=np.int64)
        low = ids.copy().view(">u8").reshape(-1, 2)[:, 1].astype(np.uint64)
        found: Ints64 = self._order[np.searchsorted(self._low, low)]
        return found

    def find_one(self, id_: UUID) -> int | None:
        low = np.uint64(id_.int & (2**64 - 1))
        place = int(np.searchsorted(self._low, low))
        if place == len(self._low) or self._low[place] != low:
            return None
        return int(self._order[place])
