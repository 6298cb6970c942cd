"""Rows cut into cues that can be read: two lines, 17 characters a second, 5/6 to 7 seconds, never overlapping. Pure.

Figures: Netflix Timed Text Style Guide (two lines of 42 characters, at most 17 to 20 of them a second, 5/6 s to 7 s),
near to the BBC Subtitle Guidelines. Where somebody speaks faster, the words stay and the speed gives way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from transcriber.captions.words import NARROW, Word, units_of
from transcriber.export.cue_times import Span, WordTimes, placed
from transcriber.export.line_breaking import LINE_UNITS, balanced_lines, words_of
from transcriber.export.material import Material
from transcriber.export.rows import Row, RowKind, clean, rows_of
from transcriber.transcript.directions import RIGHT_TO_LEFT_MARK, runs_right_to_left
from transcriber.transcript.turns import SpeakerSegment

LINES = 2
LONGEST_MS = 7000
SHORTEST_MS = 833
CHARACTERS_A_SECOND = 17
_UNITS_A_SECOND = CHARACTERS_A_SECOND * NARROW
_LEAST_UNITS = LINE_UNITS // 2
"""Half a line: somebody who pauses for long is not shown word by word."""
_WITHOUT_END_MS = 3000
_PAUSE_MS = 1000
_SENTENCE_ENDS = tuple(".?!…。？！؟।")
_CLAUSE_ENDS = tuple(",;:、，；：،؛–—")


@dataclass(frozen=True, slots=True)
class Cue:
    """Text for the screen between two times of the recording."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def cues_of(material: Material) -> list[Cue]:
    """The cues of every row; a row's time is shared out over its cues by their length, or by its segments' times.

    No cue holds more than one row, so not more than one speaker; the first of each begins with the name.
    """
    rows = [part for row in rows_of(material) for part in _between_pauses(row)]
    cues: list[Cue] = []
    for row, next_start_ms in zip(rows, _next_starts_ms(rows), strict=True):
        cues.extend(_cues_of_row(row, cues[-1].end_ms if cues else 0, next_start_ms))
    return cues


def reading_ms(units: int) -> int:
    """The least time in which so much text can be read."""
    return max(SHORTEST_MS, -(-units * 1000 // _UNITS_A_SECOND))


def _between_pauses(row: Row) -> list[Row]:
    """A row in which the segments tell of a pause in two: words are not shown long before they are said."""
    segments = [segment for segment in row.segments if clean(segment.text)]
    if len(segments) < 2 or clean(" ".join(segment.text for segment in segments)) != row.text:
        return [row]
    parts: list[list[SpeakerSegment]] = []
    for segment in segments:
        if parts and not _is_pause(parts[-1][-1].end_ms, segment.start_ms):
            parts[-1].append(segment)
        else:
            parts.append([segment])
    return [_part(row, part, index == 0) for index, part in enumerate(parts)] if len(parts) > 1 else [row]


def _is_pause(end_ms: int | None, start_ms: int | None) -> bool:
    return end_ms is not None and start_ms is not None and start_ms - end_ms >= _PAUSE_MS


def _part(row: Row, segments: list[SpeakerSegment], is_first: bool) -> Row:
    return replace(
        row,
        text=clean(" ".join(segment.text for segment in segments)),
        name=row.name if is_first else "",
        start_ms=row.start_ms if is_first else segments[0].start_ms,
        end_ms=segments[-1].end_ms if segments[-1].end_ms is not None else row.end_ms,
        segments=tuple(segments),
    )


def _next_starts_ms(rows: Sequence[Row]) -> list[int | None]:
    """For each row, when the next one with a time begins."""
    starts: list[int | None] = []
    coming: int | None = None
    for row in reversed(rows):
        starts.append(coming)
        coming = row.start_ms if row.start_ms is not None else coming
    return starts[::-1]


def _cues_of_row(row: Row, earliest_ms: int, next_start_ms: int | None) -> Iterator[Cue]:
    words = list(words_of(str(row)))
    start_ms = max(earliest_ms, row.start_ms or 0)
    spoken_ms = max(0, row.end_ms - start_ms) if row.end_ms is not None else 0
    cuts = _cuts(words, spoken_ms if row.kind is RowKind.SPOKEN else 0)
    texts = [words[first:last] for first, last in zip([0, *cuts], cuts, strict=False)]
    units = [_units_of_cue(text) for text in texts]
    reading = [reading_ms(each) for each in units]
    end_ms = _end_ms(row, start_ms, sum(reading), next_start_ms)
    times = WordTimes.of(row, start_ms, end_ms)
    total = sum(units)
    unspoken = total - min(total, units_of(row.text))
    targets = [times.at(max(0, done - unspoken), total - unspoken) for done in accumulate(units[:-1], initial=0)]
    spans = placed(targets, reading, Span(start_ms, end_ms), SHORTEST_MS, LONGEST_MS)
    is_right_to_left = runs_right_to_left(row.text)
    for span, text in zip(spans, texts, strict=True):
        yield Cue(span.start_ms, span.end_ms, _directed(balanced_lines(text), is_right_to_left))


def _end_ms(row: Row, start_ms: int, reading_ms_: int, next_start_ms: int | None) -> int:
    """When the row's last cue may end: with the speech, or later if it can be read in no less and nothing follows."""
    wanted_ms = reading_ms_
    if row.kind is RowKind.SPOKEN and row.end_ms is not None:
        end_ms = row.end_ms
    else:
        # A gap of an hour is told of at its beginning; a turn without an end is shown for a moment.
        wanted_ms = max(wanted_ms, _WITHOUT_END_MS)
        end_ms = start_ms
    free_ms = start_ms + wanted_ms if next_start_ms is None else min(start_ms + wanted_ms, next_start_ms)
    return max(end_ms, free_ms, start_ms)


def _cuts(words: Sequence[Word], spoken_ms: int) -> list[int]:
    """Behind which words the cues end: as even as can be, at the ends of sentences and clauses where there are any."""
    lengths = [word.units + NARROW * word.is_after_space for word in words]
    left = sum(lengths)
    # What is spoken in the longest time of a cue; the margin is for the places at which words end.
    budget = LINES * LINE_UNITS
    if spoken_ms:
        budget = min(budget, max(_LEAST_UNITS, left * LONGEST_MS // spoken_ms))
    cuts: list[int] = []
    first = 0
    while first < len(words):
        last = _cut(words, lengths, first, left, budget)
        left -= sum(lengths[first:last])
        cuts.append(last)
        first = last
    return cuts


def _cut(words: Sequence[Word], lengths: Sequence[int], first: int, left: int, budget: int) -> int:
    ideal = left / -(-left // budget)
    best, best_score, units = first + 1, -1e9, 0
    lines = _LineCount()
    for index in range(first, len(words)):
        units += lengths[index]
        if not lines.takes(words[index]) or (units - NARROW > budget and index > first):
            return best
        score = _quality(words[index].text) - abs(units - ideal) / ideal
        if score >= best_score:
            best, best_score = index + 1, score
    return len(words) if left <= budget else best


def _quality(text: str) -> float:
    ending = text.rstrip("\"'”’»)]」』）")
    if ending.endswith(_SENTENCE_ENDS):
        return 0.5
    return 0.2 if ending.endswith(_CLAUSE_ENDS) else 0.0


class _LineCount:
    """Whether one more word still fits onto the screen."""

    def __init__(self) -> None:
        self._lines = 0
        self._units = LINE_UNITS

    def takes(self, word: Word) -> bool:
        space = NARROW if word.is_after_space else 0
        if self._lines and self._units + space + word.units <= LINE_UNITS:
            self._units += space + word.units
            return True
        self._lines += 1
        self._units = word.units
        return self._lines <= LINES


def _units_of_cue(words: Sequence[Word]) -> int:
    return sum(word.units + NARROW * (word.is_after_space and index > 0) for index, word in enumerate(words))


def _directed(lines: tuple[str, ...], is_right_to_left: bool) -> tuple[str, ...]:
    """A line that begins otherwise than its text runs, with a name or a number, says which way it runs."""
    if not is_right_to_left:
        return lines
    return tuple(line if runs_right_to_left(line) else RIGHT_TO_LEFT_MARK + line for line in lines)
