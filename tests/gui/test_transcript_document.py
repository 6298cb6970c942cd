"""Turns as blocks: what each shows, and that an edit touches nothing but what differs."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from transcriber.gui.palettes import DARK, LIGHT
from transcriber.gui.shown_text import TURN_LIMIT_CHARACTERS
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_document import LINE_HEIGHT_PX, TranscriptDocument
from transcriber.gui.transcript_rows import TailKind, row_of
from transcriber.gui.typeface import typeface
from transcriber.settings.appearance import Appearance
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

WORDS = st.text(alphabet="ab 🎤é", max_size=12)
TURN = st.builds(Turn, number=st.just(1), text=WORDS, provisional=WORDS)


def new_document() -> tuple[QTextDocument, TranscriptDocument]:
    document = QTextDocument()
    return document, TranscriptDocument(document, LIGHT, typeface(15), 72)


@pytest.fixture
def pair(styled: QApplication) -> tuple[QTextDocument, TranscriptDocument]:
    return new_document()


def shown(document: QTextDocument) -> list[str]:
    return document.toPlainText().split("\n")


def fill(contents: TranscriptDocument, *texts: str) -> None:
    for index, text in enumerate(texts):
        contents.insert(index)
        contents.show(index, Turn(number=index + 1, text=text))


@pytest.mark.parametrize(
    ("turn", "text", "kind"),
    [
        (Turn(number=1, text="So", provisional="the"), "So the", TailKind.PROVISIONAL),
        (Turn(number=1, text="今天", provisional="的"), "今天的", TailKind.PROVISIONAL),
        (Turn(number=1, text="So."), "So.", TailKind.NONE),
        (
            Turn(number=1, state=TurnState.FAILED, failure="too busy"),
            "Not transcribed: too busy",
            TailKind.FAILURE,
        ),
    ],
)
def test_a_row_says_what_the_turn_is(turn: Turn, text: str, kind: TailKind) -> None:
    row = row_of(turn)
    assert (row.text, row.tail_kind) == (text, kind)


def test_a_turn_without_end_says_how_much_is_not_shown() -> None:
    row = row_of(Turn(number=1, text="x" * (TURN_LIMIT_CHARACTERS + 1_234)))
    assert row.tail_kind is TailKind.OMISSION
    assert "1,234 more characters" in row.tail


@settings(max_examples=60, deadline=None)
@given(st.lists(TURN, min_size=1, max_size=6))
def test_any_way_to_a_turn_ends_at_the_same_document(turns: list[Turn]) -> None:
    document, contents = new_document()
    contents.insert(0)
    for turn in turns:
        contents.show(0, turn)
    straight, straight_contents = new_document()
    straight_contents.insert(0)
    straight_contents.show(0, turns[-1])
    assert document.toPlainText() == straight.toPlainText() == row_of(turns[-1]).text
    assert _formats(document) == _formats(straight)


def _formats(document: QTextDocument) -> list[tuple[str, str]]:
    """Each character with its colour."""
    found = []
    cursor = QTextCursor(document)
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor):
        found.append((cursor.selectedText(), cursor.charFormat().foreground().color().name()))
        cursor.clearSelection()
    return found


def test_turns_come_and_go_anywhere(pair: tuple[QTextDocument, TranscriptDocument]) -> None:
    document, contents = pair
    fill(contents, "One.", "Three.")
    contents.insert(1)
    contents.show(1, Turn(number=9, text="Two."))
    assert shown(document) == ["One.", "Two.", "Three."]
    contents.remove(2)
    assert shown(document) == ["One.", "Two."]
    contents.remove(0)
    assert shown(document) == ["Two."]
    contents.remove(0)
    assert shown(document) == [""]
    fill(contents, "Again.")
    assert shown(document) == ["Again."]


def test_a_selection_survives_what_grows_behind_it(pair: tuple[QTextDocument, TranscriptDocument]) -> None:
    document, contents = pair
    fill(contents, "Keep this.", "And")
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    contents.show(1, Turn(number=2, text="And so", provisional="on"))
    contents.show(1, Turn(number=2, text="And so on."))
    assert cursor.selectedText() == "Keep this."


def test_another_palette_recolours_the_unsettled_end(pair: tuple[QTextDocument, TranscriptDocument]) -> None:
    document, contents = pair
    contents.insert(0)
    contents.show(0, Turn(number=1, text="So", provisional="the"))
    assert _formats(document)[-1] == ("e", LIGHT.faint.lower())
    contents.recolour(DARK)
    assert _formats(document)[-1] == ("e", DARK.faint.lower())
    assert shown(document) == ["So the"]


def test_text_on_silence_is_struck_until_speech_is_found(pair: tuple[QTextDocument, TranscriptDocument]) -> None:
    _, contents = pair
    contents.insert(0)
    contents.show(0, Turn(number=1, text="Thank you.", is_on_silence=True))
    (struck,) = contents.block_of(0).layout().formats()
    assert (struck.start, struck.length, struck.format.fontStrikeOut()) == (0, 10, True)
    contents.show(0, Turn(number=1, text="Thank you."))
    assert contents.block_of(0).layout().formats() == []


def rooms_above(document: QTextDocument) -> list[int]:
    """What is between the lines of rows of one line each."""
    layout, block, tops = document.documentLayout(), document.firstBlock(), []
    while block.isValid():
        tops.append(round(layout.blockBoundingRect(block).top()))
        block = block.next()
    return [below - above - scaled(LINE_HEIGHT_PX) for above, below in pairwise(tops)]


def by(speaker: str, number: int) -> Turn:
    return Turn(number=number, text="Words.", segments=(SpeakerSegment(speaker, "Words."),))


def test_the_same_voice_goes_on_closer_than_another_one_begins(pair: tuple[QTextDocument, TranscriptDocument]) -> None:
    document, contents = pair
    for index, speaker in enumerate("AABBA"):
        contents.insert(index)
        contents.show(index, by(speaker, index))
    assert rooms_above(document) == [4, 16, 4, 16]
    contents.remove(2, 2)
    assert rooms_above(document) == [4, 4]
    contents.insert(1)
    contents.show(1, by("B", 7))
    assert rooms_above(document) == [16, 16, 4]
    contents.show(1, by("A", 7))
    assert rooms_above(document) == [4, 4, 4], "the service found out who it was"
    contents.show(1, Turn(number=7, text="Words.", lane=1, segments=(SpeakerSegment("A", "Words."),)))
    assert rooms_above(document) == [16, 16, 4], "another source"


def test_what_is_missing_stands_apart(pair: tuple[QTextDocument, TranscriptDocument]) -> None:
    document, contents = pair
    fill(contents, "One.", "Two.", "Three.")
    assert rooms_above(document) == [4, 4], "where nobody tells who speaks, one voice does"
    contents.show(1, Turn(number=2, state=TurnState.FAILED, failure="too busy"))
    assert rooms_above(document) == [16, 16]
    contents.show(1, Turn(number=2, text="Two."))
    assert rooms_above(document) == [4, 4]


def test_the_room_grows_with_the_texts(pair: tuple[QTextDocument, TranscriptDocument], theme: Theme) -> None:
    document, contents = pair
    for index, speaker in enumerate("AAB"):
        contents.insert(index)
        contents.show(index, by(speaker, index))
    theme.wear(Appearance(text_percent=200))
    contents.resize(typeface(15))
    assert rooms_above(document) == [8, 32]
    theme.wear(Appearance())
