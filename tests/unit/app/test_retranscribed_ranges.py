import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.app.retranscribed_ranges import (
    LEAD_SAMPLES,
    AudioRange,
    cut,
    cut_window,
    pause_between,
    span_of,
    spanned_samples,
    wanted_ranges,
)
from transcriber.app.wanted_audio import Lacking, TimeRange, WantedAudio, Whole
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnState

SECOND = 24_000
TALK = 60 * SECOND


def turn(turn_id: int, start_s: float, end_s: float, text: str = "Words.") -> StoredTurn:
    state = TurnState.FINISHED if text else TurnState.FAILED
    machine = Turn(number=turn_id, state=state, text=text, start_ms=round(start_s * 1000), end_ms=round(end_s * 1000))
    return StoredTurn(id=turn_id, machine=machine)


def stretch(start_s: float, end_s: float, state: StretchState, *, has_audio: bool = True) -> Stretch:
    start_sample, end_sample = round(start_s * SECOND), round(end_s * SECOND)
    return Stretch(start_sample=start_sample, end_sample=end_sample, state=state, has_audio=has_audio)


TURNS = [turn(1, 1, 9), turn(2, 10, 20), turn(3, 25, 40), turn(4, 45, 58)]


def asked(what: WantedAudio, *stretches: Stretch, turns: list[StoredTurn] = TURNS) -> list[tuple[float, float]]:
    found = wanted_ranges(what, turns, stretches, TALK)
    return [(each.start_sample / SECOND, each.end_sample / SECOND) for each in found]


@pytest.mark.parametrize(
    ("what", "ranges"),
    [
        (Whole(), [(0, 60)]),
        (TimeRange(21_000, 42_000), [(21, 42)]),
        (TimeRange(0, 12_000), [(0, 10)]),
        (TimeRange(0, 18_000), [(0, 20)]),
        (TimeRange(12_000, 52_000), [(10, 58)]),
        (TimeRange(18_000, 48_000), [(20, 45)]),
        (TimeRange(30_000, 31_000), [(25, 40)]),
        (TimeRange(59_000, None), [(59, 60)]),
        (TimeRange(90_000, None), []),
        ((2,), [(10, 20)]),
        ((1, 4), [(1, 9), (45, 58)]),
        ((9,), []),
    ],
)
def test_a_range_holds_whole_turns_only(what: WantedAudio, ranges: list[tuple[float, float]]) -> None:
    assert asked(what) == ranges


def test_what_has_no_sound_is_left_out() -> None:
    hole = stretch(30, 35, StretchState.GAP, has_audio=False)

    assert asked(Whole(), hole) == [(0, 30), (35, 60)]


def test_lacking_is_what_has_sound_and_no_text_though_there_may_have_been_speech() -> None:
    coverage = [
        stretch(0, 20, StretchState.TRANSCRIBED),
        stretch(20, 24, StretchState.UNHEARD),
        stretch(24, 40, StretchState.TRANSCRIBED),
        stretch(40, 42, StretchState.GAP, has_audio=False),
        stretch(42, 45, StretchState.GAP),
        stretch(45, 50, StretchState.SILENT),
    ]

    assert asked(Lacking(), *coverage, turns=TURNS[:3]) == [(20, 24), (42, 45), (50, 60)]


def test_a_turn_that_was_saved_just_before_the_end_is_not_cut() -> None:
    coverage = [stretch(0, 43, StretchState.TRANSCRIBED)]

    # Its coverage was not written any more.
    assert asked(Lacking(), *coverage) == [(43, 60)]
    assert asked(Lacking(), stretch(0, 50, StretchState.TRANSCRIBED)) == [(45, 60)]
    assert asked(Lacking(), stretch(0, 56, StretchState.TRANSCRIBED)) == [(58, 60)]


def test_without_any_coverage_what_comes_behind_the_last_words_is_lacking_and_what_failed() -> None:
    assert asked(Lacking(), turns=[turn(1, 1, 9), turn(2, 20, 24, text=""), turn(3, 25, 40)]) == [(20, 24), (40, 60)]
    assert asked(Lacking(), turns=[]) == [(0, 60)]


def test_a_range_has_a_lead_in_that_holds_no_words_of_another_turn() -> None:
    [far] = wanted_ranges(TimeRange(21_000, 24_000), TURNS, [], TALK)
    [near] = wanted_ranges(TimeRange(20_100, 24_000), TURNS, [], TALK)
    [whole] = wanted_ranges(Whole(), TURNS, [], TALK)

    assert [each.lead_samples for each in (far, near, whole)] == [LEAD_SAMPLES, SECOND // 10, 0]


def test_a_long_range_is_cut_at_a_pause_about_ten_minutes_in() -> None:
    hours = AudioRange(0, 3 * 3600 * SECOND, 100)
    window = cut_window(hours)
    talk = [turn(1, 0, 500), turn(2, 501, 590), turn(3, 594, 640), turn(4, 640.5, 900)]

    assert window == (480 * SECOND, 720 * SECOND)
    assert pause_between(*window, talk) == 592 * SECOND
    assert pause_between(*window, []) is None
    assert cut(hours, 592 * SECOND + 5) == (
        AudioRange(0, 592 * SECOND, 100),
        AudioRange(592 * SECOND, 3 * 3600 * SECOND),
    )
    assert cut_window(AudioRange(0, 700 * SECOND)) is None


def test_what_two_sources_hear_at_once_is_as_long_as_the_recording() -> None:
    ranges = [AudioRange(0, 18, lane=1), AudioRange(0, 20), AudioRange(30, 35), AudioRange(33, 40, lane=1)]
    assert spanned_samples(ranges) == 30
    assert spanned_samples([]) == 0


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 55_000), st.integers(1, 9_000)), max_size=6), st.integers(0, 50_000), st.data()
)
def test_no_range_ever_holds_half_a_turn(times: list[tuple[int, int]], start_ms: int, data: st.DataObject) -> None:
    end_ms = data.draw(st.integers(start_ms + 1, 60_000))
    last_ms, turns = 0, []
    for number, (_, long_ms) in enumerate(sorted(times), 1):
        start = last_ms + 100
        last_ms = start + long_ms
        turns.append(turn(number, start / 1000, last_ms / 1000))

    for found in wanted_ranges(TimeRange(start_ms, end_ms), turns, [], max(TALK, last_ms * 24)):
        for first, last in filter(None, map(span_of, turns)):
            shared = min(last, found.end_sample) - max(first, found.start_sample)
            assert shared <= 0 or shared == last - first
            assert not found.start_sample - found.lead_samples < last <= found.start_sample
