import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from transcriber.transcript.coverage_account import CoverageAccount
from transcriber.transcript.stretches import Stretch, StretchState, laid_over

SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9), st.sampled_from(StretchState)), max_size=30)


def stretch(start: int, length: int, state: StretchState) -> Stretch:
    return Stretch(start_sample=start * 24, end_sample=(start + length) * 24, state=state)


@given(SPANS)
def test_the_newest_word_about_each_sample_counts(spans: list[tuple[int, int, StretchState]]) -> None:
    account, judge = CoverageAccount(), list[Stretch]()
    for span in spans:
        account.lay([stretch(*span)])
        judge = laid_over(judge, stretch(*span))

    assert list(account.stretches) == judge


def test_its_sums_are_those_of_the_recording() -> None:
    account = CoverageAccount()
    account.lay([stretch(0, 60, StretchState.TRANSCRIBED), stretch(60, 30, StretchState.SILENT)])
    summary = account.summary(100 * 24)

    assert (summary.recorded_ms, summary.transcribed_ms, summary.silent_ms, summary.pending_ms) == (100, 60, 30, 10)


def test_what_is_known_already_is_taken_as_it_is_and_laid_over() -> None:
    known = [stretch(60, 30, StretchState.SILENT), stretch(0, 60, StretchState.TRANSCRIBED)]
    account = CoverageAccount(known)
    account.lay([stretch(80, 20, StretchState.GAP)])

    assert [(each.start_sample // 24, each.end_sample // 24) for each in account.stretches] == [
        (0, 60),
        (60, 80),
        (80, 100),
    ]


def test_of_two_lanes_it_says_what_is_worse_at_each_moment() -> None:
    account = CoverageAccount()
    account.lay([_piece(0, 0, 100, StretchState.TRANSCRIBED), _piece(0, 100, 300, StretchState.SILENT)])
    account.lay([_piece(1, 0, 50, StretchState.SILENT), _piece(1, 50, 200, StretchState.GAP, "unplugged")])
    account.lay([_piece(1, 200, 250, StretchState.TRANSCRIBED)])
    assert [(each.start_sample, each.end_sample, each.state) for each in account.stretches] == [
        (0, 50, StretchState.TRANSCRIBED),
        (50, 200, StretchState.GAP),
        (200, 250, StretchState.TRANSCRIBED),
        (250, 300, StretchState.SILENT),
    ]
    assert [each.lane for each in account.stretches] == [0, 1, 0, 0]


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 60), st.integers(1, 30), st.sampled_from(StretchState))))
def test_what_is_missing_in_one_lane_is_missing(laid: list[tuple[int, int, int, StretchState]]) -> None:
    account, lanes = CoverageAccount(), (CoverageAccount(), CoverageAccount())
    known: list[Stretch] = []
    for lane, start, length, state in laid:
        account.lay([_piece(lane, start, start + length, state)])
        lanes[lane].lay([_piece(0, start, start + length, state)])
        known = [replace(each, lane=number) for number, each_lane in enumerate(lanes) for each in each_lane.stretches]
        assert account.stretches == CoverageAccount(known).stretches, "what is joined bit by bit is the same"
    both = account.stretches
    assert all(one.end_sample <= other.start_sample for one, other in itertools.pairwise(both))
    missing = {at for each in both if each.is_missing for at in range(each.start_sample, each.end_sample)}
    wanted = {
        at
        for lane in lanes
        for each in lane.stretches
        if each.is_missing
        for at in range(each.start_sample, each.end_sample)
    }
    assert missing == wanted


def _piece(lane: int, start: int, end: int, state: StretchState, reason: str = "") -> Stretch:
    return Stretch(lane=lane, start_sample=start, end_sample=end, state=state, reason=reason)
