"""The window: the only rooms that know Qt. Importing this package does not import Qt."""
