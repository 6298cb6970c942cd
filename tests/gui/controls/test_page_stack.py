"""A stack of pages needs the room of the page that it shows."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.page_stack import PageStack


def page_of(width_px: int, height_px: int) -> QWidget:
    page, part = QWidget(), QWidget()
    part.setMinimumSize(width_px, height_px)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(part)
    return page


def test_only_the_page_that_is_shown_needs_room(qtbot: QtBot) -> None:
    around, stack = QWidget(), PageStack()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(stack)
    assert stack.minimumSizeHint() == QSize(0, 0)
    small, large = page_of(100, 50), page_of(700, 400)
    stack.addWidget(small)
    stack.addWidget(large)
    around.show()
    assert around.minimumSizeHint() == QSize(100, 50)
    stack.setCurrentWidget(large)
    qtbot.waitUntil(lambda: around.minimumSizeHint() == QSize(700, 400))
    assert stack.sizeHint() == QSize(700, 400)
    stack.setCurrentWidget(small)
    qtbot.waitUntil(lambda: around.minimumSizeHint() == QSize(100, 50))
    around.resize(100, 50)
    qtbot.waitUntil(lambda: stack.size() == QSize(100, 50))


def test_a_page_that_grows_is_given_its_room(qtbot: QtBot) -> None:
    around, stack = QWidget(), PageStack()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(stack)
    page = page_of(100, 50)
    stack.addWidget(page)
    around.show()
    assert around.minimumSizeHint().width() == 100
    layout = page.layout()
    assert layout is not None
    layout.addWidget(page_of(300, 20))
    qtbot.waitUntil(lambda: around.minimumSizeHint() == QSize(300, 50 + 20 + layout.spacing()))


def test_words_of_a_hidden_page_that_break_need_no_height(qtbot: QtBot) -> None:
    around, stack = QWidget(), PageStack()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(stack)
    small, told = page_of(100, 50), QWidget()
    words = QLabel("Two support tickets came in about the microphone list. " * 5)
    words.setWordWrap(True)
    QVBoxLayout(told).addWidget(words)
    stack.addWidget(small)
    stack.addWidget(told)
    around.show()
    stack.setCurrentWidget(told)
    qtbot.waitUntil(lambda: column.totalMinimumHeightForWidth(200) > column.totalMinimumHeightForWidth(800) > 0)
    stack.setCurrentIndex(0)
    assert stack.currentWidget() is small
    qtbot.waitUntil(lambda: column.totalMinimumHeightForWidth(200) <= 50)
