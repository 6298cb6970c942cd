"""Services go into a file without keys, and come from one unconfirmed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.services.profile_transfer import ProfileTransfer
from transcriber.settings.profiles import BUILT_IN_PROFILES, OPENAI, Profile

OWN = Profile(name="own", title="Own", base_url="https://host.example.org/v1")


@pytest.fixture
def window(styled: object, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_was_exported_comes_back_unconfirmed(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    transfer = ProfileTransfer(window)
    transfer.ask_where_to_export((OWN, OPENAI))
    save_dialog = window.findChildren(QFileDialog)[0]
    assert save_dialog.windowTitle() == "Export without keys"
    save_dialog.fileSelected.emit(str(tmp_path / "services.toml"))
    save_dialog.close()
    assert "OPENAI_API_KEY" not in (tmp_path / "services.toml").read_text()
    transfer.ask_what_to_import(BUILT_IN_PROFILES)
    open_dialog = window.findChildren(QFileDialog)[-1]
    assert [save_dialog.isModal(), open_dialog.isModal()] == [False, False]
    with qtbot.waitSignal(transfer.imported) as imported:
        open_dialog.fileSelected.emit(str(tmp_path / "services.toml"))
    open_dialog.close()
    profiles: tuple[Profile, ...] = imported.args[0]
    assert [profile.base_url for profile in profiles] == [OWN.base_url, OPENAI.base_url]
    assert not any(profile.is_confirmed for profile in profiles)
    assert {profile.name for profile in profiles}.isdisjoint({"local", "openai"})


@pytest.mark.parametrize("text", ["nonsense [", "version = 99\n", ""])
def test_a_file_of_something_else_is_a_problem(window: QWidget, tmp_path: Path, text: str, qtbot: QtBot) -> None:
    path = tmp_path / "file.toml"
    path.write_text(text)
    transfer = ProfileTransfer(window)
    with qtbot.waitSignal(transfer.problem_raised) as raised:
        transfer.import_from(path, BUILT_IN_PROFILES)
    assert raised.args[0].code == "not_imported"
    assert raised.args[0].message
    assert raised.args[0].remedy


def test_a_folder_that_is_not_there_is_a_problem(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    transfer = ProfileTransfer(window)
    with qtbot.waitSignal(transfer.problem_raised) as raised:
        transfer.export_to(tmp_path / "nowhere" / "services.toml", (OWN,))
    assert raised.args[0].code == "not_exported"
