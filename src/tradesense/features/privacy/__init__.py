"""Privacy: everything about a person in one file, their erasure, what they agreed to, what outlives its time."""
