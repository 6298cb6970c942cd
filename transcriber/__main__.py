"""The way in: the engine, a command, or the window. Nothing heavy is imported before it is known which."""

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def main() -> int:
    """Route the command line; returns the exit code."""
    # Two BLAS threads make a 20 ms block a hundred times slower on a busy machine; NumPy reads this once, at import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:]
    if arguments and sys.stdout is None:
        # Going on would give the first file that is opened the number of stdout, and then the output.
        if sys.stderr is not None:
            sys.stderr.write("Standard output is closed, so there is nowhere to write to.\n")
        return 1
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as the program runs
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        # Before a command attends to it there is nothing to end.
        return 130


def _run(arguments: list[str]) -> int:
    match arguments[:1]:
        case ["engine"]:
            from transcriber.engine import program as engine

            return engine.main(arguments[1:], ends_with_stdin=True)
        case ["serve"]:
            from transcriber.engine import program as engine

            return engine.main(arguments[1:], ends_with_stdin=False)
        case ["display-facts"]:
            from transcriber.gui.desktop import display_facts

            return display_facts.main()
        case ["replay"]:
            from transcriber.engine import replay

            return replay.main(arguments[1:])
        case [] | ["--show" | "--toggle" | "--mark" | "--captions", *_]:
            from transcriber.cli import display, window_verbs

            if (code := window_verbs.ask_window(arguments)) is not None:
                return code
            if trouble := display.missing_display():
                sys.stderr.write(f"{trouble}\n")
                return 1
            try:
                window = load_window()
            except ImportError as error:
                # Without a display packaging/run.sh leaves out the libraries that Qt is linked with.
                sys.stderr.write(
                    f"The window cannot open: {error}. Start once with `sh packaging/run.sh` on a display, which "
                    "installs what is missing; `transcriber listen` works without a window.\n"
                )
                return 1
            return int(window.main(arguments))
        case _:
            from transcriber.cli import program as commands

            return commands.main(arguments)


def load_window() -> "ModuleType":
    """The window's program, loaded as fast as can be.

    Nothing that a window is made of is garbage, and looking for it takes a tenth of the time until it is seen; what
    is compiled from text anew takes as long again, and what Qt's bindings look for in each module half as long.

    Raises:
        ImportError: Qt, or what it is linked with, is not there.
    """
    gc.disable()
    from transcriber.gui import binding_imports, kept_code

    with kept_code.KeptCode(kept_code.__file__):
        binding_imports.leave_imports_alone()
        from transcriber.gui import program
    return program


if __name__ == "__main__":
    sys.exit(main())
