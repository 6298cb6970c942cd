"""One session's ears as a conversation: audio and wishes in, server events out."""

import asyncio
import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from transcriber.audio.resampler import Resampler
from transcriber.audio.speech_gate import SpeechGate
from transcriber.engine.decode_queue import DecodeQueue
from transcriber.engine.listener import LONGEST_BACKLOG_BYTES, Listener, turn_rules
from transcriber.engine.recogniser import MoonshineRecogniser
from transcriber.realtime.configuration import SemanticVad, ServerVad, TurnDetection
from transcriber.realtime.events import (
    AudioCommitted,
    ErrorOccurred,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
    Usage,
)

WINDOW = 512
SPEECH_FOLDER = Path(__file__).parents[2] / "speech"


class LoudnessGate(SpeechGate):
    """Whatever is loud is speech."""

    def probability(self, window: NDArray[np.float32]) -> float:
        return 0.9 if float(np.abs(window).mean()) > 0.1 else 0.02


class Session:
    """A listener, its client and its recogniser."""

    def __init__(self, decoding: Any, *, turn_detection: TurnDetection, wants_partials: bool = False) -> None:
        self.decoding = decoding
        self.events: list[ServerEvent] = []
        numbers = itertools.count(1)
        self.listener = Listener(
            decoding, self.events.append, lambda: f"item_{next(numbers)}", wants_partials, gate=LoudnessGate()
        )
        self.listener.configure(turn_detection)

    def say(self, windows: int) -> None:
        self._feed(0.5, windows)

    def pause(self, windows: int) -> None:
        self._feed(0.0, windows)

    def _feed(self, value: float, windows: int) -> None:
        for _ in range(windows):
            self.listener.feed(np.full(WINDOW, value, dtype=np.float32))

    def published(self) -> list[ServerEvent]:
        events, self.events[:] = list(self.events), []
        return events

    def hear_out(self, *texts: str) -> None:
        """Answer what waits with these texts, the last one again and again."""
        answers = [*texts]
        while not self.decoding.is_idle:
            self.decoding.answer(answers.pop(0) if len(answers) > 1 else answers[0])


@pytest.fixture
def detected(decoding: Any) -> Session:
    return Session(decoding, turn_detection=ServerVad())


@pytest.fixture
def manual(decoding: Any) -> Session:
    return Session(decoding, turn_detection=None)


# ---- detected turns ----


def test_a_turn_from_its_first_sound_to_its_text(detected: Session) -> None:
    detected.pause(20)
    detected.say(2)
    assert detected.published() == [SpeechStarted("item_1", 20 * 32 - 300)]
    detected.say(18)
    detected.pause(10)
    detected.decoding.answer("Hello.")
    assert detected.published() == [TranscriptDelta("item_1", "Hello.")]
    detected.pause(6)
    assert detected.published() == [
        SpeechStopped("item_1", 56 * 32),
        AudioCommitted("item_1", None),
        TranscriptCompleted("item_1", "Hello.", usage=Usage(seconds=1.452)),
    ]


def test_items_are_linked_in_the_order_they_were_spoken(detected: Session) -> None:
    for _ in range(3):
        detected.say(20)
        detected.pause(20)
    committed = [event for event in detected.published() if isinstance(event, AudioCommitted)]
    assert committed == [
        AudioCommitted("item_1", None),
        AudioCommitted("item_2", "item_1"),
        AudioCommitted("item_3", "item_2"),
    ]


def test_silence_alone_says_nothing_and_is_not_kept(detected: Session) -> None:
    detected.pause(3_000)
    assert detected.published() == []
    assert detected.decoding.is_idle
    assert detected.listener.undecoded_bytes < 4 * 16_000 * 4


def test_words_show_while_they_are_spoken(decoding: Any) -> None:
    session = Session(decoding, turn_detection=ServerVad(), wants_partials=True)
    session.say(12)
    session.decoding.answer("And so")
    session.say(6)
    session.decoding.answer("And so my")
    assert session.published() == [
        SpeechStarted("item_1", 0),
        TranscriptPartial("item_1", "And so", 10 * 32),
        TranscriptDelta("item_1", "And so"),
        TranscriptPartial("item_1", "And so my", 16 * 32),
    ]


def test_an_answer_asks_for_the_next_partial_when_enough_was_said_meanwhile(detected: Session) -> None:
    detected.say(10)
    detected.decoding.begin()
    detected.say(20)
    assert detected.decoding.is_decoding_partial(detected.listener)
    detected.decoding.answer("Hello")
    assert detected.decoding.begin().samples.size == 30 * WINDOW + 3_200


def test_a_turn_without_end_becomes_items_of_fifteen_seconds(detected: Session) -> None:
    detected.say(16 * 1000 // 32)
    detected.hear_out("Words.")
    events = detected.published()
    assert [type(event) for event in events if not isinstance(event, TranscriptDelta)] == [
        SpeechStarted,
        SpeechStopped,
        AudioCommitted,
        SpeechStarted,
        TranscriptCompleted,
    ]
    stopped = next(event for event in events if isinstance(event, SpeechStopped))
    restarted = [event for event in events if isinstance(event, SpeechStarted)][1]
    assert stopped.audio_end_ms == restarted.audio_start_ms
    assert 12_000 <= stopped.audio_end_ms <= 15_000
    assert restarted.item_id == "item_2"


def test_a_commit_in_the_middle_of_a_turn_ends_it(detected: Session) -> None:
    detected.say(20)
    detected.decoding.answer("Hello")
    assert detected.listener.commit() is None
    detected.hear_out("Hello world.")
    assert detected.published() == [
        SpeechStarted("item_1", 0),
        SpeechStopped("item_1", 640),
        AudioCommitted("item_1", None),
        TranscriptDelta("item_1", "Hello world."),
        TranscriptCompleted("item_1", "Hello world.", usage=Usage(seconds=0.64)),
    ]
    detected.say(2)
    assert detected.published() == [SpeechStarted("item_2", 640)]


def test_a_commit_of_silence_is_an_item_without_words(detected: Session) -> None:
    detected.pause(20)
    assert detected.listener.commit() is None
    assert detected.published() == [
        AudioCommitted("item_1", None),
        TranscriptCompleted("item_1", "", usage=Usage(seconds=0.64)),
    ]
    assert detected.decoding.is_idle


def test_a_clear_forgets_the_turn_and_its_decodes(detected: Session) -> None:
    detected.say(20)
    detected.pause(10)
    detected.decoding.begin()
    detected.listener.clear()
    detected.decoding.answer("Forgotten.")
    detected.pause(20)
    assert detected.published() == [SpeechStarted("item_1", 0)]
    assert detected.listener.commit() is None
    assert detected.published()[-1] == TranscriptCompleted("item_2", "", usage=Usage(seconds=0.64))


@pytest.mark.parametrize(("text", "windows"), [("It is done.", 25), ("and so,", 125)])
def test_semantic_turns_wait_less_when_the_words_sound_finished(decoding: Any, text: str, windows: int) -> None:
    session = Session(decoding, turn_detection=SemanticVad(eagerness="auto"))
    session.say(20)
    session.pause(10)
    session.decoding.answer(text)
    session.published()
    session.pause(windows - 11)
    assert not any(isinstance(event, SpeechStopped) for event in session.published())
    session.pause(1)
    assert session.published()[-1] == TranscriptCompleted(
        "item_1", text, usage=Usage(seconds=round((20 + windows) * 0.032, 3))
    )


def test_eagerness_is_the_longest_wait() -> None:
    waits = [turn_rules(SemanticVad(eagerness=eagerness)).silence_duration_ms for eagerness in ("low", "auto", "high")]
    assert waits == [8_000, 4_000, 2_000]


def test_the_threshold_and_padding_of_the_session_are_used() -> None:
    rules = turn_rules(ServerVad(threshold=0.7, prefix_padding_ms=100, silence_duration_ms=200))
    assert (rules.threshold, rules.prefix_padding_ms, rules.silence_duration_ms) == (0.7, 100, 200)


# ---- manual turns ----


def test_a_manual_turn_shows_words_before_its_commit_and_is_final_after_it(manual: Session) -> None:
    manual.say(10)
    manual.decoding.answer("And so")
    manual.say(6)
    manual.decoding.answer("And so my")
    assert manual.published() == [TranscriptDelta("item_1", "And so")]
    assert manual.listener.commit() is None
    manual.hear_out("And so my friends.")
    assert manual.published() == [
        AudioCommitted("item_1", None),
        TranscriptDelta("item_1", " my friends."),
        TranscriptCompleted("item_1", "And so my friends.", usage=Usage(seconds=0.512)),
    ]


def test_a_commit_needs_100_ms(manual: Session) -> None:
    assert manual.listener.commit() == 0
    manual.say(3)
    assert manual.listener.commit() == 96
    manual.listener.feed(np.full(64, 0.5, dtype=np.float32))
    assert manual.listener.commit() is None
    manual.hear_out("Yes.")
    assert manual.published()[-1] == TranscriptCompleted("item_1", "Yes.", usage=Usage(seconds=0.1))
    assert manual.listener.commit() == 0


def test_bare_silence_committed_by_hand_has_no_words(manual: Session) -> None:
    manual.pause(100)
    manual.listener.commit()
    assert manual.published()[-1] == TranscriptCompleted("item_1", "", usage=Usage(seconds=3.2))
    assert manual.decoding.is_idle


def test_a_manual_turn_of_minutes_is_cut_inside_the_recogniser_only(manual: Session) -> None:
    longest_samples = 0
    for number in range(12):
        manual.say(500)
        manual.pause(40)
        while not manual.decoding.is_idle:
            longest_samples = max(longest_samples, manual.decoding.answer(f"Part {number}.").samples.size)
    assert longest_samples <= 15 * 16_000 + WINDOW + 3_200
    assert manual.listener.undecoded_bytes < 4 * 16_000 * 4, "what is decoded is let go"
    manual.listener.commit()
    manual.hear_out("Part 12.")
    events = manual.published()
    assert [type(event) for event in events if not isinstance(event, TranscriptDelta)] == [
        AudioCommitted,
        TranscriptCompleted,
    ]
    final = events[-1]
    assert isinstance(final, TranscriptCompleted)
    assert [word for word in ("0", "5", "11") if f"Part {word}." in final.transcript] == ["0", "5", "11"]
    assert final.usage == Usage(seconds=12 * 540 * 0.032)


# ---- changes, bursts, limits ----


def test_the_detector_takes_over_a_turn_that_was_begun_by_hand(manual: Session) -> None:
    manual.say(20)
    manual.listener.configure(ServerVad())
    assert manual.published() == [SpeechStarted("item_1", 0)]
    manual.pause(16)
    manual.hear_out("Hello.")
    assert manual.published()[-1] == TranscriptCompleted("item_1", "Hello.", usage=Usage(seconds=1.152))


def test_silence_begun_by_hand_is_nothing_to_take_over(manual: Session) -> None:
    manual.pause(20)
    manual.listener.configure(ServerVad())
    manual.pause(50)
    assert manual.published() == []


def test_the_client_takes_over_a_detected_turn(detected: Session) -> None:
    detected.say(20)
    detected.listener.configure(None)
    detected.pause(50)
    detected.hear_out("Hello.")
    assert not any(isinstance(event, SpeechStopped) for event in detected.published())
    detected.listener.commit()
    assert detected.published() == [
        SpeechStopped("item_1", 70 * 32),
        AudioCommitted("item_1", None),
        TranscriptCompleted("item_1", "Hello.", usage=Usage(seconds=2.24)),
    ]


async def test_a_burst_lets_the_event_loop_breathe_and_loses_nothing(detected: Session) -> None:
    turn = np.concatenate([np.full(40 * WINDOW, 0.5), np.zeros(60 * WINDOW)]).astype(np.float32)
    detected.listener.feed(np.tile(turn, 10))
    begun = len(detected.published())
    assert begun < 10, "not everything was done before the loop got its turn"
    for _ in range(100):
        await asyncio.sleep(0)
    detected.hear_out("Words.")
    completed = [event for event in detected.published() if isinstance(event, TranscriptCompleted)]
    assert len(completed) == 10
    assert {event.transcript for event in completed} == {"Words."}


async def test_a_burst_is_rated_before_a_commit_seals_it(detected: Session) -> None:
    detected.listener.feed(np.full(100 * WINDOW, 0.5, dtype=np.float32))
    assert detected.listener.commit() is None
    assert AudioCommitted("item_1", None) in detected.published()
    await asyncio.sleep(0)
    await detected.listener.close()


def test_more_than_the_backlog_is_refused_aloud_and_the_session_lives_on(
    manual: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LONGEST_BACKLOG_BYTES == 64 * 1024 * 1024
    limit_bytes = 30 * 16_000 * 4
    monkeypatch.setattr("transcriber.engine.listener.LONGEST_BACKLOG_BYTES", limit_bytes)
    manual.say(2_000)
    assert manual.listener.undecoded_bytes <= limit_bytes
    errors = [event for event in manual.published() if isinstance(event, ErrorOccurred)]
    assert [event.error.code for event in errors] == ["audio_backlog_full"]
    manual.hear_out("Words.")
    manual.say(10)
    assert not manual.decoding.is_idle
    assert not any(isinstance(event, ErrorOccurred) for event in manual.published())


async def test_a_closed_listener_is_silent(detected: Session) -> None:
    detected.say(20)
    detected.pause(10)
    detected.listener.feed(np.full(100 * WINDOW, 0.5, dtype=np.float32))
    detected.published()
    await detected.listener.close()
    await asyncio.sleep(0)
    assert detected.decoding.forgotten == [detected.listener]
    assert detected.published() == []


# ---- the real ears ----


def heard(name: str) -> NDArray[np.float32]:
    samples, rate_hz = soundfile.read(SPEECH_FOLDER / name, dtype="float32")
    resampler = Resampler(rate_hz, 16_000)
    return np.concatenate([resampler.process(samples).copy(), resampler.flush().copy()])


async def completed_of(listener: Listener, events: list[ServerEvent], count: int) -> list[str]:
    async with asyncio.timeout(60):
        while True:
            done = [event for event in events if isinstance(event, TranscriptCompleted | TranscriptFailed)]
            if len(done) >= count:
                await listener.close()
                return [event.transcript for event in done if isinstance(event, TranscriptCompleted)]
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("turn_detection", [ServerVad(), None])
async def test_real_speech_becomes_the_right_words(turn_detection: TurnDetection) -> None:
    recogniser = MoonshineRecogniser()
    queue = DecodeQueue(recogniser)
    events: list[ServerEvent] = []
    numbers = itertools.count(1)
    listener = Listener(queue, events.append, lambda: f"item_{next(numbers)}", wants_partials=True)
    listener.configure(turn_detection)
    pause = np.zeros(16_000, dtype=np.float32)
    listener.feed(np.concatenate([heard("LJ001-0002.flac"), pause, heard("LJ001-0008.flac"), pause]))
    if turn_detection is None:
        listener.commit()
    texts = await completed_of(listener, events, 1 if turn_detection is None else 2)
    await queue.close()
    recogniser.close()

    words = " ".join(texts).lower().replace(".", "").split()
    assert words == ["in", "being", "comparatively", "modern", "has", "never", "been", "surpassed"]
