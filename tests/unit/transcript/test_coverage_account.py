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
