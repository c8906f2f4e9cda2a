"""Shares: public links to single trades, that end, and tell no more than they are to.

Tables: shares. Topics: none.
"""
