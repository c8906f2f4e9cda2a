"""What syncs with brokers' own services keep, as the files that the import pipeline reads."""

import pytest

from tests.adapters.brokers.reading import Expected, told

FILES = [
    # Bought at 100.25 and sold at 101.25; an option and a coin stay open.
    Expected("alpaca/made__sync.ndjson", "alpaca_sync", 4, 1, 2, "1", new=4),
    # 41000.10 − 40000.10 − 40.0001 − 41.0001; then 0.999 of a coin (the fee is in it), and 1.999 of another.
    Expected("binance/made__sync.ndjson", "binance_sync", 4, 1, 2, "918.9998", new=4),
    # Bought and sold at one price; 0.50 EUR of commission is 0.50 ÷ 0.91 USD.
    Expected("oanda/made__sync.ndjson", "oanda_sync", 3, 1, 1, "-0.549450549451", new=3),
    # Twice in and out at one price: three fees of 0.79, and one that is not booked yet.
    Expected("tradovate/made__sync.ndjson", "tradovate_sync", 4, 2, 0, "-2.37", new=4),
]


@pytest.mark.parametrize("expected", FILES, ids=lambda one: one.file)
def test_the_file_yields_what_the_service_says(expected: Expected) -> None:
    assert told(expected) == expected
