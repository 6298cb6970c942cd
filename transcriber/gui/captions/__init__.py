"""Captions on the screen: their window, its look, and what controls them."""
