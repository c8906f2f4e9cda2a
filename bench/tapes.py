"""Broker files of any size, the same for the same seed."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

SYMBOLS = 50
FEW = 200_000
START = datetime(2021, 1, 4, 9, 30)  # noqa: DTZ001  (clock time of the file)
START_OF_MANY = datetime(2005, 1, 3, 9, 30)  # noqa: DTZ001  (a million fills take twenty years, and none is yet to come)
FLEX_HEADER = (
    "ClientAccountID,AssetClass,Symbol,Conid,DateTime,Quantity,TradePrice,IBCommission,Buy/Sell,LevelOfDetail,"
    "IBOrderID,IBExecID,TradeID,CurrencyPrimary\n"
)


def write_flex(path: Path, fills: int, *, close: float = 0.9, seed: int = 7) -> Path:
    """A Flex query of shares; `close`: how likely a fill of an open position closes some of it."""
    with path.open("w") as file:
        file.write(FLEX_HEADER)
        file.writelines(_flex_rows(random.Random(seed), fills, close))
    return path


def _flex_rows(chance: random.Random, fills: int, close: float) -> Iterator[str]:
    symbols = [f"S{number:03d}" for number in range(SYMBOLS)]
    prices = {symbol: chance.uniform(20, 300) for symbol in symbols}
    held = dict.fromkeys(symbols, 0)
    at = START if fills <= FEW else START_OF_MANY
    for number in range(fills):
        symbol = chance.choice(symbols)
        size = chance.choice([50, 100, 200])
        position = held[symbol]
        if position and chance.random() < close:
            side, size = (-1 if position > 0 else 1), min(size, abs(position)) if close < 1 else abs(position)
        else:
            side = (1 if position > 0 else -1) if position else chance.choice([1, -1])
        held[symbol] = position + side * size
        prices[symbol] *= 1 + chance.gauss(0, 0.002)
        at = _next(at + timedelta(seconds=chance.randint(1, 240)))
        yield (
            f"U1234567,STK,{symbol},{number % 50},{at:%Y%m%d;%H%M%S},{side * size},{prices[symbol]:.2f},"
            f"-{size * 0.005:.3f},{'BUY' if side > 0 else 'SELL'},EXECUTION,{number},{seed_ref(number)},T{number},USD\n"
        )


def seed_ref(number: int) -> str:
    return f"0000e0d5.{number:08x}.01.01"


def _next(at: datetime) -> datetime:
    """Within trading hours."""
    if at.hour >= 16:
        at = (at + timedelta(days=1)).replace(hour=9, minute=30)
    return at + timedelta(days=7 - at.weekday()) if at.weekday() >= 5 else at
