"""Rows of fills in any number, all different."""

from datetime import UTC, datetime, timedelta
from typing import Final

BEGIN: Final = datetime(2024, 1, 2, 10, tzinfo=UTC)


def round_trips(symbol: str, count: int) -> list[str]:
    """Bought at 10, sold a minute later at 11."""
    return [
        f"{symbol},{BEGIN + timedelta(minutes=n):%Y-%m-%d %H:%M:%S},{'sell' if n % 2 else 'buy'},1,{10 + n % 2},0.25"
        for n in range(2 * count)
    ]
