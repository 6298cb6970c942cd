"""When a line may be broken: what is shown can be read, and is not late as long as that is possible. Pure.

Figures: at most one new line in 0.8 s; a line stands at least 5/6 s behind its last word (Netflix Timed Text Style
Guide); 17 characters a second can be read (160 to 180 words a minute, BBC Subtitle Guidelines); live captions are at
most 3 s late.
"""

from collections.abc import Sequence

from transcriber.captions.line_maker import MadeLine

BREAK_MS = 800
HOLD_MS = 834
"""5/6 s."""
DELAY_MS = 3_000


class Pace:
    """The pace of one reader. The thread of the view that made it."""

    def __init__(self, reading_cps: int) -> None:
        self.reading_cps = reading_cps
        self._broken_ms: int | None = None
        self._reader_ms = 0

    def begin(self) -> None:
        """Nothing of what was shown is still to be read."""
        self._reader_ms = 0

    def shown(self, line: MadeLine, character_count: int, now_ms: int) -> None:
        """So much was added to a line before the reader's eyes."""
        self._reader_ms = max(self._reader_ms, now_ms) + 1000 * character_count // self.reading_cps
        line.read_ms, line.grown_ms = self._reader_ms, now_ms

    def broke(self, now_ms: int) -> None:
        """A line was begun."""
        self._broken_ms = now_ms

    def break_ms(self, leaving: MadeLine | None, waiting: Sequence[MadeLine]) -> int:
        """When the oldest of the lines that wait may be shown, which pushes `leaving` out.

        A reader has time to read what leaves, until what waits would be more than 3 s late; then only the least that a
        line must stand is kept.
        """
        earliest_ms = waiting[0].arrived_ms
        if self._broken_ms is not None:
            earliest_ms = max(earliest_ms, self._broken_ms + BREAK_MS)
        if leaving is None:
            return earliest_ms
        earliest_ms = max(earliest_ms, leaving.grown_ms + HOLD_MS)
        due_ms = min(line.arrived_ms + DELAY_MS - HOLD_MS * place for place, line in enumerate(waiting))
        return max(earliest_ms, min(leaving.read_ms, due_ms))
