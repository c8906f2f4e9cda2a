"""Every story in stories/: fills in, the trades a trader expects out."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.domain.fills import OPENING_BELL, fill
from tradesense.domain.execution import Execution, ExecutionKind, Side
from tradesense.domain.lots import Method
from tradesense.domain.matching import Fold, Rules, fold_trades
from tradesense.domain.split import Split, split
from tradesense.domain.trade import Trade

STORIES = sorted((Path(__file__).parent / "stories").glob("*.txt"))
Events = list[Execution | Split]


@pytest.fixture(params=STORIES, ids=lambda path: path.stem)
def story(request: pytest.FixtureRequest) -> dict[str, list[str]]:
    return sections(request.param.read_text())


def test_the_fills_give_the_trades(story: dict[str, list[str]]) -> None:
    trades, unmatched = fold_trades(events(story), rules(story))
    assert [told(trade, line, rules(story)) for trade, line in zip(trades, story["trades"], strict=True)] == [
        normal(line) for line in story["trades"]
    ]
    expected = [(Decimal(line.split()[0]), line.split()[1]) for line in story.get("unmatched", [])]
    assert [(one.quantity, one.reason) for one in unmatched] == expected


def test_each_method_realises_the_same_total_on_its_own_exits(story: dict[str, list[str]]) -> None:
    for method in (Method.FIFO, Method.LIFO, Method.AVERAGE, Method.HIFO):
        fold = Fold(rules(story)._replace(method=method), trace=True)
        fold.run(events(story))
        trades = fold.closed + ([fold.open_trade] if fold.open_trade else [])
        assert fold.matches is not None
        by_exit: dict[Any, Decimal] = {}
        for match in fold.matches:
            by_exit[match.closing] = by_exit.get(match.closing, Decimal(0)) + match.gross
        assert sum(by_exit.values()) == sum(trade.gross for trade in trades)
        assert sum(match.fees for match in fold.matches) == sum(trade.fees for trade in trades)
        told_by_hand = [line.split()[1:] for line in story.get("realised", []) if line.split()[0] == method]
        for amounts in told_by_hand:
            assert list(by_exit.values()) == [Decimal(amount) for amount in amounts]


def sections(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"settings": []}
    current = "settings"
    for line in text.splitlines()[1:]:
        if line.strip() in {"fills", "trades", "realised", "unmatched"}:
            current = line.strip()
            found[current] = []
        elif line.startswith("  "):
            found[current].append(line.strip())
        elif current == "settings":
            found["settings"] += line.split()
    return found


def rules(story: dict[str, list[str]]) -> Rules:
    words = story["settings"]
    multiplier = Decimal(words[words.index("multiplier") + 1]) if "multiplier" in words else Decimal(1)
    return Rules(multiplier, converts="converts" in words, margin="margin" in words, long_only="long-only" in words)


def events(story: dict[str, list[str]]) -> Events:
    return [event(number, line.split()) for number, line in enumerate(story["fills"])]


def event(number: int, words: list[str]) -> Execution | Split:
    if words[0] == "split":
        new, old = words[1].split(":")
        return split(int(new), int(old), OPENING_BELL + timedelta(minutes=number))
    kind = ExecutionKind.TRADE
    if words[0] == "expire":
        kind, words = ExecutionKind.EXPIRY, words[1:]
    side = {"buy": Side.BUY, "sell": Side.SELL}[words[0]]
    said = dict(zip(words[4::2], words[5::2], strict=False))
    more: dict[str, Any] = {"kind": kind, "closes": "closes" in words}
    if "rate" in said:
        more["rate"] = Decimal(said["rate"])
    if "asset-fee" in said:
        more["asset_fee"] = Decimal(said["asset-fee"])
    return fill(side, number, words[1], words[3], None if said["fee"] == "?" else said["fee"], **more)


def told(trade: Trade, line: str, using: Rules) -> dict[str, Any]:
    """The trade in the words that `line` uses."""
    values: dict[str, Any] = {
        "open": trade.status == "open",
        "direction": trade.direction.name.lower(),
        "quantity": trade.entry_quantity,
        "entry": trade.entry_price(using.multiplier),
        "exit": trade.exit_price(using.multiplier),
        "gross": trade.gross,
        "fees": trade.fees,
        "net": trade.net,
        "base-net": trade.base_net,
        "closed-by": trade.closed_by,
        "unconverted": trade.base_net is None,
        "fees-unknown": not trade.fees_known,
    }
    return {name: values[name] for name in normal(line)}


def normal(line: str) -> dict[str, Any]:
    words = line.split()
    said: dict[str, Any] = {"open": words[0] == "open"}
    words = words[1:] if said["open"] else words
    said |= {"unconverted": "unconverted" in words, "fees-unknown": "fees-unknown" in words}
    words = [word for word in words if word not in {"unconverted", "fees-unknown"}]
    said |= {"direction": words[0], "quantity": Decimal(words[1])}
    for name, value in zip(words[2::2], words[3::2], strict=True):
        said[name] = value if name == "closed-by" else Decimal(value)
    return said
