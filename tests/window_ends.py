"""Windows end with their test, all at once and while everything that they ask for is there.

Otherwise Python's collector ends them, whenever it runs, and in any order: a window that is ended so still sends its
last events, to filters and slots whose attributes are gone.
"""

import sys
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """Around pytest-qt's own, which only asks that they be deleted later, and around every fixture's end."""
    if "PySide6.QtWidgets" not in sys.modules:
        return (yield)
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    windows = QApplication.topLevelWidgets()
    result = yield
    windows = list({*windows, *QApplication.topLevelWidgets()})
    for window in windows:
        if is_alive(window) and window.parent() is None:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return result


def is_alive(window: object) -> bool:
    """Whether Qt still has it."""
    import shiboken6

    return shiboken6.isValid(window)
