"""Words are listed, added, changed, removed, and travel in files."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from transcriber.gui.theme import Theme
from transcriber.gui.vocabulary.vocabulary_dialog import VocabularyDialog
from transcriber.transcript.vocabulary import Entry, Vocabulary

PYSIDE = Entry(written="PySide6", heard=("pie side six", "pi side 6"))
NOOR = Entry(written="Noor Haddad", preset="Meeting", is_expected=False)


class Kept:
    """The vocabulary that the dialog changes."""

    def __init__(self, dialog: VocabularyDialog, *entries: Entry) -> None:
        self.vocabulary = Vocabulary(entries)
        self.dialog = dialog
        dialog.change_asked.connect(self._change)
        dialog.show_vocabulary(self.vocabulary)

    def _change(self, change: object) -> None:
        assert callable(change)
        self.vocabulary = change(self.vocabulary)
        self.dialog.show_vocabulary(self.vocabulary)


@pytest.fixture
def kept(qtbot: QtBot, theme: Theme) -> Kept:
    dialog = VocabularyDialog(theme, ["Meeting", "Dictation"], None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    return Kept(dialog, PYSIDE, NOOR)


def shown(dialog: VocabularyDialog) -> list[str]:
    return [entry.written for entry in dialog.model.rows]


def test_words_are_listed_by_name_and_looked_for_in_every_form(kept: Kept) -> None:
    dialog = kept.dialog
    assert shown(dialog) == ["Noor Haddad", "PySide6"]
    dialog.filter.setText("PIE")
    assert shown(dialog) == ["PySide6"]
    index = dialog.model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "PySide6, heard as pie side six, pi side 6"
    assert [dialog.model.index(0, column).data() for column in range(4)] == [
        "PySide6",
        "pie side six, pi side 6",
        "Always",
        "Told",
    ]


def test_a_word_is_added_by_keyboard(kept: Kept, qtbot: QtBot) -> None:
    form = kept.dialog.form
    assert not kept.dialog.add.isEnabled()
    qtbot.keyClicks(form.written, "Kreszwel")
    qtbot.keyClicks(form.heard, "crestwell, cress well")
    form.preset.setCurrentIndex(form.preset.findData("Dictation"))
    qtbot.keyClick(form.heard, Qt.Key.Key_Return)
    assert kept.vocabulary.entries[-1] == Entry(
        written="Kreszwel", heard=("crestwell", "cress well"), preset="Dictation"
    )
    assert form.written.text() == ""


def test_a_word_is_changed_and_removed(kept: Kept, qtbot: QtBot) -> None:
    dialog = kept.dialog
    dialog.table.selectRow(1)
    assert dialog.form.entry == PYSIDE
    dialog.form.is_expected.setChecked(False)
    dialog.change.click()
    assert Entry(written="PySide6", heard=PYSIDE.heard, is_expected=False) in kept.vocabulary.entries
    dialog.table.selectRow(0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert shown(dialog) == ["PySide6"]


def test_what_is_wrong_is_said_beside_the_fields(kept: Kept) -> None:
    kept.dialog.form.written.setText("Qt")
    kept.dialog.form.heard.setText("pie side six")
    kept.dialog.add.click()
    assert kept.dialog.fault.text() == "pie side six is replaced by PySide6 already."
    assert len(kept.vocabulary.entries) == 2


def test_files_in_and_out(kept: Kept, tmp_path: Path) -> None:
    dialog = kept.dialog
    lines = tmp_path / "words.txt"
    lines.write_text(f"rust see -> rustc\n{'x' * 101}\n")
    dialog.import_from(lines)
    assert shown(dialog) == ["Noor Haddad", "PySide6", "rustc"]
    assert "Line 2: A word or phrase has at most 100 characters." in dialog.fault.text()
    dialog.export_to(tmp_path / "words.csv")
    dialog.export_to(tmp_path / "again.txt")
    assert (tmp_path / "words.csv").read_text().startswith("written,heard,expected,preset\n")
    assert "rust see -> rustc\n" in (tmp_path / "again.txt").read_text()
    dialog.import_from(tmp_path / "none.csv")
    assert "There is no file" in dialog.fault.text()
    dialog.export_to(tmp_path)
    assert "cannot be written" in dialog.fault.text()


class _German(QTranslator):
    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        words = {
            "Line {number}: {reason}": "Zeile {number}: {reason}",
            "{word}: {reason}": "{word}; {reason}",
            "{form} is replaced by {owner} already.": "{form} wird schon durch {owner} ersetzt.",
            "There is no file {path}.": "Es gibt keine Datei {path}.",
        }
        return words.get(text, "")


def test_what_makes_no_sense_in_a_file_is_said_in_the_windows_language(
    kept: Kept, tmp_path: Path, qapp: QApplication
) -> None:
    words = _German()
    qapp.installTranslator(words)
    lines = tmp_path / "words.txt"
    lines.write_text(f"pie side six -> Other\n{'x' * 101}\n")
    kept.dialog.import_from(lines)
    told = kept.dialog.fault.words.splitlines()
    kept.dialog.import_from(tmp_path / "none.csv")
    missing = kept.dialog.fault.words
    qapp.removeTranslator(words)
    assert told[0].startswith("Zeile 2: ")
    assert told[1] == "Other; pie side six wird schon durch PySide6 ersetzt."
    assert missing.startswith("Es gibt keine Datei")


def test_the_questions_for_a_file_hold_up_no_window(kept: Kept) -> None:
    for button in (kept.dialog.take_in, kept.dialog.take_out):
        button.click()
    asked = kept.dialog.findChildren(QFileDialog)
    assert [dialog.isModal() for dialog in asked] == [False, False]
    for dialog in asked:
        dialog.close()


def test_an_export_that_fails_leaves_the_one_before_whole(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "words.csv"
    kept.dialog.export_to(path)
    before = path.read_bytes()
    monkeypatch.setattr("os.fsync", full_disk)
    kept.dialog.export_to(path)
    assert "No space left" in kept.dialog.fault.words
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*words*")) == [path]


def full_disk(descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
