"""A row has room for every line of its words, whatever they hold."""

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from transcriber.gui.annotations.annotation_delegate import AnnotationDelegate
from transcriber.gui.annotations.annotation_view import AnnotationView
from transcriber.gui.theme import Theme
from transcriber.store.values import Mark, Note


def heights(theme: Theme, qtbot: QtBot, *words: str) -> list[int]:
    view = AnnotationView(theme)
    qtbot.addWidget(view)
    view.resize(260, 400)
    view.show()
    view.rows.show(Note(number, number * 1_000, text) for number, text in enumerate(words))
    option = QStyleOptionViewItem()
    return [view.itemDelegate().sizeHint(option, view.rows.index(row)).height() for row in range(len(words))]


def test_each_line_has_its_room(theme: Theme, qtbot: QtBot) -> None:
    one, two, many, lines = heights(
        theme,
        qtbot,
        "Ask Ana",
        "Ask Ana for the pictures of the rehearsal",
        "https://example.org/" + "a" * 300,
        "one\ntwo",
    )
    assert one < two < many
    assert lines == one, "lines of a note stand one behind the other"


def test_another_width_is_measured_anew_and_the_old_one_forgotten(theme: Theme, qtbot: QtBot) -> None:
    view = AnnotationView(theme)
    qtbot.addWidget(view)
    view.show()
    view.rows.show((Note(1, 1_000, "Ask Ana for the pictures of the rehearsal"),))
    option, row, delegate = QStyleOptionViewItem(), view.rows.index(0), view.itemDelegate()
    seen = []
    for width_px in (600, 260, 600):
        view.resize(width_px, 400)
        seen.append(delegate.sizeHint(option, row).height())
    assert seen[0] == seen[2] < seen[1]
    assert isinstance(delegate, AnnotationDelegate)
    assert len(delegate._heights_px) == 1


def test_one_that_is_written_in_has_room_to_write(theme: Theme, qtbot: QtBot) -> None:
    view = AnnotationView(theme)
    qtbot.addWidget(view)
    view.resize(260, 400)
    view.show()
    view.rows.show((Mark(1, 1_000), Mark(2, 2_000)))
    option, first = QStyleOptionViewItem(), view.rows.index(0)
    before = view.itemDelegate().sizeHint(option, first).height()
    view.setCurrentIndex(first)
    view.change_current()
    assert view.itemDelegate().sizeHint(option, first).height() > before
    assert view.itemDelegate().sizeHint(option, view.rows.index(1)).height() == before


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_time_and_words_are_painted_in_the_colours_of_the_theme(theme: Theme, qtbot: QtBot, choice: str) -> None:
    theme.choose("dark" if choice == "dark" else "light")
    view = AnnotationView(theme)
    qtbot.addWidget(view)
    view.resize(260, 100)
    view.show()
    view.rows.show((Note(1, 1_000, "Ask Ana"),))
    image = QImage(260, 40, QImage.Format.Format_RGB32)
    image.fill(0x808080)
    painter = QPainter(image)
    option = QStyleOptionViewItem()
    option.rect = image.rect()
    view.itemDelegate().paint(painter, option, view.rows.index(0))
    painter.end()
    seen = {image.pixelColor(x, y).name() for x in range(260) for y in range(40)}
    assert theme.colours.text.lower() in seen
    assert theme.colours.accent.lower() in seen
