"""Changing keys: told at once, never two actions on one key, always a way back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from transcriber.gui.appearance.shortcuts_dialog import ShortcutsDialog

WORDS = {"record": "Record", "mark": "Mark this moment", "about": "About"}
OWN = {"record": ("F9", "Ctrl+R"), "mark": ("Ctrl+M",), "about": ()}
Told = list[dict[str, tuple[str, ...]]]


def opened(qtbot: QtBot) -> tuple[ShortcutsDialog, Told]:
    dialog = ShortcutsDialog(WORDS, OWN)
    qtbot.addWidget(dialog)
    told: Told = []
    dialog.changed.connect(told.append)
    return dialog, told


def test_every_action_is_there_with_its_keys(styled: object, qtbot: QtBot) -> None:
    dialog, _ = opened(qtbot)
    spoken = [dialog.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == ["Record: F9  Ctrl+R", "Mark this moment: Ctrl+M", "About: no keys"]


def test_a_new_key_counts_at_once(styled: object, qtbot: QtBot) -> None:
    dialog, told = opened(qtbot)
    dialog.choose("about")
    dialog.field.setKeySequence(QKeySequence("Ctrl+F12"))
    dialog.use.click()
    assert told == [{**OWN, "about": ("Ctrl+F12",)}]


def test_a_key_that_is_taken_is_refused_in_words(styled: object, qtbot: QtBot) -> None:
    dialog, told = opened(qtbot)
    dialog.choose("about")
    dialog.field.setKeySequence(QKeySequence("Ctrl+M"))
    assert not dialog.use.isEnabled()
    assert dialog.said.text() == "Ctrl+M is taken by “Mark this moment”."
    dialog.use.click()
    assert told == []


def test_a_key_that_counts_while_it_is_held_is_taken(styled: object, qtbot: QtBot) -> None:
    dialog, _ = opened(qtbot)
    dialog.choose("about")
    dialog.field.setKeySequence(QKeySequence("F8"))
    assert not dialog.use.isEnabled()
    assert dialog.said.text() == "F8 is taken by “Talk, with push to talk”."


def test_keys_are_taken_away_and_come_back(styled: object, qtbot: QtBot) -> None:
    dialog, told = opened(qtbot)
    dialog.choose("mark")
    dialog.clear.click()
    assert told[-1]["mark"] == ()
    dialog.choose("about")
    dialog.field.setKeySequence(QKeySequence("Ctrl+M"))
    dialog.use.click()
    dialog.choose("mark")
    dialog.reset.click()
    assert told[-1] == {**OWN, "mark": (), "about": ("Ctrl+M",)}
    assert "About" in dialog.said.text()
    dialog.reset_all.click()
    assert told[-1] == OWN
    assert not dialog.reset_all.isEnabled()
