"""Which service, in which dialect, and a client secret that was made elsewhere."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.guide.what_leaves import what_leaves
from transcriber.gui.language import in_words, tr
from transcriber.gui.panel.field_group import Control, FieldGroup
from transcriber.gui.services.service_titles import title_words
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.secret import NoSecretError, Secret
from transcriber.sentence import said
from transcriber.settings.profiles import BUILT_IN_PROFILES, Profile

_EDIT_SERVICES = said("Add or edit services…")


class ServiceFields(FieldGroup):
    """Chooses among profiles, and keeps what is changed of each. Main thread."""

    services_asked = Signal()
    """A person wants to add or edit services."""
    service_chosen = Signal()
    """Another one than before; `changed` follows."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._profiles: dict[str, Profile] = {}
        self._chosen = ""
        self.service = ChoiceBox(theme)
        self.dialect = SegmentedChoice(theme, tr("Dialect"), (("GA", Dialect.GA), ("Beta", Dialect.BETA)))
        self.pasted_secret = QLineEdit()
        self.pasted_secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.pasted_secret.setPlaceholderText(tr("Paste a client secret…"))
        self._add("pasted_secret", self.pasted_secret)
        self.controls["service"] = Control(self.service, self.service)
        self.controls["dialect"] = Control(self.dialect, self.dialect.segments[0])
        self.service.currentIndexChanged.connect(self._on_service_chosen)
        self.dialect.changed.connect(self._on_dialect_chosen)
        self.set_profiles(BUILT_IN_PROFILES)

    @property
    def profile(self) -> Profile:
        """The chosen one, as it is now."""
        return self._profiles[self._chosen]

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Every one, with what was changed of it here."""
        return tuple(self._profiles.values())

    def set_profiles(self, profiles: tuple[Profile, ...]) -> None:
        """Offer these; where the chosen one is gone, the first is chosen."""
        self._profiles = {profile.name: profile for profile in profiles}
        if self._chosen not in self._profiles:
            self._chosen = next(iter(self._profiles))
        self.service.blockSignals(True)
        self.service.clear()
        for profile in profiles:
            self.service.addItem(title_words(profile), profile.name)
            self._tell_what_leaves(profile)
        self.service.insertSeparator(self.service.count())
        self.service.addItem(in_words(_EDIT_SERVICES))
        self.service.blockSignals(False)
        self._show_chosen()

    def show_profile(self, profile: Profile) -> None:
        """Choose it, without a signal; one that is not offered yet is from now on."""
        self._chosen = profile.name
        if self._profiles.get(profile.name) != profile:
            self.set_profiles(tuple((self._profiles | {profile.name: profile}).values()))
        self._show_chosen()

    def read_secret(self) -> Secret | None:
        """The client secret that was pasted, if any.

        Raises:
            ConfigurationError: It cannot be one.
        """
        text = self.pasted_secret.text()
        if not text.strip():
            return None
        try:
            return Secret(text)
        except NoSecretError as error:
            raise ConfigurationError("pasted_secret", error.message) from None

    def _show_chosen(self) -> None:
        self.service.blockSignals(True)
        self.service.setCurrentIndex(self.service.findData(self._chosen))
        self.service.blockSignals(False)
        self.dialect.set_value(self.profile.switches.dialect)

    def _tell_what_leaves(self, profile: Profile) -> None:
        """Before it is chosen: of the item that was added last."""
        words, last = what_leaves(profile), self.service.count() - 1
        self.service.setItemData(last, plain_tip(words), Qt.ItemDataRole.ToolTipRole)
        self.service.setItemData(last, words, Qt.ItemDataRole.AccessibleDescriptionRole)

    def _on_service_chosen(self) -> None:
        name = self.service.currentData()
        if name is None:
            self._show_chosen()
            self.services_asked.emit()
            return
        self._chosen = str(name)
        self.pasted_secret.clear()
        self._show_chosen()
        self.service_chosen.emit()
        self.changed.emit()

    def _on_dialect_chosen(self) -> None:
        dialect = Dialect(str(self.dialect.value))
        profile = self.profile
        self._profiles[profile.name] = replace(profile, switches=replace(profile.switches, dialect=dialect))
        self.changed.emit()
