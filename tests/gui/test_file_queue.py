"""Several files are transcribed one after the other, until one fails, somebody stops, or words would be lost."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from transcriber.app import FileSource, RecordingRequest
from transcriber.session.notices import (
    Problem,
    Progress,
    RecordingChanged,
    RecordingKept,
    RecordingState,
)
from transcriber.settings.preferences import Preferences
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

FILES = tuple(Path(f"{name}.wav").absolute() for name in ("one", "two", "three"))
STOPPED = RecordingChanged(RecordingState.STOPPED)
WORDS = TurnChanged(TurnChange.COMPLETED, Turn(number=1, text="So it slips.", state=TurnState.FINISHED, start_ms=0), 0)


def drop(window: Any, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def begun(stage: Stage) -> list[Path]:
    requests = [asked for asked in stage.app.asked if isinstance(asked, RecordingRequest)]
    return [request.source.path for request in requests if isinstance(request.source, FileSource)]


def note(stage: Stage) -> str:
    return str(stage.window.page.note.text())


def codes(stage: Stage) -> list[str]:
    return [problem.code for problem in stage.window.page.banner.problems]


def end(stage: Stage, qtbot: QtBot, *said: object) -> None:
    """The recording that runs ends; whatever comes of that has come."""
    with qtbot.waitSignal(stage.window.state.recording_ended):
        stage.publish(*said, STOPPED)
    qtbot.wait(20)


def test_each_begins_when_the_one_before_has_ended(stage: Stage, qtbot: QtBot) -> None:
    drop(stage.window, *FILES)
    assert begun(stage) == [*FILES[:1]]
    assert note(stage) == "2 more files wait"
    stage.publish(Progress(5_000, 19_500))
    qtbot.waitUntil(lambda: note(stage) == "0:05 of 0:19  ·  2 more files wait")
    end(stage, qtbot, RecordingKept("uno"), WORDS)
    assert begun(stage) == [*FILES[:2]]
    assert note(stage).endswith("One more file waits")
    assert stage.window.page.title.text() == "two.wav"
    end(stage, qtbot)
    assert begun(stage) == [*FILES]
    assert "wait" not in note(stage)
    end(stage, qtbot)
    assert begun(stage) == [*FILES]
    assert codes(stage) == []


def test_several_can_be_chosen_too(stage: Stage, qtbot: QtBot) -> None:
    stage.window.actions_.open_file.trigger()
    [dialog] = stage.window.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(path) for path in FILES[:2]])
    dialog.reject()
    end(stage, qtbot)
    assert begun(stage) == [*FILES[:2]]


def test_who_stops_stops_all_of_it_and_is_told(stage: Stage, qtbot: QtBot) -> None:
    drop(stage.window, *FILES)
    stage.window.toggle_recording()
    assert stage.app.asked[-1] == "stop"
    assert note(stage) == "2 files that waited were left out."
    end(stage, qtbot)
    assert begun(stage) == [*FILES[:1]]


def test_who_closes_the_window_does_too(stage: Stage, qtbot: QtBot) -> None:
    drop(stage.window, *FILES[:2])
    assert not stage.window.close()
    assert note(stage) == "One file that waited was left out."
    with qtbot.waitSignal(stage.window.closed):
        stage.publish(STOPPED)
    assert begun(stage) == [*FILES[:1]]


def test_after_one_that_failed_no_other_begins_and_hides_why(stage: Stage, qtbot: QtBot) -> None:
    drop(stage.window, *FILES)
    end(stage, qtbot, Problem("key_refused", "The key was refused.", "Correct it.", is_fatal=True))
    assert begun(stage) == [*FILES[:1]]
    assert codes(stage) == ["key_refused", "files_left_out"]
    assert "wait" not in note(stage)


def test_words_that_no_history_holds_are_not_wiped(stage: Stage, qtbot: QtBot) -> None:
    drop(stage.window, *FILES[:2])
    lacking = Problem("not_kept", "The disk is full.", "Make room.")
    end(stage, qtbot, RecordingKept("uno"), lacking, WORDS)
    assert begun(stage) == [*FILES[:1]]
    assert codes(stage) == ["not_kept", "files_left_out"]
    assert stage.window.parts.keeping.text == "So it slips.\n"
    stage.window.parts.keeping.copy()


def test_without_a_history_several_are_refused_with_the_reason_and_one_is_taken(stage: Stage) -> None:
    window = stage.new_window(Preferences(keeps_history=False))
    drop(window, *FILES)
    assert begun(stage) == []
    [problem] = window.page.banner.problems
    assert (problem.code, "without a history" in problem.message) == ("not_one_file", True)
    drop(window, FILES[0])
    assert begun(stage) == [FILES[0]]
    window.close()
    window.close()


def test_while_a_recording_runs_nothing_is_put_behind_it(stage: Stage, qtbot: QtBot) -> None:
    stage.window.play_demo()
    drop(stage.window, *FILES)
    assert codes(stage) == ["already_recording"]
    end(stage, qtbot)
    assert begun(stage) == [begun(stage)[0]]


def test_what_can_no_longer_begin_is_said_with_the_rest(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(stage.window, *FILES)
    monkeypatch.setattr(stage.window.recording, "transcribe_file", lambda path: None)
    end(stage, qtbot)
    assert codes(stage) == ["files_left_out"]


def test_who_reads_something_else_meanwhile_is_left_there(stage: Stage, qtbot: QtBot) -> None:
    drop(stage.window, *FILES[:2])
    history = stage.window.history
    history.open_recording("another")
    end(stage, qtbot)
    assert begun(stage) == [*FILES[:2]]
    assert history.open_id == "another"
    assert stage.window.page.back.isVisibleTo(stage.window.page)
