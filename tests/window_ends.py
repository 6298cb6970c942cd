"""Windows end with their test, all at once and while everything that they ask for is there.

Otherwise Python's collector ends them, whenever it runs, and in any order: a window that is ended so still sends its
last events, to filters and slots whose attributes are gone.

And windows are waited for as long as a busy computer needs: what comes is told by its coming, not by the time it took.
"""

import sys
from collections.abc import Callable, Generator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

_KEPT = pytest.StashKey[list[object]]()
_PATIENCE_MS = 30_000
_ROUNDS = 5


class KeepingBot(QtBot):
    """Holds what it is given until the test is over."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self._kept = request.node.stash.setdefault(_KEPT, [])

    def addWidget(self, widget: Any, *, before_close_func: Any = None) -> None:
        """Close it at the end; whoever drops it before does not end it."""
        self._kept.append(widget)
        super().addWidget(widget, before_close_func=before_close_func)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:
        """Until it is so; who does not say for how long at most waits long."""
        __tracebackhide__ = True
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **options: Any) -> Any:
        """Until it is told; who does not say for how long at most waits long."""
        return super().waitSignal(signal, timeout=timeout, **options)

    def wait(self, ms: int) -> None:
        """So long, and then until what became due meanwhile has been done, and what follows from that.

        A computer that was busy elsewhere for all of the time comes to nothing in it.
        """
        from PySide6.QtCore import QCoreApplication

        super().wait(ms)
        for _ in range(_ROUNDS):
            QCoreApplication.processEvents()


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """In the place of pytest-qt's own, which knows widgets only as long as somebody else holds them."""
    return KeepingBot(request)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Around pytest-qt's own, which only asks that they be deleted later, and around every fixture's end."""
    if "PySide6.QtWidgets" not in sys.modules:
        return (yield)
    from PySide6.QtWidgets import QApplication

    before = QApplication.topLevelWidgets()
    result = yield
    _end([*before, *QApplication.topLevelWidgets()])
    if _KEPT in item.stash:
        del item.stash[_KEPT]
    return result


def _end(windows: list[Any]) -> None:
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent

    for window in windows:
        if shiboken6.isValid(window) and window.parent() is None:
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
