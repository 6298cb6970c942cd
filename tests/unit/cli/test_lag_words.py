import pytest

from transcriber.cli.lag_words import lag_words
from transcriber.session.notices import Meter


@pytest.mark.parametrize(
    ("meter", "is_link_away", "words"),
    [
        (Meter(), False, ""),
        (Meter(delay_ms=2_900, waiting_ms=100), False, ""),
        (Meter(delay_ms=5_000), False, "text 0:05 behind"),
        (Meter(delay_ms=500, waiting_ms=64_000), False, "text 1:04 behind"),
        (Meter(waiting_ms=34_000), True, "link away, 0:34 of sound waits"),
    ],
)
def test_what_is_out_of_the_ordinary_is_told(meter: Meter, is_link_away: bool, words: str) -> None:
    assert lag_words(meter, is_link_away=is_link_away) == words


def test_who_waits_for_the_link_reads_when_it_is_tried_again() -> None:
    assert (
        lag_words(Meter(waiting_ms=34_000), is_link_away=True, next_try_s=4)
        == "link away, next try in 4 s, 0:34 of sound waits"
    )
