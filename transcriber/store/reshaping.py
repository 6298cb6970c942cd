"""Several turns made one, one made two: no word of the machine's, no segment and no time is lost. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from transcriber.store.scripts import joined
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState


def merged(turns: Sequence[StoredTurn]) -> StoredTurn:
    """One turn from the first one's start to the last one's end; edited as soon as one of them is."""
    machine = reduce(_merged_machine, (stored.machine for stored in turns))
    edited = None
    if any(stored.edited_text is not None for stored in turns):
        edited = reduce(joined, (stored.text for stored in turns))
    return replace(turns[0], machine=machine, edited_text=edited, is_speech=any(stored.is_speech for stored in turns))


def split(stored: StoredTurn, index: int) -> tuple[StoredTurn, StoredTurn]:
    """Two turns, cut at this index of the text that is shown. What the machine wrote is cut at the like place.

    Raises:
        ValueError: Nothing but blanks would be left on one side.
    """
    first, second = stored.text[:index].rstrip(), stored.text[index:].lstrip()
    if index < 0 or not first or not second:
        raise ValueError("both halves of a turn need words")
    if stored.edited_text is None:
        early, late = _split_machine(stored.machine, index)
        return replace(stored, machine=early), replace(stored, machine=late)
    early, late = _split_machine(stored.machine, _like_place(stored.machine.text, index / len(stored.text)))
    return replace(stored, machine=early, edited_text=first), replace(stored, machine=late, edited_text=second)


def _merged_machine(first: Turn, second: Turn) -> Turn:
    text = joined(first.text, second.text)
    offset = len(text) - len(second.text)
    is_finished = TurnState.FINISHED in (first.state, second.state)
    return Turn(
        number=first.number,
        state=TurnState.FINISHED if is_finished else TurnState.FAILED,
        text=text,
        start_ms=_first_known(first.start_ms, second.start_ms),
        end_ms=_first_known(second.end_ms, first.end_ms),
        failure=joined(first.failure, second.failure),
        segments=_whole_segments(first, second),
        doubtful=(*first.doubtful, *((start + offset, end + offset) for start, end in second.doubtful)),
        languages=tuple(dict.fromkeys((*first.languages, *second.languages))),
        is_on_silence=first.is_on_silence and second.is_on_silence,
        heard_text=_merged_heard(first, second),
    )


def _merged_heard(first: Turn, second: Turn) -> str:
    if not first.heard_text and not second.heard_text:
        return ""
    return joined(first.heard_text or first.text, second.heard_text or second.text)


def _whole_segments(first: Turn, second: Turn) -> tuple[SpeakerSegment, ...]:
    """Who said what only where it is known of both: half a turn's segments would hide the other half."""
    if (first.text and not first.segments) or (second.text and not second.segments):
        return ()
    return (*first.segments, *second.segments)


def _split_machine(turn: Turn, index: int) -> tuple[Turn, Turn]:
    first, second = turn.text[:index].rstrip(), turn.text[index:].lstrip()
    offset = len(turn.text) - len(second)
    cut_ms = _between(turn.start_ms, turn.end_ms, index / max(1, len(turn.text)))
    early, late = _split_segments(turn.segments, _letters(first))
    heard = turn.heard_text
    heard_index = _like_place(heard, index / max(1, len(turn.text)))
    return (
        replace(
            turn,
            text=first,
            heard_text=heard[:heard_index].rstrip(),
            end_ms=cut_ms,
            segments=early,
            doubtful=_ranges(turn.doubtful, 0, len(first)),
        ),
        replace(
            turn,
            text=second,
            heard_text=heard[heard_index:].lstrip(),
            start_ms=cut_ms,
            segments=late,
            doubtful=_ranges(turn.doubtful, offset, len(turn.text)),
        ),
    )


def _split_segments(
    segments: Iterable[SpeakerSegment], letters: int
) -> tuple[tuple[SpeakerSegment, ...], tuple[SpeakerSegment, ...]]:
    """Those that hold the first `letters`, and the others; the one at the cut is cut."""
    early: list[SpeakerSegment] = []
    late: list[SpeakerSegment] = []
    for segment in segments:
        here = _letters(segment.text)
        if letters >= here:
            early.append(segment)
        elif letters <= 0:
            late.append(segment)
        else:
            index = _index_after(segment.text, letters)
            cut_ms = _between(segment.start_ms, segment.end_ms, index / len(segment.text))
            early.append(replace(segment, text=segment.text[:index].rstrip(), end_ms=cut_ms))
            late.append(replace(segment, text=segment.text[index:].lstrip(), start_ms=cut_ms))
        letters -= here
    return tuple(early), tuple(late)


def _ranges(ranges: Iterable[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """What of the ranges lies between, counted from `start`."""
    cut = ((max(start, first), min(end, last)) for first, last in ranges)
    return tuple((first - start, last - start) for first, last in cut if first < last)


def _like_place(text: str, fraction: float) -> int:
    """The blank nearest to this fraction of the text; the fraction itself where there is none."""
    wanted = round(len(text) * fraction)
    blanks = [index for index, letter in enumerate(text) if letter.isspace()]
    return min(blanks, key=lambda index: abs(index - wanted), default=wanted)


def _index_after(text: str, letters: int) -> int:
    for index, letter in enumerate(text):
        letters -= not letter.isspace()
        if letters == 0:
            return index + 1
    return len(text)


def _letters(text: str) -> int:
    return sum(not letter.isspace() for letter in text)


def _between(start_ms: int | None, end_ms: int | None, fraction: float) -> int | None:
    if start_ms is None or end_ms is None:
        return None
    return round(start_ms + (end_ms - start_ms) * fraction)


def _first_known(one_ms: int | None, other_ms: int | None) -> int | None:
    return other_ms if one_ms is None else one_ms
