"""What the program does so that no word is lost, and what it keeps: the controls of the section about it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.value_slider import Scale, ValueSlider
from transcriber.gui.language import tr
from transcriber.gui.panel.field_group import FieldGroup
from transcriber.gui.panel.field_words import FIELD_WORDS
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import ConfigurationError
from transcriber.sentence import said
from transcriber.settings.preferences import Preferences
from transcriber.settings.safeguards import AudioKeeping, Safeguards, validate_safeguards

_PERCENT = Scale(lowest=1, highest=100, slider_highest=100, step=5, suffix=" %")
_DAYS = Scale(lowest=1, highest=3650, slider_highest=365, step=1, suffix=said(" days"))
SAFETY_FIELDS = (
    "safeguards.fallback",
    "safeguards.monthly_budget_dollars",
    "safeguards.budget_warning_percent",
    "safeguards.at_budget",
    "safeguards.substitutes_microphone",
    "safeguards.returns_to_microphone",
    "safeguards.inhibits_sleep",
    "audio_keeping.retention",
    "audio_keeping.days",
    "audio_keeping.compression",
    "keeps_history",
)
"""In the order in which they are shown."""


class SafetyFields(FieldGroup):
    """Reads and shows `Safeguards`, `AudioKeeping` and whether there is a history. Main thread."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._budget_dollars: float | None = None
        self.budget_error = ""
        """Why the budget that is written there is none; the last good one counts meanwhile."""
        self.fallback = self._choice("fallback", ((tr("Never"), "never"), (tr("Ask"), "ask"), (tr("Always"), "always")))
        self.budget = QLineEdit()
        self.budget.setPlaceholderText(tr("No limit"))
        # First, so that it is read when its change is told.
        self.budget.textChanged.connect(self._read_budget)
        self._add("safeguards.monthly_budget_dollars", self.budget)
        self.warning_percent = self._slider("safeguards.budget_warning_percent", _PERCENT)
        self.at_budget = self._choice("at_budget", ((tr("Stop"), "stop"), (tr("Go on here"), "move")))
        self.substitutes = self._switch("safeguards.substitutes_microphone")
        self.returns = self._switch("safeguards.returns_to_microphone")
        self.stays_awake = self._switch("safeguards.inhibits_sleep")
        retentions = ((tr("Until text"), "until_transcribed"), (tr("Days"), "days"), (tr("Always"), "always"))
        self.retention = SegmentedChoice(theme, FIELD_WORDS["audio_keeping.retention"].label, retentions)
        self._add("audio_keeping.retention", self.retention)
        self.days = self._slider("audio_keeping.days", _DAYS)
        codecs = ((tr("None"), "none"), ("FLAC", "flac"), ("Opus", "opus"))
        self.compression = SegmentedChoice(theme, FIELD_WORDS["audio_keeping.compression"].label, codecs)
        self._add("audio_keeping.compression", self.compression)
        self.keeps_history = self._switch("keeps_history")
        self.show(Preferences())

    @property
    def safeguards(self) -> Safeguards:
        """What the controls say."""
        return Safeguards(
            fallback=self.fallback.value,  # type: ignore[arg-type]
            monthly_budget_dollars=self._budget_dollars,
            budget_warning_percent=round(self.warning_percent.value),
            at_budget=self.at_budget.value,  # type: ignore[arg-type]
            substitutes_microphone=self.substitutes.isChecked(),
            returns_to_microphone=self.returns.isChecked(),
            inhibits_sleep=self.stays_awake.isChecked(),
        )

    @property
    def audio_keeping(self) -> AudioKeeping:
        """What the controls say."""
        return AudioKeeping(
            retention=self.retention.value,  # type: ignore[arg-type]
            days=round(self.days.value),
            compression=self.compression.value,  # type: ignore[arg-type]
        )

    def show(self, preferences: Preferences) -> None:
        """Let the controls say what was chosen before, without a signal."""
        safeguards, keeping = preferences.safeguards, preferences.audio_keeping
        self.blockSignals(True)
        self.fallback.set_value(safeguards.fallback)
        dollars = safeguards.monthly_budget_dollars
        self.budget.setText("" if dollars is None else f"{dollars:.10g}")
        self.warning_percent.set_value(safeguards.budget_warning_percent)
        self.at_budget.set_value(safeguards.at_budget)
        self.substitutes.setChecked(safeguards.substitutes_microphone)
        self.returns.setChecked(safeguards.returns_to_microphone)
        self.stays_awake.setChecked(safeguards.inhibits_sleep)
        self.retention.set_value(keeping.retention)
        self.days.set_value(keeping.days)
        self.compression.set_value(keeping.compression)
        self.keeps_history.setChecked(preferences.keeps_history)
        self.blockSignals(False)

    def _read_budget(self, text: str) -> None:
        self.budget_error = ""
        if not text.strip():
            self._budget_dollars = None
            return
        try:
            dollars = float(text.strip().removeprefix("$").replace(",", "."))
            validate_safeguards(Safeguards(monthly_budget_dollars=dollars))
        except ValueError:
            self.budget_error = tr("A budget is a number of dollars, such as 20 or 7.50.")
        except ConfigurationError as error:
            self.budget_error = error.message
        else:
            self._budget_dollars = dollars

    def _choice(self, name: str, choices: tuple[tuple[str, object], ...]) -> SegmentedChoice:
        choice = SegmentedChoice(self._theme, FIELD_WORDS[f"safeguards.{name}"].label, choices)
        self._add(f"safeguards.{name}", choice)
        return choice

    def _switch(self, name: str) -> Switch:
        switch = Switch(self._theme, FIELD_WORDS[name].label)
        self._add(name, switch)
        return switch

    def _slider(self, name: str, scale: Scale) -> ValueSlider:
        slider = ValueSlider(FIELD_WORDS[name].label, scale, is_labelled=False)
        self._add(name, slider)
        return slider
