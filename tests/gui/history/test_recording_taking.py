"""What is taken along is read anew: a recording that is gone by then is told of."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.history.told_recording import NOW, ToldRecording
from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.history.recording_taking import RecordingTaking


def test_it_is_copied_with_its_gaps_until_it_is_gone(qtbot: QtBot, tmp_path: Path) -> None:
    told = ToldRecording(tmp_path / "history")
    told.say("One.")
    told.miss(2, 3, "the link was lost")
    page = QWidget()
    qtbot.addWidget(page)
    reading = HistoryReading(tmp_path / "history")
    taking = RecordingTaking(reading, page)
    taking.copy()
    taking.begin(told.recording)
    with qtbot.waitSignal(taking.said):
        taking.copy()
    assert QGuiApplication.clipboard().text() == "One.\n[Gap: the link was lost]\n"
    told.store.deletion.delete(told.public_id, NOW)
    with qtbot.waitSignal(taking.problem_raised):
        taking.copy_with_times()
    reading.close()
    told.close()
