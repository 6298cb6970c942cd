"""Other people's readers of what is exported here."""

import json
import subprocess
from pathlib import Path


def ffprobe_times_ms(path: Path) -> list[tuple[int, int]]:
    """Start and end of every cue, as ffprobe reads them."""
    command = ["ffprobe", "-v", "error", "-show_packets", "-of", "json", str(path)]
    packets = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["packets"]
    starts = [round(1000 * float(packet["pts_time"])) for packet in packets]
    lengths = [round(1000 * float(packet["duration_time"])) for packet in packets]
    return [(start, start + length) for start, length in zip(starts, lengths, strict=True)]


def ffmpeg_words(path: Path) -> str:
    """What ffmpeg would show, its markup taken out."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "webvtt", "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout
