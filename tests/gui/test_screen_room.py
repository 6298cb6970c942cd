"""Where a window is, without the binding taking the screen for a part of the window."""

import ast
import gc
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

import transcriber
from transcriber.gui.screen_room import screen_of, screen_room

PROJECT = Path(transcriber.__file__).parents[1]


def test_a_widget_has_the_room_of_the_screen_that_its_window_is_on(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget(window)
    window.setGeometry(10, 10, 200, 100)
    assert screen_of(inner) is QGuiApplication.primaryScreen()
    assert screen_room(inner) == QGuiApplication.primaryScreen().availableGeometry()


def test_one_that_is_on_no_screen_has_the_primary_one(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(90_000, 90_000, 200, 100)
    assert screen_of(window) is QGuiApplication.primaryScreen()


def test_the_screen_outlives_dialogs_that_are_let_go_of_together(qapp: QApplication) -> None:
    ended = []
    qapp.primaryScreen().destroyed.connect(lambda: ended.append("the screen"))
    for _ in range(5):
        dialog = QDialog()
        dialog.__dict__["itself"] = dialog
        assert screen_room(dialog).width() > 0
    del dialog
    gc.collect()
    assert ended == []


@pytest.mark.parametrize("folder", ["transcriber", "tests"])
def test_nobody_asks_a_widget_for_its_screen(folder: str) -> None:
    asked = [
        f"{path.relative_to(PROJECT)}:{node.lineno}"
        for path in (PROJECT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "screen"
    ]
    assert asked == []
