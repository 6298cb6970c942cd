"""What a recording lacks at its end, heard once more before a command ends: shown as if it had come in time.

People expect that a command which ends has done what it could: its lines, its document and its account are whole then.
Whoever cannot wait ends that with Ctrl-C and keeps what there is.
"""

from collections.abc import Callable, Iterable

from transcriber.app.late_speech import late_speech
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
from transcriber.transcript.late_speech import late_changes
from transcriber.transcript.missing_words import missing_words
from transcriber.transcript.stretches import Stretch, worth_offering
from transcriber.transcript.turns import TurnChanged, TurnRemoved

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
        late = late_speech(reader, self.public_id)
        self._show(CoverageChanged(late.stretches))
        for change in late_changes(self._order.turns, late.turns, late.stretches):
            self.show(change)
        self._show(UsageChanged(late.usage))
        left_ms = _sum_ms(worth_offering(late.stretches))
        if left_ms and over.state is not RetranscriptionState.FINISHED:
            self._show(_still_missing(self.public_id, left_ms, over.message))
        return not left_ms


def _sum_ms(stretches: Iterable[Stretch]) -> int:
    return sum(each.end_sample - each.start_sample for each in stretches) // SPOOL_SAMPLES_PER_MS


def _still_missing(public_id: str, left_ms: int, reason: str) -> Problem:
    return Problem(
        STILL_MISSING,
        f"{missing_words(left_ms)} has no text yet. {reason}".strip(),
        f"Its sound is kept: `transcriber history transcribe {public_id} --missing` hears it once more.",
        recording_id=public_id,
    )
