from pathlib import Path

import pytest

from transcriber.app import guarded_input
from transcriber.app.guarded_input import GuardedInput
from transcriber.app.request import FileSource, MicrophoneSource, RecordingRequest
from transcriber.audio.lasting_microphone import LastingMicrophone
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Notice, RecordingChanged, RecordingState
from transcriber.settings.safeguards import Safeguards


class Inhibition:
    """Remembers what was asked for last."""

    def __init__(self) -> None:
        self.is_held = False

    def hold(self) -> None:
        self.is_held = True

    def release(self) -> None:
        self.is_held = False


@pytest.fixture
def inhibition(monkeypatch: pytest.MonkeyPatch) -> Inhibition:
    made = Inhibition()
    monkeypatch.setattr(guarded_input, "SleepInhibition", lambda: made)
    return made


def request(source: MicrophoneSource | FileSource, safeguards: Safeguards) -> RecordingRequest:
    return RecordingRequest(source=source, configuration=SessionConfiguration(), safeguards=safeguards)


def test_the_computer_stays_awake_while_something_is_recorded(inhibition: Inhibition) -> None:
    told: list[Notice] = []
    guarded = GuardedInput(request(MicrophoneSource(), Safeguards()))
    publish = guarded.watched(told.append)
    held = []
    for state in RecordingState:
        publish(RecordingChanged(state))
        held.append((state, inhibition.is_held))

    assert [state for state, is_held in held if is_held] == [RecordingState.RECORDING]
    assert [notice.state for notice in told if isinstance(notice, RecordingChanged)] == list(RecordingState)

    publish(RecordingChanged(RecordingState.RECORDING))
    guarded.end()
    assert not inhibition.is_held


def test_a_file_keeps_nobody_awake(inhibition: Inhibition) -> None:
    guarded = GuardedInput(request(FileSource(Path("talk.wav")), Safeguards()))
    guarded.watched(lambda notice: None)(RecordingChanged(RecordingState.RECORDING))
    assert not inhibition.is_held


def test_other_safeguards_count_at_once(inhibition: Inhibition) -> None:
    off = Safeguards(inhibits_sleep=False, substitutes_microphone=False, returns_to_microphone=False)
    guarded = GuardedInput(request(MicrophoneSource(), off))
    microphone = guarded.source
    assert isinstance(microphone, LastingMicrophone)
    assert (microphone._substitutes, microphone._returns) == (False, False)
    guarded.watched(lambda notice: None)(RecordingChanged(RecordingState.RECORDING))
    assert not inhibition.is_held

    guarded.update(Safeguards())
    assert inhibition.is_held
    assert (microphone._substitutes, microphone._returns) == (True, True)
    guarded.update(off)
    assert not inhibition.is_held
