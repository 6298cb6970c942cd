"""The exchange into a file: what will be in it is said first, and an old file goes only for a whole new one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.protocol_saving import ProtocolSaving, saving_words
from transcriber.realtime.trace import Channel, Direction, TraceEntry
from transcriber.realtime.trace_file import read_trace

STARTED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ENTRIES = tuple(
    TraceEntry(at_ms=number, direction=Direction.RECEIVED, channel=Channel.WEBSOCKET, type="x", size_bytes=2, text="{}")
    for number in range(3)
)


@pytest.fixture
def window(styled: object, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_said_what_is_in_the_file_before_it_exists(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    saving = ProtocolSaving(window)
    saving.ask(ENTRIES, keeps_audio=False, started_utc=STARTED)
    question = window.findChildren(QMessageBox)[0]
    assert question.text() == "What was spoken will be in this file."
    assert "Audio is left out, but the text that was spoken" in question.informativeText()
    question.buttons()[0].click()
    dialog = window.findChildren(QFileDialog)[0]
    assert [question.isModal(), dialog.isModal()] == [False, False]
    with qtbot.waitSignal(saving.saved) as saved:
        dialog.fileSelected.emit(str(tmp_path / "trace.jsonl"))
    dialog.close()
    assert saved.args == ["trace.jsonl"]
    trace = read_trace(tmp_path / "trace.jsonl")
    assert trace.entries == ENTRIES
    assert trace.started_utc == STARTED
    assert not trace.keeps_audio


def test_audio_is_named_where_it_is_kept() -> None:
    assert "The speech itself is in it as audio" in saving_words(keeps_audio=True)


def test_a_file_that_was_there_is_replaced(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "trace.jsonl"
    path.write_text("old")
    saving = ProtocolSaving(window)
    with qtbot.waitSignal(saving.saved):
        saving.save(path, ENTRIES, keeps_audio=True, started_utc=STARTED)
    assert read_trace(path).keeps_audio
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    saving = ProtocolSaving(window)
    with qtbot.waitSignal(saving.failed) as failed:
        saving.save(tmp_path / "nowhere" / "trace.jsonl", ENTRIES, keeps_audio=False, started_utc=STARTED)
    assert failed.args[0].startswith("Not saved.")
