"""Nothing of a dialog lies over something else when it opens."""

from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.whole_dialog import WholeDialog
from transcriber.gui.screen_room import screen_room


def test_it_opens_high_enough_for_words_that_break_at_its_width(qtbot: QtBot) -> None:
    dialog = WholeDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    labels = [QLabel("Words that need several lines where there is so little room. " * 3) for _ in range(4)]
    for label in labels:
        label.setWordWrap(True)
        column.addWidget(label)
    dialog.resize(240, 60)
    dialog.show()
    assert dialog.width() == 240
    assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)


def test_one_that_is_higher_stays_so_and_none_is_higher_than_the_screen(qtbot: QtBot) -> None:
    dialog = WholeDialog()
    qtbot.addWidget(dialog)
    label = QLabel("A line. " * 2_000)
    label.setWordWrap(True)
    column = QVBoxLayout(dialog)
    column.addWidget(label)
    dialog.resize(240, 60)
    dialog.show()
    assert dialog.height() <= screen_room(dialog).height()
    label.setText("Short.")
    dialog.close()
    dialog.resize(240, 400)
    dialog.show()
    assert dialog.height() == 400
