"""`listen --with-played-sound`: whether what the computer plays is recorded beside the microphone."""

from transcriber.app import FileSource, MicrophoneSource
from transcriber.audio.devices import played_devices
from transcriber.audio.faults import AudioError
from transcriber.cli.faults import CannotStart
from transcriber.settings.preferences_file import load_preferences

WITH_MICROPHONE = (
    "What the computer plays is recorded beside a microphone only, not beside a file: leave out --with-played-sound, "
    "or name a microphone with --input."
)
NO_PLAYED_SOUND = (
    "What the computer plays cannot be recorded here: that needs Linux with PulseAudio or PipeWire, and a loudspeaker."
)


def is_played_too(asked: bool | None, source: MicrophoneSource | FileSource) -> bool:
    """What was asked for, or else what the settings say, as far as it can be had here.

    Raises:
        CannotStart: It was asked for by name and cannot be had.
    """
    wanted = load_preferences().sources.with_played_sound if asked is None else asked
    if not wanted:
        return False
    reason = _reason_against(source)
    if reason and asked:
        raise CannotStart(reason)
    return not reason


def _reason_against(source: MicrophoneSource | FileSource) -> str:
    if isinstance(source, FileSource):
        return WITH_MICROPHONE
    try:
        return "" if played_devices() else NO_PLAYED_SOUND
    except AudioError as error:
        return str(error)
