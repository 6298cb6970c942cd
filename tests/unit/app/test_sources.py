from pathlib import Path

import numpy as np
import pytest

from transcriber.app.folders import recordings_folder
from transcriber.app.request import FileSource, MicrophoneSource
from transcriber.app.sources import audio_input, create_spool, trial_speech
from transcriber.audio import lasting_microphone
from transcriber.audio.audio_file import AudioFile
from transcriber.audio.devices import Route
from transcriber.audio.inputs import InputError
from transcriber.audio.lasting_microphone import LastingMicrophone


def test_each_source_has_its_input() -> None:
    assert isinstance(audio_input(MicrophoneSource()), LastingMicrophone)
    file = audio_input(FileSource(Path("talk.wav")))
    assert isinstance(file, AudioFile)
    assert file.path == Path("talk.wav")


async def test_a_microphone_that_was_named_just_now_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_such(device_id: str | None) -> Route:
        raise InputError("unknown_device", f"There is no microphone called {device_id}.")

    monkeypatch.setattr(lasting_microphone, "route_to", none_such)
    with pytest.raises(InputError, match="called yeti"):
        await audio_input(MicrophoneSource("yeti")).open()
    with pytest.raises(InputError, match="called None"):
        await audio_input(MicrophoneSource("yeti", remembered_name="Yeti")).open()


def test_every_recording_has_a_file_of_its_own(own_home: Path) -> None:
    spools = [create_spool() for _ in range(3)]

    assert {spool.path.parent for spool in spools} == {recordings_folder()}
    assert len({spool.path for spool in spools}) == 3
    for spool in spools:
        spool.delete()


async def test_the_speech_of_a_trial_is_two_seconds_of_somebody_speaking() -> None:
    speech = await trial_speech()

    assert speech.dtype == np.dtype(np.int16)
    assert speech.size == 48_000
    assert np.abs(speech[24_000:].astype(np.int32)).max() > 2_000
