"""The QR code as it is painted: module for module what the encoder made, dark on white, with its quiet zone."""

import segno
from pytestqt.qtbot import QtBot

from transcriber.gui.caption_page.qr_picture import QrPicture

ADDRESS = "http://192.168.178.23:8790/hT0bWmZ4xUuPq9-_rVnKcLaE/"


def test_every_module_is_where_a_camera_looks_for_it(qtbot: QtBot) -> None:
    picture = QrPicture()
    qtbot.addWidget(picture)
    picture.show_address(ADDRESS)
    picture.resize(picture.sizeHint())
    image = picture.grab().toImage()
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    assert picture.modules == len(matrix) == 33
    side = image.width() // (33 + 8)
    assert side == 5
    for row, cells in enumerate(matrix):
        for column, is_dark in enumerate(cells):
            x, y = ((4 + at) * side + side // 2 for at in (column, row))
            assert image.pixelColor(x, y).lightness() == (0 if is_dark else 255)
    quiet = [image.pixelColor(at, 2 * side).lightness() for at in range(side * 2, image.width() - side * 2)]
    assert set(quiet) == {255}


def test_no_address_no_code(qtbot: QtBot) -> None:
    picture = QrPicture()
    qtbot.addWidget(picture)
    picture.show_address(ADDRESS)
    picture.show_address("")
    assert picture.modules == 0
    picture.resize(picture.sizeHint())
    assert picture.grab().toImage().pixelColor(100, 100).lightness() == 255
