"""What every audio input is, microphone or file: opened, read block by block, stopped, closed. Types only."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from transcriber.audio.faults import AudioError

BLOCK_MS = 20
"""How much audio a live or paced input delivers at a time."""


class InputError(AudioError):
    """A microphone or a file cannot be used, or can no longer be used."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened to an input and was dealt with, in words for a person; `code` is a stable slug."""

    code: str
    message: str
    remedy: str = ""
    is_over: bool = False
    """What an incident of this code told before is over; nobody needs to see it any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Some audio of one input, already one channel, and what happened just before it; without audio, only that."""

    samples: npt.NDArray[np.float32]
    """Shape (frames,), nominally within -1 to 1, always finite."""
    gap_ms: float = 0.0
    """How much audio was lost just before this block; 0 nearly always."""
    gap_reason: str = ""
    """Why, where the input knows: the gap's place is then exact, and the next block's may be more of the same."""
    moved_to: str = ""
    """The name of the device that delivers from about this block on, where the system switched to another one."""
    sample_rate_hz: int = 0
    """Samples a second of this block; 0: the input's."""
    arrived_s: float | None = None
    """When its last sample came, by `awake_clock.awake_s`; None: now."""
    incidents: tuple[Incident, ...] = ()


class AudioInput(Protocol):
    """One source of audio. Every method is called on the session thread; raises `InputError` and nothing else."""

    @property
    def name(self) -> str:
        """What a person calls it: the device's or the file's name."""

    @property
    def sample_rate_hz(self) -> int:
        """Samples a second of every block that does not say otherwise; known once `open` has returned."""

    @property
    def is_live(self) -> bool:
        """True where the world paces the input and what is not taken in time is lost: a microphone."""

    @property
    def duration_ms(self) -> int | None:
        """How long the input will last, where that is known after `open`."""

    async def open(self) -> None:
        """Start capturing, or open the file.

        Raises:
            InputError: what is wrong and what to do.
        """

    def blocks(self) -> AsyncIterator[Block]:
        """Everything captured since `open`, in order; to be iterated once.

        Ends at the end of a file, or after `stop` with what had been captured by then.

        Raises:
            InputError: the input broke off; every block before that was delivered.
        """

    def stop(self) -> None:
        """Capture no more. Calling it again does nothing."""

    async def close(self) -> None:
        """Let go of the device or file. Calling it again does nothing."""
