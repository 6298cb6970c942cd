"""Turns in, documents out. Pure text functions, one module a format."""
