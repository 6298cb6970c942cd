"""The window in every state in which it shows other controls, for whoever walks them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import windows
from tests.gui.conftest import Stage
from tests.gui.history.told_recording import ToldRecording
from transcriber.gui.history.recording_page import RecordingPage
from transcriber.gui.light_words import Light
from transcriber.gui.panel.section import Section
from transcriber.session.notices import LinkChanged, LinkState, Problem, RecordingChanged, RecordingState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState

OPENS_NO_WINDOW_OF_ITS_OWN = {
    "open_file",
    "save",
    "save_previous",
    "save_pdf",
    "print",
    "diagnosis",
    "quit",
    "record",
    "demo",
    "toggle_theme",
    "system_theme",
    "larger_text",
    "smaller_text",
    "usual_text",
    "compact",
    "introduction",
    "toggle_panel",
    "toggle_history",
}
"""Or one of the system, or a state below. Everything else is pressed, so that a new window is walked unasked."""


def actions_of(stage: Stage) -> dict[str, QAction]:
    """What the window can be told to do."""
    return {name: each for name, each in vars(stage.window.actions_).items() if isinstance(each, QAction)}


def _live(stage: Stage, qtbot: QtBot) -> None:
    """Recording, with everything that can stand on the page and in the panel at once."""
    for section in stage.window.findChildren(Section):
        section.open()
    stage.window.toggle_recording()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"), LinkChanged(LinkState.CONNECTED))
    for number, (speaker, text) in enumerate((("A", "Good morning."), ("B", "Good morning, and welcome."))):
        turn = Turn(
            number=number + 1,
            text=text,
            state=TurnState.FINISHED,
            start_ms=number * 4_000,
            segments=(SpeakerSegment(speaker, text),),
        )
        stage.publish(TurnChanged(TurnChange.COMPLETED, turn, number))
    stage.publish(Problem("link_lost", "The link is lost.", "Recording continues."))
    stage.window.parts.find.open()
    stage.window.actions_.mark.trigger()
    stage.window.actions_.note.trigger()
    stage.window.page.light_note.explain(stage.window.state.explained, Light.TEXT)
    stage.window.history.column.undo.offer("gone", "Standup")


def _empty(stage: Stage, qtbot: QtBot) -> None:
    """Nothing was recorded yet."""


def _without_microphone(stage: Stage, qtbot: QtBot) -> None:
    stage.devices = ()
    stage.window.bar.microphone.refresh()


def _windows(stage: Stage, qtbot: QtBot) -> None:
    """Every window that an action opens."""
    for name, action in actions_of(stage).items():
        if name not in OPENS_NO_WINDOW_OF_ITS_OWN:
            action.trigger()


def _compact(stage: Stage, qtbot: QtBot) -> None:
    _live(stage, qtbot)
    stage.window.page.banner.clear_problems()
    stage.window.parts.compact.toggle()


def _first_page(stage: Stage, qtbot: QtBot) -> None:
    stage.window.parts.introduction.open()
    page = stage.window.parts.introduction.page
    assert page is not None
    page.elsewhere.button.click()


def stored_page(stage: Stage, qtbot: QtBot) -> RecordingPage:
    """A recording of the history with speakers, a gap and a turn that failed."""
    told = ToldRecording(Path("history"))
    told.say("Good morning.", "A")
    told.say("Good morning, and welcome.", "B")
    told.fail("the service was too busy")
    told.miss(4, 8, "the link was lost")
    told.finish()
    told.close()
    stage.window.history.column.recordings.reload()
    stage.window.history.open_recording(told.public_id)
    page = stage.window.history.page
    assert page is not None
    qtbot.waitUntil(lambda: page.contents is not None and page.contents.is_whole, timeout=10_000)
    qtbot.waitUntil(lambda: page.transcript.window_.is_complete, timeout=10_000)
    return page


def _stored(stage: Stage, qtbot: QtBot) -> None:
    page = stored_page(stage, qtbot)
    page.actions_.annotations.trigger()
    page.transcript.go_to(0)
    page.turns.edit(0)


def _stored_note(stage: Stage, qtbot: QtBot) -> None:
    page = stored_page(stage, qtbot)
    page.actions_.note.trigger()
    page.actions_.again.trigger()


def _stored_speakers(stage: Stage, qtbot: QtBot) -> None:
    stored_page(stage, qtbot).actions_.speakers.trigger()


STATES: dict[str, Callable[[Stage, QtBot], None]] = {
    "empty": _empty,
    "without a microphone": _without_microphone,
    "live": _live,
    "compact": _compact,
    "first page": _first_page,
    "stored recording": _stored,
    "note and transcribing again": _stored_note,
    "names of speakers": _stored_speakers,
    "windows": _windows,
}


def enter(state: str, stage: Stage, qtbot: QtBot) -> list[QWidget]:
    """Bring the window there; every window that is open then."""
    STATES[state](stage, qtbot)
    QApplication.processEvents()
    return windows()
