"""One item's way to its text: pieces settle into deltas while it is spoken, utterances make the final transcript."""

import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial

from transcriber.audio.turn_detection import SAMPLE_RATE_HZ, Window
from transcriber.engine.decode_queue import DecodeJob, Decoding
from transcriber.engine.held_audio import HeldAudio
from transcriber.engine.pieces import PARTIAL_PADDING_SAMPLES, PieceEnded, PieceFact, PieceTracker, Span, UtteranceEnded
from transcriber.engine.recogniser import RecogniserError
from transcriber.engine.settling import SettledText
from transcriber.realtime.events import (
    ErrorDetail,
    ServerEvent,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
    Usage,
)

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every item of one listener shares. `clock_ms` turns a sample's place into the session's milliseconds."""

    audio: HeldAudio
    decoding: Decoding
    owner: Hashable
    publish: Callable[[ServerEvent], None]
    clock_ms: Callable[[int], int]
    wants_partials: bool
    on_piece_settled: Callable[["Item", str], None]
    on_partial_answered: Callable[[], None]
    on_finished: Callable[["Item"], None]


@dataclass(eq=False, slots=True)
class _Decode:
    """A final that was asked for, and its outcome once there is one; None as an outcome: it was not needed."""

    job: DecodeJob | None = None
    is_done: bool = False
    outcome: str | RecogniserError | None = None

    @property
    def waiting_bytes(self) -> int:
        return self.job.samples.nbytes if self.job is not None and not self.is_done else 0


@dataclass(eq=False, slots=True)
class _Utterance:
    pieces: list[_Decode] = field(default_factory=list)
    whole: _Decode | None = None

    @property
    def decodes(self) -> list[_Decode]:
        return [*self.pieces, *([self.whole] if self.whole is not None else [])]

    def outcome(self) -> str | RecogniserError:
        """The whole's text; its pieces' where there is no whole or it failed."""
        if self.whole is not None and isinstance(self.whole.outcome, str):
            return self.whole.outcome
        texts = [piece.outcome for piece in self.pieces]
        faults = [decode.outcome for decode in self.decodes if isinstance(decode.outcome, RecogniserError)]
        if faults and not all(isinstance(text, str) for text in texts):
            return faults[0]
        return " ".join(text for text in texts if isinstance(text, str) and text)


class Item:
    """An item from its first sample to its `completed` or `failed`, of which it publishes exactly one after `finish`.

    Lives on its listener's event loop.
    """

    def __init__(self, item_id: str, start_sample: int, tracker: PieceTracker, around: Surroundings) -> None:
        self.item_id = item_id
        self.start_sample = start_sample
        self.is_announced = False
        self._tracker = tracker
        self._around = around
        self._text = SettledText()
        self._utterances = [_Utterance()]
        self._unsettled: list[_Decode] = []
        self._piece_number = 0
        self._has_delta = False
        self._newest_partial = ""
        self._newest_partial_end_sample = -1
        self._end_sample: int | None = None
        self._is_over = False

    @property
    def needed_from_sample(self) -> int:
        """Audio before this will not be decoded again."""
        return self._tracker.needed_from_sample

    @property
    def has_speech(self) -> bool:
        """Whether anything was heard that is not finished."""
        return self._tracker.has_speech

    @property
    def waiting_bytes(self) -> int:
        """Audio that waits in the decode queue for this item."""
        return sum(decode.waiting_bytes for utterance in self._utterances for decode in utterance.decodes)

    def push(self, window: Window) -> None:
        """Take the next window of the item's audio."""
        self._act(self._tracker.push(window), is_last=False)

    def request_partial(self) -> None:
        """Ask for a partial if one is due and none is being decoded."""
        if self._end_sample is not None or self._around.decoding.is_decoding_partial(self._around.owner):
            return
        span = self._tracker.take_partial()
        if span is None:
            return
        samples = self._around.audio.read(span.start_sample, span.end_sample, PARTIAL_PADDING_SAMPLES)
        answer = partial(self._take_partial, self._piece_number, span.end_sample)
        self._around.decoding.submit_partial(self._around.owner, samples, answer)

    def finish(self, end_sample: int) -> None:
        """The item is committed and ends here; `completed` or `failed` follows, now if nothing is left to decode."""
        self._end_sample = end_sample
        self._act(self._tracker.finish(end_sample), is_last=True)
        self._complete_when_done()

    def abandon(self) -> None:
        """The item was cleared: publish nothing more."""
        self._is_over = True
        self._end_sample = self.start_sample
        for utterance in self._utterances:
            for decode in utterance.decodes:
                if decode.job is not None:
                    self._around.decoding.cancel(decode.job)

    # ---- pieces and utterances ---------------------------------------------------------------------------------------

    def _act(self, facts: list[PieceFact], *, is_last: bool) -> None:
        for fact in facts:
            match fact:
                case PieceEnded(span, heard_until_sample):
                    # The last piece of several is not decoded alone: its utterance is decoded as a whole at once.
                    is_needed = not (is_last and self._utterances[-1].pieces)
                    if heard_until_sample == self._newest_partial_end_sample:
                        self._end_heard_piece()
                    else:
                        self._end_piece(span if is_needed else None)
                case UtteranceEnded(span, piece_count):
                    self._end_utterance(span if piece_count > 1 else None)

    def _end_piece(self, span: Span | None) -> None:
        piece = _Decode(is_done=span is None)
        self._utterances[-1].pieces.append(piece)
        self._unsettled.append(piece)
        self._piece_number += 1
        if span is not None:
            self._submit(piece, span)

    def _end_heard_piece(self) -> None:
        """The newest partial heard all of the piece: decoding it once more would cost as much and say the same."""
        piece = _Decode(is_done=True, outcome=self._newest_partial)
        self._utterances[-1].pieces.append(piece)
        self._unsettled.append(piece)
        self._piece_number += 1
        self._settle_pieces()

    def _end_utterance(self, span: Span | None) -> None:
        utterance = self._utterances[-1]
        self._utterances.append(_Utterance())
        if span is None:
            return
        for piece in utterance.pieces:
            if piece.job is not None and not piece.is_done and self._around.decoding.cancel(piece.job):
                piece.is_done = True
        utterance.whole = _Decode()
        self._submit(utterance.whole, span)
        self._settle_pieces()

    def _submit(self, decode: _Decode, span: Span) -> None:
        samples = self._around.audio.read(span.start_sample, span.end_sample)
        answer = partial(self._take_final, decode)
        decode.job = self._around.decoding.submit_final(self._around.owner, samples, answer)

    # ---- answers of the recogniser -----------------------------------------------------------------------------------

    def _take_partial(self, piece_number: int, end_sample: int, outcome: str | RecogniserError) -> None:
        if isinstance(outcome, RecogniserError):
            _logger.warning("A partial could not be decoded: %s", outcome)
        elif self._end_sample is None and piece_number == self._piece_number:
            self._newest_partial, self._newest_partial_end_sample = outcome, end_sample
            self._publish_delta(self._text.revise(outcome))
            self._publish_partial(end_sample)
        self._around.on_partial_answered()

    def _take_final(self, decode: _Decode, outcome: str | RecogniserError) -> None:
        decode.is_done = True
        decode.outcome = outcome
        if self._is_over:
            return
        self._settle_pieces()
        self._complete_when_done()

    def _settle_pieces(self) -> None:
        """Settle, in order, the pieces that are decoded; one that was not needed settles with nothing."""
        while self._unsettled and self._unsettled[0].is_done:
            piece = self._unsettled.pop(0)
            text = piece.outcome if isinstance(piece.outcome, str) else ""
            self._publish_delta(self._text.settle(text))
            if text and self._end_sample is None:
                self._publish_partial(None)
                self._around.on_piece_settled(self, text)

    def _complete_when_done(self) -> None:
        if self._is_over or self._end_sample is None:
            return
        if any(not decode.is_done for utterance in self._utterances for decode in utterance.decodes):
            return
        self._is_over = True
        outcomes = [utterance.outcome() for utterance in self._utterances]
        faults = [outcome for outcome in outcomes if isinstance(outcome, RecogniserError)]
        if faults:
            detail = ErrorDetail(str(faults[0]), type="transcription_error", code="audio_unintelligible")
            self._around.publish(TranscriptFailed(self.item_id, detail))
        else:
            transcript = " ".join(text for text in outcomes if isinstance(text, str) and text)
            if not self._has_delta:
                # Of a burst only the whole is decoded; many clients show nothing but deltas.
                self._publish_delta(transcript)
            seconds = round((self._end_sample - self.start_sample) / SAMPLE_RATE_HZ, 3)
            self._around.publish(TranscriptCompleted(self.item_id, transcript, usage=Usage(seconds=seconds)))
        self._around.on_finished(self)

    def _publish_delta(self, delta: str) -> None:
        if delta:
            self._has_delta = True
            self._around.publish(TranscriptDelta(self.item_id, delta))

    def _publish_partial(self, end_sample: int | None) -> None:
        if self._around.wants_partials:
            audio_end_ms = None if end_sample is None else self._around.clock_ms(end_sample)
            self._around.publish(TranscriptPartial(self.item_id, self._text.shown_text, audio_end_ms))
