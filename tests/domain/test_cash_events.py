"""Cash events: what names them, and how often a file's rows count."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tradesense.domain.cash import CashKind
from tradesense.domain.cash_recording import cash_events
from tradesense.domain.file_ledger import ALONE, read_ledgers
from tradesense.domain.ids import AccountId
from tradesense.domain.instrument import equity
from tradesense.domain.money import Currency
from tradesense.domain.recording import AccountFacts
from tradesense.domain.statement import StatedCash, Verdict

USD, NEW_YORK = Currency("USD"), ZoneInfo("America/New_York")
ACCOUNT = AccountFacts(AccountId(ALONE), USD, NEW_YORK)


def paid(line: int, amount: str = "5", symbol: str = "WOMB", ref: str = "", hour: int = 12) -> StatedCash:
    at = datetime(2026, 1, 6, hour, tzinfo=UTC)
    return StatedCash(
        line, "A-1", CashKind.DIVIDEND, Decimal(amount), USD, at, None, equity(symbol, USD), ref, "DIVIDEND"
    )


def ids(*rows: StatedCash) -> list[object]:
    return [one.id for one in cash_events(ALONE, [(row, ACCOUNT) for row in rows])]


def test_the_same_row_has_the_same_name_in_every_file() -> None:
    assert ids(paid(2), paid(3, "7")) == ids(paid(9), paid(12, "7"))


def test_rows_that_are_alike_are_told_apart_and_shares_are() -> None:
    assert len(set(ids(paid(2), paid(3), paid(4, symbol="QUUX")))) == 3
    # The second of two in one file is the second of two in another.
    assert ids(paid(2), paid(3))[1] == ids(paid(7), paid(8), paid(9))[1]


def test_the_brokers_number_names_it_whatever_else_the_row_says() -> None:
    assert ids(paid(2, ref="cash:1")) == ids(paid(3, "9", ref="cash:1", hour=15))


def test_the_day_is_the_printed_one_or_the_accounts() -> None:
    late = paid(2)._replace(when=datetime(2026, 1, 6, 3, tzinfo=UTC))
    printed = paid(3)._replace(day=date(2026, 1, 2))
    found = list(cash_events(ALONE, [(late, ACCOUNT), (printed, ACCOUNT)]))
    # 03:00 UTC is the evening before in New York.
    assert [(one.day, one.time_known) for one in found] == [(date(2026, 1, 5), True), (date(2026, 1, 2), False)]


def test_what_two_files_state_counts_once() -> None:
    found = read_ledgers([[paid(2), paid(3, "7")], [paid(2, "7"), paid(3, "8")]], zone=NEW_YORK, currency=USD)
    assert found.verdicts == {Verdict.NEW: 3, Verdict.DUPLICATE: 1}
