"""Schemathesis: thousands of requests made from the API's own document, and what their answers must be."""
