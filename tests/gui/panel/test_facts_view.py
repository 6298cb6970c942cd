"""Lines become rows; what says the same is not touched, and a long word does not widen the panel."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from transcriber.gui.panel.facts_view import FactsView


def shown(view: FactsView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if not label.isHidden()]


def test_rows_come_and_go_with_the_lines(styled: object, qtbot: QtBot) -> None:
    view = FactsView()
    qtbot.addWidget(view)
    view.show_lines((("Session", "sess_1"), ("Cost", "$0.0123")))
    assert shown(view) == ["Session", "sess_1", "Cost", "$0.0123"]
    view.show_lines((("Session", "sess_2"),))
    assert shown(view) == ["Session", "sess_2"]
    assert view.lines == (("Session", "sess_2"),)


def test_a_long_name_is_broken_and_markup_stays_text(styled: object, qtbot: QtBot) -> None:
    view = FactsView()
    qtbot.addWidget(view)
    view.show_lines((("Session", "s" * 400), ("Limit", "<b>bold</b>")))
    assert view.minimumSizeHint().width() < 300
    assert "<b>bold</b>" in shown(view)
