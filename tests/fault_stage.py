"""A recording of numbered sound by a numbered service through a faulty link, in virtual time; and who judges it."""

import asyncio
import ssl
import tempfile
from array import array
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tests.fault_proxy import FaultProxy, fault_proxy
from tests.numbered_audio import I16, NUMBER_SAMPLES, spoken
from tests.numbered_service import Habits, NumberedService, numbered_service
from tests.recording_stage import Gate, Pause
from tests.virtual_clock import VirtualClock, virtual_time
from transcriber.audio.inputs import Block
from transcriber.audio.pcm import to_float32
from transcriber.audio.spool import Spool
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import ServerVad, SessionConfiguration, TurnDetection
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    LinkState,
    Notice,
    Problem,
    TurnChanged,
    TurnRemoved,
)
from transcriber.session.recording import Recording
from transcriber.transcript.coverage_account import CoverageAccount
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnState

_LONGEST_S = 1800.0
_BLOCK_S = 0.1
_KEY = "sk-test-key"


@dataclass(frozen=True)
class Spoken:
    """Seconds of numbers, one for each tenth."""

    duration_s: float


def sentences(duration_s: float, sentence_s: float = 4.0, pause_s: float = 1.0) -> list[Spoken | Pause]:
    """Speech as people speak, for about so long."""
    count = max(1, round(duration_s / (sentence_s + pause_s)))
    return [step for _ in range(count) for step in (Spoken(sentence_s), Pause(pause_s))]


class NumberedInput:
    """A microphone before which numbers are spoken, in the loop's time."""

    name = "Numbers"
    sample_rate_hz = 24_000
    is_live = True
    duration_ms = None

    def __init__(self, script: Sequence[Spoken | Pause], block_s: float = _BLOCK_S) -> None:
        """A block comes each `block_s`, a multiple of 100 ms."""
        self.spoken: array[int] = array("q")
        """Every number that was given."""
        self._script = script
        self._block_numbers = round(block_s / _BLOCK_S)
        self._is_stopped = False
        self.is_waiting = False
        """Nobody speaks until this ends: silence, in which the numbers stand still."""

    async def open(self) -> None:
        """Nothing to open."""

    async def blocks(self) -> AsyncIterator[Block]:
        """All of it, each block when it is over."""
        loop, waiting = asyncio.get_running_loop(), list[I16]()
        due_s = loop.time()
        for number, is_spoken in enumerate(self._tenths()):
            waiting.append(spoken(number) if is_spoken else np.zeros(NUMBER_SAMPLES, np.int16))
            if len(waiting) < self._block_numbers:
                continue
            due_s += _BLOCK_S * len(waiting)
            await asyncio.sleep(max(0.0, due_s - loop.time()))
            while self.is_waiting and not self._is_stopped:
                due_s += _BLOCK_S
                yield Block(np.zeros(NUMBER_SAMPLES, np.float32))
                await asyncio.sleep(max(0.0, due_s - loop.time()))
            if self._is_stopped:
                return
            self.spoken.extend(number - at for at in range(len(waiting)) if waiting[-1 - at].any())
            yield Block(to_float32(np.concatenate(waiting)))
            waiting.clear()

    def _tenths(self) -> Iterator[bool]:
        for step in self._script:
            for _ in range(round(step.duration_s / _BLOCK_S)):
                yield isinstance(step, Spoken)

    def stop(self) -> None:
        """Give no more."""
        self._is_stopped = True

    async def close(self) -> None:
        """Nothing to close."""


class NumbersProfile:
    """The service as the recording sees it."""

    is_local = False
    chunk_ms = 40

    def __init__(self, base_url: str, backlog_speed: float, *, has_key: bool = True, switches: Switches | None) -> None:
        self.base_url = base_url
        self.backlog_speed: float | None = backlog_speed
        self._key = Secret(_KEY) if has_key else None
        self._switches = switches or Switches(uses_rest=has_key)

    async def endpoint(self) -> Endpoint:
        """Always there."""
        return Endpoint(self.base_url, self._key, self._switches)

    async def renew(self) -> None:
        """Nothing of it runs here."""


class Reader:
    """A person who reads along: what stands there now, and how many notices it took."""

    def __init__(self) -> None:
        self.turns: dict[int, Turn] = {}
        self.account = CoverageAccount()
        self.notices = 0

    def take(self, notice: Notice) -> None:
        """The next one."""
        self.notices += 1
        match notice:
            case TurnChanged():
                self.turns[notice.turn.number] = notice.turn
            case TurnRemoved():
                self.turns.pop(notice.number, None)
            case CoverageChanged():
                self.account.lay(notice.laid)
            case _:
                pass


class Outcome:
    """What a person read, and what became of each number."""

    def __init__(self, given: list[int], reader: Reader, told: list[tuple[float, Notice]]) -> None:
        self.told = told
        """Everything, with its time; empty where nobody kept it."""
        self.given = given
        """Every number that was spoken."""
        self.reader = reader

    @property
    def notices(self) -> list[Notice]:
        return [notice for _, notice in self.told]

    @property
    def turns(self) -> list[Turn]:
        """Every turn that was left at the end, by number."""
        return list(self.reader.turns.values())

    @property
    def read(self) -> Counter[int]:
        """How often each number stands in a finished turn."""
        finished = [turn for turn in self.turns if turn.state is TurnState.FINISHED]
        return Counter(int(word) for turn in finished for word in turn.text.split())

    @property
    def excused(self) -> set[int]:
        """The numbers whose middle lies in a gap, or in what the service did not hear."""
        rows = [
            (turn.start_ms, turn.end_ms)
            for turn in self.turns
            if turn.state in (TurnState.GAP, TurnState.FAILED) and turn.start_ms is not None
        ]
        spans = [(start * 24, (end or start) * 24) for start, end in rows if start is not None]
        laid = [each for each in self.coverage if each.state in (StretchState.GAP, StretchState.UNHEARD)]
        spans += [(each.start_sample, each.end_sample) for each in laid]
        half = NUMBER_SAMPLES // 2
        inside = {
            number
            for start, end in spans
            for number in range(start // NUMBER_SAMPLES, end // NUMBER_SAMPLES + 1)
            if start <= number * NUMBER_SAMPLES + half < end
        }
        return inside & set(self.given)

    @property
    def coverage(self) -> list[Stretch]:
        """What was laid, as it was left."""
        return list(self.reader.account.stretches)

    @property
    def lost(self) -> list[int]:
        """Numbers that were spoken and are neither in a turn nor in a gap."""
        return sorted(set(self.given) - set(self.read) - self.excused)

    @property
    def doubled(self) -> list[int]:
        """Numbers that stand twice, or in a turn and in a gap as well."""
        read, excused = self.read, self.excused
        return sorted(number for number in read if read[number] > 1 or number in excused)

    @property
    def invented(self) -> list[int]:
        """Numbers that nobody spoke."""
        return sorted(set(self.read) - set(self.given))

    @property
    def problems(self) -> list[str]:
        return [notice.code for notice in self.notices if isinstance(notice, Problem)]

    def when(self, wanted: Callable[[Notice], bool], since_s: float = 0.0) -> float | None:
        """When such a notice came first after `since_s`."""
        return next((at_s for at_s, notice in self.told if at_s >= since_s and wanted(notice)), None)

    def lost_link_after(self, since_s: float) -> float | None:
        """Seconds until the loss of a connection was told."""
        at_s = self.when(lambda notice: isinstance(notice, LinkChanged) and notice.state in _AWAY, since_s)
        return None if at_s is None else at_s - since_s

    def text_after(self, since_s: float) -> float | None:
        """Seconds until the next finished turn was told."""
        at_s = self.when(lambda notice: isinstance(notice, TurnChanged) and _is_text(notice.turn), since_s)
        return None if at_s is None else at_s - since_s

    @property
    def text_times_s(self) -> list[float]:
        """When turns were finished."""
        return [at_s for at_s, notice in self.told if isinstance(notice, TurnChanged) and _is_text(notice.turn)]

    def assert_noticed_within(self, limit_s: float, since_s: float) -> None:
        """That the connection was lost was told in time."""
        noticed_s = self.lost_link_after(since_s)
        assert noticed_s is not None
        assert noticed_s <= limit_s

    def assert_text_within(self, limit_s: float, since_s: float) -> None:
        """A turn was finished in time."""
        text_s = self.text_after(since_s)
        assert text_s is not None
        assert text_s <= limit_s

    def assert_exact(self) -> None:
        """Every number exactly once in the transcript or in a gap."""
        assert (self.lost, self.doubled, self.invented) == ([], [], []), self.problems


_AWAY = (LinkState.RECONNECTING, LinkState.FAILED)


def _is_text(turn: Turn) -> bool:
    return turn.state is TurnState.FINISHED and bool(turn.text)


class Stage:
    """Service, link, clock. The test's event loop."""

    def __init__(self, clock: VirtualClock, service: NumberedService, proxy: FaultProxy, folder: Path) -> None:
        self.clock = clock
        self.service = service
        self.proxy = proxy
        self.folder = folder
        self.recording: Recording | None = None
        self.source: NumberedInput | None = None
        self.told: list[tuple[float, Notice]] = []

    @property
    def base_url(self) -> str:
        """The service through the link."""
        return f"{self.service.base_url.split(':')[0]}://127.0.0.1:{self.proxy.port}/v1"

    def spools(self) -> list[Path]:
        """The audio that was kept."""
        return sorted(self.folder.glob("*.wav"))

    async def record(
        self,
        script: Sequence[Spoken | Pause],
        during: "Callable[[Stage], Awaitable[None]] | None" = None,
        *,
        turn_detection: TurnDetection = ServerVad(),  # noqa: B008
        backlog_speed: float = 3.0,
        has_key: bool = True,
        switches: Switches | None = None,
        policy: CommitPolicy | None = None,
        block_s: float = _BLOCK_S,
        hear: Callable[[Notice], None] = lambda notice: None,
        keeps_notices: bool = True,
        source: NumberedInput | None = None,
        longest_s: float = _LONGEST_S,
        **options: Any,
    ) -> Outcome:
        """A whole recording; `during` acts beside it, in the same time; `options` are the recording's own."""
        source, reader, self.told = source or NumberedInput(script, block_s), Reader(), []
        self.source, told = source, self.told

        def publish(notice: Notice) -> None:
            if keeps_notices:
                told.append((self.clock.now_s(), notice))
            reader.take(notice)
            hear(notice)

        self.recording = Recording(
            source,
            lambda: Spool.create(self.folder / f"{len(self.spools())}.wav"),
            NumbersProfile(self.base_url, backlog_speed, has_key=has_key, switches=switches),
            SessionConfiguration(turn_detection=turn_detection),
            publish,
            is_timed=True,
            policy=policy,
            create_gate=lambda: Gate(lambda loudest: loudest > 0.01),
            **options,
        )
        async with asyncio.timeout(longest_s), asyncio.TaskGroup() as group:
            acting = group.create_task(_act(during, self)) if during else None
            await self.recording.run()
            if acting is not None:
                acting.cancel()
        assert not self.service.faults, self.service.faults[:3]
        return Outcome(source.spoken.tolist(), reader, told)


async def _act(during: Callable[[Stage], Awaitable[None]], stage: Stage) -> None:
    await during(stage)


@asynccontextmanager
async def fault_stage(habits: Habits | None = None, tls: ssl.SSLContext | None = None) -> AsyncIterator[Stage]:
    """Everything in good health, in virtual time."""
    with tempfile.TemporaryDirectory(prefix="transcriber-faults-") as folder, virtual_time() as clock:
        async with numbered_service(habits, tls) as service, fault_proxy(service.port) as proxy:
            yield Stage(clock, service, proxy, Path(folder))
