"""The parts of the session panel: what its fields are called, what they mean, and what became of them."""
