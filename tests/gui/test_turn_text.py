"""A text of turns is there to be read: nothing in it can be changed, and copies are plain."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip
from pytestqt.qtbot import QtBot

from transcriber.gui.screen_room import screen_of
from transcriber.gui.theme import Theme
from transcriber.gui.turn_list import TurnList
from transcriber.gui.turn_text import COLUMN_PX, SIDE_MARGIN_PX, TurnText
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState


@pytest.fixture
def text(theme: Theme, qtbot: QtBot) -> TurnText:
    made = TurnText(theme, TurnList())
    qtbot.addWidget(made)
    for index, words in enumerate(("One.", "<b>Two.</b>", "Three.", "Four.")):
        made.contents.insert(index)
        made.contents.show(index, Turn(number=index + 1, state=TurnState.FINISHED, text=words, languages=("en",)))
    return made


def test_it_is_read_only_and_copied_as_plain_text(text: TurnText) -> None:
    QTest.keyClicks(text, "typed")
    assert text.toPlainText() == "One.\n<b>Two.</b>\nThree.\nFour."
    text.selectAll()
    copied = text.createMimeDataFromSelection()
    assert copied.text() == text.toPlainText()
    assert not copied.hasHtml()


@pytest.fixture
def undressed(styled: QApplication) -> Iterator[None]:
    """The style sheet, which other tests put on, gives what it paints on other grounds than Qt's own."""
    sheet = styled.styleSheet()
    styled.setStyleSheet("")
    yield
    styled.setStyleSheet(sheet)


@pytest.mark.usefixtures("undressed")
def test_what_it_paints_on_is_as_qts_own(text: TurnText, qtbot: QtBot) -> None:
    plain = QTextEdit()
    qtbot.addWidget(plain)
    ours, qts = text.viewport(), plain.viewport()
    for name in ("AcceptTouchEvents", "Hover", "InputMethodEnabled", "MouseTracking", "SetCursor", "StyledBackground"):
        attribute = Qt.WidgetAttribute[f"WA_{name}"]
        assert ours.testAttribute(attribute) == qts.testAttribute(attribute), name
    assert (ours.objectName(), ours.backgroundRole()) == (qts.objectName(), qts.backgroundRole())
    assert ours.autoFillBackground()
    assert qts.autoFillBackground()
    assert ours.hasMouseTracking()
    assert qts.hasMouseTracking()
    assert (ours.cursor().shape(), ours.focusProxy()) == (qts.cursor().shape(), text)
    assert ours.parent() is text
    assert text.document().documentLayout().paintDevice() is ours


def test_the_column_stays_readable(text: TurnText) -> None:
    text.resize(1600, 400)
    text.show()
    assert text.viewport().width() < COLUMN_PX + SIDE_MARGIN_PX
    text.resize(500, 400)
    assert text.viewportMargins().left() == SIDE_MARGIN_PX


def test_rows_are_taken_out_together_and_found_by_their_blocks(text: TurnText) -> None:
    text.contents.remove(1, 2)
    assert text.toPlainText() == "One.\nFour."
    assert text.contents.index_of(text.contents.block_of(1)) == 1
    text.contents.remove(1)
    assert text.toPlainText() == "One."


class Painted(QObject):
    """How high what is painted of a text is, in pixels, each time."""

    def __init__(self, text: TurnText) -> None:
        super().__init__(text)
        self.heights_px: list[int] = []
        text.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights_px.append(event.rect().height())
        return False


def shown_with_many_rows(text: TurnText, theme: Theme) -> None:
    theme.dress()
    for index in range(4, 40):
        text.contents.insert(index)
        text.contents.show(index, Turn(number=index + 1, text=f"Row {index}.", start_ms=index * 1_000))
    text.resize(760, 400)
    text.show()
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())
    settle()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def seen(text: TurnText, *, is_anew: bool) -> QImage:
    picture = text.grab() if is_anew else screen_of(text).grabWindow(text.winId())
    return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_what_is_seen_already_is_moved_when_it_scrolls_and_not_painted_anew(text: TurnText, theme: Theme) -> None:
    shown_with_many_rows(text, theme)
    painted = Painted(text)
    text.verticalScrollBar().setValue(text.verticalScrollBar().value() - 30)
    settle()
    assert painted.heights_px
    assert max(painted.heights_px) < text.viewport().height() / 2


@pytest.mark.parametrize("moved_px", [-30, -7, 12, -2_000, 300])
def test_what_was_moved_looks_as_if_it_were_painted_anew(text: TurnText, theme: Theme, moved_px: int) -> None:
    shown_with_many_rows(text, theme)
    text.verticalScrollBar().setValue(text.verticalScrollBar().value() + moved_px)
    text.contents.show(39, Turn(number=40, text="Row 39 says more now.", start_ms=39_000))
    settle()
    assert seen(text, is_anew=False) == seen(text, is_anew=True)


def test_room_is_kept_beside_a_row_only(text: TurnText) -> None:
    text.contents.keep_clear(1, 100)
    margins = [text.contents.block_of(index).blockFormat().rightMargin() for index in range(4)]
    assert margins == [0, 100, 0, 0]
    cursor = QTextCursor(text.document())
    assert cursor.blockFormat().rightMargin() == 0


def test_a_name_for_which_there_is_not_room_enough_is_told_by_pointing(theme: Theme, qtbot: QtBot) -> None:
    turns = TurnList()
    turns.names.rename("A", "A person whose name is far too long for the margin")
    text = TurnText(theme, turns)
    qtbot.addWidget(text)
    for index, speaker in enumerate("AB"):
        segments = (SpeakerSegment(speaker, "One."),)
        turn = Turn(number=index + 1, state=TurnState.FINISHED, text="One.", segments=segments)
        turns.names.meet(turn)
        text.contents.insert(index)
        text.contents.show(index, turn)
    text.resize(700, 300)
    text.show()
    told = []
    for index in (1, 0):
        place = text.cursorRect(QTextCursor(text.contents.block_of(index))).center()
        event = QHelpEvent(QEvent.Type.ToolTip, place, text.viewport().mapToGlobal(place))
        QApplication.sendEvent(text.viewport(), event)
        told.append(QToolTip.text())
    assert told == ["", "A person whose name is far too long for the margin"]
