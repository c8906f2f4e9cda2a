"""From the text of a filter to its tree; what is wrong is told with its column."""

import re
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Final, NamedTuple

from tradesense.domain.filters.fields import (
    FIELDS,
    RANGED,
    Field,
    FieldKind,
    ValueInvalid,
    ascii_lower,
    read_days,
    read_number,
    read_text,
)
from tradesense.domain.filters.tree import And, Bound, Match, Node, Not, Or, Range, Scalar, Text
from tradesense.domain.problem import FieldError, Kind, Problem

CHARACTERS_MAX: Final = 2_000
DEPTH_MAX: Final = 20
TERMS_MAX: Final = 200


class FilterInvalid(Problem):
    code, kind, title = "filter.invalid", Kind.INVALID, "The filter cannot be read."

    def __init__(self, column: int, detail: str) -> None:
        self.column = column
        sentence = f"Column {column}: {detail}" + ("" if detail.endswith("?") else ".")
        super().__init__(sentence, errors=[FieldError("?q", self.code, sentence)])


class _Token(NamedTuple):
    """`kind`: one of the group names below; `column` counts from 1."""

    kind: str
    text: str
    column: int


_TOKENS: Final = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<field>-?[A-Za-z_]+(?=\s*(?::|>=|<=|>|<|=)))"
    r"|(?P<cmp>\s*(?::|>=|<=|>|<|=))"
    r"|(?P<quoted>-?\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<unended>-?\".*)"
    r"|(?P<comma>,)"
    r"|(?P<minus>-(?=\())"
    r"|(?P<word>[^\s(),\"]+)"
)


def parse(text: str, today: date) -> Node:
    """The filter that `text` says; an empty one matches everything. Relative days are resolved to `today`.

    Raises FilterInvalid with the column at fault and, for an unknown field, the nearest one.
    """
    if len(text) > CHARACTERS_MAX:
        raise FilterInvalid(CHARACTERS_MAX, f"a filter has at most {CHARACTERS_MAX} characters")
    parser = _Parser(_tokens(text), today)
    node = parser.query(0)
    parser.expect_end()
    return node


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKENS.match(text, at)
        assert match is not None
        assert match.lastgroup is not None
        if match.lastgroup == "unended":
            raise FilterInvalid(at + 1, "the quotation mark is not closed")
        if match.lastgroup == "cmp" and found and found[-1].kind != "field":
            found.append(_Token("word", match[0].strip(), at + 1))
        else:
            found.append(_Token(match.lastgroup, match[0], at + 1))
        at = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[_Token], today: date) -> None:
        self._tokens = tokens
        self._at = 0
        self._today = today
        self._terms = 0

    def query(self, depth: int) -> Node:
        if depth > DEPTH_MAX:
            raise FilterInvalid(self._column(), f"parentheses are nested deeper than {DEPTH_MAX}")
        alternatives: list[list[Node]] = [[]]
        while (token := self._peek()) is not None and token.kind != "close":
            if token.kind == "word" and token.text == "OR":
                self._at += 1
                alternatives.append([])
                continue
            alternatives[-1].append(self._term(depth))
        nodes = [_all(nodes) for nodes in alternatives]
        if len(nodes) == 1:
            return nodes[0]
        return Or(tuple(nodes))

    def expect_end(self) -> None:
        token = self._peek()
        if token is not None:
            raise FilterInvalid(token.column, "this parenthesis was never opened")

    def _term(self, depth: int) -> Node:
        token = self._take()
        self._terms += 1
        if self._terms > TERMS_MAX:
            raise FilterInvalid(token.column, f"a filter has at most {TERMS_MAX} conditions")
        match token.kind:
            case "minus":
                return Not(self._term(depth))
            case "open":
                inner = self.query(depth + 1)
                if self._peek() is None:
                    raise FilterInvalid(token.column, "this parenthesis is not closed")
                self._at += 1
                return inner
            case "field":
                return self._condition(token)
            case "quoted" | "word":
                return _text(token)
            case _:
                raise FilterInvalid(token.column, f"{token.text.strip()!r} is not expected here")

    def _condition(self, token: _Token) -> Node:
        name = ascii_lower(token.text.removeprefix("-"))
        field = FIELDS.get(name)
        if field is None:
            near = get_close_matches(name, FIELDS, 1, 0.5)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            column = token.column + token.text.startswith("-")
            raise FilterInvalid(column, f"there is no field {name!r}{hint}")
        operator = self._take()
        sign = operator.text.strip()
        if sign == ":":
            values = [self._value(field, operator)]
            while (comma := self._peek_close("comma")) is not None:
                self._at += 1
                values.append(self._value(field, comma))
            node: Node = Match(name, tuple(values))
        else:
            node = Match(name, (self._compared(field, sign, operator),))
        return Not(node) if token.text.startswith("-") else node

    def _value(self, field: Field, before: _Token) -> Scalar | Range:
        token = self._word(before, field)
        text, quoted = _unquoted(token)
        try:
            if field.kind not in RANGED:
                return read_text(field, text)
            low, dots, high = text.partition("..") if not quoted else (text, "", "")
            if dots and (low or high):
                return Range(self._end(field, low, first=True), self._end(field, high, first=False))
            return self._point(field, text)
        except ValueInvalid as refused:
            raise FilterInvalid(token.column, str(refused)) from None

    def _compared(self, field: Field, sign: str, operator: _Token) -> Scalar | Range:
        token = self._word(operator, field)
        text, _ = _unquoted(token)
        if field.kind not in RANGED:
            if sign == "=":
                self._at -= 1
                return self._value(field, operator)
            raise FilterInvalid(operator.column, f"{field.name} cannot be compared with {sign!r}")
        try:
            point = self._point(field, text)
        except ValueInvalid as refused:
            raise FilterInvalid(token.column, str(refused)) from None
        low, high = _ends(point)
        match sign:
            case ">":
                return Range(Bound(high.value, included=False), None)
            case ">=":
                return Range(low, None)
            case "<":
                return Range(None, Bound(low.value, included=False))
            case "<=":
                return Range(None, high)
            case _:
                return point

    def _point(self, field: Field, text: str) -> Decimal | Range:
        """One number, or the days that one word stands for."""
        if field.kind is FieldKind.DAY:
            days = read_days(text, self._today)
            return Range(Bound(days.first, included=True), Bound(days.last, included=True))
        return read_number(field, text)

    def _end(self, field: Field, text: str, *, first: bool) -> Bound | None:
        if not text:
            return None
        if field.kind is FieldKind.DAY:
            days = read_days(text, self._today)
            return Bound(days.first if first else days.last, included=True)
        return Bound(read_number(field, text), included=True)

    def _word(self, before: _Token, field: Field) -> _Token:
        token = self._peek_close("word", "quoted", "field")
        if token is None:
            raise FilterInvalid(before.column + len(before.text), f"{field.name} needs a value")
        self._at += 1
        return token

    def _peek_close(self, *kinds: str) -> _Token | None:
        """The very next token, if it is of one of the kinds: values stand without spaces."""
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        return token if token is not None and token.kind in kinds else None

    def _peek(self) -> _Token | None:
        while self._at < len(self._tokens) and self._tokens[self._at].kind == "space":
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> _Token:
        token = self._peek()
        assert token is not None
        self._at += 1
        return token

    def _column(self) -> int:
        token = self._peek()
        return token.column if token else 1


def _ends(point: Decimal | Range) -> tuple[Bound, Bound]:
    if not isinstance(point, Range):
        return Bound(point, included=True), Bound(point, included=True)
    assert point.low is not None
    assert point.high is not None
    return point.low, point.high


def _all(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _text(token: _Token) -> Node:
    negative = token.text.startswith("-")
    words, _ = _unquoted(token._replace(text=token.text.removeprefix("-")))
    if not words:
        raise FilterInvalid(token.column, "there is nothing to look for")
    return Not(Text(ascii_lower(words))) if negative else Text(ascii_lower(words))


def _unquoted(token: _Token) -> tuple[str, bool]:
    if token.kind != "quoted":
        return token.text, False
    return re.sub(r"\\(.)", r"\1", token.text[1:-1]), True
