"""Assembly: the only place that sees everything."""
