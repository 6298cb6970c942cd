"""Marks and notes: one list of them, for the recording that runs and for a stored one."""
