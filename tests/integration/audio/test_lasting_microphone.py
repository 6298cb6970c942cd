"""A recording through everything that can happen to a microphone, on a real sound server: seconds of sound, each with a
pitch of its own, are played into every microphone at once, and each is either in the spool at its time or in a gap."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.pulse_server import PulseServer
from transcriber.audio.inputs import InputError
from transcriber.audio.lasting_microphone import LastingMicrophone
from transcriber.audio.spool import Spool
from transcriber.session.capture import Capture
from transcriber.session.notices import Problem, ProblemPassed
from transcriber.transcript.stretches import Stretch

NOTICED_WITHIN_S = 3 * 2.0
"""Three times what is promised, for a computer that is busy with other things."""
REPLACED_WITHIN_S = 3 * 6.0
"""A null sink that nobody heard gives its first sound up to 2 s after it was asked for."""
PATIENCE_S = 60.0
SECONDS = 40
EXACT_WITHIN_S = 3 * 0.15
PLACED_WITHIN_S = 3 * 0.2
"""Read in steps of 0.05 s. A busy computer hands blocks over late; tests/unit/audio has clocks of its own."""


def pitch_hz(second: int) -> float:
    return 300.0 + 60.0 * second


def seconds_of_sound(folder: Path) -> Path:
    times_s = np.arange(48_000) / 48_000
    tones = [np.sin(2 * np.pi * pitch_hz(second) * times_s) / 3 for second in range(SECONDS)]
    path = folder / "seconds.wav"
    soundfile.write(path, np.concatenate(tones).astype(np.float32), 48_000, "PCM_16")
    return path


@dataclass
class Stage:
    """A recording that runs, and what was told of it."""

    pulse: PulseServer
    microphone: LastingMicrophone
    capture: Capture
    spool: Spool
    laid: dict[int, Stretch] = field(default_factory=dict)
    told: list[tuple[float, Problem | ProblemPassed]] = field(default_factory=list)
    started_s: float = 0.0

    @property
    def codes(self) -> list[str]:
        return [notice.code for _, notice in self.told if isinstance(notice, Problem)]

    @property
    def messages(self) -> list[str]:
        return [f"{notice.message} {notice.remedy}".strip() for _, notice in self.told if isinstance(notice, Problem)]

    async def until(self, is_so: Callable[[], object], within_s: float = PATIENCE_S) -> float:
        """How long it takes, in seconds."""
        started_s = time.monotonic()
        try:
            async with asyncio.timeout(within_s):
                while not is_so():  # noqa: ASYNC110 - what the devices do tells nobody
                    await asyncio.sleep(0.01)
        except TimeoutError:
            pytest.fail(f"not within {within_s} s: {self.facts}")
        return time.monotonic() - started_s

    @property
    def facts(self) -> str:
        """What is known where something did not come about."""
        gaps = [(each.reason, each.start_sample / 24_000, each.end_sample / 24_000) for each in self.laid.values()]
        told = [(round(at_s - self.started_s, 2), notice.code) for at_s, notice in self.told]
        recorded_s = self.spool.length_samples / 24_000
        return f"{self.microphone.name}, {recorded_s:.2f} s, told {told}, gaps {gaps}, server {self.pulse.last_words}"

    async def goes_on(self, seconds: float = 1.5) -> None:
        await asyncio.sleep(seconds)

    async def begins(self) -> None:
        """For some time, of which the block that came with the least delay tells when the recording began."""
        for _ in range(100):
            self.started_s = min(self.started_s, time.monotonic() - (self.capture.at_ms() or 0) / 1000)
            await asyncio.sleep(0.015)

    def speak(self) -> None:
        """The same seconds into every microphone."""
        self.pulse.speak(self.pulse_path)

    pulse_path: Path = Path()

    def check(self, *, is_spoken: bool = True) -> None:
        """The spool is as long as the time that passed, and every second of sound is there or in a gap."""
        took_s = time.monotonic() - self.started_s
        at_ms = self.capture.at_ms()
        assert at_ms is not None
        assert at_ms / 1000 == pytest.approx(took_s, abs=EXACT_WITHIN_S)
        if is_spoken:
            sound = self.spool.read(0, self.spool.length_samples) / 32768
            offsets_s = [at_s - second for at_s, second in self._heard(sound)]
            assert max(offsets_s) - min(offsets_s) <= PLACED_WITHIN_S, "a second is at another place than it was"

    def _heard(self, sound: np.ndarray) -> list[tuple[float, int]]:
        """Where each second of sound that is there begins: spool time, its number."""
        found = []
        step = 1200
        former = -1
        for start in range(0, len(sound) - step, step):
            window = sound[start : start + step]
            if np.abs(window).max() < 0.1:
                former = -1
                continue
            spectrum = np.abs(np.fft.rfft(window * np.hanning(step), 1 << 15))
            second = round((float(np.argmax(spectrum)) * 24_000 / (1 << 15) - 300) / 60)
            if former >= 0 and second == former + 1:
                found.append((start / 24_000, second))
            former = second
        assert len(found) >= 2
        return found


@pytest.fixture
def pulse(pulse: PulseServer) -> PulseServer:
    """Two players are never heard at the same moment, so one is heard by both microphones."""
    pulse.let_hear_the_same()
    return pulse


@asynccontextmanager
async def recording(
    pulse: PulseServer,
    folder: Path,
    device_id: str | None,
    *,
    substitutes: bool = True,
    remembered_name: str | None = None,
    is_played: bool = False,
) -> AsyncIterator[Stage]:
    """A recording from the device that delivers, with seconds being spoken."""
    microphone = LastingMicrophone(
        device_id, substitutes=substitutes, remembered_name=remembered_name, is_played=is_played
    )
    await microphone.open()
    spool = Spool.create(folder / "spool.wav")
    stage: Stage

    def publish(notice: Problem | ProblemPassed) -> None:
        # A sound server without speech gives zeros, which is another matter.
        if notice.code != "silent_input":
            stage.told.append((time.monotonic(), notice))

    capture = Capture(microphone, spool, publish, lambda stretch: stage.laid.__setitem__(stretch.start_sample, stretch))
    stage = Stage(pulse, microphone, capture, spool, pulse_path=seconds_of_sound(folder))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(capture.run())
            await stage.until(capture.at_ms)
            # What arrived while this process had to wait is a part of it.
            stage.started_s = time.monotonic() - (capture.at_ms() or 0) / 1000
            stage.speak()
            await stage.begins()
            yield stage
            capture.stop()
            await capture.over()
    finally:
        await microphone.close()
        spool.close()


def gaps_ms(stage: Stage) -> list[tuple[str, float]]:
    return [(each.reason, (each.end_sample - each.start_sample) / 24) for each in stage.laid.values()]


async def test_unplugged_it_goes_on_with_the_next_best_and_back_when_the_chosen_one_is_there(
    pulse: PulseServer, tmp_path: Path
) -> None:
    async with recording(pulse, tmp_path, "mic2") as stage:
        before_s = time.monotonic()
        pulse.unplug("mic2")
        # A busy computer hears it until the server gets round to taking it away.
        unplugging_took_s = time.monotonic() - before_s
        noticed_s = await stage.until(lambda: stage.laid)
        assert noticed_s < NOTICED_WITHIN_S
        await stage.until(lambda: stage.microphone.name == "Mic1")
        await stage.goes_on()
        away_s = max(at_s for at_s, told in stage.told if isinstance(told, Problem)) - before_s
        ((reason, length_ms),) = gaps_ms(stage)
        assert reason == "Mic2 was unplugged"
        missing_s = away_s - unplugging_took_s - noticed_s
        assert missing_s - EXACT_WITHIN_S <= length_ms / 1000 <= away_s + EXACT_WITHIN_S, stage.facts
        assert stage.messages[-1] == "Mic2 was unplugged; now using Mic1. It goes back when Mic2 is plugged in again."
        stage.check()

        pulse.plug_in("mic2", "Mic2", 44_100)
        await stage.until(lambda: "microphone_back" in stage.codes)
        await stage.goes_on()
        assert stage.messages[-1] == "Back on Mic2."
        assert len(stage.laid) == 1, "one microphone is left only when the other delivers"
        stage.check()


async def test_a_remembered_one_that_is_absent_at_the_start_is_replaced_and_comes_back(
    pulse: PulseServer, tmp_path: Path
) -> None:
    pulse.unplug("mic2")
    async with recording(pulse, tmp_path, "mic2", remembered_name="Mic2") as stage:
        assert stage.microphone.name == "Mic1"
        assert stage.messages == [
            "Mic2 is not there; the sound comes from Mic1. It goes back when Mic2 is there again."
        ]
        assert not stage.laid, "no sound is missing: the recording began with this one"

        pulse.plug_in("mic2", "Mic2", 44_100)
        await stage.until(lambda: "microphone_back" in stage.codes)
        await stage.goes_on()
        assert stage.messages[-1] == "Back on Mic2."
        stage.check()


@pytest.mark.parametrize(
    ("remembered_name", "substitutes"), [(None, True), ("Mic2", False)], ids=["named by hand", "no substitution"]
)
async def test_otherwise_an_absent_one_is_refused_at_the_start(
    pulse: PulseServer, remembered_name: str | None, substitutes: bool
) -> None:
    pulse.unplug("mic2")
    microphone = LastingMicrophone("mic2", substitutes=substitutes, remembered_name=remembered_name)
    with pytest.raises(InputError) as refused:
        await microphone.open()
    await microphone.close()
    assert refused.value.code == "unknown_device"


async def test_without_another_one_it_waits_and_without_substitution_too(pulse: PulseServer, tmp_path: Path) -> None:
    async with recording(pulse, tmp_path, "mic2", substitutes=False) as stage:
        pulse.unplug("mic2")
        assert await stage.until(lambda: stage.told) < NOTICED_WITHIN_S
        assert stage.messages == [
            "Mic2 was unplugged; nothing is recorded now. The recording waits for Mic2. Plug it in again, or stop."
        ]
        await stage.goes_on()
        stage.check(is_spoken=False)

        stage.microphone.update(substitutes=True, returns=True)
        await stage.until(lambda: stage.microphone.name == "Mic1")
        await stage.goes_on()
        stage.check()


async def test_a_suspended_one_is_replaced_and_comes_back_with_its_first_sound(
    pulse: PulseServer, tmp_path: Path
) -> None:
    async with recording(pulse, tmp_path, "mic1") as stage:
        pulse.suspend("mic1")
        assert await stage.until(lambda: stage.laid) < NOTICED_WITHIN_S
        await stage.until(lambda: stage.microphone.name == "Mic2")
        await stage.goes_on()
        assert stage.messages[-1] == "Mic1 delivered no sound; now using Mic2. It goes back when Mic1 is there again."
        pulse.resume("mic1")
        await stage.until(lambda: "microphone_back" in stage.codes)
        await stage.goes_on()
        stage.check(is_spoken=False)


async def test_the_default_is_followed(pulse: PulseServer, tmp_path: Path) -> None:
    async with recording(pulse, tmp_path, None) as stage:
        pulse.choose_default("mic2")
        await stage.until(lambda: stage.microphone.name == "Mic2")
        await stage.goes_on()
        assert stage.messages[0] == "The sound now comes from Mic2."
        stage.check()
        pulse.unplug("mic2")
        await stage.until(lambda: stage.microphone.name == "Mic1")
        await stage.goes_on()
        assert stage.messages[-1] == "Mic2 was unplugged; now using Mic1."
        stage.check()


async def test_a_sound_server_that_was_killed_and_started_again_is_recorded_from_again(
    pulse: PulseServer, tmp_path: Path
) -> None:
    async with recording(pulse, tmp_path, "mic1") as stage:
        before_s = time.monotonic()
        pulse.kill()
        # A busy computer lets the server live, and be heard, until it gets round to ending it.
        kill_took_s = time.monotonic() - before_s
        assert await stage.until(lambda: stage.laid) < NOTICED_WITHIN_S
        await stage.goes_on(1.0)
        await asyncio.to_thread(pulse.start)
        await stage.until(lambda: "microphone_back" in stage.codes)
        away_s = next(at_s for at_s, told in stage.told if told.code == "microphone_back") - before_s
        await stage.goes_on()
        ((reason, length_ms),) = gaps_ms(stage)
        assert reason == "The sound server stopped", stage.facts
        assert away_s - kill_took_s - EXACT_WITHIN_S <= length_ms / 1000 <= away_s + EXACT_WITHIN_S, stage.facts
        stage.check(is_spoken=False)


async def test_bluetooth_that_switches_to_another_rate_goes_on_at_that(pulse: PulseServer, tmp_path: Path) -> None:
    async with recording(pulse, tmp_path, "mic2") as stage:
        pulse.unplug("mic2")
        pulse.plug_in("mic2", "Mic2", 16_000)
        await stage.until(lambda: "microphone_back" in stage.codes)
        await stage.goes_on()
        ((_, length_ms),) = gaps_ms(stage)
        assert length_ms < REPLACED_WITHIN_S * 1000
        stage.check()


async def test_the_last_one_unplugged_is_waited_for_until_the_stop(pulse: PulseServer, tmp_path: Path) -> None:
    async with recording(pulse, tmp_path, None) as stage:
        pulse.unplug_everything()
        assert await stage.until(lambda: stage.told) < NOTICED_WITHIN_S
        assert stage.messages[-1].startswith("Mic1 was unplugged; nothing is recorded now.")
        await stage.goes_on()
    ((reason, length_ms),) = gaps_ms(stage)
    assert reason == "Mic1 was unplugged"
    assert length_ms > 2500


async def test_a_sound_server_that_hangs_is_waited_for(pulse: PulseServer, tmp_path: Path) -> None:
    async with recording(pulse, tmp_path, "mic1") as stage:
        pulse.freeze()
        assert await stage.until(lambda: stage.laid) < NOTICED_WITHIN_S
        await stage.goes_on(1.0)
        pulse.thaw()
        await stage.until(lambda: "microphone_back" in stage.codes)
        await stage.goes_on()
        stage.check(is_spoken=False)


@pytest.fixture
def speakers(pulse: PulseServer) -> PulseServer:
    """Each microphone hears another loudspeaker; the system plays into the first one's."""
    pulse.let_hear_their_own()
    return pulse


async def test_what_is_played_goes_on_from_the_next_loudspeaker_where_one_is_unplugged(
    speakers: PulseServer, tmp_path: Path
) -> None:
    async with recording(speakers, tmp_path, None, is_played=True) as stage:
        first = stage.microphone.name
        speakers.unplug_speaker("mic1")
        assert await stage.until(lambda: stage.laid) < NOTICED_WITHIN_S
        await stage.until(lambda: stage.microphone.name != first)
        await stage.goes_on()
        ((reason, _),) = gaps_ms(stage)
        assert reason == f"{first} was unplugged"
        assert stage.messages[-1] == f"{first} was unplugged; now using {stage.microphone.name}."
        stage.check(is_spoken=False)


async def test_what_is_played_is_followed_to_the_loudspeaker_that_a_person_chooses(
    speakers: PulseServer, tmp_path: Path
) -> None:
    async with recording(speakers, tmp_path, None, is_played=True) as stage:
        first = stage.microphone.name
        speakers.choose_default_speaker("mic2")
        await stage.until(lambda: stage.microphone.name != first)
        await stage.goes_on()
        assert stage.messages[0] == f"The sound now comes from {stage.microphone.name}."
        stage.check(is_spoken=False)
