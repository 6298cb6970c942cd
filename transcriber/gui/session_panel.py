"""The session panel: what applies to the next recording, in sections, with reasons for what the model does not take."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from transcriber.gui.controls.field import Field
from transcriber.gui.icons import stroke_icon
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_fields import OTHER_SERVICE, SessionFields
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_page import FOOT_HEIGHT_PX
from transcriber.realtime.dialects import Dialect
from transcriber.settings.profiles import KeyPlace

WIDTH_PX = 308
_SIDE_PX = 20


class SessionPanel(QFrame):
    """Shows and reads `SessionChoices`. Main thread."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Session settings")
        self.setFixedWidth(WIDTH_PX)
        self._theme = theme
        self.fields = SessionFields(theme, self)
        self._by_name: dict[str, Field] = {}
        self._note = QLabel()
        self._note.setObjectName("panelNote")
        self._note.setWordWrap(True)
        self._lay_out()
        self.fields.changed.connect(self._on_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_recording(False)

    @property
    def choices(self) -> SessionChoices:
        """What the next recording uses."""
        return self.fields.read()

    def show_choices(self, choices: SessionChoices) -> None:
        """Show what was chosen before."""
        self.fields.show(choices)
        self._update_fields()

    def set_recording(self, is_recording: bool) -> None:
        """Say when a change begins to count."""
        self._note.setText("Changes apply at the next start." if is_recording else "Used by the next recording.")

    def open_advanced(self, is_open: bool) -> None:
        """Show or hide what is seldom needed."""
        self._disclosure.setChecked(is_open)

    def field(self, name: str) -> Field:
        """The field of that name in `SessionConfiguration`, or `service`, `address`, `dialect`."""
        return self._by_name[name]

    # ---- layout ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = QLabel("Session settings")
        title.setObjectName("panelTitle")
        title.setContentsMargins(_SIDE_PX, 20, _SIDE_PX, 8)
        column.addWidget(title)
        self.body_area = self._scrolled(self._body())
        column.addWidget(self.body_area, 1)
        # As high as the foot beside it, so that one line runs through under both.
        self._note.setFixedHeight(FOOT_HEIGHT_PX)
        self._note.setContentsMargins(_SIDE_PX, 0, _SIDE_PX, 0)
        column.addWidget(self._note)

    def _scrolled(self, body: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.verticalScrollBar().rangeChanged.connect(self._on_body_resized)
        return area

    def _body(self) -> QWidget:
        body = QWidget()
        body.setObjectName("panelBody")
        column = self._body_column = QVBoxLayout(body)
        column.setContentsMargins(_SIDE_PX, 4, _SIDE_PX, 16)
        column.setSpacing(14)
        f = self.fields
        self._add(column, "service", "Service", f.service)
        self._add(column, "address", "Address", f.address)
        self._add(column, "model", "Model", f.model)
        self._add(column, "language", "Language", f.language)
        self._add(column, "prompt", "Prompt", f.prompt)
        self._add(column, "audio_format", "Audio format", f.audio_format, f.audio_format.segments[0])
        self._add(column, "noise_reduction", "Noise reduction", f.noise_reduction, f.noise_reduction.segments[0])
        column.addWidget(_rule())
        self._add_turn_detection(column)
        column.addWidget(_rule())
        self._add_advanced(column)
        column.addStretch(1)
        return body

    def _add_turn_detection(self, column: QVBoxLayout) -> None:
        f = self.fields
        self._add(column, "turn_detection", "Turn detection", f.turn_detection, f.turn_detection.segments[0])
        for name in ("threshold", "prefix_padding_ms", "silence_duration_ms"):
            self._add(column, name, "", getattr(f, name))
        self._add(column, "eagerness", "Eagerness", f.eagerness, f.eagerness.segments[0])
        self._by_hand = QLabel("No turns are ended for you; the text is completed when you stop.")
        self._by_hand.setObjectName("fieldReason")
        self._by_hand.setWordWrap(True)
        column.addWidget(self._by_hand)

    def _add_advanced(self, column: QVBoxLayout) -> None:
        self._disclosure = QToolButton()
        self._disclosure.setObjectName("disclosure")
        self._disclosure.setText("Advanced")
        self._disclosure.setAccessibleName("Advanced settings")
        self._disclosure.setCheckable(True)
        self._disclosure.setIconSize(QSize(16, 16))
        self._disclosure.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._disclosure.toggled.connect(self._on_disclosed)
        column.addWidget(self._disclosure)
        self._advanced = QWidget()
        inner = QVBoxLayout(self._advanced)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(14)
        f = self.fields
        self._add(inner, "dialect", "Dialect", f.dialect, f.dialect.segments[0])
        self._add(inner, "modalities", "Modalities", f.modalities, f.modalities.segments[0])
        self._add(inner, "languages", "Languages", f.languages)
        self._add(inner, "keywords", "Keywords", f.keywords)
        self._add(inner, "delay", "Delay against accuracy", f.delay)
        self._add(inner, "noise_reduction_strength", "Strength of the noise reduction", f.strength)
        self._add(inner, "include_logprobs", "", f.include_logprobs)
        self._add(inner, "client_secret_seconds", "", f.client_secret_seconds)
        self._advanced.hide()
        column.addWidget(self._advanced)

    def _add(self, column: QVBoxLayout, name: str, label: str, control: QWidget, focus: QWidget | None = None) -> None:
        if label and not control.accessibleName():
            control.setAccessibleName(label)
        self._by_name[name] = Field(label, control, focus)
        column.addWidget(self._by_name[name])

    # ---- what applies ------------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._update_fields()
        self.changed.emit()

    def _update_fields(self) -> None:
        choices = self.choices
        reasons = choices.refusals
        if "noise_reduction_strength" not in reasons and choices.configuration.noise_reduction is None:
            reasons["noise_reduction_strength"] = "Noise reduction is off."
        for name, field in self._by_name.items():
            field.set_reason(reasons.get(name, ""))
        self._by_name["service"].set_note(_service_note(choices))
        is_other = self.fields.service.currentData() == OTHER_SERVICE
        self._by_name["address"].setVisible(is_other)
        self._by_name["modalities"].setVisible(choices.profile.switches.dialect is Dialect.BETA)
        kind = None if "turn_detection" in reasons else self.fields.kind
        for name in ("threshold", "prefix_padding_ms", "silence_duration_ms"):
            self._by_name[name].setVisible(kind == "server")
        self._by_name["eagerness"].setVisible(kind == "semantic")
        self._by_hand.setVisible(kind == "none")

    def _on_body_resized(self, _lowest: int, highest: int) -> None:
        """The controls keep their width, with a scroll bar beside them or without."""
        bar_px = self.body_area.verticalScrollBar().sizeHint().width() if highest > 0 else 0
        self._body_column.setContentsMargins(_SIDE_PX, 4, _SIDE_PX - bar_px, 16)

    def _on_disclosed(self, is_open: bool) -> None:
        self._advanced.setVisible(is_open)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        name = "chevron-down" if self._disclosure.isChecked() else "chevron-right"
        self._disclosure.setIcon(stroke_icon(name, colours.muted, colours.faint, 16))


def _service_note(choices: SessionChoices) -> str:
    profile = choices.profile
    if profile.is_local:
        return "Needs no key; nothing leaves this computer."
    if profile.key_place is KeyPlace.ENVIRONMENT:
        return f"The key is read from the environment variable {profile.key_variable}."
    return ""


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    return line
