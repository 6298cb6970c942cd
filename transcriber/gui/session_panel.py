"""The session panel: every setting in sections, with what it does, when it counts, and what the service made of it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from transcriber.gui.controls.field import Field
from transcriber.gui.foot import FOOT_HEIGHT_PX
from transcriber.gui.language import in_words, tr
from transcriber.gui.panel.choice_notes import service_note, turn_ending_note
from transcriber.gui.panel.facts_view import FactsView
from transcriber.gui.panel.field_words import FIELD_WORDS
from transcriber.gui.panel.live_update import counts_now
from transcriber.gui.panel.model_words import model_note
from transcriber.gui.panel.preset_choice import PresetChoice
from transcriber.gui.panel.safety_fields import SAFETY_FIELDS, SafetyFields
from transcriber.gui.panel.section import SPACING_PX, Section
from transcriber.gui.panel.session_facts import Fact
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_fields import SessionFields
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.sentence import said
from transcriber.settings.preferences import PanelSection
from transcriber.settings.presets import Preset, apply_preset
from transcriber.settings.profiles import Profile

WIDTH_PX = 308
_SIDE_PX = 20
_MAIN = ("service", "pasted_secret", "model", "language", "languages", "prompt", "keywords")
_SOUND = ("audio_format", "noise_reduction", "noise_reduction_strength")
_SERVER_VAD = ("threshold", "prefix_padding_ms", "silence_duration_ms")
_TURN_DETECTION = ("turn_detection", *_SERVER_VAD, "eagerness")
_TURN_ENDING = (
    "commit_policy.at_pauses",
    "commit_policy.pause_ms",
    "commit_policy.threshold",
    "commit_policy.is_limited",
    "commit_policy.latest_after_s",
    "commit_policy.push_to_talk",
)
_ADVANCED = ("dialect", "modalities", "delay", "include_logprobs", "marks_doubtful_words", "client_secret_seconds")
APPLIES_NOW = said("Applies now")
AT_THE_NEXT_START = said("At the next start")


class SessionPanel(QFrame):
    """Shows and reads `SessionChoices`. Main thread.

    Its controls are there from the start, so that a recording can begin; the fields around them when first needed.
    """

    changed = Signal()
    safety_changed = Signal()
    """What `safety` says."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(tr("Session settings"))
        self.setFixedWidth(WIDTH_PX)
        self._theme = theme
        self._running: SessionChoices | None = None
        self._in_force: SessionConfiguration | None = None
        self.fields = SessionFields(theme, self)
        self.safety = SafetyFields(theme, self)
        self.preset = PresetChoice(theme)
        self.turn_ending = Section(theme, tr("Turn ending"))
        self.advanced = Section(theme, tr("Advanced"))
        self.safety_section = Section(theme, tr("Safety and keeping"))
        self.this_session = Section(theme, tr("This session"))
        self._sections: dict[PanelSection, Section] = {
            "turn_ending": self.turn_ending,
            "advanced": self.advanced,
            "safety": self.safety_section,
            "this_session": self.this_session,
        }
        self.facts = FactsView()
        self.words = QPushButton(tr("Words…"))
        self.words.setAccessibleName(tr("Words that are written right"))
        self._made: dict[str, Field] = {}
        self._note = _wrapped("panelNote")
        unshown = QWidget(self)
        unshown.hide()
        self._controls = self.fields.controls | self.safety.controls
        above = (self.preset, *_MAIN, self.words, *_SOUND, *_TURN_DETECTION)
        below = (self.turn_ending, *_TURN_ENDING, self.advanced, *_ADVANCED, self.safety_section, *SAFETY_FIELDS)
        for part in (*above, *below, self.this_session, self.facts):  # In the order of the Tab key.
            (self._controls[part].widget if isinstance(part, str) else part).setParent(unshown)
        self._lay_out()
        self.fields.changed.connect(self._on_changed)
        self.safety.changed.connect(self._on_safety_changed)
        self.preset.chosen.connect(self._on_preset_chosen)
        self.set_recording(None)

    def remember(self, name: PanelSection, section: Section) -> None:
        """One that stands in it and is made elsewhere is left open or closed like the others."""
        self._sections[name] = section

    @property
    def open_sections(self) -> tuple[PanelSection, ...]:
        """Those that a person left open."""
        return tuple(name for name, section in self._sections.items() if section.is_wanted)

    def open_as_left(self, names: tuple[PanelSection, ...]) -> None:
        """These open, the others closed."""
        for name, section in self._sections.items():
            section.want(name in names)

    @property
    def choices(self) -> SessionChoices:
        """What the next recording uses, and a running one as far as it can."""
        return self.fields.read()

    def show_choices(self, choices: SessionChoices) -> None:
        """Show what was chosen before."""
        self.fields.show(choices)
        self._update_fields()

    def show_profiles(self, profiles: tuple[Profile, ...]) -> None:
        """They were added or edited elsewhere."""
        self.fields.services.set_profiles(profiles)
        self.fields.speech.show_service(self.fields.services.profile)
        self._update_fields()

    def set_recording(self, running: SessionChoices | None) -> None:
        """Say when a change begins to count: `running` is what the recording was started with, if one runs."""
        self._running = running
        self._in_force = running.in_force if running is not None else None
        self._note.setText(
            tr("Every setting says when it counts.") if running is not None else tr("Used by the next recording.")
        )
        self.show_differences({})
        self._update_fields()

    def set_in_force(self, in_force: SessionConfiguration) -> None:
        """What the running session is asked for now."""
        self._in_force = in_force
        self._update_fields()

    def show_differences(self, differences: dict[str, str]) -> None:
        """Mark what the service uses instead of what was asked."""
        for name, field in self._made.items():
            field.set_difference(differences.get(name, ""))
        if any(name in differences for name in _ADVANCED):
            self.advanced.open()

    def show_error(self, name: str, message: str) -> bool:
        """Say beside a field why its value was not taken; False where the panel does not show such a field."""
        field = self._by_name.get(name)
        if field is None or field.isHidden():
            return False
        field.set_error(message)
        self._open_section_of(name)
        self.body_area.ensureWidgetVisible(field)
        return True

    def clear_errors(self) -> None:
        """What was wrong is being put right."""
        for field in self._made.values():
            field.set_error("")

    def focus_field(self, name: str) -> None:
        """Go to a field, wherever it is."""
        field = self._by_name.get(name) or self._by_name["service"]
        self._open_section_of(name)
        field.focus_target.setFocus()
        self.body_area.ensureWidgetVisible(field)

    def show_facts(self, lines: tuple[Fact, ...]) -> None:
        """What is known of the session; the section is there only while there is something."""
        if not lines and not self._made:
            return
        self.fill()
        self.facts.show_lines(lines)
        for part in (self._facts_rule, self.this_session):
            part.setVisible(bool(lines))

    def field(self, name: str) -> Field:
        """The field of that name in `FIELD_WORDS`."""
        return self._by_name[name]

    def fill(self) -> None:
        """Make the fields, once; before, the head and the foot are there."""
        if not self._made:
            # From outside to inside: whatever gets another parent is styled once more, with all that is in it.
            self.body_area.setWidget(body := QWidget())
            body.hide()
            self._fill(body)
            body.show()
            self._update_fields()

    # ---- layout ------------------------------------------------------------------------------------------------------

    @property
    def _by_name(self) -> dict[str, Field]:
        self.fill()
        return self._made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = QLabel(tr("Session settings"))
        title.setObjectName("panelTitle")
        title.setContentsMargins(_SIDE_PX, 20, _SIDE_PX, 8)
        column.addWidget(title)
        self.body_area = self._scrolled()
        column.addWidget(self.body_area, 1)
        # As high as the foot beside it, so that one line runs through under both.
        self._note.setFixedHeight(FOOT_HEIGHT_PX)
        self._note.setContentsMargins(_SIDE_PX, 0, _SIDE_PX, 0)
        column.addWidget(self._note)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.verticalScrollBar().rangeChanged.connect(self._on_body_resized)
        return area

    def _fill(self, body: QWidget) -> None:
        body.setObjectName("panelBody")
        column = self._body_column = QVBoxLayout(body)
        column.setContentsMargins(_SIDE_PX, 4, _SIDE_PX, 16)
        column.setSpacing(SPACING_PX)
        words = FIELD_WORDS["preset"]
        self._made["preset"] = Field(words.label, self.preset, self.preset.box, words.help, body)
        column.addWidget(self._made["preset"])
        self._add(column, _MAIN)
        column.addWidget(self.words)
        column.addWidget(_rule())
        self._add(column, _SOUND)
        column.addWidget(_rule())
        self._add(column, _TURN_DETECTION)
        self._by_hand = _wrapped("fieldNote")
        column.addWidget(self._by_hand)
        for section, names in (
            (self.turn_ending, _TURN_ENDING),
            (self.advanced, _ADVANCED),
            (self.safety_section, SAFETY_FIELDS),
            (self.this_session, ()),
        ):
            column.addWidget(rule := _rule())
            column.addWidget(section)
            self._add(section.column, names)
        self.this_session.column.addWidget(self.facts)
        self._facts_rule = rule
        self.show_facts(())
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, names: tuple[str, ...]) -> None:
        for name in names:
            control, words = self._controls[name], FIELD_WORDS[name]
            if not control.widget.accessibleName():
                control.widget.setAccessibleName(in_words(words.label))
            field = self._made[name] = Field(
                words.label, control.widget, control.focus, words.help, column.parentWidget()
            )
            column.addWidget(field)

    def _open_section_of(self, name: str) -> None:
        for section, names in (
            (self.turn_ending, _TURN_ENDING),
            (self.advanced, _ADVANCED),
            (self.safety_section, SAFETY_FIELDS),
        ):
            if name in names:
                section.open()

    # ---- what applies ------------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self.clear_errors()
        self._update_fields()
        self.changed.emit()

    def _on_safety_changed(self) -> None:
        self._by_name["safeguards.monthly_budget_dollars"].set_error(self.safety.budget_error)
        self._update_fields()
        self.safety_changed.emit()

    def _on_preset_chosen(self, preset: Preset) -> None:
        choices = self.choices
        configuration = apply_preset(preset, choices.configuration)
        self.show_choices(replace(choices, configuration=configuration, commit_policy=preset.commit_policy))
        self._on_changed()

    def _update_fields(self) -> None:
        choices = self.choices
        self.preset.show_choices(choices)
        if not self._made:
            return
        reasons = choices.refusals
        if "noise_reduction_strength" not in reasons and choices.configuration.noise_reduction is None:
            reasons["noise_reduction_strength"] = tr("Noise reduction is off.")
        for name, field in self._by_name.items():
            field.set_reason(reasons.get(name, ""))
        self._by_name["service"].set_note(service_note(choices))
        self._by_name["model"].set_note("" if choices.is_local else model_note(choices.model, choices.in_force.model))
        self._show_what_belongs(choices, reasons)
        self._say_when(choices)

    def _show_what_belongs(self, choices: SessionChoices, reasons: dict[str, str]) -> None:
        self._by_name["pasted_secret"].setVisible(not choices.is_local)
        self._by_name["modalities"].setVisible(choices.profile.switches.dialect is Dialect.BETA)
        kind = None if "turn_detection" in reasons else self.fields.turns.kind
        for name in _SERVER_VAD:
            self._by_name[name].setVisible(kind == "server")
        self._by_name["eagerness"].setVisible(kind == "semantic")
        policy = choices.commit_policy
        for name in ("commit_policy.pause_ms", "commit_policy.threshold"):
            self._by_name[name].setVisible(policy.at_pauses)
        self._by_name["commit_policy.latest_after_s"].setVisible(policy.latest_after_s is not None)
        has_budget = self.safety.safeguards.monthly_budget_dollars is not None
        for name in ("safeguards.budget_warning_percent", "safeguards.at_budget"):
            self._by_name[name].setVisible(has_budget)
        self._by_name["audio_keeping.days"].setVisible(self.safety.audio_keeping.retention == "days")
        self._by_hand.setText(turn_ending_note(choices))
        self._by_hand.setVisible(choices.in_force.turn_detection is None)

    def _say_when(self, choices: SessionChoices) -> None:
        running, in_force = self._running, self._in_force
        for name, field in self._by_name.items():
            if running is None or in_force is None or name == "preset" or field.reason:
                field.set_when("")
            else:
                is_now = counts_now(name, running, choices, in_force)
                field.set_when(APPLIES_NOW if is_now else AT_THE_NEXT_START)

    def _on_body_resized(self, _lowest: int, highest: int) -> None:
        """The controls keep their width, with a scroll bar beside them or without."""
        bar_px = self.body_area.verticalScrollBar().sizeHint().width() if highest > 0 else 0
        self._body_column.setContentsMargins(_SIDE_PX, 4, _SIDE_PX - bar_px, 16)


def _wrapped(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    return line
