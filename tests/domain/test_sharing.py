"""What a public link tells of a trade, and what cannot be worked out from it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tradesense.domain.sharing import Hiding, Results, RiskMissing, Shown, SizesFollow, check_hiding, redacted

TRADE = Shown(
    symbol="AAPL",
    asset_class="stock",
    currency="USD",
    direction=1,
    opened_at=datetime(2026, 1, 5, 15, tzinfo=UTC),
    closed_at=datetime(2026, 1, 5, 16, tzinfo=UTC),
    opened_on=date(2026, 1, 5),
    closed_on=date(2026, 1, 5),
    quantity=Decimal(300),
    entry_price=Decimal(10),
    exit_price=Decimal("10.5"),
    entry_notional=Decimal(3000),
    net=Decimal("148.00"),
    risk=Decimal(90),
)


def test_everything_is_told_of_what_hides_nothing() -> None:
    told = redacted(TRADE, Hiding(Results.MONEY, hides_sizes=False, hides_symbol=False))
    assert (told.symbol, told.quantity, told.result, told.currency) == ("AAPL", Decimal(300), Decimal("148.00"), "USD")


def test_a_result_in_r_is_that_of_the_planned_risk() -> None:
    # 148 ÷ 90 = 1.6444…
    told = redacted(TRADE, Hiding(Results.R, hides_sizes=True, hides_symbol=False))
    assert (told.result, told.currency, told.quantity) == (Decimal("1.64"), None, None)


def test_a_result_in_per_cent_is_that_of_what_stood_behind_the_entries() -> None:
    # 148 ÷ 3000 = 4.9333… %
    hiding = Hiding(Results.PERCENT, hides_sizes=True, hides_symbol=False)
    assert redacted(TRADE, hiding).result == Decimal("4.93")
    short = TRADE._replace(direction=-1, entry_notional=Decimal(-3000))
    assert redacted(short, hiding).result == Decimal("4.93")
    assert redacted(TRADE._replace(entry_notional=Decimal(0)), hiding).result is None


def test_without_its_symbol_a_trade_tells_neither_price_nor_minute() -> None:
    told = redacted(TRADE, Hiding(Results.PERCENT, hides_sizes=True, hides_symbol=True))
    hidden = {"symbol", "currency", "opened_at", "closed_at", "quantity", "entry_price", "exit_price"}
    assert {name for name, value in told._asdict().items() if value is None} == hidden
    assert told.opened_on == date(2026, 1, 5)


def test_an_open_trade_has_no_result_yet() -> None:
    told = redacted(TRADE._replace(closed_at=None, closed_on=None), Hiding(Results.MONEY, False, False))
    assert told.result is None


@pytest.mark.parametrize("risk", [None, Decimal(90)])
def test_sizes_are_not_hidden_where_money_would_tell_them(risk: Decimal | None) -> None:
    # 148 + fees over (10.5 − 10) would be the 300.
    with pytest.raises(SizesFollow):
        check_hiding(Hiding(Results.MONEY, hides_sizes=True, hides_symbol=False), risk)


def test_r_needs_a_risk() -> None:
    hiding = Hiding(Results.R, hides_sizes=True, hides_symbol=False)
    check_hiding(hiding, Decimal(90))
    with pytest.raises(RiskMissing):
        check_hiding(hiding, None)
