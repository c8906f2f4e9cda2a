"""Schwab's Trader API; Zerodha, Tiger Brokers, moomoo."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.adapters.brokers.reading import IMPORTS, Expected, codes, file_of, ledger, read, told
from tradesense.domain.cash import CashKind
from tradesense.domain.execution import ExecutionKind, Side
from tradesense.domain.instrument import AssetClass
from tradesense.domain.statement import ReadOptions, StatedCash, StatedFill

FILES = [
    # AAPL (103.75 − 100.25) × 10 − 3.10 = 31.90; TSLA short (200 − 195.50) × 50 = 225.
    Expected("schwab_api/tradetally__transactions_roundtrips.json", "schwab_api", 4, 2, 0, "256.9", new=4),
    # 5050 + 5100 − 10000 − 1
    Expected("schwab_api/tradetally__transactions_scale_out.json", "schwab_api", 3, 1, 0, "149", new=3),
    # WOMB puts 298 − 151.95 = 146.05; QUUX call −50.65. An unknown future, an option without a name.
    Expected(
        "schwab_api/made__transactions_all_kinds.json",
        "schwab_api",
        5,
        2,
        0,
        "95.4",
        new=7,
        ignored=1,
        quarantined=2,
    ),
    # 450 × (66 − 67.50)
    Expected("zerodha_like/tradetally__tradebook.csv", "zerodha_tradebook", 2, 1, 0, "-675", new=2),
    # Calls 75 × 10 = 750; future 35 × 10 = 350; the put stays open.
    Expected("zerodha_like/made__derivatives.csv", "zerodha_tradebook", 5, 2, 1, "1100", new=5, rejected=1),
    # 208.91 − 201.09; the call stays open.
    Expected("tiger/made__trades_newest_first.csv", "tiger_trades", 3, 1, 1, "7.82", new=3, ignored=1, quarantined=1),
    # 6 × 21 + 4 × 21.05 − 200 − 2.02 − 1.99 = 6.19; a call, Tencent and an old order stay open.
    Expected(
        "moomoo/made__order_history.csv",
        "moomoo_history",
        6,
        1,
        3,
        "6.19",
        new=6,
        ignored=1,
        quarantined=1,
        rejected=1,
    ),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_broker_says(expected: Expected) -> None:
    assert told(expected) == expected


def fills(name: str) -> list[StatedFill]:
    return [one for one in read(IMPORTS / name) if isinstance(one, StatedFill)]


def test_where_schwabs_net_amount_is_what_its_items_make_nothing_is_said() -> None:
    # 1002.50 + 1.54 = 1004.04; 1037.50 − 1.56 = 1035.94
    assert ledger(IMPORTS / "schwab_api" / "tradetally__transactions_roundtrips.json").remarks == ()


def test_an_orders_costs_are_shared_by_its_fills_to_the_last_part() -> None:
    first, second, third = fills("schwab_api/made__transactions_all_kinds.json")[:3]
    # 2.00 by 1 and 2 of 3 contracts.
    assert [str(one.fees) for one in (first, second, third)] == ["0.666666666667", "1.333333333333", "1.95"]
    assert (first.broker_ref, second.broker_ref, third.closes) == ("activity:1:0", "activity:1:1", True)
    assert {one.account for one in (first, second, third)} == {"****77"}


def test_every_transaction_of_schwab_without_a_fill_says_why() -> None:
    found = ledger(IMPORTS / "schwab_api" / "made__transactions_all_kinds.json")
    assert [note.code for note in found.notes] == ["transaction.not_valid", "contract.unknown", "option.unknown"]
    assert all(note.raw for note in found.notes)
    cash = [
        one for one in read(IMPORTS / "schwab_api" / "made__transactions_all_kinds.json") if isinstance(one, StatedCash)
    ]
    assert [(one.kind, str(one.amount), one.broker_ref) for one in cash] == [
        (CashKind.DIVIDEND, "4.2", "activity:4"),
        (CashKind.DEPOSIT, "500", "activity:5"),
        (CashKind.TAX, "-0.63", "activity:6"),
    ]


def test_a_net_amount_that_disagrees_is_remarked_upon(tmp_path: Path) -> None:
    text = (IMPORTS / "schwab_api" / "made__transactions_all_kinds.json").read_text()
    path = file_of(tmp_path, text.replace('"netAmount": -151.95', '"netAmount": -151.50'), "file.json")
    (remark,) = ledger(path).remarks
    assert remark.code == "amount.not_of_items"
    assert "-151.5, the fills and their charges make -151.95" in remark.detail


def test_an_expired_option_leaves_for_nothing() -> None:
    expired = next(
        one for one in fills("schwab_api/made__transactions_all_kinds.json") if one.kind is not ExecutionKind.TRADE
    )
    assert (expired.kind, expired.side, str(expired.price)) == (ExecutionKind.EXPIRY, Side.SELL, "0")


def test_zerodhas_times_are_indias_and_its_contracts_count_in_units() -> None:
    options = ReadOptions(ZoneInfo("Asia/Kolkata"))
    path = IMPORTS / "zerodha_like" / "made__derivatives.csv"
    said = [one for one in read(path, options=options) if isinstance(one, StatedFill)]
    assert said[0].when.isoformat() == "2025-06-10T03:50:00+00:00"
    assert (str(said[3].day), said[3].broker_ref) == ("2025-06-12", "exec:NSE:2025-06-12:1001")
    assert [(one.instrument.asset_class, str(one.instrument.multiplier)) for one in said[::2]] == [
        (AssetClass.OPTION, "1"),
        (AssetClass.FUTURE, "1"),
        (AssetClass.OPTION, "1"),
    ]
    assert (str(said[0].instrument.strike), str(said[4].instrument.strike)) == ("24500", "24500")
    assert str(said[4].instrument.expiry) == "2025-06-19"
    assert {one.account for one in said} == {"ZZ0001"}


def test_tigers_times_carry_their_zone() -> None:
    sold, bought, _ = fills("tiger/made__trades_newest_first.csv")
    assert sold.when.isoformat() == "2026-07-07T14:47:39+00:00"
    assert bought.when.isoformat() == "2026-07-07T08:47:39+00:00"
    assert codes(ledger(IMPORTS / "tiger" / "made__trades_newest_first.csv")) == {5: "option.unknown", 6: "row.total"}


def test_moomoos_further_fills_belong_to_the_order_above() -> None:
    said = fills("moomoo/made__order_history.csv")
    assert [(one.side, str(one.quantity), str(one.price), str(one.fees)) for one in said[:2]] == [
        (Side.SELL, "6", "21.00", "2.02"),
        (Side.SELL, "4", "21.05", "0"),
    ]
    assert said[3].instrument.symbol == "QUUX 2026-08-21 15 C"
    assert (said[4].instrument.currency, said[4].when.isoformat()) == ("HKD", "2026-07-06T02:47:39+00:00")
    assert codes(ledger(IMPORTS / "moomoo" / "made__order_history.csv")) == {
        5: "order.not_filled",
        9: "import.cell_invalid",
        10: "order.missing",
    }
