"""When something is wrong: offline, recovering, refused, lost, and what the lights say of it."""

from dataclasses import replace

from tests.gui.screens.picture_stage import METER, YETI, PictureStage, Scene
from tests.gui.screens.spoken import hear_meeting
from transcriber.gui.light_words import Light
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.sentence import said
from transcriber.session.notices import LinkChanged, LinkState, Meter, Problem, RecordingChanged, RecordingState
from transcriber.settings.preferences import Preferences

_AT_OPENAI = Preferences(service="openai", configuration=SessionConfiguration(language="en"))
_REFUSED = (
    (
        "key_refused",
        said("The service refused the key."),
        said("Check it in Services."),
    ),
    (
        "dialect_refused",
        said("The service speaks another dialect of the protocol."),
        said("Its settings can be changed with one press."),
    ),
    (
        "not_confirmed",
        said("This service came from a file and was not confirmed."),
        said("It is used once you agree."),
    ),
)


def _offline(stage: PictureStage) -> None:
    stage.again(_AT_OPENAI)
    stage.listen()
    hear_meeting(stage)
    stage.app.meter_now = replace(METER, waiting_ms=14_000, delay_ms=None)
    stage.publish(LinkChanged(LinkState.RECONNECTING, said("The network is unreachable."), 4_000))
    stage.take("offline")
    away = said("The service has been out of reach for {longest_away_s:.0f} s.", longest_away_s=20.0)
    stage.publish(
        Problem("service_away", away, said("Nothing is lost: the recording goes on, and what waits is sent later."))
    )
    stage.take("offline-asks")


def _recovering(stage: PictureStage) -> None:
    stage.again(_AT_OPENAI)
    stage.listen()
    hear_meeting(stage)
    stage.app.meter_now = replace(METER, waiting_ms=9_000, delay_ms=9_400)
    stage.publish(
        LinkChanged(LinkState.CONNECTED),
        Problem(
            "reconnected",
            said("The connection is back."),
            said("Nothing is lost: the last {duration} are transcribed again.", duration="14 s"),
        ),
    )
    stage.take("recovering")


def _refused(stage: PictureStage) -> None:
    for code, message, remedy in _REFUSED:
        stage.again(_AT_OPENAI)
        stage.publish(Problem(code, message, remedy, is_fatal=True))
        stage.take(f"error-{code.replace('_', '-')}")


def _silent(stage: PictureStage) -> None:
    stage.listen()
    stage.app.meter_now = Meter(is_digital_silence=True, recorded_ms=9_000)
    stage.publish(
        Problem(
            "silent_input",
            said("The microphone gives only digital silence."),
            said("Check its mute switch and whether this system allows the program to use it."),
        )
    )
    stage.take("error-silent-microphone")
    stage.publish(
        Problem("budget_near", said("What this service costs is not known, so the monthly budget cannot be watched.")),
    )
    stage.take("error-several")
    stage.publish(RecordingChanged(RecordingState.STOPPED), LinkChanged(LinkState.OFF))


def _lights(stage: PictureStage) -> None:
    stage.listen()
    hear_meeting(stage)
    note = stage.window.page.light_note
    for light in Light:
        note.explain(stage.window.state.explained, light)
        stage.take(f"light-{light.name.lower()}")
    note.close_note()
    stage.publish(RecordingChanged(RecordingState.RECORDING, YETI.name))


SCENES = (
    Scene("offline", _offline, frozenset({"offline-asks"})),
    Scene("recovering", _recovering, frozenset({"recovering"})),
    Scene("error-refused", _refused, frozenset({"error-key-refused"})),
    Scene("error-silent", _silent),
    Scene("lights", _lights),
)
