"""What a recording is made of besides its service: the input, the file of its sound, a second of speech for a trial."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from transcriber.app.folders import recordings_folder, sample_path
from transcriber.app.request import FileSource, MicrophoneSource

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from transcriber.audio.inputs import AudioInput
    from transcriber.audio.spool import Spool

_TRIAL_SPEECH_S = 2
"""The sample begins with half a second of silence: what is left is a little more than a second of speech."""


def audio_input(source: MicrophoneSource | FileSource) -> "AudioInput":
    """The input that a request names; not opened yet."""
    if isinstance(source, FileSource):
        from transcriber.audio.audio_file import AudioFile

        return AudioFile(source.path, source.speed)
    from transcriber.audio.lasting_microphone import LastingMicrophone

    return LastingMicrophone(source.device_id, remembered_name=source.remembered_name)


def create_spool() -> "Spool":
    """A new file for one recording, named by its moment."""
    from transcriber.audio.spool import Spool

    name = datetime.now(UTC).strftime("%Y-%m-%d_%H-%M-%S_%f")
    return Spool.create(recordings_folder() / f"{name}.wav")


async def trial_speech() -> "npt.NDArray[np.int16]":
    """The beginning of the bundled sample, mono at 24 kHz. Session thread."""
    from transcriber.audio.audio_file import AudioFile
    from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
    from transcriber.audio.pcm import to_int16
    from transcriber.audio.resampler import Resampler

    sample = AudioFile(sample_path(), None)
    await sample.open()
    try:
        heard = b""
        resampler = Resampler(sample.sample_rate_hz, SPOOL_SAMPLE_RATE_HZ)
        async for block in sample.blocks():
            heard += to_int16(resampler.process(block.samples)).tobytes()
            if len(heard) >= 2 * _TRIAL_SPEECH_S * SPOOL_SAMPLE_RATE_HZ:
                break
    finally:
        await sample.close()
    import numpy as np

    return np.frombuffer(heard, np.int16)[: _TRIAL_SPEECH_S * SPOOL_SAMPLE_RATE_HZ]
