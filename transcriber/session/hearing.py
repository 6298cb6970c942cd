"""The speech gate over a recording's spool: loaded in a worker thread at first use, then fed in small slices."""

import asyncio
import logging
import sys
from collections.abc import Callable
from typing import Protocol

import numpy as np

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.audio.pcm import F32
from transcriber.audio.speech_gate import SpeechGate
from transcriber.audio.spool import Spool
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.sentence import said
from transcriber.session.heard_speech import HeardSpeech
from transcriber.session.local_turns import LocalTurns
from transcriber.session.notices import Problem

_SLICE_SAMPLES = SPOOL_SAMPLE_RATE_HZ // 4
"""About 4 ms of work between two turns of the event loop: what is being said is not sent later for it."""
_LONGEST_CATCH_UP_SAMPLES = 10 * SPOOL_SAMPLE_RATE_HZ

NO_SPEECH_GATE = Problem(
    "no_speech_gate",
    said("Pauses cannot be heard on this computer: its speech detection does not load."),
    said("Turns end after a fixed time, with Commit, or with push-to-talk; installing the program again may help."),
)

_logger = logging.getLogger(__name__)


class Gate(Protocol):
    """What rates speech: a `SpeechGate`."""

    def probability(self, window: F32) -> float:
        """The probability of speech in the next 512 samples at 16 kHz."""

    def reset(self) -> None:
        """Forget the stream so far."""


class Hearing:
    """One recording's ears on this side. Session thread; the gate is loaded elsewhere and then used only here."""

    def __init__(self, publish: Callable[[Problem], None], create_gate: Callable[[], Gate] = SpeechGate) -> None:
        self._publish = publish
        self._create_gate = create_gate
        self._loading: asyncio.Future[Gate | None] | None = None
        self._has_failed = False
        self._is_missing = False
        self.turns: LocalTurns | None = None
        """None until the gate is loaded, and for good where it cannot be."""

    @property
    def is_missing(self) -> bool:
        """The gate could not be loaded where turns should have ended at pauses."""
        return self._is_missing

    @property
    def speech(self) -> HeardSpeech | None:
        """What the gate has heard so far; None until it is loaded."""
        return None if self.turns is None else self.turns.speech

    @property
    def rated_sample(self) -> int:
        """The gate knows everything before it; where it cannot be loaded, there is nothing to wait for."""
        if self._has_failed:
            return sys.maxsize
        return 0 if self.turns is None else self.turns.rated_sample

    def follow(self, policy: CommitPolicy) -> None:
        """Other rules from here on."""
        if self.turns is not None:
            self.turns.follow(policy)

    async def listen(
        self, spool: Spool, policy: CommitPolicy, position_sample: int, until_sample: int, *, may_wait: bool
    ) -> None:
        """Hear the spool up to `until_sample`.

        Args:
            spool: The recording.
            policy: The rules to begin with.
            position_sample: What is sent next; of what was left out before it, the last ten seconds are heard.
            until_sample: The first sample not to hear.
            may_wait: Whether to wait until the gate is loaded; otherwise live audio goes on and is heard later.
        """
        turns = await self._loaded_turns(policy, may_wait=may_wait)
        if turns is None:
            self._tell_if_missing()
            return
        if turns.heard_sample < position_sample - _LONGEST_CATCH_UP_SAMPLES:
            turns.begin(position_sample - _LONGEST_CATCH_UP_SAMPLES)
        await self._hear(turns, spool, until_sample)

    async def listen_along(self, spool: Spool, policy: CommitPolicy, until_sample: int) -> None:
        """Hear all of the spool up to `until_sample`, to know what was silent; a gate that does not load is no news."""
        turns = await self._loaded_turns(policy, may_wait=True)
        if turns is not None:
            await self._hear(turns, spool, until_sample)

    def pass_over(self, start_sample: int, end_sample: int) -> None:
        """There is no sound between the two."""
        if self.turns is not None and start_sample <= self.turns.heard_sample < end_sample:
            self.turns.begin(end_sample, is_silent=True)

    async def _hear(self, turns: LocalTurns, spool: Spool, until_sample: int) -> None:
        # Two that listen at once take turns with the slices.
        while turns.heard_sample < until_sample:
            turns.hear(spool.read(turns.heard_sample, min(_SLICE_SAMPLES, until_sample - turns.heard_sample)))
            await asyncio.sleep(0)

    async def _loaded_turns(self, policy: CommitPolicy, *, may_wait: bool) -> LocalTurns | None:
        if self.turns is not None or self._has_failed:
            return self.turns
        if self._loading is None:
            self._loading = asyncio.get_running_loop().run_in_executor(None, _loaded, self._create_gate)
        if not self._loading.done() and not may_wait:
            return None
        gate = await asyncio.shield(self._loading)
        if gate is None:
            self._has_failed = True
        elif self.turns is None:
            self.turns = LocalTurns(gate.probability, policy, gate.reset)
        return self.turns

    def _tell_if_missing(self) -> None:
        if self._has_failed and not self._is_missing:
            self._is_missing = True
            self._publish(NO_SPEECH_GATE)


def _loaded(create_gate: Callable[[], Gate]) -> Gate | None:
    """A gate that has rated a window, for that is when it loads its model: 0.1 s that nothing else should wait for."""
    gate = create_gate()
    try:
        gate.probability(np.zeros(SpeechGate.WINDOW_SAMPLES, np.float32))
        gate.reset()
    except (ImportError, OSError, RuntimeError, ValueError, AttributeError) as reason:
        _logger.info("The speech gate cannot be loaded: %s", reason)
        return None
    return gate
