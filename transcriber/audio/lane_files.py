"""Where the audio of a recording's second lane lies: beside the first one's, under its name with `.played`."""

from pathlib import Path

_PLAYED = ".played"


def lane_path(path: Path, lane: int) -> Path:
    """The file of that lane, of a recording whose microphone's audio is at `path`."""
    return path.with_name(f"{path.stem}{_PLAYED}{path.suffix}") if lane else path


def lane_paths(path: Path) -> tuple[Path, Path]:
    """Where both lanes' files are, if they are there."""
    return path, lane_path(path, 1)
