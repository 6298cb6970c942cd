"""Plays a kept recording, all its lanes at once, on the default output, through PortAudio; the only module that plays.

Threads: PortAudio's calls `_on_block`, which only hands over; a passing thread per playback reads the file. Law: a
position is what is heard at that moment, not what was read or handed over.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from transcriber.audio import portaudio
from transcriber.audio.faults import AudioError
from transcriber.audio.mixed_sound import MixedSound
from transcriber.sentence import said

_BLOCK_MS = 40
_AHEAD_BLOCKS = 10
_TICK_S = 0.04
_STALLED_AFTER_TICKS = 125
"""Ticks are counted instead of seconds, so that a pause of this whole process is not taken for the device's."""
_CLOSE_LIMIT_S = 2.0
_NOTHING = np.zeros(0, np.float32)
_REMEDY = said("Check the loudspeaker or headphones and the system's sound settings.")


class Player:
    """Plays one file at a time. One thread at a time, mostly the main thread, where every method returns at once.

    The callbacks are called in a thread of the player's own.
    """

    def __init__(self, on_ended: Callable[[], None], on_failed: Callable[[AudioError], None]) -> None:
        """Nothing is opened yet.

        Args:
            on_ended: The file was played to its end; not called after `stop`, `pause` or another `play`.
            on_failed: It cannot be played, or no longer: `audio_missing`, `not_audio`, `file_unreadable`,
                `no_portaudio`, `no_output`, `output_lost`, `sound_system_hangs`.
        """
        self._on_ended = on_ended
        self._on_failed = on_failed
        self._playback: _Playback | None = None
        self._paused: tuple[Path, int] | None = None

    @property
    def is_playing(self) -> bool:
        """From `play` or `resume` on, until it is paused, stopped, at its end or has failed."""
        return self._playback is not None and self._playback.is_wanted

    @property
    def is_paused(self) -> bool:
        """Whether `resume` would go on."""
        return self._paused is not None

    @property
    def position_ms(self) -> int:
        """What is heard now, from the file's start; where it is paused or came to its end; 0 after `stop`."""
        if self._paused is not None:
            return self._paused[1]
        return self._playback.position_ms if self._playback is not None else 0

    def play(self, path: Path, from_ms: int = 0) -> None:
        """Play from there on, instead of what is played now."""
        before = self._leave()
        self._playback = _Playback(path, max(0, from_ms), before, self._on_ended, self._on_failed)
        self._playback.start()

    def pause(self) -> None:
        """Fall silent at once and remember the place."""
        if self._playback is not None and self._playback.is_wanted:
            paused = (self._playback.path, self._playback.position_ms)
            self._playback.stop()
            self._paused = paused

    def resume(self) -> None:
        """Go on where it was paused."""
        if self._paused is not None:
            self.play(*self._paused)

    def stop(self) -> None:
        """Fall silent at once and forget the place. Calling it again does nothing."""
        self._leave()
        if self._playback is not None:
            self._playback.forget()

    def close(self) -> None:
        """Stop, and wait until the device is let go of, 2 s at most."""
        if (before := self._leave()) is not None:
            before.join(_CLOSE_LIMIT_S)
        self._playback = None

    def _leave(self) -> "_Playback | None":
        self._paused = None
        if self._playback is not None:
            self._playback.stop()
        return self._playback


class _Playback:
    """One run of one file from one place. Its own thread; `stop` and the properties any; `_on_block` PortAudio's."""

    def __init__(
        self,
        path: Path,
        from_ms: int,
        before: "_Playback | None",
        on_ended: Callable[[], None],
        on_failed: Callable[[AudioError], None],
    ) -> None:
        self.path = path
        self.is_wanted = True
        self._position_ms = from_ms
        self._before = before
        self._on_ended = on_ended
        self._on_failed = on_failed
        self._sample_rate_hz = 0
        # It begins with silence: a device that wakes up swallows its first milliseconds.
        self._blocks: deque[npt.NDArray[np.float32]] = deque([_NOTHING])
        self._handed_frames = 0
        self._heard: tuple[int, float] | None = None
        """The first frame of the newest block, and the monotonic time at which it is heard."""
        self._has_run_dry = False
        self._is_lost = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="playback", daemon=True)

    @property
    def position_ms(self) -> int:
        """What is heard now."""
        with self._lock:
            if self.is_wanted and self._heard is not None:
                first_frame, at_s = self._heard
                frame = first_frame + (time.monotonic() - at_s) * self._sample_rate_hz
                # Never back, which a device that tells another latency would make it do.
                frame = min(frame, self._handed_frames)
                self._position_ms = max(self._position_ms, int(frame * 1000 // self._sample_rate_hz))
            return self._position_ms

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Fall silent; `position_ms` stays."""
        if self.is_wanted:
            _ = self.position_ms
            self.is_wanted = False

    def forget(self) -> None:
        """Be at the start again, after `stop`."""
        with self._lock:
            self._position_ms = 0

    def join(self, timeout_s: float | None = None) -> None:
        """Wait until the device is closed."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            before.join()
        try:
            self._play()
        except AudioError as error:
            if self.is_wanted:
                self.stop()
                self._on_failed(error)
            return
        if self.is_wanted:
            self.stop()
            self._on_ended()

    def _play(self) -> None:
        with MixedSound(self.path) as sound:
            self._sample_rate_hz = sound.sample_rate_hz
            self._handed_frames = min(self._position_ms * self._sample_rate_hz // 1000, sound.frames)
            sound.seek(self._handed_frames)
            is_over = self._read_ahead(sound)
            if not self.is_wanted or not any(len(block) for block in self._blocks):
                return
            stream = portaudio.within_limit(self._open_output)
            try:
                self._feed(sound, is_over)
            finally:
                portaudio.within_limit(lambda: portaudio.close_stream(stream))

    def _open_output(self) -> Any:
        sounddevice = portaudio.load()
        portaudio.refresh_devices()
        try:
            return portaudio.open_output_stream(
                samplerate=self._sample_rate_hz,
                channels=1,
                dtype="float32",
                blocksize=self._block_frames,
                callback=self._on_block,
                finished_callback=self._on_finished,
            )
        except (sounddevice.PortAudioError, ValueError) as error:
            # ValueError: there is no default output at all.
            raise AudioError(
                "no_output", said("Sound cannot be played here: {reason}.", reason=error.args[0]), _REMEDY
            ) from error

    def _feed(self, sound: MixedSound, is_over: bool) -> None:
        handed_frames, quiet_ticks = self._handed_frames, 0
        while self.is_wanted and not (is_over and self._has_run_dry and self._is_heard()):
            is_over = is_over or self._read_ahead(sound)
            quiet_ticks = quiet_ticks + 1 if self._handed_frames == handed_frames and not self._has_run_dry else 0
            handed_frames = self._handed_frames
            if self._is_lost or quiet_ticks > _STALLED_AFTER_TICKS:
                raise AudioError("output_lost", said("The sound output was unplugged or does not answer."), _REMEDY)
            time.sleep(_TICK_S)

    def _is_heard(self) -> bool:
        """Whether the last frame has left the loudspeaker."""
        if self._heard is None:
            return False
        first_frame, at_s = self._heard
        return time.monotonic() >= at_s + (self._handed_frames - first_frame) / self._sample_rate_hz

    def _read_ahead(self, sound: MixedSound) -> bool:
        """Fill the queue; True where there is no more."""
        while len(self._blocks) < _AHEAD_BLOCKS:
            try:
                samples = sound.read(self._block_frames)
            except (OSError, RuntimeError) as error:
                raise AudioError(
                    "file_unreadable", said("{path} can no longer be read.", path=self.path), said("Check the disk.")
                ) from error
            if not len(samples):
                return True
            self._blocks.append(samples)
        return False

    @property
    def _block_frames(self) -> int:
        return max(1, self._sample_rate_hz * _BLOCK_MS // 1000)

    def _on_block(self, out: npt.NDArray[np.float32], _frames: int, times: Any, _status: object) -> None:
        block = self._blocks.popleft() if self._blocks and self.is_wanted else _NOTHING
        out[: len(block), 0], out[len(block) :, 0] = block, 0.0
        self._count(len(block), times.outputBufferDacTime - times.currentTime)

    def _count(self, frames: int, latency_s: float) -> None:
        if frames:
            self._heard = (self._handed_frames, time.monotonic() + latency_s)
            self._handed_frames += frames
        self._has_run_dry = not frames and self._heard is not None

    def _on_finished(self) -> None:
        self._is_lost = True
