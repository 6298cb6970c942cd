"""Asks what of a recording is to be transcribed again, with which service, model and language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from transcriber.app.wanted_audio import WantedAudio
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.form_label import form_label
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.language import in_words, tr
from transcriber.gui.panel.speech_fields import SpeechFields
from transcriber.gui.services.service_titles import title_words
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import ConfigurationError, validate
from transcriber.settings.confirmation import confirmation
from transcriber.settings.profiles import Profile

_WIDTH_PX = 260


@dataclass(frozen=True, slots=True)
class WantedPart:
    """A part of a recording that can be asked for."""

    words: str
    what: WantedAudio


class AgainDialog(QDialog):
    """Never blocks the window behind it. Main thread."""

    asked = Signal(object, object)
    """The `WantedAudio`, and the `SessionChoices` with which to transcribe it."""

    def __init__(
        self,
        theme: Theme,
        parts: Sequence[WantedPart],
        profiles: Sequence[Profile],
        choices: SessionChoices,
        parent: QWidget,
    ) -> None:
        """The first of `parts` is chosen at first; `choices` fill the rest."""
        super().__init__(parent)
        self.setWindowTitle(tr("Transcribe again"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts = tuple(parts)
        self._choices = choices
        self._profiles = {profile.name: profile for profile in profiles}
        self.part, self.service = ChoiceBox(theme), ChoiceBox(theme)
        # The same controls as in the session panel: they know which models and languages a service takes.
        self._speech = SpeechFields(theme, self)
        self.model, self.language = self._speech.model, self._speech.language
        self.fault = PlainWords("fieldError")
        self.start = QPushButton(tr("Transcribe"))
        self.start.setDefault(True)
        for part in parts:
            self.part.addItem(part.words)
        for profile in profiles:
            self.service.addItem(title_words(profile), profile.name)
        self.service.setCurrentIndex(max(0, self.service.findData(choices.profile.name)))
        self._lay_out()
        self._speech.show(choices.configuration)
        self._speech.show_service(self._profile)
        self.service.currentIndexChanged.connect(self._on_service_chosen)
        self.start.clicked.connect(self.accept)

    @asked_by_qt
    def accept(self) -> None:
        """Ask for it, unless the service would not take it."""
        profile = self._profile
        configuration = self._speech.read(self._choices.configuration)
        chosen = replace(self._choices, profile=profile, configuration=configuration)
        if not profile.is_confirmed:
            self.fault.say(
                tr("{confirmation} Confirm it in Services first.").format(confirmation=in_words(confirmation(profile)))
            )
            return
        try:
            validate(chosen.in_force)
        except ConfigurationError as error:
            self.fault.say(error.message)
            return
        self.asked.emit(self._parts[self.part.currentIndex()].what, chosen)
        super().accept()

    @property
    def _profile(self) -> Profile:
        return self._profiles[str(self.service.currentData())]

    def _on_service_chosen(self) -> None:
        self.fault.say("")
        self._speech.take_model_of(self._profile)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        fields = (
            (tr("What"), self.part),
            (tr("Service"), self.service),
            (tr("Model"), self.model),
            (tr("Language"), self.language),
        )
        for words, field in fields:
            field.setMinimumWidth(_WIDTH_PX)
            form.addRow(form_label(words, field), field)
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.fault)
        column.addStretch(1)
        column.addLayout(buttons)
        self.fault.say("")
