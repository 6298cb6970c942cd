"""How a command ends early: each exception is one exit code, and its text is what stands on stderr."""


class WrongUsage(Exception):  # noqa: N818 - it is not an error of the program
    """What was asked for makes no sense: exit code 2."""


class CannotStart(Exception):  # noqa: N818 - it is not an error of the program
    """What was asked for cannot be done here and now: exit code 1. The text says why and what to do."""
