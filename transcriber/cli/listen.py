"""`transcriber listen`: live captions in the terminal."""

import argparse
import sys
from pathlib import Path

from transcriber.app import FileSource, MicrophoneSource, RecordingRequest, sample_path
from transcriber.audio.faults import AudioError
from transcriber.cli.attend import Attendant
from transcriber.cli.console import Captions, one_line
from transcriber.cli.json_lines import JsonLines
from transcriber.cli.session_options import WrongUsage, configuration_from, profile_from

_NOTHING_TO_RECORD_WITH = {"no_portaudio", "no_microphone"}


def run(options: argparse.Namespace) -> int:
    """Listen until the input ends or Ctrl-C; the exit code."""
    try:
        configuration = configuration_from(options)
        source = _source_from(options.input)
    except WrongUsage as error:
        sys.stderr.write(f"transcriber listen: {error}\n")
        return 2
    except AudioError as error:
        sys.stderr.write(f"{one_line(str(error))}\n")
        return 1
    request = RecordingRequest(
        source=source,
        profile=profile_from(options),
        configuration=configuration,
    )
    view = JsonLines(sys.stdout, {}) if options.format == "jsonl" else Captions(sys.stdout, sys.stderr)
    with Attendant().attending() as attendant:
        return 0 if attendant.follow(request, view.show) else 1


def _source_from(text: str | None) -> MicrophoneSource | FileSource:
    from transcriber.audio.devices import find_input, input_devices

    if text is not None and (Path(text).exists() or "/" in text or Path(text).suffix):
        return FileSource(Path(text))
    if text is not None:
        return MicrophoneSource(find_input(text).device_id)
    try:
        if input_devices():
            return MicrophoneSource()
        reason = "No microphone was found."
    except AudioError as error:
        if error.code not in _NOTHING_TO_RECORD_WITH:
            raise
        reason = str(error)
    sys.stderr.write(f"{reason} So the bundled sample is played as if it were being spoken; it ends by itself.\n")
    return FileSource(sample_path())
