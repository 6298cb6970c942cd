"""One part tells, another one does: the links between them, pulled one by one."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from transcriber.app import FileSource
from transcriber.gui.about_dialog import AboutDialog
from transcriber.session.notices import Problem, RecordingChanged, RecordingState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def test_a_chosen_file_is_transcribed_wherever_it_was_asked_for(stage: Stage, tmp_path: Path) -> None:
    parts, talk = stage.window.parts, tmp_path / "talk.wav"
    for ask in (parts.actions.open_file.trigger, parts.page.empty.file_asked.emit, parts.remedies.file_asked.emit):
        ask()
        dialog = stage.window.findChildren(QFileDialog)[-1]
        dialog.filesSelected.emit([str(talk)])
        dialog.reject()
    assert stage.app.asked[0].source == FileSource(talk, None)
    assert len(parts.page.banner.problems) == 1, "the second and the third find the first one running"


def test_what_asks_for_a_file_does_not_keep_anybody_from_the_recording(stage: Stage, qtbot: QtBot) -> None:
    actions = stage.window.parts.actions
    actions.open_file.trigger()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X", 1_000))
    qtbot.wait(10)
    actions.diagnosis.trigger()
    asked = stage.window.findChildren(QFileDialog)
    assert [dialog.isModal() for dialog in asked] == [False, False]
    for dialog in asked:
        dialog.close()


def test_the_search_opens_the_column_that_it_is_in(stage: Stage) -> None:
    parts = stage.window.parts
    parts.sides.show_history(False)
    parts.actions.search.trigger()
    assert parts.sides.is_history_wanted
    assert parts.history.column.isVisible()


def test_every_part_that_finds_a_problem_has_it_shown(stage: Stage) -> None:
    parts = stage.window.parts
    found = [Problem(code, "Something is wrong.") for code in ("one", "two", "three", "four")]
    for part, problem in zip((parts.live, parts.remembered, parts.keeping, parts.history), found, strict=True):
        part.problem_raised.emit(problem)
    assert set(parts.page.banner.problems) == set(found)


def test_a_setting_that_is_wrong_opens_the_panel(stage: Stage) -> None:
    parts = stage.window.parts
    parts.sides.show_panel(False)
    parts.recording.panel_asked.emit()
    assert parts.sides.is_panel_wanted


def test_a_file_of_the_history_is_named_below(stage: Stage) -> None:
    stage.window.parts.history.saved.emit("talk.srt")
    assert "talk.srt" in stage.window.page.note.text()


def test_the_keyboard_is_at_the_record_button_once_a_recording_begins(stage: Stage) -> None:
    window = stage.window
    window.page.empty._demo.setFocus()
    window.page.empty._demo.click()
    assert window.focusWidget() is window.bar.record


def test_words_that_are_typed_keep_the_keyboard(stage: Stage) -> None:
    window = stage.window
    search = window.history.column.field
    search.setFocus()
    window.actions_.record.trigger()
    assert window.focusWidget() is search


def test_about_is_a_window_of_its_own(stage: Stage, qtbot: QtBot) -> None:
    stage.window.parts.actions.about.trigger()
    (dialog,) = stage.window.findChildren(AboutDialog)
    assert dialog.isVisible()
    dialog.close()


def test_a_title_that_somebody_else_wrote_is_one_line_of_plain_signs(stage: Stage) -> None:
    state = stage.window.parts.state
    for title, shown in (("Sync [*] & <b>b</b>", "Sync [*][*] & <b>b</b>"), ("a\u202eb\nc\x00", "ab c")):
        state.title = title
        state.titled.emit()
        assert stage.window.windowTitle() == f"{shown} – Transcriber"
