"""What a reader has seen when a turn is completed with another text than it grew to, against what was said in the end.

Words are made of one letter each, so that no two of them look alike, and what must be shown is known exactly.
"""

import json
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.captions.caption_stage import CaptionStage
from transcriber.caption_page.caption_file import text_of
from transcriber.caption_page.feed import CaptionFeed
from transcriber.captions.look import CaptionLook
from transcriber.engine.settling import SettledText

WINDOW = CaptionLook()
PAGE = CaptionLook(lines=6, characters=80)
LETTERS = string.ascii_letters + "äöüßéèçñøåæœþðžšč"


def words(letters: Iterable[str]) -> list[str]:
    return [3 * letter for letter in letters]


@dataclass(frozen=True)
class Piece:
    """Words that were heard and stay, and behind them some that were shown and others that were said."""

    same: list[str]
    shown: list[str]
    said: list[str]

    @property
    def is_told_late(self) -> bool:
        return len(self.said) >= 2


@st.composite
def revised_turns(draw: st.DrawFn) -> list[Piece]:
    counts = st.tuples(st.integers(4, 6), st.integers(0, 2), st.integers(0, 2))
    letters = iter(words(dict.fromkeys(LETTERS.casefold())))
    return [
        Piece(*([next(letters) for _ in range(count)] for count in each))
        for each in draw(st.lists(counts, min_size=1, max_size=3))
    ]


def marked(piece: Piece) -> list[str]:
    return f"[… {' '.join(piece.said)}]".split()


@settings(max_examples=40, deadline=None)
@given(revised_turns(), st.lists(st.integers(1, 5), min_size=1), st.sampled_from([WINDOW, PAGE]), st.booleans())
def test_a_completed_turn_adds_what_was_never_shown_and_nothing_twice(
    pieces: list[Piece], steps: list[int], look: CaptionLook, is_quick: bool
) -> None:
    stage = CaptionStage(look)
    grown = [word for piece in pieces for word in [*piece.same, *piece.shown]]
    whole = [word for piece in pieces for word in [*piece.same, *piece.said]]
    grow(stage, grown, steps, pause_ms=20 if is_quick else 600)
    stage.end(1, " ".join(whole).capitalize() + ".")
    stage.read_to_the_end()
    late = [word for piece in pieces[:-1] if piece.is_told_late for word in marked(piece)]
    rest = pieces[-1].said
    assert bare(stage.words) == bare([*grown, *rest, *late])


def grow(stage: CaptionStage, grown: Sequence[str], steps: Sequence[int], pause_ms: int) -> None:
    start, turn = 0, 0
    while start < len(grown):
        count = steps[turn % len(steps)]
        stage.say(1, "".join(f"{word} " for word in grown[start : start + count]))
        stage.wait(pause_ms)
        start, turn = start + count, turn + 1


def bare(shown: Sequence[str]) -> list[str]:
    return [word.rstrip(".").casefold() for word in shown]


SAID = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=30).map(words)
HEARD = st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.sampled_from("uvwxyz")), min_size=1, max_size=20)


@settings(max_examples=40, deadline=None)
@given(SAID, HEARD, st.integers(0, 900), st.sampled_from([WINDOW, PAGE]))
def test_of_what_an_engine_heard_wrongly_at_first_no_two_words_stay_unsaid(
    said: list[str], heard: list[tuple[int, bool, str]], pause_ms: int, look: CaptionLook
) -> None:
    stage = ReadStage(look)
    settled, grown, length = SettledText(), "", 0
    for count, is_wrong, letter in heard:
        length = min(len(said), length + count)
        # The same guess comes twice, as it must to be settled.
        guess = [*said[: length - 2], *words(letter + letter)] if is_wrong and length > 2 else said[:length]
        for hypothesis in (guess, guess):
            delta = settled.revise(" ".join(hypothesis))
            grown += delta
            stage.say(1, delta, tail=" " + " ".join(hypothesis[-1:]))
            stage.wait(pause_ms)
            stage.read()
    stage.end(1, " ".join(said))
    stage.wait(40_000)
    stage.read()
    shown = [word.strip("[]") for word in stage.words if word != "[…"]
    told = grown.split()
    assert shown[: len(told[:-1])] == told[:-1]
    assert set(shown) <= {*told, *said}
    unsaid = [word not in shown for word in said]
    assert not any(one and other for one, other in pairwise(unsaid))
    assert stage.words_of_reader == stage.words


class ReadStage(CaptionStage):
    """Its lines come to a reader of the page by events alone, now and then, and to one of the file."""

    def __init__(self, look: CaptionLook) -> None:
        super().__init__(look)
        self.feed = CaptionFeed("e", 120)
        self.texts: dict[int, str] = {}
        self._version = -1

    @property
    def words_of_reader(self) -> list[str]:
        return " ".join(self.texts[number] for number in sorted(self.texts)).split()

    def look_on(self) -> None:
        super().look_on()
        self.feed.show(self.lines.shown)
        assert text_of(self.lines.shown).splitlines() == [line.settled + line.tail for line in self.lines.shown]

    def read(self) -> None:
        """One event, as the script of the page takes it."""
        [data] = [line for line in self.feed.event_since(self._version).decode().splitlines() if line[:5] == "data:"]
        for line in json.loads(data.removeprefix("data: "))["lines"]:
            self.texts[line["number"]] = line["text"]
        self._version = self.feed.version


@pytest.mark.parametrize(
    ("grown", "whole", "shown"),
    [
        (
            "What you are can do for ",
            "What your country can do for you?",
            "What you are can do for you? [… your country]",
        ),
        ("I scream is good ", "Ice cream is good.", "I scream is good"),
        ("the son of it ", "that some of it", "the son of it"),
        ("it was a test ", "it was the best test", "it was a test [… the best]"),
        ("今天天气好 ", "今日天氣好", "今天天气好"),
    ],
)
def test_other_words_are_told_and_another_spelling_is_not(grown: str, whole: str, shown: str) -> None:
    stage = CaptionStage(PAGE)
    stage.say(1, grown)
    stage.end(1, whole)
    stage.read_to_the_end()
    assert " ".join(stage.words) == shown


def test_words_that_waited_for_the_floor_are_said_right_at_once() -> None:
    stage = CaptionStage(CaptionLook(characters=60, lines=6, shows_speakers=False))
    stage.say(1, "one two three ")
    stage.say(2, "what you are can do ", lane=1)
    assert stage.words == ["one", "two", "three"]
    stage.end(2, "What your country can do.")
    stage.end(2, "What your country can do.")
    stage.read_to_the_end()
    assert " ".join(stage.words) == "one two three What your country can do."
