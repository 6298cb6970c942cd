from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.captions.line import CaptionLine, PastLine
from transcriber.captions.look import CaptionLook
from transcriber.gui.captions.caption_window import CaptionWindow
from transcriber.settings.caption_choices import CaptionPlace

LOOK = CaptionLook(size_px=20, characters=30)


@pytest.fixture
def window(qtbot: QtBot, styled: object) -> Iterator[CaptionWindow]:
    made = CaptionWindow(LOOK)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.close()


def line(number: int) -> CaptionLine:
    return CaptionLine(number=number, text=f"line {number}", is_finished=True)


def test_it_is_on_top_without_a_frame_and_never_takes_the_keyboard(window: CaptionWindow) -> None:
    flags = window.windowFlags()
    for flag in (
        Qt.WindowType.FramelessWindowHint,
        Qt.WindowType.WindowStaysOnTopHint,
        Qt.WindowType.WindowDoesNotAcceptFocus,
    ):
        assert flags & flag
    assert window.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.accessibleName() == "Captions"


def test_clicks_go_through_when_asked_and_come_back(window: CaptionWindow) -> None:
    window.pass_clicks(True)
    assert window.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput
    window.pass_clicks(False)
    assert not window.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput


def test_past_the_window_manager_and_back_it_stays_where_it_is(window: CaptionWindow) -> None:
    corner = window.pos()
    window.pass_clicks(True)
    window.cover_full_screen(True)
    assert window.isVisible()
    assert window.windowFlags() & Qt.WindowType.X11BypassWindowManagerHint
    assert window.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput
    window.cover_full_screen(False)
    assert window.pos() == corner


def test_it_grows_upwards_with_its_look(window: CaptionWindow) -> None:
    bottom, height = window.geometry().bottom(), window.height()
    window.set_look(CaptionLook(size_px=20, characters=30, lines=4))
    assert window.height() > height
    assert window.geometry().bottom() == bottom


def test_made_larger_by_hand_it_holds_more(window: CaptionWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.look_asked) as asked:
        window.resize(window.size() + QSize(window.width() // 3, 60))
    look = asked.args[0]
    assert look.lines in (4, 5)
    assert 38 <= look.characters <= 41


def test_a_line_has_no_more_characters_than_the_screen_has_room_for(window: CaptionWindow) -> None:
    window.set_look(CaptionLook(size_px=200, characters=40))
    assert window.fitting_look.characters == 16
    assert window.width() <= QGuiApplication.primaryScreen().availableGeometry().width()


def test_held_it_shows_what_was_said_while_the_rest_goes_on(window: CaptionWindow, qtbot: QtBot) -> None:
    window.show_lines((line(4), line(5)))
    height = window.height()
    with qtbot.waitSignal(window.looking_back) as held:
        qtbot.mousePress(window, Qt.MouseButton.LeftButton, pos=QPoint(100, 30))
    assert held.args == [True]
    window.look_back(tuple(PastLine(text=f"line {number}", shown_ms=number) for number in range(1, 6)))
    assert [each.settled for each in window.canvas.lines] == [f"line {number}" for number in range(1, 6)]
    assert window.height() > height
    window.show_lines((line(5), line(6)))
    assert [each.settled for each in window.canvas.lines][-2:] == ["line 5", "line 6"]
    with qtbot.waitSignal(window.looking_back) as let_go:
        qtbot.mouseRelease(window, Qt.MouseButton.LeftButton, pos=QPoint(100, 30))
    assert let_go.args == [False]
    window.look_back(None)
    assert [each.settled for each in window.canvas.lines] == ["line 5", "line 6"]
    assert window.height() == height


def heard(*numbers: int) -> tuple[PastLine, ...]:
    return tuple(PastLine(text=f"line {number}", shown_ms=number, heard_ms=30_000 * number) for number in numbers)


@pytest.mark.parametrize(("left_px", "grows_left"), [(400, True), (0, False)])
def test_looking_back_says_when_each_line_was_said_and_the_lines_stay_where_they_are(
    window: CaptionWindow, left_px: int, grows_left: bool
) -> None:
    window.set_look(CaptionLook(lines=2, characters=20, size_px=20))
    window.show_lines((line(2),))
    window.move(left_px, 300)
    before = window.geometry()
    window.look_back(heard(1, 2))
    after = window.geometry()
    assert list(window.canvas.times) == ["0:30", "1:00"]
    assert after.width() > before.width()
    assert (after.right() if grows_left else after.left()) == (before.right() if grows_left else before.left())
    assert after.bottom() == before.bottom()
    window.show_lines((line(3),))
    window.look_back(heard(2, 3))
    assert [each.settled for each in window.canvas.lines] == ["line 1", "line 2", "line 3"], "newer ones join"
    assert list(window.canvas.times) == ["0:30", "1:00", "1:30"]
    window.look_back(None)
    assert not window.canvas.times
    assert window.geometry() == before


def test_times_are_left_out_where_a_line_is_as_long_as_the_screen_is_wide(window: CaptionWindow) -> None:
    window.set_look(CaptionLook(size_px=80, characters=80))
    window.show_lines((line(2),))
    before = window.geometry()
    window.look_back(heard(1, 2))
    assert not window.canvas.times
    assert (window.x(), window.width()) == (before.x(), before.width())


def test_dragged_it_moves_and_says_where_it_was_left(window: CaptionWindow, qtbot: QtBot) -> None:
    start = window.pos()
    with qtbot.waitSignal(window.place_left) as left:
        qtbot.mousePress(window, Qt.MouseButton.LeftButton, pos=QPoint(100, 30))
        qtbot.mouseMove(window, QPoint(100, 20))
        window.move(start - QPoint(0, 40))
        qtbot.mouseRelease(window, Qt.MouseButton.LeftButton, pos=QPoint(100, 30))
    assert isinstance(left.args[0], CaptionPlace)


def test_a_screen_that_vanishes_takes_it_not_along(window: CaptionWindow, qapp: QApplication) -> None:
    window.move(50_000, 50_000)
    qapp.screenRemoved.emit(QGuiApplication.primaryScreen())
    assert QGuiApplication.primaryScreen().availableGeometry().contains(window.geometry().center())


def test_a_screen_that_becomes_smaller_leaves_all_of_it_to_be_seen(
    window: CaptionWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = QGuiApplication.primaryScreen()
    area = screen.availableGeometry()
    window.set_look(CaptionLook(size_px=20, characters=30))
    window.move(area.right() - window.width(), area.bottom() - window.height())
    smaller = area.adjusted(0, 0, -area.width() // 3, -area.height() // 3)
    monkeypatch.setattr("transcriber.gui.captions.caption_window.screens", lambda: (("one", smaller),))
    monkeypatch.setattr("transcriber.gui.captions.caption_window.screen_room", lambda _: smaller)
    screen.availableGeometryChanged.emit(smaller)
    assert smaller.contains(window.geometry())


def test_at_an_edge_the_pointer_says_that_it_can_be_resized(window: CaptionWindow, qtbot: QtBot) -> None:
    for at, shape in (
        (QPointF(2, 40), Qt.CursorShape.SizeHorCursor),
        (QPointF(200, 1), Qt.CursorShape.SizeVerCursor),
        (QPointF(1, 1), Qt.CursorShape.SizeFDiagCursor),
        (QPointF(window.width() - 2, 1), Qt.CursorShape.SizeBDiagCursor),
        (QPointF(200, 40), Qt.CursorShape.OpenHandCursor),
    ):
        qtbot.mouseMove(window, at.toPoint())
        assert window.cursor().shape() is shape
