"""What a client appends, turned into what a listener is fed: the same duration, to the sample. Pure."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from transcriber.audio.encoder import Decoder
from transcriber.audio.formats import AudioFormat
from transcriber.audio.turn_detection import SAMPLE_RATE_HZ

_SLICE_S = 1


class IncomingAudio:
    """One session's audio in one format, from wire bytes to float32 at 16 kHz mono. Event loop only.

    The decoder's filter keeps its last few milliseconds until more comes. They are made up for by as much silence at
    the very beginning, so that a commit of 100 ms holds 100 ms and times do not drift.
    """

    def __init__(self, audio_format: AudioFormat) -> None:
        self.audio_format = audio_format
        self._decoder = Decoder(audio_format, SAMPLE_RATE_HZ)
        self._appended_bytes = 0
        self._decoded_samples = 0

    def slices(self, audio: bytes) -> Iterator[tuple[bytes, NDArray[np.float32]]]:
        """Pieces of at most a second: the bytes (whole samples), and the samples of shape (n,) to feed for them.

        In pieces, because an append may hold minutes and others want the event loop in between.
        """
        slice_bytes = _SLICE_S * self.audio_format.bytes_per_second
        for start in range(0, len(audio), slice_bytes):
            piece = audio[start : start + slice_bytes]
            yield piece, self._decode(piece)

    def _decode(self, piece: bytes) -> NDArray[np.float32]:
        samples = self._decoder.decode(piece)
        self._appended_bytes += len(piece)
        self._decoded_samples += samples.size
        due_samples = self._appended_bytes * SAMPLE_RATE_HZ // self.audio_format.bytes_per_second
        missing_samples = max(0, due_samples - self._decoded_samples)
        self._decoded_samples += missing_samples
        return np.concatenate((np.zeros(missing_samples, np.float32), samples)) if missing_samples else samples
