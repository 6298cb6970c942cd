"""One item's text as it comes in: pieces and segments, until the service says what was said. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.realtime.events import Logprob, TranscriptSegment
from transcriber.transcript.doubt import Stretch, doubtful_stretches, merged, shifted
from transcriber.transcript.plain_text import plain
from transcriber.transcript.stretches import Stretch as MissingStretch
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

_LEAST_REPEATED_CHARACTERS = 12
"""A delta that begins with all of a text so short may be somebody who says a word twice."""
_MOST_SEGMENTS = 10_000
_LONGEST_ITEM_S = 24 * 3600.0


@dataclass(slots=True)
class _Part:
    """The text of one content part, in pieces until somebody wants to read it: to join it each time costs too much."""

    pieces: list[str] = field(default_factory=list)
    doubtful: list[Stretch] = field(default_factory=list)
    logprobs: list[Logprob] = field(default_factory=list)
    length: int = 0
    leading_spaces: int = 0
    new_doubtful: list[Stretch] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it; remembered joined."""
        if len(self.pieces) > 1:
            self.pieces = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""

    def beyond(self, delta: str) -> str:
        """What a delta adds: one that begins with the whole text so far repeats it instead of continuing it."""
        if len(delta) < max(self.length - self.leading_spaces, _LEAST_REPEATED_CHARACTERS):
            return delta
        for known in (self.text, self.text.lstrip()):
            if len(known) >= _LEAST_REPEATED_CHARACTERS and delta.startswith(known):
                return delta[len(known) :]
        return delta

    def add(self, piece: str, logprobs: tuple[Logprob, ...]) -> None:
        """The text goes on with `piece`."""
        if self.leading_spaces == self.length:
            self.leading_spaces += len(piece) - len(piece.lstrip())
        self.logprobs.extend(logprobs)
        self.new_doubtful += [
            (start + self.length, end + self.length) for start, end in doubtful_stretches(piece, logprobs)
        ]
        self.length += len(piece)
        self.pieces.append(piece)

    def replace(self, text: str, logprobs: tuple[Logprob, ...]) -> None:
        """The text is `text`, for good."""
        self.pieces = [text]
        self.doubtful, self.new_doubtful = list(doubtful_stretches(text, logprobs or self.logprobs)), []

    def doubtful_in(self, text: str) -> list[Stretch]:
        """The doubtful stretches of all of it, which is `text`."""
        if self.new_doubtful:
            self.doubtful[-1:] = merged(text, (*self.doubtful[-1:], *self.new_doubtful))
            self.new_doubtful = []
        return self.doubtful


@dataclass(slots=True)
class Item:
    """An item as far as it is known; `turn` is None once it turned out to be nothing. Session thread."""

    session: int
    turn: Turn | None
    parts: dict[int, _Part] = field(default_factory=dict)
    segments: dict[str, TranscriptSegment] = field(default_factory=dict)
    provisional: str = ""
    unread: list[str] = field(default_factory=list)
    """What was appended since the turn was last brought up to date."""
    counted: tuple[str, int] = ("", 0)
    """A text, and how many words it has."""
    is_over: bool = False
    is_gap: bool = False
    """No item of a service, but the place where one is missing."""
    predecessor: "Item | None" = None
    """Of a removed item: the one that stood before it, so that a successor still finds its place."""

    @property
    def open_turn(self) -> Turn | None:
        """The turn while it may still change its text."""
        return None if self.is_over else self.turn

    def ends_after(self, at_ms: int) -> bool:
        """Whether it is known to reach beyond `at_ms` of the recording's clock."""
        return self.turn is not None and self.turn.end_ms is not None and self.turn.end_ms > at_ms

    def begins_after(self, at_ms: int) -> bool:
        """Whether it begins after `at_ms` of the recording's clock; a live turn without a time is yet to come."""
        if self.turn is None or self.turn.start_ms is None:
            return not self.is_over
        return self.turn.start_ms > at_ms

    def append(self, delta: str, content_index: int, logprobs: tuple[Logprob, ...]) -> bool:
        """Takes a delta in; whether it added anything. The turn shows it once it is `settle`d."""
        if self.open_turn is None:
            return False
        part = self.parts.setdefault(content_index, _Part())
        added = part.beyond(plain(delta))
        if not added:
            return False
        part.add(added, logprobs)
        self.unread.append(added)
        return True

    def settle(self) -> str:
        """Brings the turn up to date with what was appended, which is returned."""
        appended, turn = "".join(self.unread), self.open_turn
        self.unread.clear()
        if turn is None or not appended:
            return ""
        text, doubtful = self._joined()
        self.turn = replace(turn, text=text, doubtful=doubtful, provisional=self._tail(text))
        return appended

    def revise(self, transcript: str) -> bool:
        """Takes the newest whole text in; whether the unsettled tail is another one now."""
        turn = self.open_turn
        if turn is None:
            return False
        self.provisional = plain(transcript)
        tail = self._tail(turn.text)
        self.turn = replace(turn, provisional=tail)
        return tail != turn.provisional

    def complete(
        self, transcript: str, content_index: int, logprobs: tuple[Logprob, ...], languages: tuple[str, ...]
    ) -> bool:
        """Takes the final text in, however long; False where it is empty and no segment says otherwise."""
        turn = self.open_turn
        if turn is None:
            return False
        self.parts.setdefault(content_index, _Part()).replace(plain(transcript), logprobs)
        joined, doubtful = self._joined()
        text = joined.strip()
        doubtful = shifted(doubtful, len(joined.lstrip()) - len(joined), len(text))
        text = text or " ".join(segment.text for segment in turn.segments if segment.text)
        if not text:
            return False
        self.is_over = True
        spoken = tuple(code for code in map(plain, languages) if code)
        self.turn = replace(
            turn, state=TurnState.FINISHED, text=text, provisional="", doubtful=doubtful, languages=spoken
        )
        self._forget_pieces()
        return True

    def fail(self, reason: str) -> bool:
        """The item gets no text; whether that is news."""
        turn = self.open_turn
        if turn is None:
            return False
        self.is_over = True
        self.turn = replace(turn, state=TurnState.FAILED, provisional="", failure=plain(reason))
        self._forget_pieces()
        return True

    def add_segment(self, segment: TranscriptSegment) -> bool:
        """Who said what, before or after the final text; the same id replaces. Whether anything changed."""
        if self.turn is None or len(self.segments) >= _MOST_SEGMENTS:
            return False
        before = self.turn.segments
        self.segments[segment.segment_id or f"{segment.start_s} {segment.end_s} {segment.speaker}"] = segment
        self._place_segments()
        return self.turn.segments != before

    def set_times(self, start_ms: int | None = None, end_ms: int | None = None) -> None:
        """On the recording's clock; None leaves what is known."""
        if self.turn is None:
            return
        start_ms = self.turn.start_ms if start_ms is None else start_ms
        end_ms = self.turn.end_ms if end_ms is None else end_ms
        self.turn = replace(self.turn, start_ms=start_ms, end_ms=end_ms)
        if self.segments:
            self._place_segments()

    def _forget_pieces(self) -> None:
        """A recording of many hours keeps the text of what is over, not what it was made of."""
        self.parts = {}
        self.provisional, self.counted = "", ("", 0)

    def _tail(self, settled: str) -> str:
        """What the newest whole text has beyond the settled one, counted in words: settled words may be revised."""
        tail = " ".join(self.provisional.split()[self._word_count(settled) :]) if self.provisional else ""
        return f" {tail}" if tail and settled and not settled[-1].isspace() else tail

    def _word_count(self, text: str) -> int:
        """Of a text that has mostly grown since it was last counted."""
        known, count = self.counted if text.startswith(self.counted[0]) else ("", 0)
        rest = text[len(known) :]
        is_in_mid_word = bool(known and rest) and not known[-1].isspace() and not rest[0].isspace()
        self.counted = (text, count + len(rest.split()) - is_in_mid_word)
        return self.counted[1]

    def _place_segments(self) -> None:
        if self.turn is not None:
            in_order = sorted(self.segments.values(), key=lambda segment: (segment.content_index, segment.start_s))
            self.turn = replace(self.turn, segments=tuple(_placed(in_order, self.turn.start_ms)))

    def _joined(self) -> tuple[str, tuple[Stretch, ...]]:
        texts: list[str] = []
        doubtful: list[Stretch] = []
        length = 0
        for _, part in sorted(self.parts.items()):
            text = part.text
            doubtful += [(start + length, end + length) for start, end in part.doubtful_in(text)]
            texts.append(text)
            length += len(text)
        whole = "".join(texts)
        return whole, merged(whole, doubtful) if len(texts) > 1 else tuple(doubtful)


def _placed(segments: Iterable[TranscriptSegment], item_start_ms: int | None) -> Iterable[SpeakerSegment]:
    for segment in segments:
        start_ms = end_ms = None
        if item_start_ms is not None:
            start_ms = item_start_ms + _ms(segment.start_s)
            end_ms = max(start_ms, item_start_ms + _ms(segment.end_s))
        yield SpeakerSegment(plain(segment.speaker), plain(segment.text).strip(), start_ms, end_ms)


def _ms(seconds: float) -> int:
    return round(min(max(0.0, seconds), _LONGEST_ITEM_S) * 1000)


def gap_turn(number: int, missing: MissingStretch) -> Turn:
    """The row that stands for what is missing."""
    return Turn(
        number=number,
        state=TurnState.GAP,
        start_ms=missing.start_sample // SPOOL_SAMPLES_PER_MS,
        end_ms=missing.end_sample // SPOOL_SAMPLES_PER_MS,
        failure=plain(missing.missing_reason),
    )
