"""Turns in, documents out. Pure functions, one module a format; `writing` alone touches files."""
