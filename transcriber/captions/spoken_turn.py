"""The words of one turn as they settle, each handed over once, whatever the turn's text becomes later. Pure."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from transcriber.captions.seam import form_of, is_told_again, left_out, seam
from transcriber.captions.words import Word, words_of
from transcriber.transcript.directions import runs_right_to_left
from transcriber.transcript.plain_text import plain
from transcriber.transcript.speakers import SpeakerNames, spoken_runs
from transcriber.transcript.turns import Turn, TurnState

MOST_TAKEN_CHARACTERS = 16_384
"""Of one change: nobody reads more; what is too much is left out at its beginning."""
_TAIL_CHARACTERS = 400
_LONGEST_CORRECTED_CHARACTERS = 65_536


class SpokenWord(NamedTuple):
    """A settled word on its way to a line."""

    word: Word
    speaker: str
    """Empty where it is not known, or is the same as before."""
    arrived_ms: int
    is_after_omission: bool = False


@dataclass(slots=True)
class SpokenTurn:
    """The thread of the view that made it."""

    number: int
    lane: int
    words: deque[SpokenWord] = field(default_factory=deque)
    """Settled and not yet taken."""
    is_over: bool = False
    heard_ms: int | None = None
    ends_ms: int | None = None
    grown_ms: int = 0
    """When anything of it changed last."""
    tail_since_ms: int = 0
    runs_right_to_left: bool = False
    shown: list[str] = field(default_factory=list)
    """The forms of all words that were handed over."""
    told_before: list[str] = field(default_factory=list)
    """The forms of words that were shown of an earlier turn, which this one tells again; empty once it went on."""
    told_again: list[str] = field(default_factory=list)
    """Which of its own words told them so far."""
    _is_whole: bool = False
    """All of the final text was handed over, or was shown otherwise; `shown` is that text."""
    _known: str = ""
    _rest: str = ""
    """The last word so far: it may go on."""
    _is_rest_after_space: bool = True
    _has_direction: bool = False
    _provisional: str = ""

    @property
    def has_begun(self) -> bool:
        """Whether there was a settled word of it."""
        return bool(self._known)

    @property
    def tail(self) -> str:
        """What is heard and may yet be another: the word that still grows, and what is provisional."""
        space = " " if self._is_rest_after_space else ""
        return (space + self._rest + self._provisional)[:_TAIL_CHARACTERS] if self.has_tail else ""

    @property
    def has_tail(self) -> bool:
        """Whether there is one."""
        return bool(self._rest or self._provisional.strip())

    @property
    def waiting_since_ms(self) -> int:
        """When the oldest of what waits arrived."""
        return self.words[0].arrived_ms if self.words else self.tail_since_ms

    def take(self, turn: Turn, names: SpeakerNames, line_units: int, now_ms: int) -> None:
        """The turn as it now is: what is new of it waits."""
        self.heard_ms, self.ends_ms = turn.start_ms, turn.end_ms
        if turn.is_on_silence:
            self.drop()
            self._known = turn.text.lstrip()
            return
        had_tail, before = self.has_tail, (len(self.words), self.tail)
        self.is_over = turn.state is not TurnState.LIVE
        self._provisional = "" if self.is_over else plain(turn.provisional[:_TAIL_CHARACTERS])
        text = turn.text.lstrip()
        self._find_direction(text or self._provisional)
        is_short = len(text) <= _LONGEST_CORRECTED_CHARACTERS
        may_grow = not self.is_over and not text[-1:].isspace()
        if self.is_over and turn.segments and is_short:
            self._correct(tuple(_told(turn, names, line_units)), line_units, now_ms, may_grow=False)
        elif is_short and (self.told_before or not text.startswith(self._known)):
            words = words_of(plain(text), line_units)
            self._correct(tuple((word, "") for word in words), line_units, now_ms, may_grow=may_grow)
        else:
            self._append(text[len(self._known) :], line_units, now_ms)
        self._known = text
        if before != (len(self.words), self.tail):
            self.grown_ms = now_ms
        if self.has_tail and not had_tail:
            self.tail_since_ms = now_ms

    def drop(self) -> None:
        """What was not taken is never shown."""
        self.words.clear()
        self._rest = self._provisional = ""
        self.is_over = True

    def _find_direction(self, text: str) -> None:
        """The first strong character decides for good."""
        if not self._has_direction and any(map(str.isalpha, text)):
            self._has_direction = True
            self.runs_right_to_left = runs_right_to_left(text)

    def _append(self, appended: str, line_units: int, now_ms: int) -> None:
        is_cut = len(appended) > MOST_TAKEN_CHARACTERS
        if is_cut:
            appended = appended[-MOST_TAKEN_CHARACTERS:]
            self._rest, self._is_rest_after_space = "", True
        self._rest += plain(appended)
        words = list(words_of(self._rest, line_units))
        if words and not self._is_rest_after_space and not self._rest[0].isspace():
            words[0] = words[0]._replace(is_after_space=False)
        is_ended = self.is_over or self._rest[-1:].isspace()
        last = words.pop() if words and not is_ended else None
        if is_ended and self._rest:
            self._is_rest_after_space = True
        self._rest = last.text if last else ""
        if last:
            self._is_rest_after_space = last.is_after_space
        self._hand_over(((word, "") for word in words), now_ms, is_after_omission=is_cut)

    def _correct(self, told: tuple[tuple[Word, str], ...], line_units: int, now_ms: int, *, may_grow: bool) -> None:
        """The text is another than what it grew to: it goes on behind what was handed over."""
        growing = told[-1] if told and may_grow else None
        whole = told[:-1] if growing else told
        forms = [form_of(word.text) for word, _ in whole]
        if self.told_before and not self._tell_again(forms):
            return
        arrived_ms = now_ms if self._is_whole else self._take_back(now_ms)
        rest = whole[seam(self.shown, forms) :]
        missed = left_out(self.shown, forms) if self.is_over else []
        self._rest, self._is_rest_after_space = "", True
        if growing and (rest or len(forms) >= len(self.shown)):
            self._rest, self._is_rest_after_space = growing[0].text, growing[0].is_after_space
        # The end of a sentence belongs to its beginning, and what is missing in it is understood behind it.
        self._hand_over(iter(rest), arrived_ms)
        for start, end in missed:
            self._add_late(whole[start:end], line_units, arrived_ms)
        if self.is_over:
            self.shown, self._is_whole = forms, True

    def _take_back(self, now_ms: int) -> int:
        """Nobody has seen what waits: it can still be said right. Since when it waits."""
        since_ms = self.words[0].arrived_ms if self.words else now_ms
        del self.shown[len(self.shown) - len(self.words) :]
        self.words.clear()
        return since_ms

    def _add_late(self, missed: tuple[tuple[Word, str], ...], line_units: int, now_ms: int) -> None:
        """Words from the midst of what was shown, marked: there they could only be put by moving what stands."""
        text = "".join(" " * word.is_after_space + word.text for word, _ in missed)
        words = words_of(f"[… {text.strip()}]", line_units)
        self._hand_over(((word, missed[0][1]) for word in words), now_ms)

    def _tell_again(self, forms: list[str]) -> bool:
        """Whether there is anything but words that were shown of an earlier turn."""
        is_again = is_told_again(self.told_before, forms, is_over=self.is_over)
        self.told_again = forms
        if is_again is False:
            self.told_before, self.told_again = [], []
        elif is_again and seam(self.told_before, forms) < len(forms):
            self.shown, self.told_before, self.told_again = self.told_before, [], []
        else:
            self._rest = self._provisional = ""
            return False
        return True

    def _hand_over(self, told: Iterator[tuple[Word, str]], now_ms: int, *, is_after_omission: bool = False) -> None:
        for word, speaker in told:
            self.words.append(SpokenWord(word, speaker, now_ms, is_after_omission))
            self.shown.append(form_of(word.text))
            is_after_omission = False


def _told(turn: Turn, names: SpeakerNames, line_units: int) -> Iterator[tuple[Word, str]]:
    for run in spoken_runs(replace(turn, text=plain(turn.text)), names):
        for word in words_of(plain(run.text), line_units):
            yield word, run.name
