"""The services window as a person uses it: edit, add, remove, enter a key, agree, test; nothing invalid leaves it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.services_dialog import ServicesDialog
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.secret import Secret
from transcriber.session.notices import TrialState, TrialStep, TrialStepChanged
from transcriber.settings.keys import KeyStore
from transcriber.settings.profile_file import export_profiles
from transcriber.settings.profiles import BUILT_IN_PROFILES, KeyPlace, Profile
from transcriber.settings.templates import SERVICE_TEMPLATES

OWN = Profile(name="own", title="Own", base_url="https://host.example.org/v1", key_place=KeyPlace.FILE)
LONG = Profile(
    name="long",
    title="A service with a title that goes on and on " * 4,
    base_url="https://" + "host-name-" * 20 + "x.example.org/v1",
    key_place=KeyPlace.MEMORY,
    is_confirmed=False,
)


class TryingApp:
    def __init__(self) -> None:
        self.tried: list[tuple[Profile, SessionConfiguration]] = []

    def try_service(self, profile: Profile, configuration: SessionConfiguration) -> None:
        self.tried.append((profile, configuration))


class Stage:
    """The window, what stands behind it, and what it handed on."""

    def __init__(self, theme: Theme, folder: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.app = TryingApp()
        self.bridge = NoticeBridge()
        self.store = KeyStore({"OPENAI_API_KEY": "sk-from-the-environment"}, folder)
        self.dialog = ServicesDialog(theme, (*BUILT_IN_PROFILES, OWN), self.store, self.app, self.bridge)
        self.handed_on: list[tuple[Profile, ...]] = []
        self.dialog.profiles_changed.connect(self.handed_on.append)
        qtbot.addWidget(self.dialog)

    def type(self, edit: QWidget, text: str) -> None:
        edit.setFocus()
        edit.selectAll()  # type: ignore[attr-defined]
        self._qtbot.keyClicks(edit, text)
        self._qtbot.keyClick(edit, Qt.Key.Key_Return)

    def steps(self, *changes: TrialStepChanged) -> None:
        for change in changes:
            self.bridge.publish(change)
        self._qtbot.wait(10)

    def titles(self) -> list[str]:
        items = self.dialog.list.list
        return [items.item(row).text() for row in range(items.count())]


@pytest.fixture
def stage(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(theme, tmp_path / "keys", qtbot)
    made.dialog.open_profile("own")
    yield made
    made.dialog.close()


def test_the_built_in_services_come_first_and_cannot_be_removed(stage: Stage) -> None:
    assert stage.titles() == ["This computer", "OpenAI", "Own"]
    for name, is_removable in (("local", False), ("openai", False), ("own", True)):
        stage.dialog.open_profile(name)
        assert stage.dialog.current.name == name
        assert stage.dialog.list.remove.isEnabled() == is_removable


def test_a_valid_change_is_handed_on_at_once(stage: Stage) -> None:
    stage.type(stage.dialog.page.service.title, "Mine")
    assert [profile.title for profile in stage.handed_on[-1]] == ["This computer", "OpenAI", "Mine"]
    assert stage.titles()[-1] == "Mine"
    assert stage.dialog.page.title.words == "Mine"


def test_an_invalid_change_is_marked_and_not_handed_on(stage: Stage) -> None:
    stage.type(stage.dialog.page.service.base_url, "http://host.example.org/v1")
    assert stage.handed_on == []
    assert stage.dialog.page.service.fields["base_url"].fault
    assert not stage.dialog.page.trial.test.isEnabled()
    assert stage.dialog.profiles[-1] == OWN
    stage.dialog.open_profile("local")
    stage.dialog.open_profile("own")
    assert stage.dialog.page.service.base_url.text() == "http://host.example.org/v1"
    stage.type(stage.dialog.page.service.base_url, "https://other.example.org/v1")
    assert stage.handed_on[-1][-1].base_url == "https://other.example.org/v1"


def test_what_was_typed_last_is_taken_when_the_window_closes(stage: Stage, qtbot: QtBot) -> None:
    stage.dialog.page.service.title.setText("Typed and closed")
    qtbot.keyClick(stage.dialog, Qt.Key.Key_Escape)
    assert not stage.dialog.isVisible()
    assert stage.handed_on[-1][-1].title == "Typed and closed"


def test_enter_in_a_field_presses_no_button(stage: Stage, qtbot: QtBot) -> None:
    stage.dialog.page.service.title.setFocus()
    qtbot.keyClick(stage.dialog.page.service.title, Qt.Key.Key_Return)
    assert stage.dialog.isVisible()
    assert stage.titles() == ["This computer", "OpenAI", "Own"]
    assert stage.app.tried == []


def test_a_template_is_filled_in_and_then_saved(stage: Stage) -> None:
    dialog = stage.dialog
    dialog.list.add.menu().actions()[1].trigger()
    assert stage.handed_on == []
    assert dialog.page.hint.words == SERVICE_TEMPLATES[1].explanation
    stage.type(dialog.page.service.base_url, "https://mine.openai.azure.com/openai/v1")
    stage.type(dialog.page.service.default_model.edit, "my-deployment")
    stage.type(dialog.page.service.name, "mine")
    added = stage.handed_on[-1][-1]
    assert (added.name, added.default_model, added.key_place) == ("mine", "my-deployment", KeyPlace.KEYRING)


def test_a_name_is_fixed_once_a_key_is_kept_under_it(stage: Stage, qtbot: QtBot) -> None:
    stage.dialog.list.duplicate.click()
    assert not stage.dialog.page.service.name.isReadOnly()
    stage.dialog.page.key.entry.setText("sk-of-the-copy")
    with qtbot.waitSignal(stage.dialog.page.key.kept):
        stage.dialog.page.key.keep.click()
    assert stage.dialog.page.service.name.isReadOnly()
    assert stage.store.key_for(stage.dialog.current) == Secret("sk-of-the-copy")


def test_removing_a_service_removes_its_key(stage: Stage, qtbot: QtBot) -> None:
    stage.store.keep(OWN, Secret("sk-0123456789"))
    stage.dialog.list.remove.click()
    question = stage.dialog.findChildren(QMessageBox)[0]
    assert question.text() == "Remove Own?"
    assert not question.isModal()
    next(button for button in question.buttons() if button.text() == "Remove").click()
    assert stage.titles() == ["This computer", "OpenAI"]
    assert [profile.name for profile in stage.handed_on[-1]] == ["local", "openai"]
    qtbot.waitUntil(lambda: stage.store.key_for(OWN) is None)


def test_what_was_asked_about_is_removed_whatever_is_shown_by_then(stage: Stage) -> None:
    stage.dialog.list.remove.click()
    stage.dialog.list.remove.click()
    first, second = stage.dialog.findChildren(QMessageBox)
    stage.dialog.open_profile("openai")
    for question in (first, second):
        next(button for button in question.buttons() if button.text() == "Remove").click()
        assert stage.titles() == ["This computer", "OpenAI"]
        assert stage.dialog.current.name == "openai"


def test_a_service_is_not_removed_without_agreement(stage: Stage) -> None:
    stage.dialog.list.remove.click()
    stage.dialog.findChildren(QMessageBox)[0].reject()
    assert stage.titles() == ["This computer", "OpenAI", "Own"]
    assert stage.handed_on == []


def test_an_imported_service_waits_for_agreement(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "services.toml"
    export_profiles((replace(OWN, title="From a file"),), path)
    stage.dialog._transfer.import_from(path, stage.dialog.profiles)
    imported = stage.handed_on[-1][-1]
    assert not imported.is_confirmed
    assert "host.example.org" in stage.dialog.page.consent.words
    assert stage.dialog.page.trial.reason == "Agree to use this service first."
    stage.dialog.page.consent.use.click()
    assert stage.handed_on[-1][-1] == replace(imported, is_confirmed=True)
    assert not stage.dialog.page.consent.isVisible()
    assert stage.dialog.page.trial.test.isEnabled()


def test_a_file_of_something_else_is_said_in_a_banner(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "nonsense.toml").write_text("nonsense [")
    stage.dialog._transfer.import_from(tmp_path / "nonsense.toml", stage.dialog.profiles)
    assert stage.dialog.banner.isVisible()
    assert stage.handed_on == []


def test_a_test_goes_step_by_step_and_can_be_run_again(stage: Stage) -> None:
    trial = stage.dialog.page.trial
    trial.test.click()
    assert [(profile.name, asked.model) for profile, asked in stage.app.tried] == [("own", OWN.default_model)]
    assert not trial.test.isEnabled()
    stage.steps(
        TrialStepChanged(TrialStep.ADDRESS, TrialState.PASSED),
        TrialStepChanged(TrialStep.CLIENT_SECRET, TrialState.RUNNING),
    )
    stage.dialog.open_profile("openai")
    assert trial.reason == "Own is being tested."
    assert not trial.test.isEnabled()
    stage.steps(TrialStepChanged(TrialStep.CLIENT_SECRET, TrialState.FAILED, "It was refused.", "Enter the key again."))
    assert trial.test.isEnabled()
    assert not trial.rows[TrialStep.ADDRESS].isVisible()
    stage.dialog.open_profile("own")
    assert trial.rows[TrialStep.CLIENT_SECRET].message.words == "It was refused."
    trial.test.click()
    assert len(stage.app.tried) == 2


def test_a_change_makes_an_old_test_void(stage: Stage) -> None:
    stage.dialog.page.trial.test.click()
    stage.steps(TrialStepChanged(TrialStep.SPEECH, TrialState.PASSED, is_last=True))
    assert stage.dialog.page.trial.test.text() == "Test again"
    stage.type(stage.dialog.page.service.base_url, "https://other.example.org/v1")
    assert stage.dialog.page.trial.test.text() == "Test connection"


def test_a_test_that_this_window_did_not_begin_is_not_shown(stage: Stage) -> None:
    stage.steps(TrialStepChanged(TrialStep.ADDRESS, TrialState.FAILED, "No."))
    assert not stage.dialog.page.trial.rows[TrialStep.ADDRESS].isVisible()


def test_services_that_were_changed_elsewhere_are_shown(stage: Stage) -> None:
    stage.dialog.show_profiles((*BUILT_IN_PROFILES, replace(OWN, title="Renamed")))
    assert stage.titles()[-1] == "Renamed"
    stage.dialog.show_profiles(BUILT_IN_PROFILES)
    assert stage.dialog.current.name == "local"
    assert stage.handed_on == []


@pytest.mark.parametrize("width_px", [720, 900])
def test_long_words_make_nothing_wider_than_the_window(stage: Stage, width_px: int, qtbot: QtBot) -> None:
    stage.dialog.show_profiles((*BUILT_IN_PROFILES, LONG))
    stage.dialog.open_profile("long")
    stage.dialog.page.disclosure.setChecked(True)
    stage.dialog.resize(width_px, 600)
    qtbot.wait(20)
    assert stage.dialog.width() == width_px
    assert stage.dialog.page.width() <= stage.dialog.area.viewport().width()


def reached_by_tab(dialog: ServicesDialog) -> list[QWidget]:
    order: list[QWidget] = []
    widget = dialog.list.list.nextInFocusChain()
    while widget is not None and widget is not dialog.list.list:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget)
        widget = widget.nextInFocusChain()
    return order


def test_the_tab_key_goes_from_top_to_bottom(stage: Stage) -> None:
    stage.dialog.page.disclosure.setChecked(True)
    dialog, page = stage.dialog, stage.dialog.page
    wanted = [
        *(dialog.list.add, dialog.list.duplicate, dialog.list.remove, dialog.list.more),
        *(page.service.title, page.service.name, page.service.base_url, page.service.kind),
        *(page.key.place, page.key.entry, page.key.keep, page.trial.test, page.disclosure),
        *(page.connection.uses_rest, page.connection.key_placement, page.connection.query),
        *(page.connection.certificate.edit, dialog.close_button),
    ]
    assert [widget for widget in reached_by_tab(dialog) if widget in wanted] == wanted


@pytest.mark.parametrize("name", ["local", "openai", "own"])
def test_every_control_has_a_name(stage: Stage, name: str) -> None:
    stage.dialog.open_profile(name)
    stage.dialog.page.disclosure.setChecked(True)
    labelled = {label.buddy() for label in stage.dialog.findChildren(QLabel)}
    kinds: tuple[type[QWidget], ...] = (QAbstractButton, QAbstractItemView, QPlainTextEdit, QComboBox)
    for kind in kinds:
        for control in stage.dialog.findChildren(kind):
            if control.isVisible() and control.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                assert control.accessibleName() or control in labelled or getattr(control, "text", str)(), control


def test_it_is_as_high_as_it_was_made_after_the_next_start(
    stage: Stage, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    stage.dialog.show()
    stage.dialog.resize(stage.dialog.width(), 610)
    stage.dialog.close()
    assert Stage(theme, tmp_path, qtbot).dialog.height() == 610
