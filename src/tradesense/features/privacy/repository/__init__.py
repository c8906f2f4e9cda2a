"""SQL of exports, of reading everything about a person, of erasing them, and of what has outlived its time."""
