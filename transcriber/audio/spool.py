"""A recording's audio while it is made: on the disk, and in memory where the disk does not take it for now.

Its sample index is the recording's only clock. Law: the recording goes on whatever the disk does, and each sample is
read from, and in the end written to, the place that its index says.
"""

import concurrent.futures
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import numpy as np

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.audio.held_samples import HeldSamples
from transcriber.audio.pcm import I16
from transcriber.audio.spool_file import HEADER_BYTES, MAXIMUM_SAMPLES, SpoolError, SpoolFile, repair
from transcriber.sentence import said

__all__ = ["HEADER_BYTES", "MAXIMUM_SAMPLES", "Spool", "SpoolError", "SpoolListener", "SpoolTrouble", "repair"]

LEAST_HELD_SAMPLES = 10 * 60 * SPOOL_SAMPLE_RATE_HZ
"""The newest ten minutes are held whatever they are: 29 MB."""
MOST_HELD_SAMPLES = 60 * 60 * SPOOL_SAMPLE_RATE_HZ
"""An hour, 173 MB: beyond it even what was not transcribed yet is let go of."""

_HEADER_EVERY_S = 1.0
_SYNC_EVERY_S = 5.0
_TRY_EVERY_S = 5.0
_PIECES_A_STEP = 20
"""About 1 MB is written back between two blocks of sound."""
_LONGEST_UNSYNCED_SAMPLES = 60 * SPOOL_SAMPLE_RATE_HZ


@dataclass(frozen=True, slots=True)
class SpoolTrouble:
    """Why sound is not on the disk, and from which sample on."""

    error: SpoolError
    from_sample: int


@dataclass(frozen=True, slots=True)
class _Sync:
    """A disk may take seconds to answer, and captions never wait for a disk."""

    file: SpoolFile
    length_samples: int
    """What is on the disk once it has answered."""
    answer: "concurrent.futures.Future[None]"


class SpoolListener(Protocol):
    """Who must know what becomes of the sound. Session thread; must not raise."""

    def first_needed(self) -> int:
        """The first sample that is not transcribed yet: memory is kept for it as long as that goes."""

    def trouble_changed(self, trouble: SpoolTrouble | None) -> None:
        """The disk does not take the sound; None: it does again."""

    def samples_lost(self, start_sample: int, end_sample: int, *, is_needed: bool) -> None:
        """Memory ran out: these are zeros from now on; `is_needed`: they were not transcribed either."""

    def samples_cut(self, start_sample: int, end_sample: int) -> None:
        """Someone else cut the file: these are zeros from now on. Told again whenever they are asked for."""


class Spool:
    """One recording's audio while it grows. Session thread only: its writes are short, its reads are positional."""

    def __init__(self, path: Path, maximum_samples: int) -> None:
        """Use `create`."""
        self.path = path
        self._listener: SpoolListener | None = None
        self._trouble: SpoolTrouble | None = None
        self._maximum_samples = maximum_samples
        self._file: SpoolFile | None = None
        self._held: HeldSamples | None = None
        """What comes after the file's end, while there is trouble."""
        self._length_samples = 0
        self._synced_samples = 0
        self._header_at_s: float | None = None
        self._synced_at_s: float | None = None
        self._sync: _Sync | None = None
        """On its way to the disk."""
        self._tried_at_s: float | None = None
        self._is_open = True

    @classmethod
    def create(cls, path: Path, maximum_samples: int = MAXIMUM_SAMPLES) -> Self:
        """Create the file for its owner alone (0600), and its folder (0700); without them begin in memory.

        Raises:
            SpoolError: `spool_exists`.
        """
        spool = cls(path, maximum_samples)
        try:
            spool._file = SpoolFile.create(path)
        except SpoolError as error:
            if error.code == "spool_exists":
                raise
            spool._hold(error)
        return spool

    @property
    def length_samples(self) -> int:
        """How many samples have been appended: the recording's clock."""
        return self._length_samples

    @property
    def synced_samples(self) -> int:
        """How many of them have certainly reached the disk."""
        return self._synced_samples

    @property
    def is_open(self) -> bool:
        """Whether it can be read from, and added to."""
        return self._is_open

    @property
    def trouble(self) -> SpoolTrouble | None:
        """Why sound is not on the disk, where that is so."""
        return self._trouble

    def watched_by(self, listener: SpoolListener) -> None:
        """Tell what happens from now on, and what is so already."""
        self._listener = listener
        if self._trouble is not None:
            listener.trouble_changed(self._trouble)

    def append(self, samples: I16) -> None:
        """Add samples of shape (n,) at the end.

        Raises:
            SpoolError: `spool_too_long`; nothing of it was added then.
        """
        self._ensure_room(len(samples))
        if self._file is not None and self._held is None:
            try:
                self._file.append(samples)
            except SpoolError as error:
                self._take_sync(waits=True)
                self._hold(error)
        if self._held is not None:
            self._held.append(samples)
            self._stay_bounded(self._held)
        self._length_samples += len(samples)

    def skip(self, samples: int) -> None:
        """Add this many zeros at the end: a hole in the file, which takes no room where the file system has holes.

        Raises:
            SpoolError: as `append`.
        """
        self._ensure_room(samples)
        if self._file is not None and self._held is None:
            try:
                self._file.skip(samples)
            except SpoolError as error:
                self._take_sync(waits=True)
                self._hold(error)
        if self._held is not None:
            self._held.skip(samples)
        self._length_samples += samples

    def read(self, start_sample: int, count: int) -> I16:
        """Up to `count` samples from `start_sample` on, shape (n,); fewer, or none, where the recording ends before.

        Zeros where memory ran out, and where someone else cut the file.

        Raises:
            SpoolError: `spool_unreadable`.
        """
        if start_sample < 0 or count < 0:
            raise ValueError(f"a spool has no samples {start_sample} + {count}")
        count = max(0, min(count, self._length_samples - start_sample))
        stored = self._stored_samples
        from_file = max(0, min(count, stored - start_sample))
        pieces = [self._read_file(self._file, start_sample, from_file)] if self._file is not None and from_file else []
        if self._held is not None and count > from_file:
            pieces.append(self._held.read(start_sample + from_file, count - from_file))
        return pieces[0] if len(pieces) == 1 else np.concatenate([np.zeros(0, np.int16), *pieces])

    def _read_file(self, file: SpoolFile, start_sample: int, count: int) -> I16:
        try:
            return file.read(start_sample, count)
        except SpoolError:
            cut = file.cut_off()
            if cut is None:
                raise
        if self._listener is not None:
            self._listener.samples_cut(*cut)
        samples = np.zeros(count, np.int16)
        end_sample = start_sample + count
        for start, end in ((start_sample, min(cut[0], end_sample)), (max(cut[1], start_sample), end_sample)):
            if start < end:
                samples[start - start_sample : end - start_sample] = file.read(start, end - start)
        return samples

    def keep_alive(self, now_s: float) -> None:
        """Bring the header up to date once a second and the disk once in 5 s; call it often, with a monotonic time."""
        if self._held is not None:
            if self._tried_at_s is None or now_s - self._tried_at_s >= _TRY_EVERY_S:
                self._tried_at_s = None if self._write_back(self._held, _PIECES_A_STEP) else now_s
            return
        file = self._file
        if file is None:
            return
        if self._header_at_s is None or now_s - self._header_at_s >= _HEADER_EVERY_S:
            self._header_at_s = now_s
            if (cut := file.cut_off()) is not None and self._listener is not None:
                self._listener.samples_cut(*cut)
            with contextlib.suppress(SpoolError):
                file.write_header()
        if self._synced_at_s is None:
            self._synced_at_s = now_s
        elif self._sync is None and now_s - self._synced_at_s >= _SYNC_EVERY_S:
            self._synced_at_s = now_s
            self._sync = _Sync(file, file.length_samples, file.begin_sync())
        self._take_sync(waits=False)

    def close(self) -> None:
        """Write what is still held, complete the header, reach the disk, close; the trouble stays where that failed.

        Calling it again does nothing.
        """
        if not self._is_open:
            return
        self._take_sync(waits=True)
        while self._held is not None and self._write_back(self._held, _PIECES_A_STEP):
            pass
        self._is_open = False
        if self._file is not None:
            # A header that could not be written is repaired by whoever opens the file next.
            with contextlib.suppress(SpoolError):
                self._file.close()

    def delete(self) -> None:
        """Close the file and remove it. Calling it again does nothing."""
        self._is_open = False
        self._held = None
        if self._file is not None:
            self._file.delete()

    @property
    def _stored_samples(self) -> int:
        return self._file.length_samples if self._file is not None else 0

    def _ensure_room(self, samples: int) -> None:
        if self._length_samples + samples > self._maximum_samples:
            hours = round(self._maximum_samples / SPOOL_SAMPLE_RATE_HZ / 3600, 1)
            message = said("The recording is full: one recording holds {hours} hours of audio.", hours=hours)
            raise SpoolError("spool_too_long", message, said("Start a new recording."))

    def _hold(self, error: SpoolError) -> None:
        if self._held is None:
            self._held = HeldSamples(self._stored_samples)
        self._set_trouble(SpoolTrouble(error, self._stored_samples))

    def _set_trouble(self, trouble: SpoolTrouble | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            if self._listener is not None:
                self._listener.trouble_changed(trouble)

    def _stay_bounded(self, held: HeldSamples) -> None:
        while held.size_samples > LEAST_HELD_SAMPLES + SPOOL_SAMPLE_RATE_HZ:
            start_sample, oldest = held.start_sample, held.oldest()
            end_sample = start_sample + (oldest if isinstance(oldest, int) else len(oldest))
            is_needed = end_sample > (self._listener.first_needed() if self._listener is not None else 0)
            if is_needed and held.size_samples <= MOST_HELD_SAMPLES:
                return
            held.drop_oldest()
            if self._listener is not None and not isinstance(oldest, int):
                self._listener.samples_lost(start_sample, end_sample, is_needed=is_needed)

    def _write_back(self, held: HeldSamples, pieces: int) -> bool:
        """Write some of what is held at its place; False where the disk still does not take it."""
        try:
            if self._file is None:
                self._file = SpoolFile.create(self.path)
            if held.start_sample > self._file.length_samples:
                self._file.skip(held.start_sample - self._file.length_samples)
            for _ in range(pieces):
                if not held:
                    self._file.sync()
                    self._synced_samples = self._file.length_samples
                    self._held = None
                    self._set_trouble(None)
                    break
                oldest = held.oldest()
                if isinstance(oldest, int):
                    self._file.skip(oldest)
                else:
                    self._file.append(oldest)
                held.drop_oldest()
        except SpoolError:
            return False
        return True

    def _take_sync(self, *, waits: bool) -> None:
        """What became of the sync that was begun; what it could not keep must come before what is held next."""
        sync = self._sync
        if sync is None or not (waits or sync.answer.done()):
            return
        self._sync = None
        try:
            sync.answer.result()
        except SpoolError as error:
            self._take_back_unsynced(sync.file, error)
            return
        self._synced_samples = sync.length_samples
        if sync.file.is_there:
            self._set_trouble(None)
        elif self._trouble is None:
            removed = SpoolError("spool_removed", said("Someone removed the recording's file {path}.", path=self.path))
            self._set_trouble(SpoolTrouble(removed, 0))

    def _take_back_unsynced(self, file: SpoolFile, error: SpoolError) -> None:
        """What a disk has taken without being able to keep it comes back into memory, while it can still be read."""
        count = file.length_samples - self._synced_samples
        if count > _LONGEST_UNSYNCED_SAMPLES:
            self._set_trouble(SpoolTrouble(error, self._synced_samples))
            return
        with contextlib.suppress(SpoolError):
            samples = file.read(self._synced_samples, count)
            file.cut(self._synced_samples)
            self._hold(error)
            if self._held is not None:
                self._held.append(samples)
