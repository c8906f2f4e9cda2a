"""Options whose shares were split, renamed or merged while they were held."""

from pathlib import Path

import pytest

from tests.adapters.brokers.reading import codes, file_of, ledger, read
from tradesense.domain.number import plain
from tradesense.domain.statement import StatedAction
from tradesense.domain.trade import TradeStatus

HEADER = "Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n"
SPLIT = "06/10/2026,Stock Split,TESLY,TESLY INC 3 FOR 1,20,,,\n"
BOUGHT = "06/01/2026,Buy,TESLY,TESLY INC,10,900,,-9000\n"
SOLD_CALL = "06/02/2026,Sell to Open,TESLY 01/15/2027 1000.00 C,CALL,1,30,,3000\n"
THIRDS = "06/20/2026,Buy to Close,TESLY 01/15/2027 333.33 C,CALL,3,4,,-1200\n"


def options(path: Path) -> list[tuple[str, str, str]]:
    """Of each option's round trip: whether it is closed, what was made of it, its contract at the end."""
    return [
        (trade.status.value, plain(trade.net), position.key.instrument.symbol)
        for position in ledger(path).positions
        if position.key.instrument.right
        for trade in position.trades
    ]


def changes(path: Path) -> list[tuple[str, str, int]]:
    return [
        (one.instrument.symbol, one.target.symbol, one.terms.numerator)
        for one in read(path)
        if isinstance(one, StatedAction) and one.target and one.instrument.right
    ]


def test_a_whole_split_divides_the_strike_and_multiplies_the_contracts(tmp_path: Path) -> None:
    # One call sold for 3000; three of a third of its strike (to the cent) bought back for 1200.
    path = file_of(tmp_path, HEADER + BOUGHT + SOLD_CALL + SPLIT + THIRDS)
    assert changes(path) == [("TESLY 2027-01-15 1000 C", "TESLY 2027-01-15 333.33 C", 3)]
    assert options(path) == [("closed", "1800", "TESLY 2027-01-15 333.33 C")]
    assert codes(ledger(path)) == {}
    # It stands on the split's row, and is none of its own: three fills and the split.
    assert ledger(path).rows == 4


def test_the_shares_that_a_split_added_do_as_well_as_its_ratio(tmp_path: Path) -> None:
    path = file_of(tmp_path, HEADER + BOUGHT + SOLD_CALL + SPLIT.replace(" 3 FOR 1", "") + THIRDS)
    assert options(path) == [("closed", "1800", "TESLY 2027-01-15 333.33 C")]


def test_where_the_file_tells_no_more_of_the_contract_the_trader_is_told(tmp_path: Path) -> None:
    found = ledger(file_of(tmp_path, HEADER + BOUGHT + SOLD_CALL + SPLIT))
    assert [(one.line, one.code) for one in found.remarks] == [(4, "option.adjusted")]
    assert [trade.status for trade in found.trades] == [TradeStatus.OPEN, TradeStatus.OPEN]


@pytest.mark.parametrize(
    "closing",
    [
        # More than there can be; opened, not closed; closed twice over by two contracts; another day of expiry.
        THIRDS.replace(",3,4,", ",4,4,"),
        THIRDS.replace("Buy to Close", "Sell to Open"),
        THIRDS.replace("2027", "2028"),
        THIRDS.replace("333.33", "300.00"),
    ],
)
def test_another_contract_is_not_taken_for_it(tmp_path: Path, closing: str) -> None:
    path = file_of(tmp_path, HEADER + BOUGHT + SOLD_CALL + SPLIT + closing)
    assert changes(path) == []
    assert [one.code for one in ledger(path).remarks] == ["option.adjusted"]


def test_an_expired_contract_is_not_spoken_of(tmp_path: Path) -> None:
    expired = SOLD_CALL.replace("01/15/2027", "06/05/2026")
    assert ledger(file_of(tmp_path, HEADER + BOUGHT + expired + SPLIT)).remarks == ()


def test_options_follow_their_shares_new_symbol(tmp_path: Path) -> None:
    # FBY becomes METY; its put, bought for 500, is sold under the new name for 700.
    rows = (
        "06/01/2026,Buy,FBY,FACEY INC,10,100,,-1000\n06/02/2026,Buy to Open,FBY 01/15/2027 90.00 P,PUT,1,5,,-500\n"
        "06/10/2026,Name Change,METY,METTY INC,10,,,\n06/10/2026,Name Change,FBY,FACEY INC,-10,,,\n"
        "06/20/2026,Sell to Close,METY 01/15/2027 90.00 P,PUT,1,7,,700\n"
    )
    assert options(file_of(tmp_path, HEADER + rows)) == [("closed", "200", "METY 2027-01-15 90 P")]


def test_schwab_tells_the_split_of_a_contract_itself(tmp_path: Path) -> None:
    # Two more of the new contract, sold: the one that was sold became three.
    told = "06/10/2026,Options Frwd Split,TESLY 01/15/2027 333.33 C,CALL,-2,,,\n"
    path = file_of(tmp_path, HEADER + BOUGHT + SOLD_CALL + SPLIT + told + THIRDS)
    assert changes(path) == [("TESLY 2027-01-15 1000 C", "TESLY 2027-01-15 333.33 C", 3)]
    assert options(path) == [("closed", "1800", "TESLY 2027-01-15 333.33 C")]
    # Which contract it was is not told where the file does not hold one.
    assert codes(ledger(file_of(tmp_path, HEADER + told))) == {2: "corporate_action.by_hand"}
