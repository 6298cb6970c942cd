"""One item from its first window to its one completed or failed, with a recogniser that says what the test tells it."""

from typing import Any

import numpy as np
import pytest

from transcriber.audio.turn_detection import WINDOW_SAMPLES, Window
from transcriber.engine.held_audio import HeldAudio
from transcriber.engine.item import Item, Surroundings
from transcriber.engine.pieces import PARTIAL_PADDING_SAMPLES, PieceTracker
from transcriber.engine.recogniser import RecogniserError
from transcriber.realtime.events import (
    ErrorDetail,
    ServerEvent,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
    Usage,
)

SPEECH, SILENCE = 0.9, 0.02
WINDOW = WINDOW_SAMPLES


class Scene:
    """An item and everything around it."""

    def __init__(self, decoding: Any) -> None:
        self.decoding = decoding
        self.audio = HeldAudio()
        self.events: list[ServerEvent] = []
        self.settled: list[str] = []
        self.finished: list[Item] = []
        around = Surroundings(
            audio=self.audio,
            decoding=decoding,
            owner="listener",
            publish=self.events.append,
            clock_ms=lambda sample: sample // 16,
            wants_partials=True,
            on_piece_settled=lambda item, text: self.settled.append(text),
            on_partial_answered=lambda: None,
            on_finished=self.finished.append,
        )
        self.item = Item("item_1", 0, PieceTracker(0), around)

    def hear(self, probability: float, windows: int) -> None:
        for _ in range(windows):
            start_sample = self.audio.end_sample
            self.audio.append(np.full(WINDOW, probability, dtype=np.float32))
            self.item.push(Window(start_sample, probability, 1.0))

    def finish(self) -> None:
        self.item.finish(self.audio.end_sample)

    def published(self) -> list[ServerEvent]:
        events, self.events[:] = list(self.events), []
        return events


@pytest.fixture
def scene(decoding: Any) -> Scene:
    return Scene(decoding)


def completed(transcript: str, seconds: float) -> TranscriptCompleted:
    return TranscriptCompleted("item_1", transcript, usage=Usage(seconds=seconds))


def test_a_partial_that_heard_the_pause_is_the_pieces_text_without_another_decode(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.hear(SILENCE, 5)
    scene.item.request_partial()
    scene.decoding.answer("Hello world.")
    scene.published()

    scene.hear(SILENCE, 5)
    assert scene.decoding.is_idle
    assert scene.settled == ["Hello world."]
    assert scene.published() == [
        TranscriptDelta("item_1", "Hello world."),
        TranscriptPartial("item_1", "Hello world.", None),
    ]

    scene.finish()
    assert scene.published() == [completed("Hello world.", 0.96)]


def test_a_pause_whose_partial_is_not_answered_yet_is_decoded_as_ever(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.hear(SILENCE, 5)
    scene.item.request_partial()
    scene.decoding.begin()
    scene.hear(SILENCE, 5)

    scene.decoding.answer("Too late.")
    job = scene.decoding.answer("Hello world.")
    assert job.samples.size == 30 * WINDOW
    assert scene.settled == ["Hello world."]


def test_one_piece_is_decoded_once_and_that_text_is_final(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.item.request_partial()
    job = scene.decoding.answer("Hello wor")
    assert job.samples.size == 20 * WINDOW + PARTIAL_PADDING_SAMPLES
    assert not job.samples[-PARTIAL_PADDING_SAMPLES:].any()
    assert scene.published() == [TranscriptPartial("item_1", "Hello wor", 640)]

    scene.hear(SILENCE, 10)
    job = scene.decoding.answer("Hello world.")
    assert job.samples.size == 30 * WINDOW
    assert scene.published() == [
        TranscriptDelta("item_1", "Hello world."),
        TranscriptPartial("item_1", "Hello world.", None),
    ]
    assert scene.settled == ["Hello world."]

    scene.hear(SILENCE, 6)
    scene.finish()
    assert scene.published() == [completed("Hello world.", 1.152)]
    assert scene.decoding.is_idle
    assert scene.finished == [scene.item]


def test_several_pieces_are_decoded_again_as_a_whole(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.hear(SILENCE, 10)
    scene.decoding.answer("One.")
    scene.hear(SPEECH, 20)
    scene.hear(SILENCE, 10)
    scene.decoding.answer("Two.")
    scene.finish()
    assert [event for event in scene.published() if isinstance(event, TranscriptCompleted)] == []
    job = scene.decoding.answer("One, two.")
    assert job.samples.size == 60 * WINDOW
    assert scene.published() == [completed("One, two.", 1.92)]


def test_pieces_that_came_too_late_are_not_decoded_at_all(scene: Scene) -> None:
    for _ in range(3):
        scene.hear(SPEECH, 20)
        scene.hear(SILENCE, 10)
    assert len(scene.decoding.finals) == 3
    scene.decoding.begin()
    scene.finish()
    assert len(scene.decoding.finals) == 1, "the whole replaces what has not begun"

    scene.decoding.answer("One.")
    assert scene.published()[0] == TranscriptDelta("item_1", "One.")
    scene.decoding.answer("One two three.")
    assert scene.published() == [completed("One two three.", 2.88)]


def test_a_partial_of_a_piece_that_has_ended_is_ignored(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.item.request_partial()
    scene.decoding.begin()
    scene.hear(SILENCE, 10)
    scene.decoding.answer("Stale words here")
    assert scene.published() == []
    scene.decoding.answer("Fresh.")
    assert scene.published()[0] == TranscriptDelta("item_1", "Fresh.")


def test_no_second_partial_is_asked_for_while_one_is_decoded(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.item.request_partial()
    scene.decoding.begin()
    scene.hear(SPEECH, 20)
    scene.item.request_partial()
    assert scene.decoding.partial is None
    scene.decoding.answer("Hello")
    scene.item.request_partial()
    assert scene.decoding.partial is not None


def test_an_item_without_speech_is_completed_empty_at_once(scene: Scene) -> None:
    scene.hear(SILENCE, 50)
    scene.item.request_partial()
    scene.finish()
    assert scene.published() == [completed("", 1.6)]
    assert scene.decoding.is_idle


def test_a_long_item_is_several_utterances_whose_texts_are_joined(scene: Scene) -> None:
    for number in (1, 2):
        scene.hear(SPEECH, 320)
        scene.hear(SILENCE, 10)
        scene.decoding.answer(f"Part {number}.")
    scene.hear(SPEECH, 20)
    scene.finish()
    scene.decoding.answer("Part 3.")
    assert scene.published()[-1] == completed("Part 1. Part 2. Part 3.", 21.76)


def test_a_final_that_fails_fails_the_item_once(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.finish()
    scene.decoding.answer(RecogniserError("It did not work."))
    detail = ErrorDetail("It did not work.", type="transcription_error", code="audio_unintelligible")
    assert scene.published() == [TranscriptFailed("item_1", detail)]
    assert scene.finished == [scene.item]


def test_where_only_the_second_decode_fails_the_pieces_stand(scene: Scene) -> None:
    for text in ("One.", "Two."):
        scene.hear(SPEECH, 20)
        scene.hear(SILENCE, 10)
        scene.decoding.answer(text)
    scene.finish()
    scene.decoding.answer(RecogniserError("It did not work."))
    assert scene.published()[-1] == completed("One. Two.", 1.92)


@pytest.mark.allowed_logs("partial could not be decoded")
def test_a_partial_that_fails_costs_nothing(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.item.request_partial()
    scene.decoding.answer(RecogniserError("It did not work."))
    scene.finish()
    scene.decoding.answer("Fine.")
    assert scene.published()[-1] == completed("Fine.", 0.64)


def test_an_abandoned_item_says_nothing_more(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.hear(SILENCE, 10)
    scene.decoding.begin()
    scene.hear(SPEECH, 20)
    scene.hear(SILENCE, 10)
    scene.item.abandon()
    assert scene.decoding.finals == []
    scene.decoding.answer("Late words.")
    scene.item.request_partial()
    assert scene.published() == []
    assert scene.decoding.is_idle


def test_audio_that_waits_is_counted_until_it_is_decoded(scene: Scene) -> None:
    assert scene.item.waiting_bytes == 0
    scene.hear(SPEECH, 20)
    scene.hear(SILENCE, 10)
    assert scene.item.waiting_bytes == 30 * WINDOW * 4
    scene.decoding.answer("One.")
    assert scene.item.waiting_bytes == 0


def test_a_text_of_which_nothing_was_told_before_comes_as_one_delta(scene: Scene) -> None:
    for _ in range(3):
        scene.hear(SPEECH, 20)
        scene.hear(SILENCE, 10)
    scene.finish()
    scene.decoding.answer("One two three.")

    assert scene.published() == [TranscriptDelta("item_1", "One two three."), completed("One two three.", 2.88)]


def test_no_text_makes_no_delta(scene: Scene) -> None:
    scene.hear(SPEECH, 20)
    scene.hear(SILENCE, 10)
    scene.finish()
    scene.decoding.answer("")

    assert scene.published() == [completed("", 0.96)]
