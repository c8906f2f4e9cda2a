"""Dimensions as whole numbers: one code a row, and the words they stand for."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]

NONE = -1
"""The code of a row that has no value."""


class Coded:
    """One value a row. `words[codes[i]]` is row i's; NONE: it has none."""

    __slots__ = ("codes", "words")

    def __init__(self, codes: Codes, words: Sequence[str]) -> None:
        self.codes = codes
        self.words = tuple(words)

    @classmethod
    def of(cls, values: Sequence[str | None]) -> "Coded":
        words = sorted({value for value in values if value is not None})
        places = {word: code for code, word in enumerate(words)}
        codes = [NONE if value is None else places[value] for value in values]
        return cls(np.array(codes, dtype=np.int32), words)

    def where(self, test: Callable[[str], bool]) -> Mask:
        """Rows whose word passes `test`, which sees each word once."""
        passing = np.array([*(test(word) for word in self.words), False], dtype=np.bool_)
        return passing[self.codes]

    def take(self, rows: NDArray[np.int64] | Mask) -> "Coded":
        return Coded(self.codes[rows], self.words)

    def met(self) -> list[str]:
        """The words that occur."""
        counts = np.bincount(self.codes[self.codes >= 0], minlength=len(self.words))
        return [word for word, count in zip(self.words, counts, strict=True) if count]

    def joined(self, other: "Coded") -> "Coded":
        """These rows, then `other`'s."""
        words = sorted({*self.words, *other.words})
        places = {word: code for code, word in enumerate(words)}

        def moved(coded: "Coded") -> Codes:
            table = np.array([*(places[word] for word in coded.words), NONE], dtype=np.int32)
            return table[coded.codes]

        return Coded(np.concatenate([moved(self), moved(other)]), words)


class Labelled:
    """Several values a row, such as tags: rows with the same set share one code.

    `sets[codes[i]]` holds row i's labels; NONE: it has none.
    """

    __slots__ = ("codes", "sets")

    def __init__(self, codes: Codes, sets: Sequence[tuple[str, ...]]) -> None:
        self.codes = codes
        self.sets = tuple(sets)

    @classmethod
    def of(cls, values: Sequence[Sequence[str]]) -> "Labelled":
        sets = sorted({tuple(value) for value in values if value})
        places = {labels: code for code, labels in enumerate(sets)}
        return cls(np.array([places.get(tuple(value), NONE) for value in values], dtype=np.int32), sets)

    def where(self, test: Callable[[tuple[str, ...]], bool]) -> Mask:
        """Rows whose labels pass `test`; a row without labels never does."""
        passing = np.array([*(test(labels) for labels in self.sets), False], dtype=np.bool_)
        return passing[self.codes]

    def take(self, rows: NDArray[np.int64]) -> "Labelled":
        return Labelled(self.codes[rows], self.sets)

    def joined(self, other: "Labelled") -> "Labelled":
        sets = sorted({*self.sets, *other.sets})
        places = {labels: code for code, labels in enumerate(sets)}

        def moved(labelled: "Labelled") -> Codes:
            table = np.array([*(places[labels] for labels in labelled.sets), NONE], dtype=np.int32)
            return table[labelled.codes]

        return Labelled(np.concatenate([moved(self), moved(other)]), sets)

    def by_word(self) -> tuple[list[str], list[NDArray[np.int64]]]:
        """Every label, and the rows that carry it: a row stands under each of its labels."""
        words = sorted({label for labels in self.sets for label in labels})
        return words, [np.flatnonzero(self.where(lambda labels, word=word: word in labels)) for word in words]  # type: ignore[misc]
