"""The kept sound of all lanes of a recording as one: read from any place, each lane as long as it is.

One that cannot be read is left out as long as another one can.
"""

import logging
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from transcriber.audio.audio_file import open_soundfile
from transcriber.audio.channels import MonoMixer
from transcriber.audio.inputs import InputError
from transcriber.audio.lane_files import lane_paths
from transcriber.audio.pcm import F32
from transcriber.sentence import said

_KNEE = 0.8
"""What is louder is pressed together instead of being cut off where both lanes are loud."""

_logger = logging.getLogger(__name__)


class MixedSound:
    """The files of one recording, open. Any thread, one at a time."""

    def __init__(self, path: Path) -> None:
        """Open what there is of a recording whose microphone's audio is at `path`.

        Raises:
            InputError: `audio_missing`, `no_soundfile`, `not_audio`.
        """
        self._open = ExitStack()
        self._lanes = self._opened(path)
        self.sample_rate_hz = int(self._lanes[0].samplerate)
        self._mixers = [MonoMixer(lane.channels, self.sample_rate_hz) for lane in self._lanes]

    @property
    def frames(self) -> int:
        """As many as its longest lane has."""
        return max(int(lane.frames) for lane in self._lanes)

    def seek(self, frame: int) -> None:
        """The next `read` begins there."""
        for lane in self._lanes:
            lane.seek(min(frame, lane.frames))

    def read(self, frames: int) -> F32:
        """The next samples of shape (n,), within -1 to 1; fewer than `frames` is the end.

        Raises:
            OSError, RuntimeError: A file can no longer be read.
        """
        heard = [
            mixer.mix(lane.read(frames, dtype="float32", always_2d=True))
            for lane, mixer in zip(self._lanes, self._mixers, strict=True)
        ]
        if len(heard) == 1:
            return heard[0]
        mixed = np.zeros(max(map(len, heard)), np.float32)
        for samples in heard:
            mixed[: len(samples)] += samples
        return pressed(mixed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._open.close()

    def _opened(self, path: Path) -> list[Any]:
        there = [each for each in lane_paths(path) if each.exists()]
        if not there:
            raise InputError(
                "audio_missing",
                said("The sound {path} is no longer there.", path=path),
                said("Its text is still kept."),
            )
        lanes: list[Any] = []
        broken: InputError | None = None
        for each in there:
            try:
                lanes.append(self._open.enter_context(open_soundfile(each)))
            except InputError as error:
                broken = error
                _logger.info("%s is not played: %s", each, error)
        if not lanes and broken is not None:
            raise broken
        # Both are spooled at one rate, and made smaller together.
        return [lane for lane in lanes if lane.samplerate == lanes[0].samplerate]


def pressed(samples: F32) -> F32:
    """Samples of shape (n,) within -1 to 1, those up to the knee as they are."""
    loud = np.abs(samples) > _KNEE
    if not loud.any():
        return samples
    above = (np.abs(samples) - _KNEE) / (1 - _KNEE)
    bent = np.copysign(_KNEE + (1 - _KNEE) * np.tanh(above), samples)
    return np.where(loud, bent, samples).astype(np.float32)
