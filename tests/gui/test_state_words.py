"""The state in words."""

from dataclasses import replace

import pytest

from tests.gui.foot_words import foot_words
from transcriber.audio.loudness import Loudness
from transcriber.gui.state_words import Situation, chip_words, level_words, meter_words, seconds
from transcriber.session.notices import LinkState, Meter, Progress, RecordingState

LIVE = Situation(
    recording=RecordingState.RECORDING, link=LinkState.CONNECTED, meter=Meter(level_dbfs=-20, delay_ms=400)
)


def test_at_rest() -> None:
    assert chip_words(Situation()) == ("Ready", "", "quiet")
    assert foot_words(Situation()) == "Mic off   ·   Link: on this computer"
    assert foot_words(Situation(has_microphone=False)).startswith("No microphone")


def test_while_it_works() -> None:
    assert chip_words(LIVE) == ("Live", "0.4 s", "ok")
    assert foot_words(LIVE) == "Mic ok   ·   Link: on this computer   ·   Text 0.4 s behind"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"meter": Meter(is_digital_silence=True)}, "Mic silent: the microphone sends nothing: is it muted?"),
        ({"meter": Meter(is_clipping=True)}, "Mic too loud"),
        ({"meter": Meter(loudness=Loudness.TOO_QUIET)}, "Mic too quiet"),
        ({"meter": Meter(loudness=Loudness.NOTHING)}, "Mic hears no speech"),
        ({"meter": Meter(waiting_ms=14_200)}, "14 s waiting to be sent"),
        ({"meter": Meter()}, "No text yet"),
        ({"link": LinkState.STARTING_ENGINE}, "Link: starting the engine"),
        ({"link": LinkState.RECONNECTING, "link_detail": "Try 2."}, "Link: connecting again: Try 2"),
        ({"link": LinkState.FAILED}, "Link lost"),
        ({"is_file": True}, "Audio file   ·   Link: on this computer   ·   Text 0.4 s behind"),
        ({"is_file": True, "meter": Meter(waiting_ms=900_000)}, "Audio file   ·   Link: on this computer"),
        ({"is_local": False, "service_title": "OpenAI"}, "Link: OpenAI"),
        ({"cost": "Cost: $0.0123"}, "Text 0.4 s behind   ·   Cost: $0.0123"),
    ],
)
def test_each_fault_has_its_own_words(change: dict[str, object], words: str) -> None:
    assert words in foot_words(replace(LIVE, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "chip"),
    [
        ({"recording": RecordingState.STARTING}, ("Starting", "", "quiet")),
        ({"recording": RecordingState.FINISHING}, ("Finishing", "", "quiet")),
        ({"link": LinkState.CONNECTING}, ("Recording", "connecting", "warn")),
        ({"link": LinkState.RECONNECTING}, ("Connecting again", "", "warn")),
        ({"link": LinkState.FAILED}, ("No connection", "", "bad")),
        ({"meter": Meter(delay_ms=12_000)}, ("Live", "12 s", "warn")),
        ({"is_push_to_talk": True}, ("Hold F8 to talk", "", "quiet")),
        ({"is_push_to_talk": True, "is_talking": True}, ("Talking", "", "ok")),
        ({"is_push_to_talk": True, "link": LinkState.RECONNECTING}, ("Connecting again", "", "warn")),
    ],
)
def test_the_chip_says_the_state(change: dict[str, object], chip: tuple[str, str, str]) -> None:
    assert chip_words(replace(LIVE, **change)) == chip  # type: ignore[arg-type]


CLOSING = "Closing when the last words are here. Close again to close now."
FILE = replace(LIVE, is_file=True, is_read_at_once=True, recording=RecordingState.FINISHING)


@pytest.mark.parametrize(
    ("change", "chip", "text"),
    [
        ({}, ("Transcribing", "", "ok"), "Transcribing"),
        ({"recording": RecordingState.RECORDING}, ("Transcribing", "", "ok"), "Transcribing"),
        ({"progress": Progress(20_400, 60_000)}, ("Transcribing", "34 %", "ok"), "Transcribing, 34 %"),
        ({"progress": Progress(59_800, 60_000)}, ("Transcribing", "99 %", "ok"), "Transcribing, 99 %"),
        ({"progress": Progress(60_000, 60_000)}, ("Finishing", "", "quiet"), "Finishing"),
        ({"progress": Progress(59_980, 60_000)}, ("Finishing", "", "quiet"), "Finishing"),
        ({"is_closing": True}, ("Finishing", "", "quiet"), CLOSING),
        ({"is_push_to_talk": True}, ("Transcribing", "", "ok"), "Transcribing"),
        ({"link": LinkState.CONNECTING}, ("Transcribing", "connecting", "warn"), "Transcribing"),
        ({"link": LinkState.RECONNECTING}, ("Connecting again", "", "warn"), "Transcribing"),
        ({"link": LinkState.FAILED}, ("No connection", "", "bad"), "Transcribing"),
        ({"recording": RecordingState.STARTING}, ("Starting", "", "quiet"), "Text 0.4 s behind"),
        ({"is_read_at_once": False}, ("Finishing", "", "quiet"), "Finishing"),
    ],
)
def test_a_file_that_was_read_is_transcribed_up_to_its_last_words(
    change: dict[str, object], chip: tuple[str, str, str], text: str
) -> None:
    situation = replace(FILE, **change)  # type: ignore[arg-type]
    assert chip_words(situation) == chip
    assert foot_words(situation).split("   ·   ")[-1] == text


def test_numbers_for_people() -> None:
    assert [seconds(time_ms) for time_ms in (0, 440, 9_940, 14_200)] == ["0.0 s", "0.4 s", "9.9 s", "14 s"]
    assert level_words(Meter(level_dbfs=-18.4)) == "−18 dBFS"
    assert level_words(Meter()) == "−∞ dBFS"


@pytest.mark.parametrize(
    ("meter", "words"),
    [
        (Meter(level_dbfs=-18.4), "−18 dBFS"),
        (Meter(level_dbfs=-18.4, loudness=Loudness.GOOD), "−18 dBFS, good"),
        (Meter(level_dbfs=-50, loudness=Loudness.TOO_QUIET), "−50 dBFS, too quiet"),
        (Meter(level_dbfs=-65, loudness=Loudness.NOTHING), "−65 dBFS, nothing heard"),
        (Meter(level_dbfs=-9, loudness=Loudness.TOO_LOUD), "−9 dBFS, too loud"),
        (Meter(level_dbfs=-3, loudness=Loudness.GOOD, is_clipping=True), "−3 dBFS, too loud"),
        (Meter(loudness=Loudness.GOOD, is_digital_silence=True), "−∞ dBFS, nothing heard"),
    ],
)
def test_the_level_has_a_verdict_beside_it(meter: Meter, words: str) -> None:
    assert meter_words(meter) == words


def test_a_long_title_leaves_room_for_what_moves() -> None:
    situation = replace(LIVE, is_local=False, service_title="The captions server on the second floor, left")

    assert "Link: The captions server on…   ·   Text 0.4 s behind" in foot_words(situation)
