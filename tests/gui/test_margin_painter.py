"""What is painted beside the text: names and languages where they change, marks under doubtful words."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from transcriber.gui.margin_painter import SPEAKER_GUTTER_PX
from transcriber.gui.takeovers import Takeover
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_document import HEAD_PX
from transcriber.gui.transcript_view import TranscriptView
from transcriber.gui.turn_text import GUTTER_PX
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> TranscriptView:
    made = TranscriptView(theme)
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    return made


def say(view: TranscriptView, number: int, text: str, speaker: str = "", **more: object) -> None:
    segments = (SpeakerSegment(speaker, text),) if speaker else ()
    turn = Turn(
        number=number,
        text=text,
        state=TurnState.FINISHED,
        start_ms=number * 1_000,
        segments=segments,
        **more,  # type: ignore[arg-type]
    )
    view.apply((TurnChanged(TurnChange.COMPLETED, turn, number - 1),))


def margin(view: TranscriptView, row: int, left: int, right: int) -> QImage:
    block = view.document().findBlockByNumber(row)
    top = round(view.document().documentLayout().blockBoundingRect(block).top())
    return view.viewport().grab(QRect(left, top, right - left, 24)).toImage()


def is_blank(image: QImage) -> bool:
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) == 1


def test_a_name_stands_where_the_speaker_changes(view: TranscriptView) -> None:
    say(view, 1, "So.", "A")
    say(view, 2, "It is.", "A")
    say(view, 3, "No.", "B")
    names = [is_blank(margin(view, row, 64, SPEAKER_GUTTER_PX - 4)) for row in range(3)]
    assert names == [False, True, False]


def test_there_is_room_for_names_only_when_somebody_has_one(view: TranscriptView) -> None:
    say(view, 1, "So.")
    assert view.document().firstBlock().blockFormat().leftMargin() == GUTTER_PX
    say(view, 2, "No.", "B")
    assert view.document().firstBlock().blockFormat().leftMargin() == SPEAKER_GUTTER_PX
    view.clear_turns()
    assert view.document().firstBlock().blockFormat().leftMargin() == GUTTER_PX


def test_another_name_is_painted_at_once(view: TranscriptView) -> None:
    say(view, 1, "So.", "A")
    before = margin(view, 0, 64, SPEAKER_GUTTER_PX)
    view.name_speakers({"A": "Ana"})
    assert margin(view, 0, 64, SPEAKER_GUTTER_PX) != before
    assert view.turns.text() == "Ana: So.\n"


def test_a_language_is_tagged_where_it_changes(view: TranscriptView) -> None:
    for number, language in enumerate(("en", "en", "de"), start=1):
        say(view, number, "So.", languages=(language,))
    tags = [is_blank(margin(view, row, 34, GUTTER_PX - 2)) for row in range(3)]
    assert tags == [False, True, False]


def test_doubtful_words_are_marked_only_when_asked(view: TranscriptView) -> None:
    say(view, 1, "So Cresswell it is.", doubtful=((3, 12),))
    plain = view.viewport().grab().toImage()
    view.mark_doubtful(True)
    marked = view.viewport().grab().toImage()
    assert marked != plain
    assert view.toPlainText() == "So Cresswell it is."
    view.mark_doubtful(False)
    assert view.viewport().grab().toImage() == plain


def test_marks_come_with_text_that_comes_later(view: TranscriptView) -> None:
    view.mark_doubtful(True)
    say(view, 1, "So Cresswell it is.", doubtful=((3, 12),))
    formats = view.document().firstBlock().layout().formats()
    assert [(each.start, each.length) for each in formats] == [(3, 9)]
    say(view, 1, "So Kreszwel it is.")
    assert view.document().firstBlock().layout().formats() == []


def test_what_made_the_text_stands_above_the_first_turn_of_another_service(view: TranscriptView) -> None:
    say(view, 1, "So.")
    view.take_over(Takeover(1_500, "This computer"))
    say(view, 2, "It is.")
    place = view.document().documentLayout().blockBoundingRect(view.document().findBlockByNumber(1))
    before = view.document().documentLayout().blockBoundingRect(view.document().firstBlock())
    room = QRect(GUTTER_PX, round(before.bottom()), 200, round(place.top() - before.bottom()))
    assert room.height() >= HEAD_PX - 1
    assert not is_blank(view.viewport().grab(room).toImage())


def test_nothing_grows_behind_the_end_of_a_recording(view: TranscriptView) -> None:
    view.apply((TurnChanged(TurnChange.DELTA, Turn(number=1, text="So it", start_ms=1_000), 0),))
    growing = view.viewport().grab().toImage()
    view.end_turns()
    over = view.viewport().grab().toImage()
    assert over != growing

    view.clear_turns()
    view.apply((TurnChanged(TurnChange.DELTA, Turn(number=1, text="So it", start_ms=1_000), 0),))
    assert view.viewport().grab().toImage() == growing, "another recording"
