"""A service that was not confirmed is not used, and its model and language are asked for as in the session panel."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.app.wanted_audio import Whole
from transcriber.gui.history.again_dialog import AgainDialog, WantedPart
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.profiles import LOCAL, OPENAI


def test_an_unconfirmed_service_is_refused_and_another_taken(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    doubtful = replace(OPENAI, name="other", title="Other", is_confirmed=False)
    choices = SessionChoices(profile=doubtful, configuration=SessionConfiguration(model="gpt-4o-transcribe"))
    parts = (WantedPart("The whole recording", Whole()),)
    dialog = AgainDialog(theme, parts, (LOCAL, OPENAI, doubtful), choices, window)
    asked: list[tuple[Any, Any]] = []
    dialog.asked.connect(lambda what, chosen: asked.append((what, chosen)))
    dialog.start.click()
    assert asked == []
    assert dialog.fault.words
    dialog.service.setCurrentIndex(1)
    assert dialog.fault.words == ""
    dialog.language.setCurrentText("German (de)")
    dialog.start.click()
    [(what, chosen)] = asked
    assert what == Whole()
    assert chosen.profile == OPENAI
    assert chosen.configuration.language == "de"


def test_its_rows_belong_together_however_high_it_is(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    choices = SessionChoices(profile=OPENAI, configuration=SessionConfiguration(model="gpt-4o-transcribe"))
    dialog = AgainDialog(theme, (WantedPart("The whole recording", Whole()),), (LOCAL, OPENAI), choices, window)
    dialog.show()
    fields = (dialog.part, dialog.service, dialog.model, dialog.language)
    before = [field.y() for field in fields]
    dialog.resize(dialog.width(), dialog.height() + 300)
    qtbot.waitUntil(lambda: dialog.start.y() > before[-1] + 300)
    assert [field.y() for field in fields] == before
    dialog.close()
