import pytest

from transcriber.audio.durations import in_words


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
