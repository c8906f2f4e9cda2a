"""The chain of entries, worked out by hand."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from tradesense.domain.audit import FIRST, SYSTEM, Chain, ChainKind, Head, Link, Verifier, chained, stated
from tradesense.domain.audit_actions import CATALOGUE, Action
from tradesense.domain.execution import Side

ADA = UUID("018f0000-0000-7000-8000-000000000001")
DESK = Chain(ChainKind.WORKSPACE, UUID("018f0000-0000-7000-8000-000000000002"))
SIGNED_IN = Link(
    seq=0,
    at=datetime(2026, 3, 2, 14, 30, 0, 5, tzinfo=UTC),
    person=ADA,
    key=None,
    action="executions.void",
    noun="execution",
    object="x1",
    result="done",
    reason="",
    address="192.0.2.7",
    request="r-1",
    changes={"price": ["10.50", None]},
    prev=FIRST,
    hash=FIRST,
)


def test_an_entry_s_hash_is_of_the_one_before_and_of_its_canonical_json() -> None:
    # Names sorted, no blanks, the instant in UTC with six decimals: written out by hand, hashed by the standard library.
    said = (
        '{"action":"executions.void","address":"192.0.2.7","at":"2026-03-02T14:30:00.000005+00:00","chain":"workspace",'
        '"changes":{"price":["10.50",null]},"key":null,"noun":"execution","object":"x1",'
        '"of":"018f0000-0000-7000-8000-000000000002","person":"018f0000-0000-7000-8000-000000000001","reason":"",'
        '"request":"r-1","result":"done","seq":1}'
    )
    (first,) = chained(DESK, Head(0, FIRST), [SIGNED_IN])
    assert (first.seq, first.prev) == (1, bytes(32))
    assert first.hash == hashlib.sha256(bytes(32) + said.encode()).digest()


def test_entries_follow_each_other_without_a_gap() -> None:
    one, two, three = chained(DESK, Head(4, b"\x01" * 32), [SIGNED_IN] * 3)
    assert [one.seq, two.seq, three.seq] == [5, 6, 7]
    assert [one.prev, two.prev, three.prev] == [b"\x01" * 32, one.hash, two.hash]


def test_changes_are_told_exactly_and_only_where_there_are_any() -> None:
    told = stated(
        {"price": (Decimal("10.50"), Decimal("1E+3")), "fees": (Decimal(1), Decimal("1.0")), "side": (Side.BUY, None)}
    )
    # 1 and 1.0 are the same amount; an exponent is written out; no float is ever in it.
    assert told == {"price": ["10.5", "1000"], "side": ["1", None]}
    assert stated({"name": ("", "x" * 1_000)})["name"][1] == "x" * 200 + "…"


def test_what_was_rewritten_from_one_entry_on_is_found_by_what_was_signed() -> None:
    links = list(chained(DESK, Head(0, FIRST), [SIGNED_IN] * 6))
    forged = list(chained(DESK, Head(2, links[1].hash), [one._replace(object="x2") for one in links[2:]]))
    verifier = Verifier(DESK, {2: links[1].hash, 5: links[4].hash})
    verifier.take([*links[:2], *forged])
    fault = verifier.end(Head(6, forged[-1].hash))
    # The second was signed for and is right, the fifth is not: it began after the second.
    assert fault is not None
    assert (fault.seq, verifier.count) == (3, 4)


def test_every_action_is_in_the_catalogue_and_named_by_noun_and_verb() -> None:
    assert set(CATALOGUE) == set(Action)
    assert [one.value for one in Action if one.value.count(".") != 1] == []


ENTRIES = list(chained(DESK, Head(0, FIRST), [SIGNED_IN] * 2))


def found(links: list[Link], head: Head | None) -> str:
    verifier = Verifier(DESK, {})
    verifier.take(links)
    return str(verifier.end(head))


def test_a_whole_chain_has_no_fault_and_tells_how_far_it_came() -> None:
    verifier = Verifier(DESK, {})
    verifier.take(ENTRIES)
    assert verifier.end(Head(2, ENTRIES[1].hash)) is None
    assert verifier.head == Head(2, ENTRIES[1].hash)


def test_a_fault_is_told_by_chain_and_entry() -> None:
    whose = "workspace 018f0000-0000-7000-8000-000000000002"
    last = Head(2, ENTRIES[1].hash)
    assert found([ENTRIES[0], ENTRIES[0]], last) == f"{whose}, entry 1: stands there twice"
    assert found(ENTRIES, None) == f"{whose}, entry 2: the note of how far the chain came is gone"
    assert found(ENTRIES[:1], last) == f"{whose}, entry 2: is gone, and all after it: there were 2"
    # The database's note says one entry, and there are two: the second came from outside.
    behind = found(ENTRIES, Head(1, ENTRIES[0].hash))
    assert behind == f"{whose}, entry 2: was added to the chain, or changed, from outside"
    assert str(SYSTEM) == "system"
