"""Controls that Qt does not have, or not in this shape."""
