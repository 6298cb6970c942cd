from transcriber.realtime.events import SpeechStarted, TranscriptCompleted, TranscriptPartial
from transcriber.session.delay import Delay


class LaidOut:
    """A session that began 10 s into the recording; its item spans 2 s."""

    def recording_ms(self, session_ms: int) -> int:
        return 10_000 + session_ms

    def span_ms(self, item_id: str) -> tuple[int, int]:
        return 11_000, 13_000


def test_nobody_knows_it_before_the_first_text() -> None:
    delay = Delay(LaidOut())
    delay.measure(SpeechStarted("item_A", 1_000), 12_000, 500)
    assert delay.now_ms is None


def test_a_finished_turn_came_so_long_after_its_last_spoken_moment() -> None:
    delay = Delay(LaidOut())
    delay.measure(TranscriptCompleted("item_A", "One."), 13_400, 500)
    assert delay.now_ms == 900


def test_the_word_of_the_engine_counts_from_then_on() -> None:
    delay = Delay(LaidOut())
    delay.measure(TranscriptPartial("item_A", "One", 2_600), 12_900, 500)
    assert delay.now_ms == 300
    delay.measure(TranscriptCompleted("item_A", "One."), 20_000, 500)
    assert delay.now_ms == 300


def test_it_is_never_negative_and_nothing_is_known_where_time_means_nothing() -> None:
    delay = Delay(LaidOut())
    delay.measure(TranscriptPartial("item_A", "One", 2_600), None, 500)
    assert delay.now_ms is None
    delay.measure(TranscriptPartial("item_A", "One", 2_600), 12_000, 500)
    assert delay.now_ms == 0
