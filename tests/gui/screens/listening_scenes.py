"""A recording that runs: before the first word, with twenty turns, with thousands, held, paused, ending."""

from dataclasses import replace
from pathlib import Path

from tests.gui.screens.picture_stage import METER, YETI, PictureStage, Scene
from tests.gui.screens.spoken import MEETING, hear, hear_meeting, live, turn
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.session.notices import LinkChanged, LinkState, Progress, RecordingChanged, RecordingState
from transcriber.settings.preferences import Preferences

_MANY = 2_000


def _listening(stage: PictureStage) -> None:
    stage.listen()
    stage.take("listening")
    hear(stage, live(1, "Good morning. Let’s go through", "the tickets of"))
    stage.take("listening-first-words")


def _twenty(stage: PictureStage) -> None:
    stage.listen()
    hear_meeting(stage)
    stage.take("twenty-turns")


def _long(stage: PictureStage) -> None:
    stage.listen()
    hear(stage, *(turn(number, MEETING[number % len(MEETING)]) for number in range(1, _MANY)))
    bar = stage.window.page.transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    stage.settle()
    hear(stage, *(turn(number, MEETING[number % len(MEETING)]) for number in range(1, _MANY + 3)))
    stage.take("long")


def _talking(stage: PictureStage) -> None:
    stage.again(Preferences(commit_policy=CommitPolicy(push_to_talk=True)))
    stage.listen()
    stage.take("push-to-talk")
    stage.window.state.set_talking(True)
    stage.take("push-to-talk-held")


def _ending(stage: PictureStage) -> None:
    stage.listen()
    hear_meeting(stage)
    stage.publish(RecordingChanged(RecordingState.PAUSED, YETI.name, METER.recorded_ms))
    stage.take("paused")
    stage.app.meter_now = replace(METER, owed_ms=3_400)
    stage.publish(RecordingChanged(RecordingState.FINISHING))
    stage.take("finishing")
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    stage.window.parts.recording.transcribe_file(Path("Lecture 7.wav"))
    stage.publish(LinkChanged(LinkState.CONNECTED))
    stage.publish(RecordingChanged(RecordingState.FINISHING, "Lecture 7.wav", 2_700_000), Progress(918_000, 2_700_000))
    hear_meeting(stage)
    stage.take("transcribing-file")
    stage.app.meter_now = METER
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    stage.take("stopped")


SCENES = (
    Scene("listening", _listening, frozenset({"listening"})),
    Scene("twenty-turns", _twenty, frozenset({"twenty-turns"})),
    Scene("long", _long),
    Scene("push-to-talk", _talking, frozenset({"push-to-talk-held"})),
    Scene("ending", _ending, frozenset({"finishing", "transcribing-file"})),
)
