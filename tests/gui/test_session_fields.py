"""The controls of the panel by themselves: what they say is what is read, and each change is told once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.panel.speech_fields import OptionalNumber
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_fields import SessionFields
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SemanticVad, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.settings.profiles import OPENAI, Profile, profile_named


@pytest.fixture
def fields(theme: Theme, qapp: QApplication) -> SessionFields:
    # Kept by the test: controls without a parent go with their owner.
    return SessionFields(theme, QObject(qapp))


def spoken(profile: Profile, dialect: Dialect) -> Profile:
    return replace(profile, switches=replace(profile.switches, dialect=dialect))


def test_showing_says_nothing_and_reading_gives_it_back(fields: SessionFields, qtbot: QtBot) -> None:
    shown = SessionChoices(
        profile=spoken(profile_named("https://host.example/v1"), Dialect.BETA),
        configuration=SessionConfiguration(
            model="my-model", language="cy", keywords=("Kreszwel", "Noor"), turn_detection=SemanticVad(eagerness="low")
        ),
    )
    with qtbot.assertNotEmitted(fields.changed):
        fields.show(shown)
    assert fields.read() == shown
    assert fields.services.service.currentText() == "https://host.example/v1"
    assert fields.turns.kind == "semantic"


def test_lists_are_words_between_commas(fields: SessionFields, qtbot: QtBot) -> None:
    with qtbot.waitSignal(fields.changed):
        fields.speech.keywords.setText(" Kreszwel,, Noor Haddad ,")
    assert fields.read().configuration.keywords == ("Kreszwel", "Noor Haddad")


def test_a_language_can_be_chosen_or_written(fields: SessionFields) -> None:
    fields.show(SessionChoices(profile=OPENAI, configuration=SessionConfiguration()))
    fields.speech.language.setCurrentIndex(fields.speech.language.findData("de"))
    assert fields.read().configuration.language == "de"
    fields.speech.language.setEditText("zh-Hant")
    assert fields.read().configuration.language == "zh-Hant"
    fields.speech.language.setCurrentIndex(0)
    assert fields.read().configuration.language is None


def test_a_number_can_be_left_to_the_service(styled: QApplication, qtbot: QtBot) -> None:
    number = OptionalNumber()
    qtbot.addWidget(number)
    assert (number.exact, number.text()) == (None, "Service's own")
    number.setValue(0.5)
    assert number.exact == 0.5
    number.set_exact(0.123456)
    assert number.exact == 0.123456
    number.setValue(number.minimum())
    assert number.exact is None
