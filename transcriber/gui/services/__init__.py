"""The parts of the services window: the list, the form, the key and the connection test of one service."""
