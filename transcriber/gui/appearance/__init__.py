"""What a person chooses about looks, keys and what a screen reader is told."""
