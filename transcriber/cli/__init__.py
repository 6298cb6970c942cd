"""The command line, one module a command. Knows no Qt."""
