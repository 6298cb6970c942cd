from pathlib import Path

import numpy as np

from transcriber.app.folders import recordings_folder
from transcriber.app.request import FileSource, MicrophoneSource
from transcriber.app.sources import audio_input, create_spool, trial_speech
from transcriber.audio.audio_file import AudioFile
from transcriber.audio.lasting_microphone import LastingMicrophone


def test_each_source_has_its_input() -> None:
    assert isinstance(audio_input(MicrophoneSource()), LastingMicrophone)
    file = audio_input(FileSource(Path("talk.wav")))
    assert isinstance(file, AudioFile)
    assert file.path == Path("talk.wav")


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
