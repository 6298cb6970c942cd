"""Text where nothing was heard is told; where anything may have been said it never is."""

import pytest

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.session.heard_speech import HeardSpeech
from transcriber.session.hearing import Hearing
from transcriber.session.silent_turns import is_on_silence

SECOND = 1_000 * SPOOL_SAMPLES_PER_MS


class Ears(Hearing):
    """What was heard, without a gate."""

    def __init__(self, rated_sample: int, *heard: tuple[float, float, float], is_loaded: bool = True) -> None:
        super().__init__(lambda problem: None)
        self._rated_sample = rated_sample
        self.heard: HeardSpeech | None = HeardSpeech() if is_loaded else None
        for start_s, end_s, probability in heard:
            if self.heard is not None:
                self.heard.note(round(start_s * SECOND), round(end_s * SECOND), probability)

    @property
    def speech(self) -> HeardSpeech | None:
        return self.heard

    @property
    def rated_sample(self) -> int:
        return self._rated_sample


def verdict(
    ears: Hearing, start_ms: int | None = 2_000, end_ms: int | None = 4_000, *, is_over: bool = False
) -> bool | None:
    return is_on_silence(ears, start_ms, end_ms, is_over=is_over)


def test_nothing_heard_around_it_is_silence() -> None:
    assert verdict(Ears(5 * SECOND))
    assert verdict(Ears(9 * SECOND, (0.0, 1.4, 0.9), (4.6, 5.0, 0.9)))


@pytest.mark.parametrize("heard", [(2.9, 3.0, 0.9), (2.9, 2.932, 0.36), (1.0, 1.6, 0.9), (4.4, 5.0, 0.9)])
def test_anything_heard_in_it_or_close_to_it_is_not(heard: tuple[float, float, float]) -> None:
    assert verdict(Ears(9 * SECOND, heard)) is False


def test_what_was_not_listened_to_yet_is_asked_again_and_never_struck_unheard() -> None:
    assert verdict(Ears(4 * SECOND)) is None
    assert verdict(Ears(3 * SECOND), is_over=True) is False
    assert verdict(Ears(4 * SECOND), is_over=True) is True


def test_without_a_gate_or_where_nobody_listened_nothing_is_struck() -> None:
    assert verdict(Ears(9 * SECOND, is_loaded=False)) is False
    ears = Ears(9 * SECOND)
    assert ears.heard is not None
    ears.heard.leave_out(3 * SECOND, 4 * SECOND)
    assert verdict(ears) is False


@pytest.mark.parametrize(("start_ms", "end_ms"), [(None, 4_000), (2_000, None), (2_000, 2_050), (4_000, 2_000)])
def test_a_turn_without_a_place_is_not_struck(start_ms: int | None, end_ms: int | None) -> None:
    assert verdict(Ears(9 * SECOND), start_ms, end_ms) is False
