"""The controls of the session panel and what they say: one control for every field of a session's configuration."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QPlainTextEdit

from transcriber.audio.formats import AudioFormat
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.value_slider import Scale, ValueSlider
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import (
    CLIENT_SECRET_SECONDS,
    PREFIX_PADDING_MS,
    SILENCE_DURATION_MS,
    THRESHOLD,
    NoiseReduction,
    SemanticVad,
    ServerVad,
    SessionConfiguration,
    TurnDetection,
)
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.models import LOCAL_MODEL, MODELS
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, Profile, profile_named

OTHER_SERVICE = "other"
_LANGUAGES = (
    ("Detect automatically", ""),
    ("Arabic (ar)", "ar"),
    ("Chinese (zh)", "zh"),
    ("Dutch (nl)", "nl"),
    ("English (en)", "en"),
    ("French (fr)", "fr"),
    ("German (de)", "de"),
    ("Hebrew (he)", "he"),
    ("Hindi (hi)", "hi"),
    ("Italian (it)", "it"),
    ("Japanese (ja)", "ja"),
    ("Korean (ko)", "ko"),
    ("Polish (pl)", "pl"),
    ("Portuguese (pt)", "pt"),
    ("Russian (ru)", "ru"),
    ("Spanish (es)", "es"),
    ("Swedish (sv)", "sv"),
    ("Turkish (tr)", "tr"),
    ("Ukrainian (uk)", "uk"),
)
_FORMATS = (
    ("PCM 24 kHz", AudioFormat.PCM16),
    ("µ-law", AudioFormat.G711_ULAW),
    ("A-law", AudioFormat.G711_ALAW),
)
_NOISE = (("Off", None), ("Near field", NoiseReduction.NEAR_FIELD), ("Far field", NoiseReduction.FAR_FIELD))
_DELAYS = (
    ("Model's own", None),
    ("Minimal", "minimal"),
    ("Low", "low"),
    ("Medium", "medium"),
    ("High", "high"),
    ("Very high", "xhigh"),
)
_STRENGTH_AT_REST = -0.01


class SessionFields(QObject):
    """Reads and shows `SessionChoices`; knows nothing of what a model takes. Main thread."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._language = ""
        self._model = ""
        self._make_service(theme)
        self._make_transcription(theme)
        self._make_audio(theme)
        self._make_turn_detection(theme)
        self._make_advanced(theme)
        self._connect()

    @property
    def kind(self) -> object:
        """`server`, `semantic` or `none`."""
        return self.turn_detection.value

    def read(self) -> SessionChoices:
        """What the controls say."""
        configuration = SessionConfiguration(
            audio_format=AudioFormat(str(self.audio_format.value)),
            model=self._model,
            language=self._language or None,
            languages=_words(self.languages),
            keywords=_words(self.keywords),
            prompt=self.prompt.toPlainText() or None,
            delay=self.delay.currentData(),
            turn_detection=self._read_turn_detection(),
            noise_reduction=self.noise_reduction.value,  # type: ignore[arg-type]
            noise_reduction_strength=self.strength.exact,
            include_logprobs=self.include_logprobs.isChecked(),
            modalities=self.modalities.value,  # type: ignore[arg-type]
            client_secret_seconds=round(self.client_secret_seconds.value),
        )
        return SessionChoices(profile=self._read_profile(), configuration=configuration)

    def show(self, choices: SessionChoices) -> None:
        """Let the controls say `choices`, without a signal."""
        self.blockSignals(True)
        configuration = choices.configuration
        self._show_service(choices.profile.name)
        self.dialect.set_value(choices.profile.switches.dialect)
        self._model, self._language = configuration.model, configuration.language or ""
        self.languages.setText(", ".join(configuration.languages))
        self.keywords.setText(", ".join(configuration.keywords))
        self.prompt.setPlainText(configuration.prompt or "")
        self.audio_format.set_value(configuration.audio_format)
        self.noise_reduction.set_value(configuration.noise_reduction)
        self.strength.set_exact(configuration.noise_reduction_strength)
        self.delay.setCurrentIndex(self.delay.findData(configuration.delay))
        self._show_turn_detection(configuration.turn_detection)
        self.include_logprobs.setChecked(configuration.include_logprobs)
        self.modalities.set_value(("text", "audio") if "audio" in configuration.modalities else ("text",))
        self.client_secret_seconds.set_value(configuration.client_secret_seconds)
        self.show_model_and_language()
        self.blockSignals(False)

    def show_model_and_language(self) -> None:
        """On this computer there is one model and one language; what was chosen for a service is kept behind them."""
        is_local = self._read_service() == LOCAL.name
        for box in (self.model, self.language):
            box.blockSignals(True)
        self.model.setEditText(LOCAL_MODEL if is_local else self._model)
        _set_language(self.language, "en" if is_local else self._language)
        for box in (self.model, self.language):
            box.blockSignals(False)

    # ---- making ------------------------------------------------------------------------------------------------------

    def _make_service(self, theme: Theme) -> None:
        self.service = ChoiceBox(theme)
        for profile in BUILT_IN_PROFILES:
            self.service.addItem(profile.title, profile.name)
        self.service.addItem("Another address", OTHER_SERVICE)
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://host/v1")
        self.dialect = SegmentedChoice(theme, "Dialect", (("GA", Dialect.GA), ("Beta", Dialect.BETA)))

    def _make_transcription(self, theme: Theme) -> None:
        self.model = ChoiceBox(theme)
        for row in MODELS:
            if not row.is_local:
                self.model.addItem(row.model)
        self.language = ChoiceBox(theme)
        for label, code in _LANGUAGES:
            self.language.addItem(label, code)
        for box, name in ((self.model, "Model"), (self.language, "Language")):
            edit = QLineEdit()
            edit.setAccessibleName(name)
            box.setLineEdit(edit)
        self.prompt = QPlainTextEdit()
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(64)
        self.prompt.setPlaceholderText("Names and topics to expect")

    def _make_audio(self, theme: Theme) -> None:
        self.audio_format = SegmentedChoice(theme, "Audio format", _FORMATS)
        self.noise_reduction = SegmentedChoice(theme, "Noise reduction", _NOISE)
        self.strength = OptionalNumber()

    def _make_turn_detection(self, theme: Theme) -> None:
        kinds = (("Silence", "server"), ("Meaning", "semantic"), ("None", "none"))
        self.turn_detection = SegmentedChoice(theme, "Turn detection", kinds)
        self.threshold = ValueSlider(
            "Threshold",
            Scale(lowest=THRESHOLD.lowest, highest=THRESHOLD.highest, slider_highest=1.0, step=0.01, decimals=2),
        )
        self.prefix_padding_ms = ValueSlider(
            "Kept before speech",
            Scale(lowest=0, highest=PREFIX_PADDING_MS.highest, slider_highest=1_000, step=20, suffix=" ms"),
        )
        self.silence_duration_ms = ValueSlider(
            "Silence before a turn ends",
            Scale(lowest=0, highest=SILENCE_DURATION_MS.highest, slider_highest=2_000, step=20, suffix=" ms"),
        )
        levels = (("Auto", "auto"), ("Low", "low"), ("Medium", "medium"), ("High", "high"))
        self.eagerness = SegmentedChoice(theme, "Eagerness", levels)

    def _make_advanced(self, theme: Theme) -> None:
        self.languages = QLineEdit()
        self.languages.setPlaceholderText("en, de")
        self.keywords = QLineEdit()
        self.keywords.setPlaceholderText("Words to spell so, with commas between")
        self.delay = ChoiceBox(theme)
        for label, value in _DELAYS:
            self.delay.addItem(label, value)
        self.include_logprobs = Switch(theme, "Include log probabilities")
        choices = (("Text", ("text",)), ("Text and audio", ("text", "audio")))
        self.modalities = SegmentedChoice(theme, "Modalities", choices)
        self.client_secret_seconds = ValueSlider(
            "Life of the client secret",
            Scale(
                lowest=CLIENT_SECRET_SECONDS.lowest,
                highest=CLIENT_SECRET_SECONDS.highest,
                slider_highest=3_600,
                step=10,
                suffix=" s",
            ),
        )

    def _connect(self) -> None:
        self.service.currentIndexChanged.connect(self._on_service_chosen)
        self.model.currentTextChanged.connect(self._on_model_named)
        self.language.currentTextChanged.connect(self._on_language_named)
        for box in (self.delay,):
            box.currentIndexChanged.connect(self.changed)
        for edit in (self.address, self.languages, self.keywords, self.prompt):
            edit.textChanged.connect(self.changed)
        self.strength.valueChanged.connect(self.changed)
        self.include_logprobs.toggled.connect(self.changed)
        for choice in (
            self.dialect,
            self.audio_format,
            self.noise_reduction,
            self.turn_detection,
            self.eagerness,
            self.modalities,
        ):
            choice.changed.connect(self.changed)
        for slider in (self.threshold, self.prefix_padding_ms, self.silence_duration_ms, self.client_secret_seconds):
            slider.changed.connect(self.changed)

    # ---- reading and showing -----------------------------------------------------------------------------------------

    def _on_service_chosen(self) -> None:
        name = self.service.currentData()
        if name != LOCAL.name and self._model == LOCAL_MODEL:
            known = name if name != OTHER_SERVICE else "https://"
            self._model = profile_named(known).default_model
        self.show_model_and_language()
        self.changed.emit()

    def _on_model_named(self, text: str) -> None:
        if self._read_service() != LOCAL.name:
            self._model = text.strip()
            self.changed.emit()

    def _on_language_named(self, text: str) -> None:
        if self._read_service() != LOCAL.name:
            index = self.language.findText(text)
            self._language = str(self.language.itemData(index)) if index >= 0 else text.strip()
            self.changed.emit()

    def _read_profile(self) -> Profile:
        name = self._read_service()
        profile = profile_named(name if name.startswith(("http", LOCAL.name, "openai")) else "https://")
        return replace(profile, switches=replace(profile.switches, dialect=Dialect(str(self.dialect.value))))

    def _read_service(self) -> str:
        name = str(self.service.currentData())
        return self.address.text().strip() if name == OTHER_SERVICE else name

    def _show_service(self, service: str) -> None:
        index = self.service.findData(service)
        is_built_in = index >= 0 and service != OTHER_SERVICE
        self.service.blockSignals(True)
        self.service.setCurrentIndex(index if is_built_in else self.service.findData(OTHER_SERVICE))
        self.service.blockSignals(False)
        self.address.setText("" if is_built_in else service)

    def _read_turn_detection(self) -> TurnDetection:
        match self.turn_detection.value:
            case "server":
                return ServerVad(
                    threshold=self.threshold.value,
                    prefix_padding_ms=round(self.prefix_padding_ms.value),
                    silence_duration_ms=round(self.silence_duration_ms.value),
                )
            case "semantic":
                return SemanticVad(eagerness=self.eagerness.value)  # type: ignore[arg-type]
            case _:
                return None

    def _show_turn_detection(self, turn_detection: TurnDetection) -> None:
        server = turn_detection if isinstance(turn_detection, ServerVad) else ServerVad()
        self.threshold.set_value(server.threshold)
        self.prefix_padding_ms.set_value(server.prefix_padding_ms)
        self.silence_duration_ms.set_value(server.silence_duration_ms)
        semantic = turn_detection if isinstance(turn_detection, SemanticVad) else SemanticVad()
        self.eagerness.set_value(semantic.eagerness)
        match turn_detection:
            case ServerVad():
                self.turn_detection.set_value("server")
            case SemanticVad():
                self.turn_detection.set_value("semantic")
            case None:
                self.turn_detection.set_value("none")


class OptionalNumber(QDoubleSpinBox):
    """A number of 0 or more, or none: then the service decides. Main thread."""

    def __init__(self) -> None:
        super().__init__()
        self._exact: float | None = None
        self.setRange(_STRENGTH_AT_REST, 100.0)
        self.setDecimals(2)
        self.setSingleStep(0.1)
        self.setSpecialValueText("Service's own")
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

    def _on_entered(self, value: float) -> None:
        self._exact = None if value < 0 else value


def _words(edit: QLineEdit) -> tuple[str, ...]:
    return tuple(word.strip() for word in edit.text().split(",") if word.strip())


def _set_language(box: ChoiceBox, code: str) -> None:
    index = box.findData(code)
    if index >= 0:
        box.setCurrentIndex(index)
    else:
        box.setEditText(code)
