"""A recording between a scripted input and a scripted service: real sockets, a real spool. pytest plugin."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tests.scripted_service import ScriptedService
from tests.virtual_clock import VirtualClock, virtual_time
from transcriber.audio.formats import AudioFormat
from transcriber.audio.inputs import Block, InputError
from transcriber.audio.spool import Spool
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration, TurnDetection
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches
from transcriber.session.notices import (
    Notice,
    Problem,
    RecordingChanged,
    RecordingState,
    TurnChanged,
    TurnRemoved,
)
from transcriber.session.recording import Recording
from transcriber.session.service import ServiceError
from transcriber.transcript.turns import TurnState

SECRETS = "/v1/realtime/client_secrets"
RATE_HZ = 24_000
SECOND_BYTES = 48_000


class Service:
    is_local = False
    chunk_ms = 40
    renewals = 0

    def __init__(
        self,
        script: ScriptedService | None,
        backlog_speed: float | None,
        failed_starts: frozenset[int],
        switches: Switches,
    ) -> None:
        self._script = script
        self._failed_starts = failed_starts
        self._switches = switches
        self._starts = 0
        self.backlog_speed = backlog_speed

    async def endpoint(self) -> Endpoint:
        if self._script is None:
            raise ServiceError("no_key", "Scripted needs a key.", "Set one.")
        self._starts += 1
        if self._starts in self._failed_starts:
            raise ServiceError("engine_failed", "It ended while it was starting.", is_transient=True)
        return Endpoint(self._script.base_url, Secret("sk-test-key"), self._switches)

    async def renew(self) -> None:
        self.renewals += 1


@dataclass(frozen=True)
class Pause:
    """Seconds in which nobody speaks."""

    duration_s: float


class Speech:
    """Seconds of sound, as fast as they are taken; between them it waits, or does something, as the test says."""

    name = "speech.wav"
    sample_rate_hz = RATE_HZ
    is_live = False
    duration_ms = None

    def __init__(self, *script: float | Pause | asyncio.Event | Callable[[], Awaitable[None]] | InputError) -> None:
        self._script = script
        self._stopped = asyncio.Event()
        self.is_closed = False

    async def open(self) -> None:
        if self._script and isinstance(self._script[0], InputError):
            raise self._script[0]

    async def blocks(self) -> AsyncIterator[Block]:
        for step in self._script:
            match step:
                case float():
                    yield Block(np.full(int(step * RATE_HZ), 0.25, np.float32))
                case Pause(duration_s):
                    yield Block(np.zeros(int(duration_s * RATE_HZ), np.float32))
                case asyncio.Event():
                    await step.wait()
                case InputError():
                    raise step
                case _:
                    await step()

    def stop(self) -> None:
        self._stopped.set()

    async def close(self) -> None:
        self.is_closed = True


class Gate:
    """Hears speech where a test says so: `hears` is asked for each window by the loudest of its samples."""

    def __init__(self, hears: Callable[[float], bool]) -> None:
        self._hears = hears

    def probability(self, window: npt.NDArray[np.float32]) -> float:
        return 1.0 if self._hears(float(np.abs(window).max())) else 0.0

    def reset(self) -> None:
        pass


class Told(list[Notice]):
    """Everything that was published."""

    renewals = 0
    """How often the service was asked to begin anew."""

    @property
    def problems(self) -> list[str]:
        return [notice.code for notice in self if isinstance(notice, Problem)]

    @property
    def texts(self) -> list[str]:
        """What a person reads at the end."""
        turns = {}
        for notice in self:
            if isinstance(notice, TurnChanged):
                turns[notice.turn.number] = notice.turn
            elif isinstance(notice, TurnRemoved):
                turns.pop(notice.number, None)
        return [turn.text for turn in turns.values() if turn.state is TurnState.FINISHED]


Record = Callable[..., Awaitable[Told]]


@pytest.fixture
def spool_path(tmp_path: Path) -> Path:
    return tmp_path / "recordings" / "one.wav"


@pytest.fixture
async def accelerated() -> AsyncIterator[VirtualClock]:
    """Waiting costs no time."""
    with virtual_time() as clock:
        yield clock


@pytest.fixture
def record(spool_path: Path) -> Record:
    async def to_the_end(
        speech: Speech,
        script: ScriptedService | None,
        turn_detection: TurnDetection = None,
        hear: Callable[[Notice], None] = lambda notice: None,
        backlog_speed: float | None = 3.0,
        failed_starts: frozenset[int] = frozenset(),
        policy: CommitPolicy | None = None,
        create_gate: Callable[[], Gate] = lambda: Gate(lambda loudest: True),
        audio_format: AudioFormat = AudioFormat.PCM16,
        switches: Switches | None = None,
        begin: Callable[[Recording], None] = lambda recording: None,
        pasted_secret: Secret | None = None,
        **options: Any,
    ) -> Told:
        told = Told()

        def publish(notice: Notice) -> None:
            told.append(notice)
            hear(notice)

        service = Service(script, backlog_speed, failed_starts, switches or Switches())
        recording = Recording(
            speech,
            lambda: Spool.create(spool_path),
            service,
            SessionConfiguration(turn_detection=turn_detection, audio_format=audio_format),
            publish,
            is_timed=False,
            policy=policy,
            pasted_secret=pasted_secret,
            create_gate=create_gate,
            uniform=lambda low, high: 0.0,
            **options,
        )
        begin(recording)
        await recording.run()
        told.renewals = service.renewals
        assert speech.is_closed
        assert told[-1] == RecordingChanged(RecordingState.STOPPED, speech.name, recording.meter.recorded_ms)
        return told

    return to_the_end
