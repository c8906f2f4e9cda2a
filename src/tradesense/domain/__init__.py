"""What is true. Pure: no I/O, no await, no clock, no framework."""
