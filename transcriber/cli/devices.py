"""`transcriber devices`: the microphones, and whether what the computer plays can be recorded too."""

import argparse
import json
import sys
from dataclasses import asdict

from transcriber.audio.devices import InputDevice, input_devices, played_devices
from transcriber.audio.faults import AudioError
from transcriber.cli.plain_lines import one_line


def run(options: argparse.Namespace) -> int:
    """Print them; the exit code."""
    try:
        devices, played = input_devices(), played_devices()
    except AudioError as error:
        sys.stderr.write(f"{one_line(str(error))}\n")
        return 1
    if options.json:
        sys.stdout.write(json.dumps([_entry(device) for device in devices], ensure_ascii=False, indent=2) + "\n")
        return 0
    if not devices:
        sys.stderr.write("No microphone was found.\n")
    for device in devices:
        sys.stdout.write(_line(device) + "\n")
    for device in played:
        if device.is_default:
            name = one_line(device.name)
            sys.stderr.write(f"`listen --with-played-sound` also records what the computer plays: {name}.\n")
    return 0


def _entry(device: InputDevice) -> dict[str, object]:
    return {name: value for name, value in asdict(device).items() if name != "is_played"}


def _line(device: InputDevice) -> str:
    mark = "*" if device.is_default else " "
    return f"{mark} {one_line(device.name)}  [{device.device_id}]  {device.sample_rate_hz} Hz, {device.channels} ch"
