"""Server events in, ordered turns out. Pure: no I/O, no clock."""
