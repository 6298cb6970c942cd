"""The history in the window: its list, its search, and the page of one recording."""
