"""A service's key: where it is kept, whether there is one for the address, and a field to enter it once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.errands import Errands
from transcriber.gui.language import in_words, tr
from transcriber.gui.services.explained_field import ExplainedField
from transcriber.gui.services.key_words import PLACES, key_words, left_words, shown_origin
from transcriber.gui.theme import Theme
from transcriber.realtime.secret import Secret
from transcriber.settings.keys import KeyStore, KeyStoreError, typed_secret
from transcriber.settings.profiles import KeyPlace, Profile

_ENTERED = frozenset({KeyPlace.KEYRING, KeyPlace.MEMORY, KeyPlace.FILE})
"""Places that a key is put into from here."""

_LASTING = _ENTERED - {KeyPlace.MEMORY}


class KeyForm(QWidget):
    """Asks the key store away from the main thread, and never shows a key. Main thread."""

    place_chosen = Signal(object)
    """Another `KeyPlace`."""
    variable_named = Signal(str)
    """Another environment variable holds the key."""
    kept = Signal()
    """There is a key for this service from now on."""

    def __init__(self, theme: Theme, key_store: KeyStore, errands: Errands) -> None:
        super().__init__()
        self._key_store = key_store
        self._errands = errands
        self._profile: Profile | None = None
        self._is_valid = False
        self._pending: Secret | None = None
        self._keyed_origins: dict[str, str] = {}
        self._kept_at: dict[str, dict[KeyPlace, str]] = {}
        """By a service's name: the lasting places in which a key was last seen, and what it is bound to."""
        self.place = ChoiceBox(theme)
        for place, label, _ in PLACES:
            self.place.addItem(in_words(label), place)
        self.variable = QLineEdit()
        self.variable.setPlaceholderText("MY_SERVICE_KEY")
        self.entry = QLineEdit()
        self.entry.setEchoMode(QLineEdit.EchoMode.Password)
        self.entry.setPlaceholderText(tr("Paste the key"))
        self.keep = QPushButton(tr("Keep the key"))
        self.remove = QPushButton(tr("Remove the key"))
        self.instead = QPushButton(tr("Keep it for this run instead"))
        self.status = PlainWords("keyStatus")
        self.fault = PlainWords("fieldFault")
        entry_row = QWidget()
        self.fields = {
            "key_place": ExplainedField(tr("Where the key is kept"), self.place),
            "key_variable": ExplainedField(
                tr("Environment variable"), self.variable, tr("Only the name is remembered, never what it holds.")
            ),
            "key": ExplainedField(
                tr("Key"), entry_row, tr("It is bound to scheme, host and port, and never shown again."), self.entry
            ),
        }
        self._lay_out(entry_row)
        self._connect()

    def show_profile(self, profile: Profile, *, is_valid: bool) -> None:
        """The service whose key this is; without a valid one there is no address to bind a key to."""
        is_other = self._profile is None or profile.name != self._profile.name
        must_ask = (profile, is_valid) != (self._profile, self._is_valid)
        self._profile, self._is_valid = profile, is_valid
        if is_other:
            self.entry.clear()
            self._pending = None
        self.place.setCurrentIndex(self.place.findData(profile.key_place))
        self.variable.setText(profile.key_variable)
        self._explain_place(profile)
        self.fields["key_variable"].setVisible(profile.key_place is KeyPlace.ENVIRONMENT)
        self.fields["key"].setVisible(profile.key_place in _ENTERED)
        if profile.key_place is KeyPlace.NONE:
            self.status.say("")
        if must_ask:
            self._show_fault(None)
            self.refresh()

    def refresh(self) -> None:
        """Ask whether there is a key now."""
        profile = self._profile
        self.remove.hide()
        self.keep.setEnabled(self._is_valid)
        if profile is None or profile.key_place is KeyPlace.NONE:
            return
        if not self._is_valid:
            self.status.say(tr("Correct the fields above first: a key is bound to an address."))
            return
        self.status.say(tr("Looking for the key…"))
        self._errands.run(
            lambda: self._key_store.has_key(profile),
            lambda has_key: self._on_looked(profile, has_key),
            lambda error: self._on_failed(profile, error, can_go_on=False),
        )

    # ---- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self, entry_row: QWidget) -> None:
        row = QHBoxLayout(entry_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.entry, 1)
        row.addWidget(self.keep)
        status_row = QHBoxLayout()
        status_row.setSpacing(8)
        status_row.addWidget(self.status, 1)
        status_row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for name in ("key_place", "key_variable"):
            column.addWidget(self.fields[name])
        column.addLayout(status_row)
        column.addWidget(self.fields["key"])
        column.addWidget(self.fault)
        column.addWidget(self.instead, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_fault(None)

    def _connect(self) -> None:
        self.place.activated.connect(self._on_place_chosen)
        self.variable.editingFinished.connect(self._on_variable_named)
        self.entry.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.remove.clicked.connect(self._on_remove)
        self.instead.clicked.connect(self._on_instead)

    # ---- showing -----------------------------------------------------------------------------------------------------

    def _explain_place(self, profile: Profile) -> None:
        explanations = {place: explanation for place, _, explanation in PLACES}
        kept = self._kept_at.get(profile.name, {})
        left = {place: address for place, address in kept.items() if place is not profile.key_place}
        self.fields["key_place"].explain(in_words(explanations[profile.key_place]) + left_words(left))

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _on_place_chosen(self) -> None:
        self.place_chosen.emit(KeyPlace(self.place.currentData()))

    def _on_variable_named(self) -> None:
        if self._profile is not None and self.variable.text().strip() != self._profile.key_variable:
            self.variable_named.emit(self.variable.text().strip())

    def _on_keep(self) -> None:
        text = self.entry.text()
        self.entry.clear()
        try:
            self._keep(typed_secret(text))
        except KeyStoreError as error:
            self._show_fault(error)

    def _keep(self, secret: Secret) -> None:
        profile = self._profile
        if profile is None or not self._is_valid:
            return
        self._pending = secret
        self._show_fault(None)
        self.status.say(tr("Keeping the key…"))
        self._errands.run(
            lambda: self._key_store.keep(profile, secret),
            lambda _: self._on_kept(profile),
            lambda error: self._on_failed(profile, error, can_go_on=profile.key_place is not KeyPlace.MEMORY),
        )

    def _on_instead(self) -> None:
        secret = self._pending
        self.place_chosen.emit(KeyPlace.MEMORY)
        if secret is not None:
            self._keep(secret)

    def _on_remove(self) -> None:
        profile = self._profile
        if profile is None:
            return
        self._keyed_origins.pop(profile.name, None)
        self._errands.run(
            lambda: self._key_store.forget(profile),
            lambda _: self.refresh(),
            lambda error: self._on_failed(profile, error, can_go_on=False),
        )

    # ---- what the key store says -------------------------------------------------------------------------------------

    def _on_looked(self, profile: Profile, has_key: bool) -> None:
        self._note_place(profile, has_key=has_key)
        if self._profile is not None:
            self._explain_place(self._profile)
        if profile != self._profile:
            return
        before = self._keyed_origins.get(profile.name, "")
        self.status.say(key_words(profile, has_key=has_key, origin_before=before))
        self.remove.setVisible(has_key and profile.key_place in _ENTERED)
        self.keep.setText(tr("Replace the key") if has_key else tr("Keep the key"))
        if has_key:
            self._keyed_origins[profile.name] = shown_origin(profile)

    def _note_place(self, profile: Profile, *, has_key: bool) -> None:
        kept = self._kept_at.setdefault(profile.name, {})
        if has_key and profile.key_place in _LASTING:
            kept[profile.key_place] = shown_origin(profile)
        elif kept.get(profile.key_place) == shown_origin(profile):
            del kept[profile.key_place]

    def _on_kept(self, profile: Profile) -> None:
        self._pending = None
        self.kept.emit()
        if profile == self._profile:
            self.refresh()

    def _on_failed(self, profile: Profile, error: Exception, *, can_go_on: bool) -> None:
        if not isinstance(error, KeyStoreError):
            raise error
        if profile != self._profile:
            return
        self.status.say(
            tr("No key for {address}.").format(address=shown_origin(profile))
            if can_go_on
            else tr("It is not known whether there is a key.")
        )
        self._show_fault(error, can_go_on=can_go_on)

    def _show_fault(self, error: KeyStoreError | None, *, can_go_on: bool = False) -> None:
        self.fault.say("" if error is None else f"{in_words(error.message)} {in_words(error.remedy)}".strip())
        self.instead.setVisible(can_go_on)
