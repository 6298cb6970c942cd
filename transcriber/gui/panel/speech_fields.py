"""Model, languages, words to expect, sound, and what else a session is asked for but its turns."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit

from transcriber.audio.formats import AudioFormat
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.bounded_text import BoundedText
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.value_slider import Scale, ValueSlider
from transcriber.gui.language import in_words, tr
from transcriber.gui.panel.field_group import FieldGroup
from transcriber.gui.panel.field_words import AUDIO_FORMATS, FIELD_WORDS, NOISE_REDUCTIONS
from transcriber.gui.panel.model_choice import ModelChoice
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import CLIENT_SECRET_SECONDS, SessionConfiguration
from transcriber.realtime.models import LOCAL_MODEL
from transcriber.sentence import said
from transcriber.settings.profiles import Profile

_LANGUAGES = (
    (said("Detect automatically"), ""),
    (said("Arabic (ar)"), "ar"),
    (said("Chinese (zh)"), "zh"),
    (said("Dutch (nl)"), "nl"),
    (said("English (en)"), "en"),
    (said("French (fr)"), "fr"),
    (said("German (de)"), "de"),
    (said("Hebrew (he)"), "he"),
    (said("Hindi (hi)"), "hi"),
    (said("Italian (it)"), "it"),
    (said("Japanese (ja)"), "ja"),
    (said("Korean (ko)"), "ko"),
    (said("Polish (pl)"), "pl"),
    (said("Portuguese (pt)"), "pt"),
    (said("Russian (ru)"), "ru"),
    (said("Spanish (es)"), "es"),
    (said("Swedish (sv)"), "sv"),
    (said("Turkish (tr)"), "tr"),
    (said("Ukrainian (uk)"), "uk"),
)
_DELAYS = (
    (said("Model's own"), None),
    (said("Minimal"), "minimal"),
    (said("Low"), "low"),
    (said("Medium"), "medium"),
    (said("High"), "high"),
    (said("Very high"), "xhigh"),
)
_STRENGTH_AT_REST = -0.01


class SpeechFields(FieldGroup):
    """Reads and shows these fields of a `SessionConfiguration`. Main thread."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._is_local = False
        self._model = ""
        self._language = ""
        self._models_by_service: dict[str, str] = {}
        self._make_words(theme)
        self._make_sound(theme)
        self._make_rest(theme)
        self.model.currentTextChanged.connect(self._on_model_named)
        self.language.currentTextChanged.connect(self._on_language_named)
        self.strength.valueChanged.connect(self._on_changed)

    def read(self, base: SessionConfiguration) -> SessionConfiguration:
        """`base` with what these controls say."""
        return replace(
            base,
            audio_format=AudioFormat(str(self.audio_format.value)),
            model=self._model,
            language=self._language or None,
            languages=_words(self.languages),
            keywords=_words(self.keywords),
            prompt=self.prompt.toPlainText() or None,
            delay=self.delay.currentData(),
            noise_reduction=self.noise_reduction.value,  # type: ignore[arg-type]
            noise_reduction_strength=self.strength.exact,
            include_logprobs=self.include_logprobs.isChecked(),
            modalities=self.modalities.value,  # type: ignore[arg-type]
            client_secret_seconds=round(self.client_secret_seconds.value),
        )

    def show(self, configuration: SessionConfiguration) -> None:
        """Let the controls say `configuration`; what they say already is left alone, with its caret."""
        self._model, self._language = configuration.model, configuration.language or ""
        for edit, words in ((self.languages, configuration.languages), (self.keywords, configuration.keywords)):
            if _words(edit) != words:
                edit.setText(", ".join(words))
        if self.prompt.toPlainText() != (configuration.prompt or ""):
            self.prompt.setPlainText(configuration.prompt or "")
        self.audio_format.set_value(configuration.audio_format)
        self.noise_reduction.set_value(configuration.noise_reduction)
        self.strength.set_exact(configuration.noise_reduction_strength)
        self.delay.setCurrentIndex(self.delay.findData(configuration.delay))
        self.include_logprobs.setChecked(configuration.include_logprobs)
        self.modalities.set_value(("text", "audio") if "audio" in configuration.modalities else ("text",))
        self.client_secret_seconds.set_value(configuration.client_secret_seconds)

    def show_service(self, profile: Profile) -> None:
        """On this computer there is one model and one language; what was chosen for a service is kept behind them."""
        self._is_local = profile.is_local
        for box in (self.model, self.language):
            box.blockSignals(True)
        model = LOCAL_MODEL if self._is_local else self._model
        if self.model.currentText().strip() != model:
            self.model.setEditText(model)
        _set_language(self.language, "en" if self._is_local else self._language)
        for box in (self.model, self.language):
            box.blockSignals(False)

    def take_model_of(self, profile: Profile) -> None:
        """The model that was last used with a service, or its own: each names its models differently."""
        if not profile.is_local:
            self._model = self._models_by_service.get(profile.name) or profile.default_model or self._model
        self.show_service(profile)

    def keep_model_for(self, profile: Profile) -> None:
        """Remember the model that is used with a service."""
        if not profile.is_local:
            self._models_by_service[profile.name] = self._model

    # ---- making ------------------------------------------------------------------------------------------------------

    def _make_words(self, theme: Theme) -> None:
        self.model = ModelChoice(theme)
        self.language = ChoiceBox(theme)
        for label, code in _LANGUAGES:
            self.language.addItem(in_words(label), code)
        edit = QLineEdit()
        edit.setAccessibleName(tr("Language"))
        self.language.setLineEdit(edit)
        self.language.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.languages = QLineEdit()
        self.languages.setPlaceholderText("en, de")
        self.keywords = QLineEdit()
        self.keywords.setPlaceholderText("Kreszwel, Noor Haddad")
        self.prompt = BoundedText()
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(64)
        for name in ("model", "language", "languages", "keywords", "prompt"):
            self._add(name, getattr(self, name))

    def _make_sound(self, theme: Theme) -> None:
        self.audio_format = SegmentedChoice(theme, tr("Audio format"), AUDIO_FORMATS)
        self.noise_reduction = SegmentedChoice(theme, tr("Noise reduction"), NOISE_REDUCTIONS)
        self.strength = OptionalNumber()
        for name in ("audio_format", "noise_reduction"):
            self._add(name, getattr(self, name))
        self._add("noise_reduction_strength", self.strength)

    def _make_rest(self, theme: Theme) -> None:
        self.delay = ChoiceBox(theme)
        for words, value in _DELAYS:
            self.delay.addItem(in_words(words), value)
        self.include_logprobs = Switch(theme, FIELD_WORDS["include_logprobs"].label)
        self.marks_doubtful_words = Switch(theme, FIELD_WORDS["marks_doubtful_words"].label)
        choices = ((tr("Text"), ("text",)), (tr("Text and audio"), ("text", "audio")))
        self.modalities = SegmentedChoice(theme, tr("Modalities"), choices)
        scale = Scale(
            lowest=CLIENT_SECRET_SECONDS.lowest,
            highest=CLIENT_SECRET_SECONDS.highest,
            slider_highest=3_600,
            step=10,
            suffix=" s",
        )
        label = FIELD_WORDS["client_secret_seconds"].label
        self.client_secret_seconds = ValueSlider(label, scale, is_labelled=False)
        for name in ("delay", "include_logprobs", "marks_doubtful_words", "modalities", "client_secret_seconds"):
            self._add(name, getattr(self, name))

    # ---- what is written ---------------------------------------------------------------------------------------------

    def _on_model_named(self, text: str) -> None:
        if not self._is_local:
            self._model = text.strip()
            self._on_typed()

    def _on_language_named(self, text: str) -> None:
        if self._is_local:
            return
        index = self.language.findText(text)
        self._language = str(self.language.itemData(index)) if index >= 0 else text.strip()
        if index < 0:
            self.typed.emit()
        self.changed.emit()


class OptionalNumber(QDoubleSpinBox):
    """A number of 0 or more, or none: then the service decides. Main thread."""

    def __init__(self) -> None:
        super().__init__()
        self._exact: float | None = None
        self.setRange(_STRENGTH_AT_REST, 100.0)
        self.setDecimals(2)
        self.setSingleStep(0.1)
        self.setSpecialValueText(tr("Service's own"))
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(8, 0, 8, 0)
        self.valueChanged.connect(self._on_entered)
        self.set_exact(None)

    @property
    def exact(self) -> float | None:
        """The number as it was set or entered."""
        return self._exact

    def set_exact(self, value: float | None) -> None:
        """Show a number without a signal."""
        self.blockSignals(True)
        self.setValue(_STRENGTH_AT_REST if value is None else value)
        self.blockSignals(False)
        self._exact = value

    @asked_by_qt
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()

    def _on_entered(self, value: float) -> None:
        self._exact = None if value < 0 else value


def _words(edit: QLineEdit) -> tuple[str, ...]:
    return tuple(word.strip() for word in edit.text().split(",") if word.strip())


def _set_language(box: ChoiceBox, code: str) -> None:
    index = box.findData(code)
    if index >= 0:
        box.setCurrentIndex(index)
        box.setEditText(box.itemText(index))
    elif box.currentText().strip() != code:
        box.setEditText(code)
