"""A key is entered once, kept where the person said, for one address, and never shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from transcriber.gui.errands import Errands
from transcriber.gui.services.key_form import KeyForm
from transcriber.gui.theme import Theme
from transcriber.realtime.secret import Secret
from transcriber.settings.keys import KeyStore, KeyStoreError
from transcriber.settings.profiles import OPENAI, KeyPlace, Profile

KEY = "sk-0123456789-of-a-person"
OWN = Profile(name="own", title="Own", base_url="https://host.example.org/v1", key_place=KeyPlace.MEMORY)


class LockedKeyring(KeyStore):
    """A keyring that nobody unlocks; every other place works."""

    def has_key(self, profile: Profile) -> bool:
        self._refuse(profile)
        return super().has_key(profile)

    def keep(self, profile: Profile, secret: Secret) -> None:
        self._refuse(profile)
        super().keep(profile, secret)

    def _refuse(self, profile: Profile) -> None:
        if profile.key_place is KeyPlace.KEYRING:
            raise KeyStoreError("keyring_locked", "The keyring is locked.", "Unlock it and try again.")


@pytest.fixture
def form(theme: Theme, key_store: KeyStore, errands: Errands, qtbot: QtBot) -> KeyForm:
    return shown_form(theme, key_store, errands, qtbot)


def shown_form(theme: Theme, key_store: KeyStore, errands: Errands, qtbot: QtBot) -> KeyForm:
    form = KeyForm(theme, key_store, errands)
    qtbot.addWidget(form)
    form.show()
    return form


def wait_for(qtbot: QtBot, form: KeyForm, status: str) -> None:
    qtbot.waitUntil(lambda: form.status.words == status)


def everything_said(form: KeyForm) -> str:
    labels = [label.text() for label in form.findChildren(QLabel)]
    names = [f"{edit.text()} {edit.placeholderText()} {edit.toolTip()}" for edit in form.findChildren(QLineEdit)]
    return " ".join(labels + names)


def test_a_key_is_entered_kept_and_removed(form: KeyForm, key_store: KeyStore, qtbot: QtBot) -> None:
    form.show_profile(OWN, is_valid=True)
    wait_for(qtbot, form, "No key for https://host.example.org:443.")
    assert form.entry.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(form.entry, KEY)
    with qtbot.waitSignal(form.kept):
        qtbot.keyClick(form.entry, Qt.Key.Key_Return)
    wait_for(qtbot, form, "A key is kept for https://host.example.org:443.")
    assert key_store.key_for(OWN) == Secret(KEY)
    assert KEY not in everything_said(form)
    assert form.keep.text() == "Replace the key"
    form.remove.click()
    wait_for(qtbot, form, "No key for https://host.example.org:443.")
    assert key_store.key_for(OWN) is None
    assert not form.remove.isVisible()


def test_another_address_needs_the_key_again(form: KeyForm, key_store: KeyStore, qtbot: QtBot) -> None:
    key_store.keep(OWN, Secret(KEY))
    form.show_profile(OWN, is_valid=True)
    wait_for(qtbot, form, "A key is kept for https://host.example.org:443.")
    form.show_profile(replace(OWN, base_url="https://other.example.org/v1"), is_valid=True)
    changed = "No key for https://other.example.org:443. The address was changed: enter the key again."
    wait_for(qtbot, form, changed)
    form.show_profile(OWN, is_valid=True)
    wait_for(qtbot, form, "A key is kept for https://host.example.org:443.")


def test_a_variable_is_named_here(form: KeyForm, qtbot: QtBot) -> None:
    form.show_profile(OPENAI, is_valid=True)
    wait_for(qtbot, form, "The variable OPENAI_API_KEY is set.")
    assert not form.entry.isVisible()
    assert not form.remove.isVisible()
    form.variable.setFocus()
    form.variable.selectAll()
    with qtbot.waitSignal(form.variable_named) as named:
        qtbot.keyClicks(form.variable, "MY_KEY")
        qtbot.keyClick(form.variable, Qt.Key.Key_Return)
    assert named.args == ["MY_KEY"]


def test_a_file_is_explained_and_readable_by_its_owner_alone(
    form: KeyForm, key_store: KeyStore, tmp_path: Path, qtbot: QtBot
) -> None:
    in_file = replace(OWN, key_place=KeyPlace.FILE)
    form.show_profile(in_file, is_valid=True)
    assert "Not encrypted" in form.fields["key_place"].explanation
    form.entry.setText(KEY)
    form.keep.click()
    wait_for(qtbot, form, "A key is kept for https://host.example.org:443.")
    files = [path for path in (tmp_path / "keys").rglob("*") if path.is_file()]
    assert files
    assert {path.stat().st_mode & 0o077 for path in files} == {0}


def test_a_key_that_stays_at_a_place_left_is_mentioned_until_it_is_removed(
    form: KeyForm, key_store: KeyStore, qtbot: QtBot
) -> None:
    in_file, without = replace(OWN, key_place=KeyPlace.FILE), replace(OWN, key_place=KeyPlace.NONE)
    key_store.keep(in_file, Secret(KEY))
    form.show_profile(in_file, is_valid=True)
    wait_for(qtbot, form, "A key is kept for https://host.example.org:443.")
    explained = form.fields["key_place"]
    assert "still kept" not in explained.explanation
    form.show_profile(without, is_valid=True)
    assert explained.explanation == (
        "The service asks for none. A key for https://host.example.org:443 is still kept in a file that only you can "
        "read: choose that place again to remove it."
    )
    form.show_profile(replace(OWN, name="another"), is_valid=True)
    assert "still kept" not in explained.explanation
    form.show_profile(in_file, is_valid=True)
    qtbot.waitUntil(form.remove.isVisible)
    form.remove.click()
    wait_for(qtbot, form, "No key for https://host.example.org:443.")
    form.show_profile(without, is_valid=True)
    assert explained.explanation == "The service asks for none."


def test_a_locked_keyring_is_said_here_and_memory_takes_the_key(
    theme: Theme, errands: Errands, qtbot: QtBot, tmp_path: Path
) -> None:
    store = LockedKeyring({}, tmp_path)
    form = shown_form(theme, store, errands, qtbot)
    form.place_chosen.connect(lambda place: form.show_profile(replace(OWN, key_place=place), is_valid=True))
    form.show_profile(replace(OWN, key_place=KeyPlace.KEYRING), is_valid=True)
    qtbot.waitUntil(lambda: form.fault.words == "The keyring is locked. Unlock it and try again.")
    assert not form.instead.isVisible()
    form.entry.setText(KEY)
    form.keep.click()
    qtbot.waitUntil(form.instead.isVisible)
    assert form.entry.text() == ""
    assert KEY not in everything_said(form)
    form.instead.click()
    wait_for(qtbot, form, "A key is kept for https://host.example.org:443.")
    assert store.key_for(OWN) == Secret(KEY)
    assert not form.fault.isVisible()
    assert not form.instead.isVisible()


@pytest.mark.parametrize("typed", ["", "two words"])
def test_what_is_no_key_is_refused_without_being_repeated(form: KeyForm, typed: str, qtbot: QtBot) -> None:
    form.show_profile(OWN, is_valid=True)
    wait_for(qtbot, form, "No key for https://host.example.org:443.")
    form.entry.setText(typed)
    form.keep.click()
    assert form.fault.words
    assert "two words" not in form.fault.words


def test_no_key_is_taken_for_a_service_without_a_valid_address(form: KeyForm, key_store: KeyStore) -> None:
    form.show_profile(replace(OWN, base_url="https://"), is_valid=False)
    assert not form.keep.isEnabled()
    form.entry.setText(KEY)
    form.entry.returnPressed.emit()
    assert form.status.words == "Correct the fields above first: a key is bound to an address."


def test_a_service_without_a_key_is_asked_for_none(form: KeyForm) -> None:
    form.show_profile(replace(OWN, key_place=KeyPlace.NONE), is_valid=True)
    assert not form.entry.isVisible()
    assert not form.status.isVisible()


def test_a_key_that_was_typed_does_not_go_to_the_next_service(form: KeyForm) -> None:
    form.show_profile(OWN, is_valid=True)
    form.entry.setText(KEY)
    form.show_profile(replace(OWN, name="another"), is_valid=True)
    assert form.entry.text() == ""
