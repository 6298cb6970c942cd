"""The first page, and the window before anything was said."""

from tests.gui.screens.picture_stage import YETI, PictureStage, Scene
from transcriber.session.notices import RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState


def _first_page(stage: PictureStage) -> None:
    introduction = stage.window.parts.introduction
    introduction.open()
    page = introduction.page
    assert page is not None
    stage.take("first-run")
    page.elsewhere.button.click()
    page.test.asked.emit()
    stage.publish(RecordingChanged(RecordingState.RECORDING, YETI.name))
    said = Turn(number=1, text="Hello, this is a test of", provisional="the microphone", state=TurnState.LIVE)
    stage.publish(TurnChanged(TurnChange.DELTA, said, 0))
    stage.take("first-run-service")
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    stage.resize(900, 560)
    stage.take("first-run-small")
    stage.resize()
    introduction.leave()


def _empty(stage: PictureStage) -> None:
    stage.take("empty")
    stage.devices = ()
    stage.window.bar.microphone.refresh()
    stage.take("empty-no-microphone")
    stage.devices = (YETI,)


SCENES = (
    Scene("first-run", _first_page, frozenset({"first-run"})),
    Scene("empty", _empty, frozenset({"empty", "empty-no-microphone"})),
)
