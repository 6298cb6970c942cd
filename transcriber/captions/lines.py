"""Turns in, stable caption lines out: broken once, never re-flowed, at a pace that can be read. Pure.

Words come in reading order and are shown as soon as they are settled and there is room in the last line; what is not
settled stands behind them and goes no further than that line's end. A new line waits for its time (`pacing`).
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from transcriber.captions.floor import Floor
from transcriber.captions.line import CaptionLine, PastLine
from transcriber.captions.line_maker import LineMaker, MadeLine, Voice
from transcriber.captions.look import CaptionLook
from transcriber.captions.pacing import Pace
from transcriber.captions.spoken_turn import SpokenTurn
from transcriber.captions.words import NARROW, words_of
from transcriber.transcript.speakers import ME, OTHERS
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved

LOOK_BACK_MS = 30_000
_LANES = (ME, OTHERS)


class CaptionLines:
    """The captions of one view. Its thread is whoever's made it; `now_ms` is any clock of theirs that never goes back.

    After each `apply`, and when `next_ms` has come, call `advance`; then show `shown` if it says so.
    """

    def __init__(self, look: CaptionLook, *, lane_names: Sequence[str] = ()) -> None:
        """No line is there.

        Args:
            look: What lines look like; counts as far as lines are concerned.
            lane_names: Who is heard in each source, by its number; shown once a second one was heard.
        """
        self._look = look
        self._lane_names = tuple(lane_names)
        self._given: dict[str, str] = {}
        self._floor = Floor()
        self._maker = LineMaker(look)
        self._pace = Pace(look.reading_cps)
        self._on_screen: deque[MadeLine] = deque()
        self._past: deque[MadeLine] = deque()
        self._last_number = 0
        self._tail = ""
        self._cleared_tail = ""
        """Was there when the screen was cleared: not shown again before it is another."""
        self._changed_ms = 0
        self._now_ms = 0
        self.shown: tuple[CaptionLine, ...] = ()
        """At most as many as the look says, the oldest first."""
        self.next_ms: int | None = None
        """When `advance` has something to do if nothing else comes; None: never."""

    @property
    def is_behind(self) -> bool:
        """Whether words wait for their time to be shown."""
        return any(line.text for line in self._maker.waiting) or self._floor.wakes_ms(self._now_ms) is not None

    def begin(self) -> None:
        """Another recording: nothing of the one before is shown or waits. Lines go on counting."""
        self._given = {}
        self._floor = Floor()
        self._maker.begin()
        self._pace.begin()
        self._on_screen.clear()
        self._past.clear()
        self._tail, self._cleared_tail, self.shown, self.next_ms = "", "", (), None

    def join(self, turns: Iterable[Turn], now_ms: int) -> None:
        """Begin to look in the midst of a recording: what was said so far is not shown."""
        for position, turn in enumerate(turns):
            self._floor.apply(TurnChanged(TurnChange.PLACED, turn, position), self._maker.line_units, now_ms)
        self._floor.skip()

    def set_look(self, look: CaptionLook) -> None:
        """Counts from the next line on; the number of lines with the next `advance`."""
        self._look = look
        self._maker.set_look(look)
        self._pace.reading_cps = look.reading_cps

    def name_speakers(self, given: Mapping[str, str]) -> None:
        """What a person called whom, by the service's own names, all of them; counts from here on."""
        self._given = dict(given)
        self._floor.name_speakers(given)

    def apply(self, change: TurnChanged | TurnRemoved, now_ms: int) -> None:
        """Take one change of a turn in."""
        self._floor.apply(change, self._maker.line_units, now_ms)

    def advance(self, now_ms: int) -> bool:
        """Move on to now. Whether `shown` is another than before."""
        self._now_ms = now_ms
        self._take_words()
        self._make_room_for_tail()
        self._maker.drop_surplus()
        if self._maker.waiting and self._break_ms() <= now_ms:
            self._show_next()
        tail = self._fitting_tail()
        if tail != self._tail:
            self._tail, self._changed_ms = tail, now_ms
        if self._clear_ms() is not None and (self._clear_ms() or 0) <= now_ms:
            self._clear()
        while len(self._on_screen) > self._look.lines:
            self._on_screen.popleft()
        self._forget_past()
        self.next_ms = self._wake_ms()
        before, self.shown = self.shown, self._captions()
        return self.shown != before

    def look_back(self, now_ms: int) -> tuple[PastLine, ...]:
        """What was shown within the last 30 s, the oldest first; what is still shown too."""
        recent = [line for line in self._past if line.grown_ms >= now_ms - LOOK_BACK_MS]
        return tuple(line.past() for line in recent if line.text)

    # ---- words into lines --------------------------------------------------------------------------------------------

    def _take_words(self) -> None:
        for turn, spoken in self._floor.take(self._now_ms):
            voice = self._voice(turn, spoken.speaker)
            if spoken.is_after_omission:
                self._maker.leave_out(voice, spoken.arrived_ms)
            line = self._maker.add(spoken.word, voice, spoken.arrived_ms)
            if line.number:
                self._pace.shown(line, len(spoken.word.text) + 1, self._now_ms)
                self._changed_ms = self._now_ms

    def _voice(self, turn: SpokenTurn, speaker: str = "") -> Voice:
        lane_name = ""
        if len(self._floor.lanes) > 1 and turn.lane < len(self._lane_names):
            lane_name = self._given.get(_LANES[min(turn.lane, 1)]) or self._lane_names[turn.lane]
        return Voice(turn.lane, speaker or lane_name, turn.runs_right_to_left, turn.heard_ms)

    # ---- what is not settled -----------------------------------------------------------------------------------------

    def _speaking(self) -> SpokenTurn | None:
        turn = self._floor.speaking
        if turn is None or not turn.has_tail or turn.words or turn.tail == self._cleared_tail:
            return None
        return turn

    def _make_room_for_tail(self) -> None:
        """The first word of what is not settled may need the next line already."""
        self._maker.drop_room()
        turn = self._speaking()
        if turn is None or self._maker.waiting:
            return
        first = next(words_of(turn.tail, self._maker.line_units), None)
        if first is not None and not self._maker.fits(first.units, self._voice(turn)):
            self._maker.make_room(self._voice(turn), turn.tail_since_ms)

    def _fitting_tail(self) -> str:
        """As many whole words of it as have room in the last line, where that is shown."""
        turn, line = self._speaking(), self._maker.last
        if turn is None or line is None or not line.number:
            return ""
        tail = turn.tail
        shown, room = "", self._maker.line_units - line.units
        for index, word in enumerate(words_of(tail, self._maker.line_units)):
            has_space = word.is_after_space and (index > 0 or tail[:1].isspace()) and bool(line.text or shown)
            room -= word.units + NARROW * has_space
            if room < 0:
                break
            shown += (" " if has_space else "") + word.text
        return shown

    # ---- lines onto the screen ---------------------------------------------------------------------------------------

    def _break_ms(self) -> int:
        leaving = self._on_screen[0] if len(self._on_screen) >= self._look.lines else None
        return self._pace.break_ms(leaving, self._maker.waiting)

    def _show_next(self) -> None:
        line = self._maker.waiting.popleft()
        if self._on_screen:
            self._on_screen[-1].is_finished = True
        self._last_number += 1
        line.number, line.shown_ms = self._last_number, self._now_ms
        self._pace.broke(self._now_ms)
        self._pace.shown(line, len(line.text), self._now_ms)
        self._on_screen.append(line)
        self._past.append(line)
        self._changed_ms = self._now_ms

    def _clear_ms(self) -> int | None:
        after_s = self._look.clears_after_s
        if after_s is None or not self._on_screen or self._maker.waiting:
            return None
        return self._changed_ms + 1000 * after_s

    def _clear(self) -> None:
        speaking = self._floor.speaking
        self._cleared_tail = speaking.tail if speaking is not None else ""
        self._maker.end_line()
        self._on_screen.clear()
        self._tail = ""

    def _forget_past(self) -> None:
        while self._past and self._past[0].grown_ms < self._now_ms - LOOK_BACK_MS and self._past[0].is_finished:
            self._past.popleft()

    def _wake_ms(self) -> int | None:
        times_ms = [self._floor.wakes_ms(self._now_ms), self._clear_ms()]
        if self._maker.waiting:
            times_ms.append(self._break_ms())
        return min((time_ms for time_ms in times_ms if time_ms is not None), default=None)

    def _captions(self) -> tuple[CaptionLine, ...]:
        last = self._maker.last
        return tuple(line.caption(self._tail if line is last else "") for line in self._on_screen)
