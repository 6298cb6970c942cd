import pytest

from transcriber.audio.durations import clock, in_words


@pytest.mark.parametrize(
    ("duration_ms", "words"),
    [
        (0, "1 s"),
        (700, "1 s"),
        (44_600, "45 s"),
        (99_000, "99 s"),
        (100_000, "2 min"),
        (600_000, "10 min"),
        (3_600_000, "1 h"),
        (7_500_000, "2 h 5 min"),
    ],
)
def test_a_duration_is_said_as_exactly_as_anyone_wants_to_know(duration_ms: float, words: str) -> None:
    assert in_words(duration_ms) == words


def test_a_clock_reads_as_a_person_reads_it() -> None:
    assert [clock(time_ms) for time_ms in (-5, 0, 61_999, 3_600_000)] == ["0:00", "0:00", "1:01", "1:00:00"]
