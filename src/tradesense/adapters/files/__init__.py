"""Reading brokers' files: encodings, tables, numbers and dates as people print them."""
