"""The way in: the engine, a command, or the window. Nothing heavy is imported before it is known which."""

import os
import sys


def main() -> int:
    """Route the command line; returns the exit code."""
    # Two BLAS threads make a 20 ms block a hundred times slower on a busy machine; NumPy reads this once, at import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:]
    match arguments[:1]:
        case ["engine"]:
            from transcriber.engine import program as engine

            return engine.main(arguments[1:], ends_with_stdin=True)
        case ["serve"]:
            from transcriber.engine import program as engine

            return engine.main(arguments[1:], ends_with_stdin=False)
        case []:
            from transcriber.gui import program as window

            return window.main(arguments)
        case _:
            from transcriber.cli import program as commands

            return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
