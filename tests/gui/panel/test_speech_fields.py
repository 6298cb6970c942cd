"""Words, model and sound by themselves: models are kept by service, and what stands there already keeps its caret."""

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.panel.speech_fields import OptionalNumber, SpeechFields
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.models import LOCAL_MODEL
from transcriber.settings.profiles import LOCAL, OPENAI, profile_named

OTHER = profile_named("https://host.example/v1")


@pytest.fixture
def fields(theme: Theme, qapp: QApplication) -> SpeechFields:
    made = SpeechFields(theme, QObject(qapp))
    made.show_service(OPENAI)
    return made


def read(fields: SpeechFields) -> SessionConfiguration:
    return fields.read(SessionConfiguration())


def test_each_service_keeps_its_model(fields: SpeechFields) -> None:
    fields.show(SessionConfiguration(model="whisper-1"))
    fields.show_service(OPENAI)
    fields.keep_model_for(OPENAI)
    fields.take_model_of(OTHER)
    assert read(fields).model == OTHER.default_model
    fields.take_model_of(LOCAL)
    assert fields.model.currentText() == LOCAL_MODEL
    fields.take_model_of(OPENAI)
    assert (read(fields).model, fields.model.currentText()) == ("whisper-1", "whisper-1")


def test_showing_what_stands_there_leaves_the_caret(fields: SpeechFields) -> None:
    fields.prompt.setPlainText("Names")
    cursor = fields.prompt.textCursor()
    cursor.setPosition(3)
    fields.prompt.setTextCursor(cursor)
    fields.keywords.setText("Kreszwel, ")
    fields.show(read(fields))
    assert fields.prompt.textCursor().position() == 3
    assert fields.keywords.text() == "Kreszwel, "


def test_a_chosen_language_is_done_and_a_written_one_goes_on(fields: SpeechFields, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(fields.typed), qtbot.waitSignal(fields.changed):
        fields.language.setCurrentIndex(fields.language.findData("de"))
    with qtbot.waitSignal(fields.typed):
        fields.language.setEditText("cy")
    assert read(fields).language == "cy"


def test_a_number_that_is_typed_counts_when_it_is_entered(styled: object, qtbot: QtBot) -> None:
    number = OptionalNumber()
    qtbot.addWidget(number)
    assert not number.keyboardTracking()


def test_the_wheel_passes_over_the_strength(styled: object, qtbot: QtBot) -> None:
    number = OptionalNumber()
    qtbot.addWidget(number)
    number.show()
    number.set_exact(1.0)
    place = QPointF(5, 5)
    event = QWheelEvent(
        place,
        number.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(number, event)
    assert number.exact == 1.0
    assert not event.isAccepted()
    assert not number.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus
