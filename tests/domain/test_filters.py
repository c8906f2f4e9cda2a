"""The filter language: what it reads, one spelling for what means the same, and where it says what is wrong."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from tradesense.domain.filters import And, Match, Node, Not, Or, Range, Text, canonical, parse
from tradesense.domain.filters.context import FilterContext, KnownAccount, imports_in
from tradesense.domain.filters.parser import FilterInvalid
from tradesense.domain.filters.tree import EVERYTHING, Bound, Scalar

TODAY = date(2026, 1, 7)  # a Wednesday
ID = "00000000-0000-0000-0000-00000000000a"
D = Decimal


def number(low: str | None, high: str | None, *, included: bool = True) -> Range:
    ends = [None if end is None else Bound(D(end), included) for end in (low, high)]
    return Range(*ends)


def days(low: str | None, high: str | None) -> Range:
    return Range(*[None if end is None else Bound(date.fromisoformat(end), included=True) for end in (low, high)])


def match(field: str, *values: Scalar | Range) -> Match:
    return Match(field, values)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", EVERYTHING),
        ("  ", EVERYTHING),
        ("gap", Text("gap")),
        ('"Gap and GO"', Text("gap and go")),
        ('-"gap"', Not(Text("gap"))),
        ("-gap", Not(Text("gap"))),
        (r'"say \"x\" \\"', Text('say "x" \\')),
        ("a b", And((Text("a"), Text("b")))),
        ("a OR b", Or((Text("a"), Text("b")))),
        ("a b OR c", Or((And((Text("a"), Text("b"))), Text("c")))),
        ("a OR", Or((Text("a"), EVERYTHING))),
        ("(a OR b) c", And((Or((Text("a"), Text("b"))), Text("c")))),
        ("-(a b)", Not(And((Text("a"), Text("b"))))),
        ("or", Text("or")),
        ("symbol:aapl,TSLA", match("symbol", "AAPL", "TSLA")),
        ("SYMBOL:es*", match("symbol", "ES*")),
        ("-symbol:AAPL", Not(match("symbol", "AAPL"))),
        ("side=Long", match("side", "long")),
        ('tag:"Gap, and"', match("tag", "gap, and")),
        ("playbook:ÉCLAIR", match("playbook", "Éclair")),
        (f"id:{ID.upper()}", match("id", ID)),
        ("pnl:5", match("pnl", D(5))),
        ("pnl=5", match("pnl", D(5))),
        ("pnl>5", match("pnl", number("5", None, included=False))),
        ("pnl>=-5.50", match("pnl", number("-5.50", None))),
        ("pnl<5", match("pnl", number(None, "5", included=False))),
        ("pnl<=5", match("pnl", number(None, "5"))),
        ("pnl:1..2,5", match("pnl", number("1", "2"), D(5))),
        ("pnl:..2", match("pnl", number(None, "2"))),
        ("pnl:1..", match("pnl", number("1", None))),
        ("hold>1.5h", match("hold", number("5400", None, included=False))),
        ("hold:90", match("hold", D(90))),
        ("hold:1m..2d", match("hold", number("60", "172800"))),
        ("closed:2026-01-05", match("closed", days("2026-01-05", "2026-01-05"))),
        ("closed:2024-02", match("closed", days("2024-02-01", "2024-02-29"))),
        ("closed:2025", match("closed", days("2025-01-01", "2025-12-31"))),
        ("closed:2025-12..2026", match("closed", days("2025-12-01", "2026-12-31"))),
        ("closed:2025..", match("closed", days("2025-01-01", None))),
        ("closed>=2025", match("closed", days("2025-01-01", None))),
        ("closed<=2025", match("closed", days(None, "2025-12-31"))),
        ("closed>2025", match("closed", Range(Bound(date(2025, 12, 31), included=False), None))),
        ("closed<2025", match("closed", Range(None, Bound(date(2025, 1, 1), included=False)))),
        ("closed=today", match("closed", days("2026-01-07", "2026-01-07"))),
        ("closed:Yesterday", match("closed", days("2026-01-06", "2026-01-06"))),
        ("closed:week", match("closed", days("2026-01-05", "2026-01-07"))),
        ("closed:month", match("closed", days("2026-01-01", "2026-01-07"))),
        ("closed:ytd", match("closed", days("2026-01-01", "2026-01-07"))),
        ("closed:30d", match("closed", days("2025-12-09", "2026-01-07"))),
        ("closed:0d", match("closed", days("2026-01-07", "2026-01-07"))),
        ("tag:symbol", match("tag", "symbol")),
        ("5 > 6", And((Text("5"), Text(">"), Text("6")))),
    ],
)
def test_a_filter_is_read(text: str, node: Node) -> None:
    assert parse(text, TODAY) == node


@pytest.mark.parametrize(
    ("text", "column", "part"),
    [
        ("x symbl:a", 3, "no field 'symbl'; did you mean 'symbol'?"),
        ("-xyzzy:red", 2, "no field 'xyzzy'."),
        ("side:up", 6, "side is one of long, short"),
        ("side>long", 5, "side cannot be compared with '>'"),
        ("pnl>", 5, "pnl needs a value"),
        ("pnl:", 5, "pnl needs a value"),
        ("pnl:1,", 7, "pnl needs a value"),
        ("pnl:x", 5, "'x' is not a number"),
        ("pnl>x", 5, "'x' is not a number"),
        ("pnl:1..x", 5, "'x' is not a number"),
        ('pnl:"1..2"', 5, "'1..2' is not a number"),
        ("hold>2w", 6, "'2w' is not a duration"),
        ("closed:2026-02-30", 8, "is not a day"),
        ("closed:soon", 8, "is not a day"),
        ("import:one", 8, "'one' is not an id"),
        (")", 1, "never opened"),
        ("(a", 1, "not closed"),
        ("-(a", 2, "not closed"),
        ('a "b', 3, "not closed"),
        ('""', 1, "nothing to look for"),
        (",", 1, "',' is not expected here"),
        ("> 5", 1, "'>' is not expected here"),
        ("(" * 21 + "a", 22, "nested deeper"),
        ("a " * 201, 401, "at most 200 conditions"),
        ("a" * 2_001, 2_000, "at most 2000 characters"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str, column: int, part: str) -> None:
    with pytest.raises(FilterInvalid) as refused:
        parse(text, TODAY)
    assert refused.value.column == column
    (fault,) = refused.value.errors
    assert fault.pointer == "?q"
    assert part in fault.detail


def test_what_means_the_same_by_its_form_is_spelled_the_same() -> None:
    for one, other in (
        ("a b", "b  a"),
        ("a OR b", "b OR a"),
        ("symbol:AAPL,TSLA", "symbol:tsla,aapl"),
        ("pnl:1.50", "pnl=1.5"),
        ("closed:ytd", "closed:2026-01-01..2026-01-07"),
        ("-(a b)", "-(b a)"),
    ):
        assert canonical(parse(one, TODAY)) == canonical(parse(other, TODAY))
    spelled = {canonical(parse(text, TODAY)) for text in ("pnl>1", "pnl>=1", "pnl<1", "pnl<=1", "pnl:1", "pnl:1..1")}
    assert len(spelled) == 6
    assert canonical(parse("closed:2026-01-05.. -a", TODAY)) == "(-'a' closed:[2026-01-05..)"


def test_the_imports_a_filter_names_are_found_wherever_they_stand() -> None:
    other = ID[:-1] + "b"
    assert imports_in(parse(f"a (import:{ID} OR -import:{other},{ID})", TODAY)) == {ID, other}
    assert imports_in(parse("symbol:AAPL", TODAY)) == set()


def test_accounts_are_known_by_name_id_and_broker() -> None:
    one, other = UUID(ID), UUID(int=2)
    context = FilterContext((KnownAccount(one, "Main", "IBKR"), KnownAccount(other, "Übung", "IBKR")), "UTC", {})
    assert context.accounts_named("main") == [one]
    assert context.accounts_named(ID) == [one]
    assert context.accounts_named("Übung".lower()) == []  # only A to Z have another case here
    assert context.accounts_at("ibkr") == [one, other]
