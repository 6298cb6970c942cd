"""The protocol window: watches only while it is open, is never flooded, and finds, copies and saves what it shows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QMessageBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.protocol_view import ProtocolView
from transcriber.gui.theme import Theme
from transcriber.realtime.trace import Channel, Direction, TraceEntry
from transcriber.session.notices import ProtocolTraced


class WatchedApp:
    def __init__(self) -> None:
        self.asked: list[tuple[bool, bool]] = []

    def watch_protocol(self, is_watched: bool, *, keeps_audio: bool = False) -> None:
        self.asked.append((is_watched, keeps_audio))


class Exchange:
    """A window, and what comes to it."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._number = 0
        self.app = WatchedApp()
        self.bridge = NoticeBridge()
        self.view = ProtocolView(theme, self.app, self.bridge)
        qtbot.addWidget(self.view)

    def send(self, type_: str, text: str = "{}", direction: Direction = Direction.SENT) -> None:
        self._number += 1
        entry = TraceEntry(
            at_ms=self._number * 10,
            direction=direction,
            channel=Channel.WEBSOCKET,
            type=type_,
            size_bytes=len(text),
            text=text,
        )
        self.bridge.publish(ProtocolTraced(entry))

    def wait_for(self, kept: int) -> None:
        self._qtbot.waitUntil(lambda: self.view.messages.kept_count == kept)

    def types(self) -> list[str]:
        messages = self.view.messages
        return [messages.entry(row).type for row in range(messages.rowCount())]


@pytest.fixture
def exchange(theme: Theme, qtbot: QtBot) -> Exchange:
    made = Exchange(theme, qtbot)
    made.view.show()
    return made


def test_it_watches_only_while_it_is_open(exchange: Exchange, qtbot: QtBot) -> None:
    assert exchange.app.asked == [(True, False)]
    exchange.view.close()
    assert exchange.app.asked == [(True, False), (False, False)]
    exchange.send("session.created")
    qtbot.wait(150)
    assert exchange.view.messages.kept_count == 0
    exchange.view.show()
    assert exchange.app.asked[-1] == (True, False)


def test_the_time_runs_on_when_it_is_opened_again(exchange: Exchange, qtbot: QtBot) -> None:
    exchange.send("first")
    exchange.wait_for(1)
    exchange.view.close()
    exchange.view._started_utc -= timedelta(hours=1)
    exchange.view.show()
    exchange.send("second")
    exchange.wait_for(2)
    first, second = exchange.view.messages.kept
    assert first.at_ms == 10
    assert second.at_ms >= 3_600_000
    exchange.view.clear.click()
    exchange.send("third")
    exchange.wait_for(1)
    started_ago = datetime.now(UTC) - exchange.view._started_utc
    assert started_ago >= timedelta(hours=1)


def test_audio_is_asked_for_only_by_its_switch(exchange: Exchange) -> None:
    assert not exchange.view.audio.isChecked()
    exchange.view.audio.click()
    assert exchange.app.asked[-1] == (True, True)
    exchange.view.audio.click()
    assert exchange.app.asked[-1] == (True, False)


def test_many_messages_come_together(exchange: Exchange, qtbot: QtBot) -> None:
    inserted: list[int] = []
    exchange.view.messages.rowsInserted.connect(lambda _parent, first, last: inserted.append(last - first + 1))
    for _ in range(500):
        exchange.send("input_audio_buffer.append")
    exchange.wait_for(500)
    assert sum(inserted) == 500
    assert len(inserted) <= 3
    bar = exchange.view.table.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_the_chosen_message_is_laid_out_as_plain_text(exchange: Exchange, qtbot: QtBot) -> None:
    exchange.send("error", '{"type":"error","error":{"message":"<b>bold</b>"}}', Direction.RECEIVED)
    exchange.wait_for(1)
    exchange.view.table.selectRow(0)
    assert exchange.view.detail.toPlainText().splitlines()[1] == '  "type": "error",'
    assert "<b>bold</b>" in exchange.view.detail.toPlainText()


def test_messages_are_found_by_text_direction_and_type(exchange: Exchange, qtbot: QtBot) -> None:
    exchange.send("session.update", '{"language":"de"}')
    exchange.send("session.updated", '{"language":"de"}', Direction.RECEIVED)
    exchange.send("error", "{}", Direction.RECEIVED)
    exchange.wait_for(3)
    view = exchange.view
    qtbot.keyClicks(view.text, "LANGUAGE")
    qtbot.waitUntil(lambda: exchange.types() == ["session.update", "session.updated"])
    assert view.note.words == "2 of 3 messages."
    view.direction.segments[2].click()
    assert exchange.types() == ["session.updated"]
    view.text.clear()
    qtbot.waitUntil(lambda: exchange.types() == ["session.updated", "error"])
    view.type.setCurrentIndex(view.type.findData("error"))
    view.type.activated.emit(view.type.currentIndex())
    assert exchange.types() == ["error"]


def test_while_it_is_paused_the_list_stands_and_nothing_is_lost(exchange: Exchange, qtbot: QtBot) -> None:
    exchange.send("first")
    exchange.wait_for(1)
    exchange.view.pause.click()
    exchange.send("second")
    exchange.send("third")
    qtbot.waitUntil(lambda: exchange.view.note.words == "1 message. Paused: 2 wait.")
    assert exchange.types() == ["first"]
    exchange.view.pause.click()
    assert exchange.types() == ["first", "second", "third"]


def test_what_is_selected_is_copied_as_it_came(exchange: Exchange, qtbot: QtBot) -> None:
    assert not exchange.view.copy.isEnabled()
    exchange.send("a", '{"a":1}')
    exchange.send("b", '{"b":2}')
    exchange.wait_for(2)
    exchange.view.table.selectAll()
    exchange.view.copy.click()
    assert QGuiApplication.clipboard().text() == '{"a":1}\n{"b":2}'
    exchange.view.table.selectRow(1)
    exchange.view.table.setFocus()
    qtbot.keyClick(exchange.view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == '{"b":2}'


def test_clearing_leaves_nothing_to_save(exchange: Exchange) -> None:
    exchange.send("a")
    exchange.wait_for(1)
    exchange.view.table.selectRow(0)
    exchange.view.clear.click()
    assert exchange.view.detail.toPlainText() == ""
    assert not exchange.view.save.isEnabled()
    assert exchange.view.note.words.startswith("Nothing yet.")


def test_saving_says_when_speech_is_among_it(exchange: Exchange, tmp_path: Path) -> None:
    exchange.view.audio.click()
    exchange.send("input_audio_buffer.append")
    exchange.wait_for(1)
    exchange.view.audio.click()
    exchange.view.save.click()
    question = exchange.view.findChildren(QMessageBox)[0]
    assert "speech itself" in question.informativeText()
    question.reject()


def test_every_control_has_a_name(exchange: Exchange) -> None:
    labelled = {label.buddy() for label in exchange.view.findChildren(QLabel)}
    kinds: tuple[type[QWidget], ...] = (QAbstractButton, QPlainTextEdit, QComboBox)
    for kind in kinds:
        for control in exchange.view.findChildren(kind):
            if control.focusPolicy() is not Qt.FocusPolicy.NoFocus and control.isVisible():
                named = control.accessibleName() or control in labelled or getattr(control, "text", str)()
                assert named, control


def test_escape_closes_it(exchange: Exchange, qtbot: QtBot) -> None:
    qtbot.keyClick(exchange.view, Qt.Key.Key_Escape)
    assert not exchange.view.isVisible()


def test_it_is_as_high_as_it_was_made_after_the_next_start(exchange: Exchange, theme: Theme, qtbot: QtBot) -> None:
    exchange.view.show()
    exchange.view.resize(exchange.view.width(), 610)
    exchange.view.close()
    assert Exchange(theme, qtbot).view.height() == 610
