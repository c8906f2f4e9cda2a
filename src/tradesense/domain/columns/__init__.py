"""Trades as columns: what a million rows take milliseconds in. Exact where it is money."""
