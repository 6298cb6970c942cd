"""Who speaks, and in what script: speakers, two sources, right to left, other scripts, rows that are no text."""

from dataclasses import replace

from tests.gui.screens.picture_stage import METER, YETI, PictureStage, Scene
from tests.gui.screens.spoken import OTHER_SCRIPTS, RIGHT_TO_LEFT, hear, hear_meeting, live, turn
from transcriber.audio.devices import InputDevice
from transcriber.settings.preferences import Preferences
from transcriber.settings.sources import Sources
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState

_MONITOR = InputDevice("speakers.monitor", "Monitor of Speakers", 48_000, 2, is_default=True, is_played=True)
_BOTH = (
    (0, "Can you hear me? I have the installer open on the other screen."),
    (1, "Loud and clear. Which version is that?"),
    (0, "The one from this morning. It asks for the microphone once and never again."),
    (1, "Then the only thing left is the certificate, and that arrives on Thursday."),
    (1, "I will sign it the same evening."),
    (0, "Good. I write that into the notes, so that nobody has to ask."),
)


def _speakers(stage: PictureStage) -> None:
    stage.again(Preferences(marks_doubtful_words=True))
    stage.listen()
    hear_meeting(stage, has_speakers=True)
    stage.take("speakers")
    stage.window.speakers.open()
    assert stage.window.speakers.dialog is not None
    stage.take("speakers-dialog", stage.window.speakers.dialog)
    stage.window.speakers.close()


def _two_sources(stage: PictureStage) -> None:
    stage.devices = (YETI, _MONITOR)
    stage.again(Preferences(sources=Sources(with_played_sound=True)))
    stage.app.meter_now = replace(METER, played_level_dbfs=-24.0, played_peak_dbfs=-16.0)
    stage.listen()
    turns = [turn(number, text, lane=lane) for number, (lane, text) in enumerate(_BOTH, start=1)]
    hear(stage, *turns, live(7, "And the captions page works in", "every browser that I", lane=1))
    stage.take("two-sources")
    stage.devices = (YETI,)


def _right_to_left(stage: PictureStage) -> None:
    stage.listen()
    hear(
        stage,
        *(turn(number, text) for number, text in enumerate(RIGHT_TO_LEFT, start=1)),
        live(7, "نعم، اثنان منهم. كل قارئ", "يختار الحجم بنفسه"),
    )
    stage.take("right-to-left")


def _scripts(stage: PictureStage) -> None:
    stage.listen()
    failed = Turn(number=7, state=TurnState.FAILED, start_ms=555_000, failure="the service was too busy")
    hear(
        stage,
        *(turn(number, text) for number, text in enumerate(OTHER_SCRIPTS, start=1)),
        turn(6, "unbroken" * 60),
    )
    stage.bridge.publish(TurnChanged(TurnChange.FAILED, failed, 6))
    struck = replace(turn(8, "Thank you for watching."), is_on_silence=True)
    stage.bridge.publish(TurnChanged(TurnChange.COMPLETED, struck, 7))
    stage.settle()
    stage.take("scripts")


def _doubtful(stage: PictureStage) -> None:
    stage.again(Preferences(marks_doubtful_words=True))
    stage.listen()
    text = "I tried it in the town hall yesterday. The only odd word was the vendor, Cresswell."
    at = text.index("Cresswell")
    both = ("And if the device disappears completely?", "The recording says so within two seconds.")
    hear(
        stage,
        replace(turn(1, text, "A"), doubtful=((at, at + 9),), languages=("en",)),
        replace(turn(2, "Fügen wir es zum Prompt hinzu.", "B"), languages=("de",)),
        replace(
            turn(3, " ".join(both)),
            segments=tuple(SpeakerSegment(speaker, each) for speaker, each in zip("AC", both, strict=True)),
            doubtful=((11, 17), (60, 70)),
            languages=("en",),
        ),
    )
    stage.window.page.transcript.name_speakers({"A": "Ana", "B": "Benedikt Oberhofer"})
    stage.take("doubtful-words")


SCENES = (
    Scene("speakers", _speakers, frozenset({"speakers"})),
    Scene("two-sources", _two_sources, frozenset({"two-sources"})),
    Scene("right-to-left", _right_to_left, frozenset({"right-to-left"})),
    Scene("scripts", _scripts),
    Scene("doubtful", _doubtful, frozenset({"doubtful-words"})),
)
