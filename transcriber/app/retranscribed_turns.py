"""What a piece of audio that was transcribed again changes: turns in the place of others, what is known of it. Pure.

A turn that has words is never given up for none: where a service failed or heard nothing, what was there stays. What
is an echo of the other lane's sound goes as it does while it is recorded, and takes no words of a person along.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from transcriber.app.retranscribed_ranges import AudioRange, span_of
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.store.stored_turn import Renewal, StoredTurn
from transcriber.transcript.echo import ECHO_REASON, Echo, echo_in
from transcriber.transcript.joined_turns import in_lane
from transcriber.transcript.stretches import Stretch, StretchState, laid_over
from transcriber.transcript.turns import Turn, TurnState, is_same_speech


@dataclass(frozen=True, slots=True)
class Findings:
    """What a service made of one piece; times and samples are those of the piece's own sound, its lead-in included."""

    turns: tuple[Turn, ...]
    """In reading order; finished and failed ones."""
    stretches: tuple[Stretch, ...] = ()
    """What became of the sound; nothing where that is not known."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be changed in the history, on the recording's clock."""

    renewals: tuple[Renewal, ...]
    stretches: tuple[Stretch, ...]


@dataclass(slots=True)
class _Passage:
    """Turns, old and new, that are the same speech."""

    old: list[StoredTurn] = field(default_factory=list)
    new: list[Turn] = field(default_factory=list)

    @property
    def is_better(self) -> bool:
        """Whether the new ones are to stand there."""
        finished = [turn for turn in self.new if turn.state is TurnState.FINISHED]
        is_all_there = len(finished) == len(self.new)
        return bool(finished) and (is_all_there or not any(stored.text for stored in self.old))


def outcome_of(
    audio: AudioRange, findings: Findings, turns: Sequence[StoredTurn], played: Sequence[Turn] = ()
) -> Outcome:
    """What the findings change.

    Args:
        audio: The piece.
        findings: What the service made of it.
        turns: Those of the recording's lane, in reading order.
        played: What the computer played around it, where the lane is the microphone's.
    """
    found = _on_the_recording(audio, findings.turns)
    echoes = [echo_in(turn, played) for turn in found]
    new = [
        echo.cut_out_of(turn)
        for turn, echo in zip(found, echoes, strict=True)
        if not (echo.is_whole and turn.text.strip())
    ]
    old = [stored for stored in turns if (span := span_of(stored)) and _is_within(audio, *span)]
    stretches = _stretches(audio, findings, found, echoes)
    passages = _passages(old, new)
    renewals: list[Renewal] = []
    stays: list[StoredTurn] = []
    for passage in passages:
        if passage.is_better:
            finished = tuple(turn for turn in passage.new if turn.state is TurnState.FINISHED)
            renewals.append(Renewal(tuple(stored.id for stored in passage.old), finished))
        elif passage.new:
            stays += passage.old
        else:
            gone = [stored for stored in passage.old if _is_refuted(stored, stretches, played)]
            stays += [stored for stored in passage.old if stored not in gone]
            renewals += [Renewal((stored.id,), ()) for stored in gone]
    for stored in stays:
        if stored.text and (span := span_of(stored)):
            text = Stretch(start_sample=span[0], end_sample=span[1], state=StretchState.TRANSCRIBED)
            stretches = _within(audio, laid_over(stretches, text))
    return Outcome(tuple(renewals), tuple(replace(each, lane=audio.lane) for each in stretches))


def echoes_left(own: Iterable[StoredTurn], played: Sequence[Turn]) -> list[tuple[StoredTurn, Turn | None]]:
    """Turns of the microphone that turn out to be an echo of what is known to have been played now.

    Each with what is left of it; None where that is nothing. What a person corrected, split or called speech stays.
    """
    found: list[tuple[StoredTurn, Turn | None]] = []
    for stored in own:
        turn = stored.machine
        if stored.edited_text is not None or stored.part or stored.is_speech or not turn.text.strip():
            continue
        echo = echo_in(turn, played)
        if echo.text != turn.text:
            found.append((stored, None if echo.is_whole else echo.cut_out_of(turn)))
    return found


def _on_the_recording(audio: AudioRange, turns: Iterable[Turn]) -> list[Turn]:
    """With the recording's times, without what was said in the lead-in."""
    offset_ms = (audio.start_sample - audio.lead_samples) // SPOOL_SAMPLES_PER_MS
    start_ms, end_ms = audio.start_sample // SPOOL_SAMPLES_PER_MS, audio.end_sample // SPOOL_SAMPLES_PER_MS
    found, last_ms = [], start_ms
    for turn in turns:
        first_ms = last_ms if turn.start_ms is None else min(turn.start_ms + offset_ms, end_ms)
        over_ms = first_ms if turn.end_ms is None else min(max(turn.end_ms + offset_ms, first_ms), end_ms)
        segments = tuple(
            replace(
                segment,
                start_ms=None if segment.start_ms is None else segment.start_ms + offset_ms,
                end_ms=None if segment.end_ms is None else segment.end_ms + offset_ms,
            )
            for segment in turn.segments
        )
        if over_ms > start_ms or not audio.lead_samples:
            placed = replace(turn, start_ms=first_ms, end_ms=over_ms, segments=segments)
            found.append(in_lane(audio.lane, placed, turn.number))
            last_ms = over_ms
    return found


def _is_within(audio: AudioRange, start_sample: int, end_sample: int) -> bool:
    """Mostly; one without length where it begins there."""
    shared = min(end_sample, audio.end_sample) - max(start_sample, audio.start_sample)
    if start_sample == end_sample:
        return audio.start_sample <= start_sample < audio.end_sample
    return 2 * shared > end_sample - start_sample


def _passages(old: Sequence[StoredTurn], new: Sequence[Turn]) -> list[_Passage]:
    """Each turn in one passage; those of several passages that a turn belongs to become one."""
    passages = [_Passage(new=[turn]) for turn in new]
    for stored in old:
        same = [each for each in passages if any(is_same_speech(stored.machine, turn) for turn in each.new)]
        joined = _Passage([stored])
        for each in same:
            joined.old += each.old
            joined.new += each.new
            passages.remove(each)
        joined.old.sort(key=lambda each: old.index(each))
        passages.append(joined)
    return sorted(passages, key=_start_ms)


def _start_ms(passage: _Passage) -> int:
    return min(turn.start_ms or 0 for turn in (*passage.new, *(stored.machine for stored in passage.old)))


def _stretches(audio: AudioRange, findings: Findings, new: Sequence[Turn], echoes: Iterable[Echo]) -> list[Stretch]:
    """What is known of each sample of the piece."""
    offset = audio.start_sample - audio.lead_samples
    told = [
        replace(each, start_sample=each.start_sample + offset, end_sample=each.end_sample + offset)
        for each in findings.stretches
    ]
    if not told:
        told = [Stretch(start_sample=audio.start_sample, end_sample=audio.end_sample, state=StretchState.SILENT)]
        told += [_stretch(turn) for turn in new]
    laid: list[Stretch] = []
    for each in (*told, *(stretch for echo in echoes for stretch in echo.stretches)):
        if each.start_sample < each.end_sample:
            laid = laid_over(laid, each)
    return _within(audio, laid)


def _stretch(turn: Turn) -> Stretch:
    start_sample, end_sample = (turn.start_ms or 0) * SPOOL_SAMPLES_PER_MS, (turn.end_ms or 0) * SPOOL_SAMPLES_PER_MS
    state = StretchState.TRANSCRIBED if turn.state is TurnState.FINISHED else StretchState.GAP
    return Stretch(start_sample=start_sample, end_sample=end_sample, state=state, reason=turn.failure)


def _within(audio: AudioRange, stretches: Iterable[Stretch]) -> list[Stretch]:
    clipped = (
        replace(
            each,
            start_sample=max(each.start_sample, audio.start_sample),
            end_sample=min(each.end_sample, audio.end_sample),
        )
        for each in stretches
    )
    return [each for each in clipped if each.start_sample < each.end_sample]


def _is_refuted(stored: StoredTurn, stretches: Iterable[Stretch], played: Sequence[Turn]) -> bool:
    """Whether its sound was heard again, and nothing like it was in it, or nothing but an echo as it is itself."""
    span = span_of(stored)
    if span is None:
        return False
    middle = (span[0] + span[1]) // 2
    at = next((each for each in stretches if each.start_sample <= middle < each.end_sample), None)
    if at is not None and at.state is StretchState.SILENT and at.reason == ECHO_REASON:
        return any(each is stored and left is None for each, left in echoes_left([stored], played))
    if at is not None and at.state is StretchState.SILENT and (stored.edited_text is not None or stored.is_speech):
        # A person says that there was speech.
        return False
    return at is not None and at.state in (StretchState.SILENT, StretchState.TRANSCRIBED)
