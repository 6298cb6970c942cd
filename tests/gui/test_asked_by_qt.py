"""An error in what Qt calls is told where it happens and ends nothing."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import transcriber.gui
from transcriber.gui.asked_by_qt import asked_by_qt


class Stubborn(QWidget):
    """Asks something that is gone, whatever it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = QObject()
        delete(self.gone)

    @asked_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        self.gone.objectName()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        self.gone.objectName()
        return QSize(70, 70)

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.gone.objectName()
        return True


class Rows(QAbstractListModel):
    """Qt has no number of rows of its own."""

    @asked_by_qt
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        raise ValueError("nobody counted")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person would find in the log."""
    errors: list[str] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: errors.append(f"{kind.__name__}: {error}"))
    return errors


def test_it_is_told_at_once_and_qt_does_what_it_would_do_alone(qtbot: QtBot, told: list[str]) -> None:
    window = Stubborn()
    qtbot.addWidget(window)
    window.show()
    told.clear()
    assert window.close()
    assert not window.isVisible()
    assert [line for line in told if "already deleted" in line] == told
    assert told
    assert window.sizeHint() == QWidget().sizeHint()


def test_a_filter_that_fails_lets_events_pass(qtbot: QtBot, told: list[str]) -> None:
    window, watched = Stubborn(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(watched)
    watched.installEventFilter(window)
    watched.resize(40, 30)
    watched.show()
    assert watched.size() == QSize(40, 30)
    assert watched.isVisible()
    watched.removeEventFilter(window)
    assert set(told) == {"RuntimeError: libshiboken: Internal C++ object (PySide6.QtCore.QObject) already deleted."}


def test_what_qt_has_none_of_its_own_is_nothing(qapp: QApplication, told: list[str]) -> None:
    assert Rows().rowCount() is None
    assert told == ["ValueError: nobody counted"]


def test_what_goes_well_is_answered_as_it_is() -> None:
    class Sized(QWidget):
        @asked_by_qt
        def sizeHint(self) -> QSize:
            return QSize(12, 34)

    assert Sized.sizeHint.__name__ == "sizeHint"
    assert asked_by_qt(lambda _: "answer")(None) == "answer"


def classes() -> Iterator[type]:
    for module in pkgutil.walk_packages(transcriber.gui.__path__, "transcriber.gui."):
        for each in vars(importlib.import_module(module.name)).values():
            if isinstance(each, type) and each.__module__ == module.name and issubclass(each, QObject | QWidget):
                yield each


def test_everything_that_qt_may_call_is_marked() -> None:
    unmarked = [
        f"{each.__module__}.{each.__qualname__}.{name}"
        for each in classes()
        for name, method in vars(each).items()
        if callable(method) and not name.startswith("__") and not hasattr(method, "__wrapped__")
        if any(name in base.__dict__ for base in each.__mro__[1:] if base.__module__.startswith("PySide6"))
    ]
    assert unmarked == []
