"""How a service differs from OpenAI: one control for every switch of `realtime.switches`, each with what it does."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.value_slider import Scale, ValueSlider
from transcriber.gui.desktop.kept_folder import begin_in_kept_folder
from transcriber.gui.language import in_words, tr
from transcriber.gui.services.explained_field import ExplainedField
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import Range
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.switches import BACKLOG_SPEED, CHUNK_MS, SAMPLE_RATES_HZ, KeyPlacement, Switches, UpdateShape
from transcriber.sentence import said

_PLACEMENTS = (
    ("Authorization: Bearer", KeyPlacement.BEARER),
    (said("A header named api-key"), KeyPlacement.API_KEY_HEADER),
    (said("A header named X-API-Key"), KeyPlacement.X_API_KEY_HEADER),
    (said("api_key= in the address"), KeyPlacement.QUERY),
)
_SHAPES = (
    (said("As the dialect has it"), UpdateShape.DIALECT),
    (said("session.update with the beta dialect's flat fields"), UpdateShape.FLAT),
    (said("transcription_session.updated with turn detection alone"), UpdateShape.TURN_DETECTION),
)
_SAMPLE_RATES = tuple((said("{rate} kHz", rate=rate_hz // 1000), rate_hz) for rate_hz in SAMPLE_RATES_HZ)
_LABELS = {
    "dialect": said("Dialect"),
    "key_placement": said("Where the key stands"),
    "query": said("More address parameters"),
    "update_shape": said("Shape of the update"),
    "sample_rate_hz": said("Sample rate of PCM audio"),
    "certificate_authority_path": said("Certificate file"),
}
_EXPLANATIONS = {
    "dialect": said("GA is the present form of the protocol; some servers still speak the older beta."),
    "uses_rest": said("On: a short-lived secret is made for every connection. Off: the key itself opens it."),
    "key_placement": said(
        "A client secret always goes as a bearer. In the address is the last resort: addresses end up in logs."
    ),
    "sends_intent": said("OpenAI and Azure need it; some servers do not know it."),
    "sends_model": said("Gateways need it to find the way; OpenAI refuses it."),
    "sends_language": said("For servers that read the language from the address alone."),
    "query": said("One name=value on each line, sent as it stands."),
    "update_shape": said("How the session's settings are sent once the connection is open."),
    "awaits_update": said("Off: audio is sent at once, for servers that never acknowledge an update."),
    "takes_semantic_vad": said("Off: turns end by silence alone, for servers that know no other turn detection."),
    "deltas_replace": said(
        "For servers whose live text always comes whole and may be revised, instead of piece by piece."
    ),
    "times_restart": said("For servers that begin to count time anew after every turn."),
    "sample_rate_hz": said("24 kHz unless the service asks for 16 kHz; the G.711 formats always have 8 kHz."),
    "chunk_ms": said("How much audio goes into one message: short means less delay, long means fewer messages."),
    "backlog_speed": said("How fast audio that had to wait may be sent, as a multiple of its length."),
    "certificate_authority_path": said(
        "A PEM file of the authority that signed the service's certificate, where this computer does not know it."
    ),
}


class ConnectionForm(QWidget):
    """Shows and reads `Switches`. Main thread."""

    settled = Signal()
    """Something was chosen, or a text was left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._switches = Switches()
        self.dialect = SegmentedChoice(theme, tr("Dialect"), (("GA", Dialect.GA), ("Beta", Dialect.BETA)))
        self.uses_rest = Switch(theme, tr("Make a client secret over REST"))
        self.key_placement = _choice(theme, _PLACEMENTS)
        self.sends_intent = Switch(theme, tr("Say intent=transcription in the address"))
        self.sends_model = Switch(theme, tr("Say model= in the address"))
        self.sends_language = Switch(theme, tr("Say language= in the address"))
        self.query = _LinesEdit()
        self.update_shape = _choice(theme, _SHAPES)
        self.awaits_update = Switch(theme, tr("Wait until an update is acknowledged"))
        self.takes_semantic_vad = Switch(theme, tr("Takes turn detection by meaning"))
        self.deltas_replace = Switch(theme, tr("Live text comes whole each time"))
        self.times_restart = Switch(theme, tr("Times begin anew after every turn"))
        self.sample_rate_hz = SegmentedChoice(theme, tr("Sample rate"), _SAMPLE_RATES)
        self.chunk_ms = ValueSlider(tr("Audio in one message"), _scale(CHUNK_MS, step=10, suffix=" ms"))
        self.backlog_speed = ValueSlider(
            tr("Speed of waiting audio"), _scale(BACKLOG_SPEED, step=0.5, decimals=1, suffix=" ×")
        )
        self.certificate = _FileChoice()
        self.fields = self._make_fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for field in self.fields.values():
            column.addWidget(field)
        self._connect()

    def show_switches(self, switches: Switches, *, is_local: bool) -> None:
        """Show them without a signal; on this computer there is only the dialect to choose."""
        self._switches = switches
        self.dialect.set_value(switches.dialect)
        for name, switch in self._switch_controls().items():
            switch.blockSignals(True)
            switch.setChecked(getattr(switches, name))
            switch.blockSignals(False)
        self.key_placement.setCurrentIndex(self.key_placement.findData(switches.key_placement))
        self.update_shape.setCurrentIndex(self.update_shape.findData(switches.update_shape))
        text = "\n".join(f"{name}={value}" for name, value in switches.query)
        if self.query.toPlainText() != text:
            self.query.setPlainText(text)
        self.sample_rate_hz.set_value(switches.sample_rate_hz)
        self.chunk_ms.set_value(switches.chunk_ms)
        self.backlog_speed.set_value(switches.backlog_speed)
        self.certificate.edit.setText(switches.certificate_authority_path)
        for name, field in self.fields.items():
            field.setVisible(name == "dialect" or not is_local)

    def read(self) -> Switches:
        """What the controls say."""
        return replace(
            self._switches,
            dialect=Dialect(str(self.dialect.value)),
            key_placement=KeyPlacement(self.key_placement.currentData()),
            query=_pairs(self.query.toPlainText()),
            update_shape=UpdateShape(self.update_shape.currentData()),
            sample_rate_hz=self.sample_rate_hz.value,  # type: ignore[arg-type]
            chunk_ms=round(self.chunk_ms.value),
            backlog_speed=self.backlog_speed.value,
            certificate_authority_path=self.certificate.edit.text().strip(),
            **{name: switch.isChecked() for name, switch in self._switch_controls().items()},
        )

    def _switch_controls(self) -> dict[str, Switch]:
        """What is on or off, by its name in `Switches`."""
        return {
            "uses_rest": self.uses_rest,
            "sends_intent": self.sends_intent,
            "sends_model": self.sends_model,
            "sends_language": self.sends_language,
            "awaits_update": self.awaits_update,
            "takes_semantic_vad": self.takes_semantic_vad,
            "deltas_replace": self.deltas_replace,
            "times_restart": self.times_restart,
        }

    def _make_fields(self) -> dict[str, ExplainedField]:
        focus: dict[str, QWidget] = {
            "dialect": self.dialect.segments[0],
            "sample_rate_hz": self.sample_rate_hz.segments[0],
            "chunk_ms": self.chunk_ms.figure,
            "backlog_speed": self.backlog_speed.figure,
            "certificate_authority_path": self.certificate.edit,
        }
        controls: dict[str, QWidget] = {name: getattr(self, name, self.certificate) for name in _EXPLANATIONS}
        return {
            name: ExplainedField(_LABELS.get(name, ""), control, _EXPLANATIONS[name], focus.get(name))
            for name, control in controls.items()
        }

    def _connect(self) -> None:
        for choice in (self.dialect, self.sample_rate_hz, self.chunk_ms, self.backlog_speed):
            choice.changed.connect(self.settled)
        for switch in self._switch_controls().values():
            switch.clicked.connect(self.settled)
        for box in (self.key_placement, self.update_shape):
            box.activated.connect(self.settled)
        self.query.left.connect(self.settled)
        self.certificate.settled.connect(self.settled)


class _LinesEdit(QPlainTextEdit):
    """A few lines of text that say when they are left. Main thread."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(58)
        self.setPlaceholderText("name=value")

    @asked_by_qt
    def focusOutEvent(self, event: object) -> None:
        """Say that the lines are as they should be."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()


class _FileChoice(QWidget):
    """A path that can be typed or chosen. Main thread."""

    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(tr("None: only the computer's own authorities"))
        self.edit.setToolTip(self.edit.placeholderText())
        self.choose = QPushButton(tr("Choose…"))
        self.choose.setAccessibleName(tr("Choose a certificate file"))
        self.edit.editingFinished.connect(self.settled)
        self.choose.clicked.connect(self._on_choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.choose)

    def _on_choose(self) -> None:
        dialog = QFileDialog(
            self, tr("Choose a certificate file"), self.edit.text(), tr("PEM (*.pem *.crt);;All files (*)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if not self.edit.text():
            begin_in_kept_folder(dialog)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _on_chosen(self, path: str) -> None:
        self.edit.setText(path)
        self.settled.emit()


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    lines = (line.strip() for line in text.splitlines())
    return tuple((name.strip(), value.strip()) for name, _, value in (line.partition("=") for line in lines if line))


def _scale(allowed: Range, *, step: float, suffix: str, decimals: int = 0) -> Scale:
    return Scale(
        lowest=allowed.lowest,
        highest=allowed.highest,
        slider_highest=allowed.highest,
        step=step,
        decimals=decimals,
        suffix=suffix,
    )


def _choice(theme: Theme, choices: tuple[tuple[str, object], ...]) -> ChoiceBox:
    box = ChoiceBox(theme)
    for label, value in choices:
        box.addItem(in_words(label), value)
    return box
