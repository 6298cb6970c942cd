from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.spool import Spool
from transcriber.session.splicing import Splicer

F32 = npt.NDArray[np.float32]
RATES_HZ = (48_000, 44_100, 16_000, 24_000, 8_000)


def tone(duration_ms: float, rate_hz: int, start_ms: float = 0.0) -> F32:
    times_s = start_ms / 1000 + np.arange(round(duration_ms * rate_hz / 1000)) / rate_hz
    return (np.sin(2 * np.pi * 440 * times_s) / 2).astype(np.float32)


def written(spool: Spool) -> F32:
    samples = (spool.read(0, spool.length_samples) / 32768).astype(np.float32)
    spool.close()
    return samples


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool.create(tmp_path / "spool.wav")


@pytest.mark.parametrize(("before_hz", "after_hz"), [(48_000, 16_000), (16_000, 48_000), (44_100, 8_000)])
def test_a_tone_goes_on_through_a_change_of_rate_without_a_click(spool: Spool, before_hz: int, after_hz: int) -> None:
    splicer = Splicer(spool, before_hz)
    for start_ms in range(0, 200, 20):
        splicer.append(tone(20, before_hz, start_ms), before_hz)
    for start_ms in range(200, 400, 20):
        splicer.append(tone(20, after_hz, start_ms), after_hz)

    assert spool.length_samples == 400 * 24
    sound = written(spool)
    # A click is a step between neighbours that no tone of 440 Hz takes: it moves by 0.058 at most.
    assert np.abs(np.diff(sound[300:])).max() < 0.08
    middle = sound[200 * 24 - 240 : 200 * 24 + 480]
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.354, abs=0.06)


def test_a_gap_is_zeros_for_as_long_as_it_lasted(spool: Spool) -> None:
    splicer = Splicer(spool, 48_000)
    splicer.append(tone(100, 48_000), 48_000)
    first = splicer.fill(700)
    second = splicer.fill(300.02)
    splicer.append(tone(100, 16_000), 16_000)

    assert first[1] == 800 * 24
    assert second == (800 * 24, 1100 * 24)
    assert 100 * 24 <= first[0] <= 100 * 24 + 240
    sound = written(spool)
    assert len(sound) == 1200 * 24
    assert not sound[first[0] : second[1]].any()
    assert np.abs(sound[: first[0]]).max() > 0.4
    assert np.abs(sound[second[1] :]).max() > 0.4


def test_nothing_of_the_sound_before_a_break_is_cut_off(spool: Spool) -> None:
    splicer = Splicer(spool, 48_000)
    click = np.zeros(4800, np.float32)
    click[-1] = 1.0
    splicer.append(click, 48_000)
    splicer.break_off()
    splicer.append(np.zeros(4800, np.float32), 48_000)
    splicer.close()

    assert np.argmax(np.abs(written(spool))) == pytest.approx(100 * 24 + 67, abs=2)


Step = tuple[str, int, int]


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["sound", "gap", "break"]), st.sampled_from(RATES_HZ), st.integers(1, 900)),
        max_size=12,
    )
)
def test_the_spool_is_as_long_as_the_time_that_passed(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    spool = Spool.create(tmp_path_factory.mktemp("spool") / "spool.wav")
    splicer = Splicer(spool, 48_000)
    passed_samples = 0.0
    for breaks, (what, rate_hz, amount) in enumerate(steps, 1):
        match what:
            case "sound":
                splicer.append(np.zeros(amount, np.float32), rate_hz)
                passed_samples += amount * 24_000 / rate_hz
            case "gap":
                splicer.fill(amount)
                passed_samples += amount * 24
            case _:
                splicer.break_off()
        assert abs(spool.length_samples - passed_samples) <= 1 + breaks
    spool.close()
