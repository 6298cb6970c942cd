"""Where the audio of a recording's second lane lies: beside the first one's, under its name with `.played`. Pure."""

from pathlib import Path

_PLAYED = ".played"


def lane_path(path: Path, lane: int) -> Path:
    """The file of that lane, of a recording whose microphone's audio is at `path`."""
    return path.with_name(f"{path.stem}{_PLAYED}{path.suffix}") if lane else path


def is_played_file(path: Path) -> bool:
    """Whether it is a second lane's."""
    return path.stem.endswith(_PLAYED)


def own_path(played: Path) -> Path:
    """The microphone's file beside a second lane's."""
    return played.with_name(f"{played.stem.removesuffix(_PLAYED)}{played.suffix}")
