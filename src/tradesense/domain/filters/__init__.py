"""The filter language: the same text filters trades, analytics, exports and saved views (analytics.md).

query   = { [ "-" ] ( field ":" values | field cmp value | "(" query { "OR" query } ")" | text ) }
values  = value { "," value }            a comma means OR
value   = word | "quoted" | lo ".." hi   either end may be left open
cmp     = ">" | ">=" | "<" | "<=" | "="
"""

from tradesense.domain.filters.parser import parse
from tradesense.domain.filters.tree import And, Bound, Match, Node, Not, Or, Range, Text, canonical

__all__ = ["And", "Bound", "Match", "Node", "Not", "Or", "Range", "Text", "canonical", "parse"]
