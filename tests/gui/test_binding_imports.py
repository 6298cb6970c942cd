"""Once Qt's bindings are there, the window's program imports without their looking at it."""

import subprocess
import sys

_LOAD = """
import builtins, linecache
from transcriber import __main__
__main__.load_window()
"""


def said_after_loading(*lines: str) -> list[str]:
    script = "\n".join((_LOAD, *lines))
    return subprocess.check_output([sys.executable, "-c", script], text=True, timeout=200).splitlines()


def test_nothing_looks_into_what_is_imported_and_no_source_stays_in_memory() -> None:
    assert said_after_loading(
        "print(builtins.__import__ is builtins.__orig_import__)",
        "import csv, transcriber.gui.printing",
        "print([name for name in linecache.cache if 'transcriber' in name or 'csv' in name])",
    ) == ["True", "[]"]


def test_without_anything_put_aside_imports_stay_as_they_are() -> None:
    assert said_after_loading(
        "from transcriber.gui import binding_imports",
        "del builtins.__orig_import__",
        "before = builtins.__import__",
        "builtins.__import__ = another = lambda *named, **more: before(*named, **more)",
        "binding_imports.leave_imports_alone()",
        "print(builtins.__import__ is another)",
    ) == ["True"]


def test_the_bindings_work_as_before() -> None:
    assert said_after_loading(
        "from PySide6.QtCore import QObject, QPoint, Signal",
        "class Told(QObject):",
        "    told = Signal(int)",
        "told = Told()",
        "told.told.connect(print)",
        "told.told.emit(3)",
        "try:",
        "    QPoint(1, 2).setX('words')",
        "except TypeError as error:",
        "    print('QPoint.setX' in str(error))",
    ) == ["3", "True"]
