"""What a recording lacks at its end, heard once more before a command ends: shown as if it had come in time.

People expect that a command which ends has done what it could: its lines, its document and its account are whole then.
Whoever cannot wait ends that with Ctrl-C and keeps what there is.
"""

from collections.abc import Callable, Iterable

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.cli.reading_order import ReadingOrder
from transcriber.session.notices import (
    CoverageChanged,
    Notice,
    Problem,
    RetranscriptionChanged,
    RetranscriptionState,
    UsageChanged,
)
from transcriber.store.store import StoreReader
from transcriber.transcript.missing_words import missing_words
from transcriber.transcript.stretches import Stretch, worth_offering
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

STILL_MISSING = "still_missing"
UNDER_WAY = (RetranscriptionState.WAITING, RetranscriptionState.RUNNING)


class MissingSpeech:
    """Follows one recording. Main thread."""

    def __init__(self, show: Callable[[Notice], None]) -> None:
        """`show` takes every notice of the recording, and then those that would have come."""
        self._show = show
        self._order = ReadingOrder()
        self.public_id = ""
        """Of the recording whose missing speech is heard once more; empty where nothing is."""

    def show(self, notice: Notice) -> None:
        """One more notice of the recording."""
        match notice:
            case RetranscriptionChanged() if notice.state in UNDER_WAY:
                self.public_id = notice.public_id
            case TurnChanged() | TurnRemoved():
                self._order.update(notice)
            case _:
                pass
        self._show(notice)

    def show_what_was_heard(self, reader: StoreReader, over: RetranscriptionChanged) -> bool:
        """Show what is new in the history since; whether nothing is missing any more that has sound.

        Raises:
            StoreError: As the reader.
        """
        stretches = [each for each in reader.coverage.of(self.public_id) if each.lane == 0]
        self._show(CoverageChanged(tuple(stretches)))
        for gap in [turn for turn in self._order.turns if turn.state is TurnState.GAP]:
            if not any(_is_in(stretch, gap) for stretch in stretches if stretch.is_missing):
                self.show(TurnRemoved(gap.number))
        stored = {each.machine.number: each.machine for each in reader.turns.all(self.public_id) if each.lane == 0}
        for turn in self._order.turns:
            if turn.state is not TurnState.GAP and turn.text and turn.number not in stored:
                self.show(TurnRemoved(turn.number))
        known = {turn.number: turn.text for turn in self._order.turns if turn.state is not TurnState.GAP}
        for turn in stored.values():
            if turn.text and known.get(turn.number) != turn.text:
                self.show(TurnChanged(TurnChange.COMPLETED, turn, self._position(turn)))
        self._show(UsageChanged(reader.recordings.get(self.public_id).usage))
        left_ms = _sum_ms(worth_offering(stretches))
        if left_ms and over.state is not RetranscriptionState.FINISHED:
            self._show(_still_missing(self.public_id, left_ms, over.message))
        return not left_ms

    def _position(self, turn: Turn) -> int:
        others = [other for other in self._order.turns if other.number != turn.number]
        later = (index for index, other in enumerate(others) if (other.start_ms or 0) > (turn.start_ms or 0))
        return next(later, len(others))


def _is_in(stretch: Stretch, gap: Turn) -> bool:
    start_sample, end_sample = ((each or 0) * SPOOL_SAMPLES_PER_MS for each in (gap.start_ms, gap.end_ms))
    return stretch.start_sample < end_sample and stretch.end_sample > start_sample


def _sum_ms(stretches: Iterable[Stretch]) -> int:
    return sum(each.end_sample - each.start_sample for each in stretches) // SPOOL_SAMPLES_PER_MS


def _still_missing(public_id: str, left_ms: int, reason: str) -> Problem:
    return Problem(
        STILL_MISSING,
        f"{missing_words(left_ms)} has no text yet. {reason}".strip(),
        f"Its sound is kept: `transcriber history transcribe {public_id} --missing` hears it once more.",
        recording_id=public_id,
    )
