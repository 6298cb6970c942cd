"""The choice of service: every profile, the way to more of them, and a secret that is never kept."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from transcriber.gui.guide.what_leaves import what_leaves
from transcriber.gui.panel.service_fields import ServiceFields
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.dialects import Dialect
from transcriber.settings.profiles import BUILT_IN_PROFILES, OPENAI, profile_named

OTHER = profile_named("https://host.example/v1")


@pytest.fixture
def fields(theme: Theme, qapp: QApplication) -> ServiceFields:
    made = ServiceFields(theme, QObject(qapp))
    made.set_profiles((*BUILT_IN_PROFILES, OTHER))
    return made


def choose(fields: ServiceFields, name: str) -> None:
    fields.service.setCurrentIndex(fields.service.findData(name))


def test_the_last_entry_asks_for_the_services_and_changes_nothing(fields: ServiceFields, qtbot: QtBot) -> None:
    choose(fields, OPENAI.name)
    with qtbot.waitSignal(fields.services_asked), qtbot.assertNotEmitted(fields.changed):
        fields.service.setCurrentIndex(fields.service.count() - 1)
    assert fields.profile == OPENAI
    assert fields.service.currentText() == OPENAI.title


def test_each_says_what_leaves_the_computer_before_it_is_chosen(fields: ServiceFields) -> None:
    for profile in fields.profiles:
        index = fields.service.findData(profile.name)
        told = fields.service.itemData(index, Qt.ItemDataRole.AccessibleDescriptionRole)
        assert told == what_leaves(profile)
        assert told in fields.service.itemData(index, Qt.ItemDataRole.ToolTipRole)


def test_the_dialect_belongs_to_the_service(fields: ServiceFields) -> None:
    choose(fields, OTHER.name)
    fields.dialect.segments[1].click()
    choose(fields, OPENAI.name)
    seen = [fields.dialect.value]
    choose(fields, OTHER.name)
    seen.append(fields.dialect.value)
    assert seen == [Dialect.GA, Dialect.BETA]
    assert [profile.switches.dialect for profile in fields.profiles] == [Dialect.GA, Dialect.GA, Dialect.BETA]


def test_a_service_that_is_gone_leaves_the_first(fields: ServiceFields) -> None:
    choose(fields, OTHER.name)
    fields.set_profiles(BUILT_IN_PROFILES)
    assert fields.profile == BUILT_IN_PROFILES[0]
    renamed = replace(OPENAI, title="Ours")
    fields.show_profile(renamed)
    assert (fields.profile, fields.service.currentText()) == (renamed, "Ours")


def test_a_pasted_secret_is_hidden_and_goes_with_another_service(fields: ServiceFields) -> None:
    choose(fields, OPENAI.name)
    assert fields.read_secret() is None
    fields.pasted_secret.setText(" ek_pasted\n")
    secret = fields.read_secret()
    assert secret is not None
    assert secret.reveal() == "ek_pasted"
    assert fields.pasted_secret.echoMode() is QLineEdit.EchoMode.Password
    choose(fields, OTHER.name)
    assert fields.read_secret() is None


def test_what_cannot_be_a_secret_is_refused_without_repeating_it(fields: ServiceFields) -> None:
    fields.pasted_secret.setText("two words")
    with pytest.raises(ConfigurationError) as refused:
        fields.read_secret()
    assert refused.value.field == "pasted_secret"
    assert "words" not in refused.value.message
