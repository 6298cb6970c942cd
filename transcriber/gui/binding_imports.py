"""Qt's bindings take part in every import that comes after theirs; here they are kept out of it.

Law: what is put back is what the bindings put aside themselves; nothing else of Python is touched.
"""

import builtins

_PUT_ASIDE = "__orig_import__"
"""Where the bindings leave the `__import__` that was there before, which they go on to after their look."""


def leave_imports_alone() -> None:
    """Load the bindings, and let Python import what follows without them. Main thread, before there is another one.

    They would read the source of each module, to see whether it uses them, which matters to `__feature__` alone, and
    nothing here has that. The lines would stay in memory for good, those of the modules that other threads load later
    too; of the time until the window is seen it is a twentieth.
    """
    import PySide6.QtCore  # noqa: F401 - for what its import does

    if (original := vars(builtins).get(_PUT_ASIDE)) is not None:
        vars(builtins)["__import__"] = original
