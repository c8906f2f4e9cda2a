"""API keys as text: known by their looks, checked by their checksum, stored as a hash under a pepper (S48)."""

import hmac
from zlib import crc32

import pytest

from tradesense.adapters.api_keys_hmac import LETTERS, HmacApiKeys

KEYS = HmacApiKeys("a pepper")


def test_a_key_has_256_random_bits_behind_a_prefix_that_scanners_know() -> None:
    issued = {KEYS.issue() for _ in range(10_000)}
    assert len(issued) == 10_000
    assert {(len(one), one[:4]) for one in issued} == {(53, "tsk_")}
    # 62^43 is the first power of 62 above 2^256.
    assert 62**42 < 2**256 < 62**43


def test_its_last_six_characters_are_the_checksum_of_the_others() -> None:
    one = KEYS.issue()
    number = 0
    for letter in one[-6:]:
        number = number * 62 + LETTERS.index(letter)
    assert number == crc32(one[:-6].encode())


def test_what_is_stored_is_a_keyed_hash_of_the_whole() -> None:
    one = KEYS.issue()
    assert KEYS.read(one) == hmac.new(b"a pepper", one.encode(), "sha256").digest()
    assert KEYS.read(one) != HmacApiKeys("another pepper").read(one)


def test_any_other_letter_anywhere_is_noticed() -> None:
    one = KEYS.issue()
    for place in range(len(one)):
        other = "x" if one[place] != "x" else "y"
        assert KEYS.read(one[:place] + other + one[place + 1 :]) is None, place


@pytest.mark.parametrize("text", ["", "tsk_", "tsk_" + "0" * 49, "tsk_" + "ä" * 49, "x" * 53, "TSK_" + "0" * 49])
def test_what_has_another_shape_is_no_key(text: str) -> None:
    assert KEYS.read(text) is None
    assert KEYS.read(KEYS.issue() + "\n") is None
