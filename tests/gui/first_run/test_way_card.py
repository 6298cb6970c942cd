"""A card is chosen by its button and by its words."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.first_run.way_card import WayCard
from transcriber.gui.theme import Theme


def test_a_press_anywhere_chooses_it(theme: Theme, qtbot: QtBot) -> None:
    card = WayCard(theme, "key", "I have a key", "Or a server.")
    qtbot.addWidget(card)
    card.show()
    with qtbot.waitSignal(card.chosen):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.button.isChecked()
    assert card.property("isChosen") is True
    assert card.button.accessibleDescription() == "Or a server."
