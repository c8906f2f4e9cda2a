"""Analytics: summaries, curves, breakdowns and calendars of the trades a filter matches.

Tables: none of its own; it reads trades as columns. Topics: none (it follows ledger.changed).
"""
