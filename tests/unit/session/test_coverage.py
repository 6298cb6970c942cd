"""A recording as three parties saw it: what was captured, what the gate heard, what the service said of it."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.events import (
    AudioCommitted,
    ErrorDetail,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptFailed,
    TranscriptSegment,
)
from transcriber.session.coverage import Coverage
from transcriber.session.heard_speech import HeardSpeech
from transcriber.session.ledger import Ledger
from transcriber.transcript.stretches import Stretch, StretchState

SECOND = 24_000
TRANSCRIBED, SILENT, UNHEARD, GAP = (
    StretchState.TRANSCRIBED,
    StretchState.SILENT,
    StretchState.UNHEARD,
    StretchState.GAP,
)


def gate(*speech_s: tuple[float, float]) -> HeardSpeech:
    heard = HeardSpeech()
    for start_s, end_s in speech_s:
        heard.note(int(start_s * SECOND), int(end_s * SECOND), 0.9)
    return heard


def turn(ledger: Ledger, name: str, start_s: float, end_s: float, last: ServerEvent | None = None) -> None:
    ledger.apply(SpeechStarted(name, int(start_s * 1000)))
    ledger.apply(SpeechStopped(name, int(end_s * 1000)))
    ledger.apply(AudioCommitted(name))
    ledger.apply(last or TranscriptCompleted(name, "Said."))


def told(coverage: Coverage) -> list[tuple[float, float, StretchState]]:
    return [(s.start_sample / SECOND, s.end_sample / SECOND, s.state) for s in coverage.stretches]


def test_between_two_turns_it_is_silent_where_the_gate_heard_nothing() -> None:
    ledger, coverage = Ledger(0), Coverage()
    ledger.sent(20 * SECOND)
    turn(ledger, "a", 2, 5)
    turn(ledger, "b", 10, 15)
    coverage.note(ledger, gate((2.2, 4.8), (10.2, 14.8)), 20 * SECOND)

    assert told(coverage) == [(0, 2, SILENT), (2, 5, TRANSCRIBED), (5, 10, SILENT), (10, 15, TRANSCRIBED)]
    assert coverage.rows() == ()


def test_speech_between_two_turns_of_which_the_service_said_nothing_is_unheard() -> None:
    ledger, coverage = Ledger(0), Coverage()
    ledger.sent(20 * SECOND)
    turn(ledger, "a", 2, 5)
    turn(ledger, "b", 10, 15)
    coverage.note(ledger, gate((2, 5.4), (7, 8), (9.7, 15)), 20 * SECOND)

    assert [s for s in told(coverage) if s[2] is UNHEARD] == [(6.7, 8.3, UNHEARD)]
    (row,) = coverage.rows()
    assert row.missing_reason == "speech was heard here, but the service gave no text"


def test_a_click_is_not_speech() -> None:
    ledger, coverage = Ledger(0), Coverage()
    ledger.sent(20 * SECOND)
    turn(ledger, "b", 10, 15)
    coverage.note(ledger, gate((5, 5.2)), 20 * SECOND)

    assert told(coverage) == [(0, 10, SILENT), (10, 15, TRANSCRIBED)]


def test_what_the_gate_has_not_listened_to_yet_waits() -> None:
    ledger, coverage, heard = Ledger(0), Coverage(), gate()
    ledger.sent(20 * SECOND)
    turn(ledger, "b", 10, 15)
    coverage.note(ledger, heard, 4 * SECOND)
    assert told(coverage) == [(0, 3.7, SILENT), (10, 15, TRANSCRIBED)]
    assert coverage.done_sample == 3.7 * SECOND

    heard.note(6 * SECOND, 7 * SECOND, 0.9)
    coverage.note(ledger, heard, 6 * SECOND + 9_000)
    assert coverage.done_sample == 5.7 * SECOND, "nobody is judged in mid-word"
    coverage.note(ledger, heard, 12 * SECOND)
    assert (5.7, 7.3, UNHEARD) in told(coverage)
    assert coverage.done_sample == 15 * SECOND


def test_without_a_gate_the_services_word_counts() -> None:
    ledger, coverage = Ledger(0), Coverage()
    ledger.sent(20 * SECOND)
    turn(ledger, "b", 10, 15)
    coverage.note(ledger, None, 10**12)

    assert told(coverage) == [(0, 10, SILENT), (10, 15, TRANSCRIBED)]


def test_a_turn_that_failed_is_a_gap_with_the_services_words_and_needs_no_second_row() -> None:
    ledger, coverage = Ledger(0), Coverage()
    ledger.sent(20 * SECOND)
    turn(ledger, "a", 0, 5, TranscriptFailed("a", ErrorDetail("The model was busy.")))
    turn(ledger, "b", 5, 10, TranscriptFailed("b", ErrorDetail("The model was busy.")))
    coverage.note(ledger, gate((0, 10)), 20 * SECOND)

    (gap,) = coverage.stretches
    assert (gap.state, gap.reason, gap.has_audio) == (GAP, "The model was busy.", True)
    assert coverage.rows() == ()


def test_a_turn_without_words_is_judged_by_the_gate_and_one_with_segments_only_has_words() -> None:
    ledger, coverage = Ledger(0), Coverage()
    ledger.sent(30 * SECOND)
    turn(ledger, "a", 1, 5, TranscriptCompleted("a", " "))
    ledger.apply(SpeechStarted("b", 10_000))
    ledger.apply(TranscriptSegment("b", "1", "Hello", "A", 0.0, 1.0))
    turn(ledger, "b", 10, 12, TranscriptCompleted("b", ""))
    coverage.note(ledger, gate((2, 4)), 30 * SECOND)

    assert told(coverage) == [
        (0, 1.7, SILENT),
        (1.7, 4.3, UNHEARD),
        (4.3, 10, SILENT),
        (10, 12, TRANSCRIBED),
    ]


def test_a_text_that_comes_after_all_takes_the_place_of_a_gap_and_is_not_taken_back_by_a_later_failure() -> None:
    first, second, third, coverage = Ledger(0), Ledger(0), Ledger(0), Coverage()
    for ledger in (first, second, third):
        ledger.sent(10 * SECOND)
    turn(first, "a", 0, 5, TranscriptFailed("a", ErrorDetail("No.")))
    coverage.note(first, None, 10**12)
    turn(second, "a", 0, 5)
    coverage.note(second, None, 10**12)
    turn(third, "a", 0, 6, TranscriptFailed("a", ErrorDetail("No.")))
    coverage.note(third, None, 10**12)

    assert told(coverage) == [(0, 5, TRANSCRIBED), (5, 6, GAP)]


def test_where_nothing_was_captured_nothing_else_is_ever_said() -> None:
    ledger, coverage = Ledger(0), Coverage()
    ledger.sent(20 * SECOND)
    unplugged = Stretch(
        start_sample=4 * SECOND, end_sample=8 * SECOND, state=GAP, reason="it was unplugged", has_audio=False
    )
    coverage.capture_gap(unplugged)
    turn(ledger, "a", 2, 10)
    coverage.note(ledger, gate((2, 10)), 20 * SECOND)

    assert told(coverage) == [(0, 2, SILENT), (2, 4, TRANSCRIBED), (4, 8, GAP), (8, 10, TRANSCRIBED)]
    assert coverage.rows() == (unplugged,)


def test_a_gap_that_grows_is_one_row() -> None:
    coverage = Coverage()
    for end_s in (1, 2, 3):
        coverage.capture_gap(
            Stretch(start_sample=0, end_sample=end_s * SECOND, state=GAP, reason="unplugged", has_audio=False)
        )

    assert [(row.start_sample, row.end_sample) for row in coverage.rows()] == [(0, 3 * SECOND)]


def test_what_a_person_kept_back_is_neither_unheard_nor_missing() -> None:
    ledger, coverage = Ledger(0), Coverage()
    ledger.leap(10 * SECOND)
    ledger.sent(5 * SECOND)
    turn(ledger, "a", 0, 5)
    coverage.note(ledger, gate((2, 8), (10, 15)), 30 * SECOND)
    coverage.finish(
        30 * SECOND, gate((2, 8), (10, 15), (20, 22)), 30 * SECOND, kept_back=[(15 * SECOND, 30 * SECOND)], reason="x"
    )

    assert told(coverage) == [(0, 10, SILENT), (10, 15, TRANSCRIBED), (15, 30, SILENT)]


def test_at_the_end_without_a_service_only_what_the_gate_found_empty_is_silent() -> None:
    coverage = Coverage()
    coverage.finish(30 * SECOND, gate((5, 5.125)), 20 * SECOND, reason="the service was away")

    assert told(coverage) == [(0, 4.7, SILENT), (4.7, 5.425, GAP), (5.425, 20, SILENT), (20, 30, GAP)]
    assert {row.reason for row in coverage.rows()} == {"the service was away"}


@dataclass(frozen=True)
class Said:
    start_s: float
    length_s: float
    outcome: str


SAYS = st.lists(
    st.builds(
        Said,
        st.floats(0, 40),
        st.floats(0, 8),
        st.sampled_from(["text", "empty", "failed", "open"]),
    ),
    max_size=6,
)
SPEECH = st.lists(st.tuples(st.floats(0, 58), st.floats(0.03, 4)), max_size=6)


@settings(max_examples=200)
@given(
    connections=st.lists(st.tuples(SAYS, st.floats(1, 20)), max_size=3),
    speech=SPEECH,
    capture_gaps=st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=2),
    has_gate=st.booleans(),
    rated_s=st.integers(0, 60),
    reason=st.sampled_from(["", "the service was away"]),
)
def test_every_sample_is_in_exactly_one_final_stretch_whatever_happens(
    connections: list[tuple[list[Said], float]],
    speech: list[tuple[float, float]],
    capture_gaps: list[tuple[int, int]],
    has_gate: bool,
    rated_s: int,
    reason: str,
) -> None:
    recorded = 60 * SECOND
    spoken = sorted((start_s, min(60.0, start_s + length_s)) for start_s, length_s in speech)
    coverage, heard = Coverage(), gate(*(s for s in spoken if s[1] <= rated_s)) if has_gate else None
    rated = rated_s * SECOND if has_gate else 10**12
    for start_s, length_s in capture_gaps:
        start, end = start_s * SECOND, min(recorded, (start_s + length_s) * SECOND)
        coverage.capture_gap(Stretch(start_sample=start, end_sample=end, state=GAP, reason="lost", has_audio=False))
    base = 0
    for number, (says, sent_s) in enumerate(connections):
        ledger = Ledger(base)
        ledger.sent(min(int(sent_s * SECOND), recorded - base))
        watermark = ledger.watermark_sample
        for index, said in enumerate(says):
            name = f"{number} {index}"
            ledger.apply(SpeechStarted(name, int(said.start_s * 1000)))
            ledger.apply(SpeechStopped(name, int((said.start_s + said.length_s) * 1000)))
            match said.outcome:
                case "text":
                    ledger.apply(TranscriptCompleted(name, "Said."))
                case "empty":
                    ledger.apply(TranscriptCompleted(name, ""))
                case "failed":
                    ledger.apply(TranscriptFailed(name, ErrorDetail("No.")))
                case _:
                    # The connection ended before the service said more.
                    pass
            coverage.note(ledger, heard, rated)
            assert ledger.watermark_sample >= watermark, "it only grows"
            watermark = ledger.watermark_sample
        base = ledger.watermark_sample
    laid_before_the_end = list(coverage.stretches)
    coverage.finish(recorded, heard, rated, reason=reason)

    stretches = coverage.stretches
    assert stretches[0].start_sample == 0
    assert stretches[-1].end_sample == recorded
    assert all(one.end_sample == other.start_sample for one, other in pairwise(stretches))
    assert coverage.done_sample == recorded
    if reason and has_gate:
        given_up = [s for s in stretches if s.state is SILENT and s not in laid_before_the_end]
        answered = max((s.end_sample for s in laid_before_the_end if s.has_audio), default=0)
        for stretch in given_up:
            for began_s, ended_s in spoken:
                is_after = began_s * SECOND >= max(stretch.start_sample, answered)
                assert not (is_after and ended_s <= rated_s and ended_s * SECOND <= stretch.end_sample), "it was heard"
