"""The outside world, one file per thing. Implements ports, knows no feature."""
