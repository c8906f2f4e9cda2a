"""Archives: a whole workspace in one file, and back into an empty one.

docs/archive.md describes the file; `rules` says of every table whether it is in it, and why not.
"""
