"""A file dialog begins where the person has their files, never where the program happened to be started."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from transcriber.export.formats import ExportFormat
from transcriber.gui.desktop.kept_folder import begin_in_kept_folder, kept_folder
from transcriber.gui.save_dialog import SaveDialog
from transcriber.gui.services.profile_transfer import ProfileTransfer


def dialog_of(qtbot: QtBot) -> QFileDialog:
    made = QFileDialog(None, "Save", "words.csv")
    made.setFileMode(QFileDialog.FileMode.AnyFile)
    qtbot.addWidget(made)
    begin_in_kept_folder(made)
    return made


def chosen(dialog: QFileDialog) -> Path:
    return Path(dialog.selectedFiles()[0])


@pytest.mark.usefixtures("qapp")
def test_at_first_it_is_among_the_documents_or_at_home() -> None:
    assert kept_folder() == Path.home()
    (Path.home() / "Documents").mkdir()
    assert kept_folder() == Path.home() / "Documents"


def test_the_folder_of_the_last_file_is_offered_again_while_it_is_there(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "meetings"
    folder.mkdir()
    first = dialog_of(qtbot)
    assert chosen(first) == Path.home() / "words.csv", "the name that is proposed stays"
    first.filesSelected.emit([str(folder / "mine.csv")])
    assert chosen(dialog_of(qtbot)) == folder / "words.csv"
    folder.rmdir()
    assert chosen(dialog_of(qtbot)) == Path.home() / "words.csv"


def test_saving_begins_there(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = SaveDialog("Planning", tuple(ExportFormat), ExportFormat.TXT, window)
    assert chosen(dialog) == Path.home() / "Planning.txt"


def test_so_does_what_is_asked_for_elsewhere(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ProfileTransfer(window).ask_what_to_import(())
    [dialog] = window.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == Path.home()
    dialog.close()
