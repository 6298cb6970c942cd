import pytest
from PySide6.QtGui import QAccessible, QImage
from pytestqt.qtbot import QtBot

from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.gui.captions.caption_canvas import ROLL_UP_MS, CaptionCanvas


def line(number: int, *, is_finished: bool = True, tail: str = "") -> CaptionLine:
    return CaptionLine(number=number, text=f"line {number}", is_finished=is_finished, tail=tail)


@pytest.fixture
def canvas(qtbot: QtBot, styled: object) -> CaptionCanvas:
    made = CaptionCanvas(CaptionLook())
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def picture(canvas: CaptionCanvas) -> QImage:
    return canvas.grab().toImage()


def test_lines_roll_up_when_one_is_pushed_out(canvas: CaptionCanvas, qtbot: QtBot) -> None:
    canvas.show_lines((line(2), line(3, is_finished=False)))
    at_rest = picture(canvas)
    canvas.show_lines(())
    canvas.show_lines((line(1), line(2, is_finished=False)))
    canvas.show_lines((line(2), line(3, is_finished=False)))
    assert picture(canvas) != at_rest
    qtbot.waitUntil(lambda: picture(canvas) == at_rest)


def test_nothing_moves_where_that_is_not_wanted(canvas: CaptionCanvas, qtbot: QtBot) -> None:
    canvas.set_look(CaptionLook(is_animated=False))
    canvas.show_lines((line(1), line(2)))
    canvas.show_lines((line(2), line(3)))
    at_once = picture(canvas)
    qtbot.wait(2 * ROLL_UP_MS)
    assert picture(canvas) == at_once


def test_a_screen_reader_gets_finished_lines_only(canvas: CaptionCanvas) -> None:
    canvas.show_lines((line(1), line(2, is_finished=False, tail=" perhaps")))
    reader = QAccessible.queryAccessibleInterface(canvas)
    assert reader.role() is QAccessible.Role.StaticText
    assert reader.text(QAccessible.Text.Name) == "line 1"


def test_an_empty_screen_is_empty_but_for_a_hint(canvas: CaptionCanvas) -> None:
    empty = canvas.grab().toImage()
    canvas.set_hint("Captions appear here")
    assert canvas.grab().toImage() != empty
    canvas.set_hint("")
    assert canvas.grab().toImage() == empty


def test_markup_is_painted_as_text(canvas: CaptionCanvas) -> None:
    canvas.show_lines((CaptionLine(number=1, text="<b>bold</b>", is_finished=True),))
    marked = canvas.grab().toImage()
    canvas.show_lines((CaptionLine(number=2, text="bold", is_finished=True),))
    assert canvas.grab().toImage() != marked
    assert canvas.textFormat().name == "PlainText"
