"""The words that a person wants written right, in the window."""
