"""TradeSense: a broker's file in, exact trades and honest performance out."""
