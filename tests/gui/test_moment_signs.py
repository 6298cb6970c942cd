"""Marks and notes stand beside the turn in which they lie, and move on to the one that begins there."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap
from pytestqt.qtbot import QtBot

from transcriber.gui.moment_signs import Moment, MomentSigns
from transcriber.gui.transcript_rows import Row
from transcriber.transcript.turns import Turn

FIRST, SECOND = (Row(Turn(number=number, start_ms=number * 1_000)) for number in (1, 2))


def words(signs: MomentSigns, before: Row | None, row: Row, after: Row | None) -> list[str]:
    return [moment.words for moment in signs.beside(before, row, after)]


def test_a_moment_stands_beside_the_turn_in_which_it_lies() -> None:
    signs = MomentSigns()
    signs.show(Moment(at_ms, "flag", str(at_ms)) for at_ms in (2_500, 500, 1_999, 2_000))
    assert words(signs, None, FIRST, SECOND) == ["500", "1999"], "what is before the first turn stands beside it"
    assert words(signs, FIRST, SECOND, None) == ["2000", "2500"]


def test_a_moment_after_the_last_turn_moves_on_to_the_one_that_begins_before_it() -> None:
    signs = MomentSigns()
    signs.show([Moment(2_100, "note", "call Ana")])
    assert words(signs, None, FIRST, None) == ["call Ana"]
    assert words(signs, None, FIRST, SECOND) == []
    assert words(signs, FIRST, SECOND, None) == ["call Ana"]


def test_a_row_without_a_time_has_none_and_another_recording_begins_without() -> None:
    signs = MomentSigns()
    signs.show([Moment(0, "flag", "mark")])
    assert signs
    assert words(signs, None, Row(), None) == words(signs, None, Row(Turn(number=1)), None) == []
    signs.show([])
    assert not signs
    assert words(signs, None, FIRST, None) == []


def test_one_of_each_kind_is_painted_below_the_time(qtbot: QtBot) -> None:
    def painted(*icons: str) -> QPixmap:
        pixmap = QPixmap(72, 40)
        pixmap.fill("white")
        painter = QPainter(pixmap)
        MomentSigns().paint(painter, QPointF(0, 18), tuple(Moment(0, icon, "") for icon in icons), "#000000")
        painter.end()
        return pixmap

    one, two, both = (painted(*icons).toImage() for icons in (("flag",), ("flag", "flag"), ("flag", "note")))
    assert one == two
    assert one != both
    assert one != painted().toImage()
