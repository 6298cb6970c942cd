from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.vocabulary.fix_dialog import FixDialog
from transcriber.transcript.vocabulary import Entry


def test_it_says_where_the_word_stands_and_asks_once(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = FixDialog("pie six", lambda entry: ["We use pie six."] if entry.heard == ("pie six",) else [], parent)
    asked: list[tuple[Entry, bool]] = []
    dialog.asked.connect(lambda entry, from_now_on: asked.append((entry, from_now_on)))
    assert not dialog.replace.isEnabled(), "it is written as it is heard"
    dialog.written.setText("")
    assert "at least one letter" in dialog.fault.text()
    dialog.written.setText("PySide6")
    assert "We use pie six." in dialog.found.text()
    dialog.from_now_on.setChecked(False)
    dialog.accept()
    assert asked == [(Entry(written="PySide6", heard=("pie six",)), False)]
