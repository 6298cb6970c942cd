"""The first page: what the program needs to know of a person, on one page and never in the way."""
