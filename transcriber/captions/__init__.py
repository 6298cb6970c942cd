"""Turns become stable caption lines: finished text never moves. Pure."""
