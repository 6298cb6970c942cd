"""What stands below the settings stays in sight, takes what it needs up to half, and is remembered like a section."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.gui.panel.panel_below import PanelBelow
from transcriber.gui.panel.section import Section
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.theme import Theme


class Tall(QWidget):
    """Would take all there is."""

    def sizeHint(self) -> QSize:
        return QSize(100, 2_000)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 50)


def test_it_takes_what_it_needs_up_to_half(theme: Theme, qtbot: QtBot) -> None:
    panel = SessionPanel(theme)
    section = Section(theme, "Notes")
    inside = QLabel("none yet")
    section.column.addWidget(inside)
    below = PanelBelow(panel, "notes", section)
    qtbot.addWidget(panel)
    panel.resize(308, 800)
    panel.show()
    closed_px = below.height()
    assert closed_px < 60
    section.heading.click()
    qtbot.waitUntil(lambda: closed_px < below.height() < 120)
    assert panel.open_sections == ("notes",)
    section.column.addWidget(Tall())
    qtbot.waitUntil(lambda: 250 < below.height() <= 400)
    assert panel.body_area.height() >= 300
    panel.resize(308, 500)
    qtbot.waitUntil(lambda: below.height() == 250)
    wrapped = QLabel("words that take more than one line here, and no room beside them is left empty")
    wrapped.setWordWrap(True)
    section.column.addWidget(wrapped)
    qtbot.waitUntil(wrapped.isVisible)
    qtbot.waitUntil(lambda: below.y() == panel.body_area.geometry().bottom() + 1)
    qtbot.wait(50)
    assert below.height() == 250
    assert below.y() == panel.body_area.geometry().bottom() + 1
    panel.open_as_left(())
    qtbot.waitUntil(lambda: below.height() == closed_px)


def test_with_the_tab_key_it_comes_after_the_settings(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    qtbot.waitUntil(lambda: window.parts.live_notes._has_begun)
    heading, part = window.parts.live_notes.section.heading, window.bar.record.nextInFocusChain()
    order = []
    while part is not None and part is not window.bar.record:
        order.append(part)
        part = part.nextInFocusChain()
    reached = [part for part in order if part.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    settings = [index for index, part in enumerate(reached) if window.panel.body_area.isAncestorOf(part)]
    assert max(settings) < reached.index(heading)
