import pytest

from transcriber.audio.sound_end import SoundEnd

BLOCK_S = 0.02


def test_sound_that_comes_in_time_ends_when_it_comes() -> None:
    stream = SoundEnd(10.0)

    assert [stream.arrived(at_s, BLOCK_S) for at_s in (10.02, 10.05, 10.06)] == [10.02, 10.05, 10.06]


def test_a_block_that_comes_late_ends_where_its_sound_does() -> None:
    stream = SoundEnd(10.0)

    assert stream.arrived(10.52, BLOCK_S) == pytest.approx(10.02)
    assert stream.arrived(10.521, BLOCK_S) == pytest.approx(10.04)
    late_s = [stream.arrived(10.522 + block / 1000, BLOCK_S) for block in range(24)]
    assert late_s[-1] == pytest.approx(10.545), "the rest came after it, and no time is missing any more"


def test_what_was_lost_is_missing_until_it_is_known() -> None:
    stream = SoundEnd(10.0)
    for block in range(50):
        stream.arrived(10.52 + block * BLOCK_S, BLOCK_S)

    assert stream.arrived(11.52, BLOCK_S) == pytest.approx(11.02, abs=0.002)
    assert stream.arrived(11.54, BLOCK_S, lost_s=0.5) == 11.54


def test_what_comes_early_was_heard_by_then() -> None:
    stream = SoundEnd(10.0)

    assert stream.arrived(10.001, 0.5) == 10.001


def test_a_device_whose_clock_runs_slow_or_fast_is_followed() -> None:
    for rate in (0.9998, 1.0002):
        stream = SoundEnd(0.0)
        for block in range(1, 50 * 3600):
            at_s = block * BLOCK_S * rate
            assert stream.arrived(at_s, BLOCK_S) == at_s
