"""What a person adds is shown at once, and from then on once: as the history keeps it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from tests.gui.history.told_recording import ToldRecording
from transcriber.gui.annotations.live_annotations import Annotation, LiveAnnotations
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.reading import HistoryReading
from transcriber.session.notices import HistoryChanged, RecordingKept
from transcriber.store.values import Mark, Note


class Told:
    """A recording that runs, and its annotations on the live page."""

    def __init__(self, folder: Path) -> None:
        self.recording = ToldRecording(folder)
        self.bridge = NoticeBridge()
        self.reading = HistoryReading(folder)
        self._owner = QObject()
        self.live = LiveAnnotations(self.bridge, self.reading, self._owner)
        self.shown: list[tuple[Annotation, ...]] = []
        self.live.changed.connect(lambda: self.shown.append(self.live.all))

    def keep(self) -> None:
        """The history knows it."""
        self.bridge.publish(RecordingKept(self.recording.public_id))

    def change(self, public_id: str | None = None) -> None:
        """Something in the history is other than before."""
        self.bridge.publish(HistoryChanged(self.recording.public_id if public_id is None else public_id))

    def hear(self) -> None:
        """What was told reaches the page, and no time passes for it."""
        QCoreApplication.sendPostedEvents(self.bridge, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        self.reading.close()
        self.recording.close()


@pytest.fixture
def told(tmp_path: Path, qtbot: QtBot) -> Iterator[Told]:
    made = Told(tmp_path / "history")
    yield made
    made.close()


def test_what_is_added_is_shown_at_once_and_then_as_it_is_kept(told: Told, qtbot: QtBot) -> None:
    told.keep()
    told.live.add_mark(1_000)
    told.live.add_note(2_000, "ask Ana")
    assert [(type(each), each.at_ms, each.id < 0) for each in told.live.all] == [
        (Mark, 1_000, True),
        (Note, 2_000, True),
    ]
    store = told.recording.store
    mark = store.annotations.add_mark(told.recording.public_id, 1_040)
    told.change()
    qtbot.waitUntil(lambda: mark in told.live.all)
    assert [each.at_ms for each in told.live.all] == [1_040, 2_000], "the note is not kept yet"
    note = store.annotations.add_note(told.recording.public_id, 2_000, "ask Ana")
    told.change()
    qtbot.waitUntil(lambda: told.live.all == (mark, note))


def test_what_was_changed_elsewhere_is_shown_and_nothing_is_told_twice(told: Told, qtbot: QtBot) -> None:
    told.keep()
    store = told.recording.store
    note = store.annotations.add_note(told.recording.public_id, 2_000, "ask Ana")
    told.change()
    qtbot.waitUntil(lambda: told.live.all == (note,))
    store.annotations.rewrite_note(note.id, "ask Ben")
    told.change()
    qtbot.waitUntil(lambda: told.live.all == (Note(note.id, 2_000, "ask Ben"),))
    store.annotations.remove_note(note.id)
    told.change("")
    qtbot.waitUntil(lambda: told.live.all == ())
    count = len(told.shown)
    told.change()
    qtbot.wait(100)
    assert len(told.shown) == count == 3


def test_other_recordings_change_nothing_and_another_one_begins_with_none(told: Told, qtbot: QtBot) -> None:
    told.recording.store.annotations.add_mark(told.recording.public_id, 1_000)
    told.change()
    told.keep()
    told.change("another")
    qtbot.waitUntil(lambda: bool(told.live.public_id))
    qtbot.wait(100)
    assert told.shown == []
    told.live.add_mark(2_000)
    told.change()
    told.hear()
    assert told.live._timer.isActive()
    told.live.begin()
    assert (told.live.all, told.live.public_id) == ((), "")
    qtbot.wait(100)
    assert told.live.all == ()
    told.live.begin()
    assert told.shown[-1] == ()
