"""Where this user's files are, and what ships with the program."""

import contextlib
import importlib.resources
from pathlib import Path

from transcriber.audio.lane_files import lane_path, lane_paths


def sample_path() -> Path:
    """The recording of real speech that ships with the program."""
    return Path(str(importlib.resources.files("transcriber.assets") / "sample.flac"))


def recordings_folder() -> Path:
    """Where recordings are spooled; made when it is first written to, for this user alone."""
    return _data_folder() / "recordings"


def store_folder() -> Path:
    """Where the history is: the store and its safety copies; made at the first recording, for this user alone."""
    return _data_folder() / "history"


def keys_folder() -> Path:
    """Where keys are kept for a person who asked for files; made when it is first written to, for this user alone."""
    return _data_folder() / "keys"


def caption_link_path() -> Path:
    """Where the token of the caption page is remembered; made when it is first needed, for this user alone."""
    return _data_folder() / "caption-page" / "link"


def _data_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("transcriber", appauthor=False))


def remove_audio(path: Path) -> None:
    """Removes a recording's audio, of both lanes; what is not there is no fault."""
    for lane in (0, 1):
        lane_path(path, lane).unlink(missing_ok=True)


def size_bytes(path: Path) -> int | None:
    """Of the files of both lanes, of a recording whose microphone's audio is at `path`; None where there is none."""
    sizes: list[int] = []
    for each in lane_paths(path):
        with contextlib.suppress(OSError):
            sizes.append(each.stat().st_size)
    return sum(sizes) if sizes else None
