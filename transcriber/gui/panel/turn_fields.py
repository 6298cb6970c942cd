"""How turns end: what the service is asked to do, and what this program does by itself."""

from PySide6.QtCore import QObject

from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.value_slider import Scale, ValueSlider
from transcriber.gui.language import tr
from transcriber.gui.panel.field_group import FieldGroup
from transcriber.gui.panel.field_words import FIELD_WORDS
from transcriber.gui.theme import Theme
from transcriber.realtime.commit_policy import LATEST_AFTER_S, PAUSE_MS, PAUSE_THRESHOLD, CommitPolicy
from transcriber.realtime.configuration import (
    PREFIX_PADDING_MS,
    SILENCE_DURATION_MS,
    THRESHOLD,
    SemanticVad,
    ServerVad,
    TurnDetection,
)

_SCALES = {
    "threshold": Scale(lowest=THRESHOLD.lowest, highest=THRESHOLD.highest, slider_highest=1.0, step=0.01, decimals=2),
    "prefix_padding_ms": Scale(
        lowest=0, highest=PREFIX_PADDING_MS.highest, slider_highest=1_000, step=20, suffix=" ms"
    ),
    "silence_duration_ms": Scale(
        lowest=0, highest=SILENCE_DURATION_MS.highest, slider_highest=2_000, step=20, suffix=" ms"
    ),
    "commit_policy.pause_ms": Scale(
        lowest=PAUSE_MS.lowest, highest=PAUSE_MS.highest, slider_highest=2_000, step=20, suffix=" ms"
    ),
    "commit_policy.threshold": Scale(
        lowest=PAUSE_THRESHOLD.lowest,
        highest=PAUSE_THRESHOLD.highest,
        slider_highest=PAUSE_THRESHOLD.highest,
        step=0.01,
        decimals=2,
    ),
    "commit_policy.latest_after_s": Scale(
        lowest=LATEST_AFTER_S.lowest,
        highest=LATEST_AFTER_S.highest,
        slider_highest=LATEST_AFTER_S.highest,
        step=5,
        suffix=" s",
    ),
}
_DEFAULT_LATEST_AFTER_S = 30


class TurnFields(FieldGroup):
    """Reads and shows a `TurnDetection` and a `CommitPolicy`. Main thread."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        kinds = ((tr("Silence"), "server"), (tr("Meaning"), "semantic"), (tr("None"), "none"))
        self.turn_detection = SegmentedChoice(theme, tr("Turn detection"), kinds)
        levels = ((tr("Auto"), "auto"), (tr("Low"), "low"), (tr("Medium"), "medium"), (tr("High"), "high"))
        self.eagerness = SegmentedChoice(theme, tr("Eagerness"), levels)
        self._add("turn_detection", self.turn_detection)
        self._add("eagerness", self.eagerness)
        self.threshold = self._slider("threshold")
        self.prefix_padding_ms = self._slider("prefix_padding_ms")
        self.silence_duration_ms = self._slider("silence_duration_ms")
        self.at_pauses = self._switch(theme, "commit_policy.at_pauses")
        self.pause_ms = self._slider("commit_policy.pause_ms")
        self.pause_threshold = self._slider("commit_policy.threshold")
        self.is_limited = self._switch(theme, "commit_policy.is_limited")
        self.latest_after_s = self._slider("commit_policy.latest_after_s")
        self.push_to_talk = self._switch(theme, "commit_policy.push_to_talk")
        self.show_turn_detection(ServerVad())
        self.show_commit_policy(CommitPolicy())

    @property
    def kind(self) -> object:
        """`server`, `semantic` or `none`."""
        return self.turn_detection.value

    def read_turn_detection(self) -> TurnDetection:
        """What the service is asked to do."""
        match self.kind:
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

    def read_commit_policy(self) -> CommitPolicy:
        """What this program does."""
        return CommitPolicy(
            at_pauses=self.at_pauses.isChecked(),
            pause_ms=round(self.pause_ms.value),
            threshold=self.pause_threshold.value,
            latest_after_s=round(self.latest_after_s.value) if self.is_limited.isChecked() else None,
            push_to_talk=self.push_to_talk.isChecked(),
        )

    def show_turn_detection(self, turn_detection: TurnDetection) -> None:
        """Numbers of the kind that is not chosen stay, for when it is chosen again."""
        match turn_detection:
            case ServerVad():
                self.turn_detection.set_value("server")
                self.threshold.set_value(turn_detection.threshold)
                self.prefix_padding_ms.set_value(turn_detection.prefix_padding_ms)
                self.silence_duration_ms.set_value(turn_detection.silence_duration_ms)
            case SemanticVad():
                self.turn_detection.set_value("semantic")
                self.eagerness.set_value(turn_detection.eagerness)
            case None:
                self.turn_detection.set_value("none")

    def show_commit_policy(self, policy: CommitPolicy) -> None:
        """Let the controls say `policy`."""
        self.at_pauses.setChecked(policy.at_pauses)
        self.pause_ms.set_value(policy.pause_ms)
        self.pause_threshold.set_value(policy.threshold)
        self.is_limited.setChecked(policy.latest_after_s is not None)
        self.latest_after_s.set_value(policy.latest_after_s or _DEFAULT_LATEST_AFTER_S)
        self.push_to_talk.setChecked(policy.push_to_talk)

    def _slider(self, name: str) -> ValueSlider:
        slider = ValueSlider(FIELD_WORDS[name].label, _SCALES[name], is_labelled=False)
        self._add(name, slider)
        return slider

    def _switch(self, theme: Theme, name: str) -> Switch:
        switch = Switch(theme, FIELD_WORDS[name].label)
        self._add(name, switch)
        return switch
