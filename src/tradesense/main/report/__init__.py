"""`tradesense report`: a broker's files in, trades and performance out, without a server or a database."""
