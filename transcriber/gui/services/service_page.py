"""One service as it is edited: what it is called and where it is, its key, a test, and how it is connected to."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.errands import Errands
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import tr
from transcriber.gui.services.connection_form import ConnectionForm
from transcriber.gui.services.consent import Consent
from transcriber.gui.services.drafts import Draft
from transcriber.gui.services.key_form import KeyForm
from transcriber.gui.services.service_form import ServiceForm
from transcriber.gui.services.service_titles import title_words
from transcriber.gui.services.trial_pane import TrialPane
from transcriber.gui.theme import Theme
from transcriber.sentence import said
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import OPENAI, KeyPlace, Profile

_LOCAL_WORDS = said(
    "Text is made by the engine that is part of this program. It needs no account and no key, and nothing leaves this "
    "computer."
)


class ServicePage(QWidget):
    """Shows a `Draft`; says what a person makes of it. Main thread."""

    changed = Signal(object)
    """The `Profile` as it stands here, valid or not."""

    def __init__(self, theme: Theme, key_store: KeyStore, errands: Errands) -> None:
        super().__init__()
        self.setObjectName("servicePage")
        self._theme = theme
        self._draft: Draft | None = None
        self.title = PlainWords("title")
        self.hint = PlainWords("subtitle")
        self.fault = PlainWords("fieldFault")
        self.consent = Consent()
        self.service = ServiceForm(theme)
        self.key = KeyForm(theme, key_store, errands)
        self.trial = TrialPane()
        self.disclosure = self._make_disclosure()
        self.connection = ConnectionForm(theme)
        self._key_parts: tuple[QWidget, ...] = ()
        self._lay_out()
        self._connect()
        self._on_disclosed(False)

    def show_draft(self, draft: Draft) -> None:
        """Show a service without a signal."""
        is_other = self._draft is None or self._draft.number != draft.number
        self._draft = draft
        profile, is_valid = draft.profile, draft.fault is None
        if is_other:
            self.disclosure.setChecked(profile.is_local)
        self.title.say(title_words(profile) or tr("New service"))
        self.hint.say(_LOCAL_WORDS if profile.is_local else draft.hint)
        self.consent.show_profile(profile, is_valid=is_valid)
        is_openai = draft.saved is not None and draft.saved.name == OPENAI.name
        self.service.show_profile(profile, is_name_fixed=not draft.is_new, is_address_fixed=is_openai)
        self.connection.show_switches(profile.switches, is_local=profile.is_local)
        self.key.show_profile(profile, is_valid=is_valid)
        for part in (self.service, *self._key_parts):
            part.setVisible(not profile.is_local)
        self._show_fault()

    def read(self) -> Profile:
        """The service as it stands here."""
        assert self._draft is not None, "nothing is shown yet"
        shown = self._draft.profile
        if shown.is_local:
            return replace(shown, switches=self.connection.read())
        profile = self.service.read()
        # Another kind has set the switches itself.
        return profile if profile.kind is not shown.kind else replace(profile, switches=self.connection.read())

    def settle(self) -> None:
        """Take what was typed and not left yet."""
        if self._draft is not None and self.read() != self._draft.profile:
            self._on_settled()

    # ---- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        key_title = _section(tr("Key"))
        key_rule = _rule()
        self._key_parts = (key_rule, key_title, self.key)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        parts: tuple[QWidget, ...] = (
            *(self.title, self.hint, self.fault, self.consent, self.service),
            *self._key_parts,
            *(_rule(), _section(tr("Test")), self.trial),
            *(_rule(), self.disclosure, self.connection),
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    def _make_disclosure(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("disclosure")
        button.setText(tr("Connection"))
        button.setAccessibleName(tr("Connection settings"))
        button.setCheckable(True)
        button.setIconSize(QSize(16, 16))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.toggled.connect(self._on_disclosed)
        return button

    def _connect(self) -> None:
        self.service.settled.connect(self._on_settled)
        self.connection.settled.connect(self._on_settled)
        self.key.place_chosen.connect(self._on_place_chosen)
        self.key.variable_named.connect(self._on_variable_named)
        self._theme.changed.connect(self._on_theme_changed)

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _on_settled(self) -> None:
        profile = self.read()
        if self._draft is not None and profile != self._draft.profile:
            self.changed.emit(profile)

    def _on_place_chosen(self, place: KeyPlace) -> None:
        profile = self.read()
        # A variable is named for the place that needs one, and forgotten with it.
        variable = profile.key_variable if place is KeyPlace.ENVIRONMENT else ""
        self.changed.emit(replace(profile, key_place=place, key_variable=variable))

    def _on_variable_named(self, variable: str) -> None:
        self.changed.emit(replace(self.read(), key_variable=variable))

    def _on_disclosed(self, is_open: bool) -> None:
        self.connection.setVisible(is_open)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        name = "chevron-down" if self.disclosure.isChecked() else "chevron-right"
        self.disclosure.setIcon(stroke_icon(name, colours.muted, colours.disabled, 16))

    # ---- faults ------------------------------------------------------------------------------------------------------

    def _show_fault(self) -> None:
        fault = self._draft.fault if self._draft is not None else None
        fields = self.service.fields | self.key.fields | self.connection.fields
        for name, field in fields.items():
            field.show_fault(fault.message if fault is not None and fault.field == name else "")
        is_elsewhere = fault is not None and fault.field not in fields
        self.fault.say(fault.message if fault is not None and is_elsewhere else "")
        if fault is not None and fault.field in self.connection.fields:
            self.disclosure.setChecked(True)


def _section(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("sectionTitle")
    return label


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    return line
