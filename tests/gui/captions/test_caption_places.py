from PySide6.QtCore import QPoint, QRect, QSize

from transcriber.gui.captions.caption_places import kept_within, place_of, remembered_place, screens
from transcriber.settings.caption_choices import CaptionPlace

LAPTOP, BEAMER = ("eDP-1", QRect(0, 0, 1920, 1040)), ("HDMI-1", QRect(1920, 0, 1280, 720))
SIZE = QSize(800, 120)


def test_at_first_it_stands_where_subtitles_do() -> None:
    corner = remembered_place(SIZE, (LAPTOP, BEAMER), ())
    assert corner.x() == 560
    assert 800 < corner.y() < 920


def test_it_comes_back_to_where_it_was_left() -> None:
    places = (CaptionPlace(screen="eDP-1", x_px=5, y_px=6), CaptionPlace(screen="HDMI-1", x_px=100, y_px=500))
    assert remembered_place(SIZE, (LAPTOP, BEAMER), places) == QPoint(2020, 500)


def test_a_screen_that_is_gone_sends_it_to_one_that_is_there() -> None:
    places = (CaptionPlace(screen="eDP-1", x_px=5, y_px=6), CaptionPlace(screen="HDMI-1", x_px=100, y_px=500))
    assert remembered_place(SIZE, (LAPTOP,), places) == QPoint(5, 6)
    assert LAPTOP[1].contains(remembered_place(SIZE, (LAPTOP,), places[1:]))


def test_it_never_stands_outside() -> None:
    area = LAPTOP[1]
    assert kept_within(QRect(QPoint(5_000, -80), SIZE), area) == QPoint(1_120, 0)
    assert kept_within(QRect(QPoint(10, 10), QSize(5_000, 100)), area).x() == 0


def test_where_it_stands_is_told_from_its_screens_corner() -> None:
    assert place_of(QRect(QPoint(2_000, 50), SIZE), (LAPTOP, BEAMER)) == CaptionPlace(screen="HDMI-1", x_px=80, y_px=50)
    assert place_of(QRect(QPoint(9_000, 50), SIZE), (LAPTOP, BEAMER)) is None


def test_there_is_a_screen(styled: object) -> None:
    assert screens()[0][1].width() > 0
