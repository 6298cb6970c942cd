"""A section is closed until its heading is pressed, by mouse or key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from transcriber.gui.panel.section import Section
from transcriber.gui.theme import Theme


def test_the_heading_opens_and_closes(theme: Theme, qtbot: QtBot) -> None:
    section = Section(theme, "Advanced")
    inside = QLabel("Dialect")
    section.column.addWidget(inside)
    qtbot.addWidget(section)
    section.show()
    assert not inside.isVisible()
    with qtbot.waitSignal(section.toggled) as told:
        qtbot.mouseClick(section.heading, Qt.MouseButton.LeftButton)
    assert told.args == [True]
    assert inside.isVisible()
    qtbot.keyClick(section.heading, Qt.Key.Key_Space)
    assert not section.is_open
    section.open()
    assert inside.isVisible()


def test_what_a_person_left_open_is_told_from_what_was_opened_for_them(theme: Theme, qtbot: QtBot) -> None:
    section = Section(theme, "Advanced")
    qtbot.addWidget(section)
    section.open()
    assert not section.is_wanted
    section.want(True)
    assert (section.is_wanted, section.is_open) == (True, True)
    section.heading.click()
    assert (section.is_wanted, section.is_open) == (False, False)
