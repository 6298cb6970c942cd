"""Captions for browsers and for programs that read a text file: what is served, to whom, and nothing else."""
