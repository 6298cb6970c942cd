"""Help inside the program: a short guide, and what leaves the computer."""
