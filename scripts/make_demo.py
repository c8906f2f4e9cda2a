"""Writes the demo's sample exports: one trader's year at five brokers, the same at every run.

    .venv/bin/python scripts/make_demo.py

Prices are random walks, not market data. What they show is ordinary: an edge in the morning, a few bad
habits, a slump in spring.
"""

import csv
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

FILES = Path(__file__).resolve().parent.parent / "src" / "tradesense" / "main" / "demo" / "files"
FIRST, LAST = date(2025, 11, 3), date(2026, 11, 20)
SLUMP = (date(2026, 3, 9), date(2026, 4, 24))
HOLIDAYS = {date(2025, 11, 27), date(2025, 12, 25), date(2026, 1, 1), date(2026, 7, 3), date(2026, 9, 7)}


def trading_days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        if day.weekday() < 5 and day not in HOLIDAYS:
            yield day
        day += timedelta(days=1)


def wins(chance: random.Random, at: datetime) -> bool:
    """The trader's edge: better before eleven, worse after half past two and through the slump."""
    edge = 0.57 if at.time() < time(11) else 0.50 if at.time() < time(14, 30) else 0.44
    if SLUMP[0] <= at.date() <= SLUMP[1]:
        edge -= 0.09
    return chance.random() < edge


def move(chance: random.Random, at: datetime, unit: float) -> float:
    """Result of a trade in price: wins run a little further than losses."""
    return unit * (chance.lognormvariate(0.15, 0.6) if wins(chance, at) else -chance.lognormvariate(0.0, 0.5))


def minutes(chance: random.Random, day: date, earliest: time, latest: time) -> datetime:
    start, end = datetime.combine(day, earliest), datetime.combine(day, latest)
    return start + timedelta(seconds=int((end - start).total_seconds() * chance.random() ** 1.4))


def write(name: str, header: list[str], rows: list[list[object]], delimiter: str = ",") -> None:
    FILES.mkdir(parents=True, exist_ok=True)
    with (FILES / name).open("w", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def interactive_brokers() -> None:
    """Day trades in shares, scaled out now and then, a few held over night, a few options."""
    chance = random.Random(11)
    prices = {"AAPL": 231.0, "NVDA": 176.0, "TSLA": 402.0, "AMD": 168.0, "META": 612.0, "PLTR": 148.0, "SPY": 668.0}
    rows: list[list[object]] = []
    number = 0
    free = datetime.combine(FIRST, time())

    def fill(at: datetime, symbol: str, side: str, quantity: int, price: float, kind: tuple[str, ...]) -> None:
        nonlocal number
        number += 1
        signed = quantity if side == "BUY" else -quantity
        fee = max(0.35, 0.0035 * quantity) if kind[0] == "STK" else 0.65 * quantity
        rows.append(
            ["U7654321", "USD", kind[0], symbol, f"{at:%Y%m%d;%H%M%S}", signed, f"{price:.2f}", f"{-fee:.2f}", side,
             "EXECUTION", f"000{number:06d}.01", f"{700000 + number}", *kind[1:]]
        )  # fmt: skip

    for day in trading_days():
        for symbol in prices:
            prices[symbol] *= 1 + chance.gauss(0.0004, 0.012)
        for _ in range(chance.choice([0, 0, 1, 1, 2, 3])):
            symbol = chance.choice(list(prices))
            at = max(minutes(chance, day, time(9, 32), time(15, 10)), free)
            entry, size = prices[symbol] * (1 + chance.gauss(0, 0.004)), chance.choice([50, 100, 100, 150, 200])
            short = chance.random() < 0.3
            result = move(chance, at, entry * 0.0045)
            out = entry - result if short else entry + result
            opening, closing = ("SELL", "BUY") if short else ("BUY", "SELL")
            stock = ("STK", "", "", "", "")
            held = timedelta(minutes=chance.expovariate(1 / 38) + 1, seconds=chance.randint(0, 59))
            end = min(at + held, datetime.combine(day, time(15, 59, 30)))
            free = end + timedelta(minutes=1)
            fill(at, symbol, opening, size, entry, stock)
            if size >= 100 and chance.random() < 0.3:
                half = at + (end - at) / 2
                fill(half, symbol, closing, size // 2, (entry + out) / 2, stock)
                fill(end, symbol, closing, size - size // 2, out, stock)
            else:
                fill(end, symbol, closing, size, out, stock)
        if chance.random() < 0.06:
            strike = round(prices["SPY"] / 5) * 5
            expiry = day + timedelta(days=(4 - day.weekday()) % 7 + 7)
            option = ("OPT", f"{strike}", f"{expiry:%Y%m%d}", "C", "SPY")
            at = minutes(chance, day, time(9, 45), time(14))
            premium = 6 + chance.random() * 4
            fill(at, "SPY", "BUY", 2, premium, option)
            fill(at + timedelta(minutes=chance.randint(20, 90)), "SPY", "SELL", 2,
                 max(0.05, premium + move(chance, at, 1.1)), option)  # fmt: skip
    header = ["ClientAccountID", "CurrencyPrimary", "AssetClass", "Symbol", "DateTime", "Quantity", "TradePrice",
              "IBCommission", "Buy/Sell", "LevelOfDetail", "IBExecID", "TradeID", "Strike", "Expiry", "Put/Call",
              "UnderlyingSymbol"]  # fmt: skip
    write("interactive-brokers-flex.csv", header, sorted(rows, key=lambda row: str(row[4])))


CONTRACTS = [(date(2025, 12, 15), "DEC25"), (date(2026, 3, 16), "MAR26"), (date(2026, 6, 15), "JUN26"),
             (date(2026, 9, 14), "SEP26"), (date(2027, 1, 1), "DEC26")]  # fmt: skip


def ninjatrader() -> None:
    """Micro index futures, in and out within minutes, losers after losers bigger than planned."""
    chance = random.Random(23)
    levels = {"MES": 6850.0, "MNQ": 25400.0}
    rows: list[list[object]] = []
    number = 0
    free = datetime.combine(FIRST, time())
    for day in trading_days():
        contract = next(name for last, name in CONTRACTS if day <= last)
        lost = False
        for root in levels:
            levels[root] *= 1 + chance.gauss(0.0003, 0.008)
        for _ in range(chance.choice([0, 1, 2, 2, 3, 4])):
            root = chance.choice(list(levels))
            at = max(minutes(chance, day, time(9, 31), time(15, 45)), free)
            size = chance.choice([1, 1, 2, 2, 3]) + (2 if lost and chance.random() < 0.5 else 0)
            unit = 6.0 if root == "MES" else 26.0
            entry = round(levels[root] * (1 + chance.gauss(0, 0.003)) * 4) / 4
            result = round(move(chance, at, unit) * 4) / 4
            lost = result < 0
            short = chance.random() < 0.45
            out = entry - result if short else entry + result
            held = timedelta(seconds=int(chance.expovariate(1 / 420)) + 15)
            free = at + held + timedelta(minutes=1)
            fee = 0.62 * size
            for when, action, price, mark in (
                (at, "Sell" if short else "Buy", entry, "Entry"),
                (at + held, "Buy" if short else "Sell", out, "Exit"),
            ):
                number += 1
                rows.append(
                    [f"{root} {contract}", action, size, f"{price:.2f}", f"{when:%-m/%-d/%Y %-I:%M:%S %p}",
                     f"ex{number:05d}", mark, f"{size} {'S' if short else 'L'}" if mark == "Entry" else "-",
                     f"or{number:05d}", mark, f"${fee:.2f}", 1, "PA-4471", "Live"]
                )  # fmt: skip
    header = ["Instrument", "Action", "Quantity", "Price", "Time", "ID", "E/X", "Position", "Order ID", "Name",
              "Commission", "Rate", "Account display name", "Connection"]  # fmt: skip
    write("ninjatrader-executions.csv", header, rows)


def metatrader() -> None:
    """Forex and gold, positions kept apart as the platform does."""
    chance = random.Random(37)
    levels = {"EURUSD": 1.162, "GBPUSD": 1.318, "XAUUSD": 4010.0}
    units = {"EURUSD": (0.0014, 100_000, 5), "GBPUSD": (0.0017, 100_000, 5), "XAUUSD": (9.0, 100, 2)}
    rows: list[list[object]] = []
    ticket = 52_310_000
    for day in trading_days():
        for symbol in levels:
            levels[symbol] *= 1 + chance.gauss(0, 0.004)
        if chance.random() > 0.42:
            continue
        symbol = chance.choice(list(levels))
        unit, lot, digits = units[symbol]
        at = datetime.combine(day, time(chance.randint(9, 17), chance.randint(0, 59), chance.randint(0, 59)))
        volume = chance.choice([0.1, 0.2, 0.2, 0.3, 0.5]) if lot > 100 else chance.choice([0.05, 0.1, 0.2])
        entry = round(levels[symbol], digits)
        result = move(chance, at - timedelta(hours=6), unit)
        sell = chance.random() < 0.5
        out = round(entry - result if sell else entry + result, digits)
        profit = round((entry - out if sell else out - entry) * volume * lot, 2)
        stop, target = (entry + unit, entry - 2 * unit) if sell else (entry - unit, entry + 2 * unit)
        end = at + timedelta(minutes=int(chance.expovariate(1 / 160)) + 4)
        swap = round(-0.8 * volume * 10, 2) if end.date() > day else 0
        ticket += chance.randint(3, 400)
        rows.append(
            [f"{at:%Y.%m.%d %H:%M:%S}", ticket, symbol, "sell" if sell else "buy", volume, f"{entry:.{digits}f}",
             f"{stop:.{digits}f}", f"{target:.{digits}f}", f"{end:%Y.%m.%d %H:%M:%S}", f"{out:.{digits}f}",
             f"{-7 * volume:.2f}", f"{swap:.2f}", f"{profit:.2f}"]
        )  # fmt: skip
    header = ["Time", "Position", "Symbol", "Type", "Volume", "Price", "S / L", "T / P", "Time", "Price", "Commission",
              "Swap", "Profit"]  # fmt: skip
    write("metatrader5-positions.csv", header, rows)


def schwab() -> None:
    """Swing trades in shares and funds, dividends between them; newest first, dates only, as Schwab prints."""
    chance = random.Random(41)
    prices = {"MSFT": 512.0, "COST": 925.0, "JPM": 305.0, "XLE": 89.0, "SMH": 342.0, "KO": 70.0}
    names = {"MSFT": "MICROSOFT CORP", "COST": "COSTCO WHOLESALE CORP", "JPM": "JPMORGAN CHASE & CO",
             "XLE": "STATE STREET ENERGY SELECT", "SMH": "VANECK SEMICONDUCTOR ETF", "KO": "COCA-COLA CO"}  # fmt: skip
    rows: list[list[object]] = [["11/03/2025", "MoneyLink Transfer", "", "Tfr BANK", "", "", "", "$60,000.00"]]
    open_until: dict[str, tuple[date, int, float]] = {}
    for day in trading_days():
        for symbol, last in prices.items():
            prices[symbol] = price = last * (1 + chance.gauss(0.0005, 0.011))
            if symbol in open_until and open_until[symbol][0] <= day:
                _, size, _ = open_until.pop(symbol)
                amount = size * round(price, 4)
                rows.append([f"{day:%m/%d/%Y}", "Sell", symbol, names[symbol], size, f"${price:.4f}", "$0.03",
                             f"${amount - 0.03:.2f}"])  # fmt: skip
        symbol = chance.choice(list(prices))
        if chance.random() < 0.17 and symbol not in open_until:
            size = chance.choice([10, 15, 20, 25, 40])
            price = round(prices[symbol], 4)
            open_until[symbol] = (day + timedelta(days=chance.randint(2, 24)), size, price)
            rows.append([f"{day:%m/%d/%Y}", "Buy", symbol, names[symbol], size, f"${price:.4f}", "",
                         f"-${size * price:.2f}"])  # fmt: skip
        if chance.random() < 0.02:
            rows.append([f"{day:%m/%d/%Y}", "Qualified Dividend", symbol, names[symbol], "", "", "",
                         f"${chance.uniform(4, 30):.2f}"])  # fmt: skip
    header = ["Date", "Action", "Symbol", "Description", "Quantity", "Price", "Fees & Comm", "Amount"]
    write("schwab-transactions.csv", header, rows[::-1])


def tradovate() -> None:
    """An evaluation account: crude and gold, no fees in the file, orders that were cancelled."""
    chance = random.Random(53)
    rows: list[list[object]] = []
    number = 98_400_000
    for day in trading_days():
        if day < date(2026, 7, 6) or chance.random() > 0.55:
            continue
        root, unit, level, tick = chance.choice([("MCL", 0.32, 63.0, 0.01), ("MGC", 7.5, 4050.0, 0.1)])
        month, year = ("Z", 6) if day > date(2026, 9, 25) else ("V", 6)
        at = minutes(chance, day, time(9, 5), time(13, 30))
        size, short = chance.choice([1, 2, 2, 4]), chance.random() < 0.5
        entry = round(level * (1 + chance.gauss(0, 0.02)) / tick) * tick
        out = round((entry + (-1 if short else 1) * move(chance, at, unit)) / tick) * tick
        steps = [(at, " Sell" if short else " Buy", entry, " Filled"),
                 (at + timedelta(minutes=chance.randint(2, 40)), " Buy" if short else " Sell", out, " Filled"),
                 (at + timedelta(minutes=41), " Buy" if short else " Sell", 0.0, " Canceled")]  # fmt: skip
        for when, side, price, status in steps:
            number += chance.randint(2, 90)
            filled = status == " Filled"
            rows.append([number, "EVAL-2207", number, side, f"{root}{month}{year}", root, f"{price:.2f}" if filled else "",
                         size if filled else "", f"{when:%m/%d/%Y %H:%M:%S}" if filled else "", status,
                         f"{when:%m/%d/%Y %H:%M:%S}", size])  # fmt: skip
    header = ["orderId", "Account", "Order ID", "B/S", "Contract", "Product", "avgPrice", "filledQty", "Fill Time",
              "Status", "Timestamp", "Quantity"]  # fmt: skip
    write("tradovate-orders.csv", header, rows)


if __name__ == "__main__":
    interactive_brokers()
    ninjatrader()
    metatrader()
    schwab()
    tradovate()
