"""The earlier prototype's SQLite file, read without changing it. Its schema is nowhere written down, so tables and
columns are found by the names such files use (docs/recipes/take-over-the-prototype.md); what is missing is missing.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from tradesense.domain.problem import Kind, Problem
from tradesense.domain.prototype import FACTS, Person, Row

ROWS_MAX: Final = 1_000_000

PEOPLE: Final = ("users", "user", "accounts_user", "auth_user")
TRADES: Final = ("trades", "trade", "trade_entries", "journal_trades")
PLAYBOOKS: Final = ("playbooks", "playbook", "strategies", "setups")
TAGS: Final = ("tags", "tag")
TAGGINGS: Final = ("trade_tags", "trades_tags", "trade_tag", "tag_trades")
NOTES: Final = ("notes", "trade_notes", "note", "journal_entries", "comments")

NAMES: Final[Mapping[str, Sequence[str]]] = {
    "id": ("id", "trade_id", "uuid"),
    "owner": ("user_id", "owner_id", "user", "userid"),
    "symbol": ("symbol", "ticker", "instrument", "asset"),
    "side": ("direction", "side", "position", "trade_direction", "long_short"),
    "quantity": ("qty", "quantity", "size", "shares", "contracts", "position_size"),
    "entry_price": ("entry_price", "open_price", "entry", "price_in"),
    "exit_price": ("exit_price", "close_price", "exit", "price_out"),
    "entry_time": ("entry_time", "entry_date", "entry_datetime", "open_time", "opened_at", "open_date", "date"),
    "exit_time": ("exit_time", "exit_date", "exit_datetime", "close_time", "closed_at", "close_date"),
    "profit": ("pnl", "profit", "net_pnl", "profit_loss", "realized_pnl", "realised_pnl", "p_l", "result"),
    "fees": ("fees", "commission", "commissions", "fee"),
    "kind": ("trade_type", "asset_class", "asset_type", "instrument_type", "type", "market"),
    "currency": ("currency",),
    "broker": ("broker", "account", "account_name"),
    "notes": ("notes", "note", "comment", "comments", "description"),
    "tags": ("tags", "tag", "labels"),
    "playbook": ("playbook", "strategy", "setup", "playbook_name"),
    "playbook_id": ("playbook_id", "strategy_id", "setup_id"),
}


class PrototypeUnreadable(Problem):
    code, kind, title = "prototype.unreadable", Kind.INVALID, "The file is no database of the prototype."


class PrototypeFile:
    """One file. Raises PrototypeUnreadable, at the beginning or while rows are read."""

    def __init__(self, path: Path) -> None:
        try:
            # Nothing is written, not even a journal, and no function of the file's own is run.
            self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self._connection.execute("PRAGMA trusted_schema = OFF")
            self._connection.execute("PRAGMA query_only = ON")
            self._connection.text_factory = lambda content: content.decode(errors="replace")
            rows = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        except sqlite3.Error as refused:
            raise PrototypeUnreadable(f"{path.name} is no SQLite database ({refused}).") from None
        self._tables = {str(row[0]).casefold(): str(row[0]) for row in rows}
        if self._table(TRADES) is None:
            raise PrototypeUnreadable(f"{path.name} has no table of trades: it has {', '.join(sorted(self._tables))}.")

    def close(self) -> None:
        self._connection.close()

    def people(self) -> list[Person]:
        return [
            Person(str(row["id"]), str(row["email"]).strip(), str(row.get("name") or row.get("username") or ""))
            for row in self._rows(PEOPLE)
            if row.get("id") is not None and row.get("email")
        ]

    def trades(self) -> Iterator[Row]:
        """Every row with what belongs to it; texts and numbers as they are stored."""
        playbooks = {
            str(row.get("id")): str(row.get("name") or row.get("title") or "") for row in self._rows(PLAYBOOKS)
        }
        notes, tags = self._notes(), self._tags()
        for number, row in enumerate(self._rows(TRADES)):
            said = {
                name: next((row[one] for one in ways if row.get(one) is not None), None) for name, ways in NAMES.items()
            }
            id_ = str(said["id"] if said["id"] is not None else f"row {number + 1}")
            playbook = said["playbook"] or playbooks.get(str(said["playbook_id"]), "")
            texts = [str(said["notes"])] if said["notes"] else []
            labels = str(said["tags"]).strip("[]") if said["tags"] else ""
            yield Row(
                id_,
                "" if said["owner"] is None else str(said["owner"]),
                {name: said[name] for name in FACTS},
                "\n\n".join([*texts, *notes.get(id_, [])]),
                [*(one.strip(" \"'") for one in labels.split(",")), *tags.get(id_, [])],
                str(playbook or ""),
            )

    def _notes(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._rows(NOTES):
            text = row.get("content") or row.get("text") or row.get("note") or row.get("body")
            if row.get("trade_id") is not None and text:
                found.setdefault(str(row["trade_id"]), []).append(str(text))
        return found

    def _tags(self) -> dict[str, list[str]]:
        names = {str(row.get("id")): str(row.get("name") or row.get("tag") or "") for row in self._rows(TAGS)}
        found: dict[str, list[str]] = {}
        for row in self._rows(TAGGINGS):
            name = names.get(str(row.get("tag_id"))) or str(row.get("tag") or row.get("name") or "")
            if row.get("trade_id") is not None and name:
                found.setdefault(str(row["trade_id"]), []).append(name)
        return found

    def _table(self, names: Sequence[str]) -> str | None:
        return next((self._tables[name] for name in names if name in self._tables), None)

    def _rows(self, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        table = self._table(names)
        if table is None:
            return
        quoted = '"' + table.replace('"', '""') + '"'
        try:
            statement = f"SELECT * FROM {quoted} LIMIT {ROWS_MAX}"  # noqa: S608  (quoted)
            with closing(self._connection.execute(statement)) as cursor:
                columns = [str(column[0]).casefold() for column in cursor.description]
                for values in cursor:
                    yield dict(zip(columns, values, strict=True))
        except sqlite3.Error as refused:
            raise PrototypeUnreadable(f"The table {table} cannot be read ({refused}).") from None
