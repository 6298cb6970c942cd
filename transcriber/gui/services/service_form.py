"""What a service is called, where it is, and which model it is asked for."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.language import in_words, tr
from transcriber.gui.services.explained_field import ExplainedField
from transcriber.gui.theme import Theme
from transcriber.realtime.models import MODELS
from transcriber.realtime.switches import KeyPlacement
from transcriber.sentence import said
from transcriber.settings.profiles import Profile, ServiceKind

_KINDS = (
    ("OpenAI", ServiceKind.OPENAI),
    ("Azure OpenAI", ServiceKind.AZURE),
    (said("OpenAI-compatible"), ServiceKind.COMPATIBLE),
)
_ADDRESSES = {
    ServiceKind.AZURE: said("https://RESOURCE.openai.azure.com/openai/v1, with the name of your resource."),
    ServiceKind.COMPATIBLE: said(
        "Up to and including the version, such as https://host/v1. A service on this computer may use http."
    ),
    ServiceKind.OPENAI: said("Up to and including the version, such as https://api.openai.com/v1."),
}


class ServiceForm(QWidget):
    """Shows and reads the fields of a `Profile` that are no switches. Main thread."""

    settled = Signal()
    """Something was chosen, or a text was left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._profile: Profile | None = None
        self.title = QLineEdit()
        self.name = QLineEdit()
        self.base_url = QLineEdit()
        self.kind = ChoiceBox(theme)
        for label, kind in _KINDS:
            self.kind.addItem(in_words(label), kind)
        self.default_model = _ModelBox(theme, tr("Model"))
        self.behaves_like = _ModelBox(theme, tr("Behaves like"))
        self.behaves_like.edit.setPlaceholderText(tr("The model by that name"))
        self.fields = {
            "title": ExplainedField(tr("Title"), self.title),
            "name": ExplainedField(tr("Name"), self.name),
            "base_url": ExplainedField(tr("Address"), self.base_url),
            "kind": ExplainedField(
                tr("Kind"),
                self.kind,
                tr("Azure OpenAI takes the key in a header of its own; this sets where the key stands."),
            ),
            "default_model": ExplainedField(tr("Model"), self.default_model),
            "behaves_like": ExplainedField(
                tr("Behaves like"),
                self.behaves_like,
                tr("Where a model has a name of its own here: the known model behind it, for what it takes and costs."),
            ),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for field in self.fields.values():
            column.addWidget(field)
        self._connect()

    def show_profile(self, profile: Profile, *, is_name_fixed: bool, is_address_fixed: bool) -> None:
        """Show a service without a signal."""
        self._profile = profile
        for edit, text in (
            (self.title, profile.title),
            (self.name, profile.name),
            (self.base_url, profile.base_url or ""),
            (self.default_model.edit, profile.default_model),
            (self.behaves_like.edit, profile.behaves_like),
        ):
            if edit.text() != text:
                edit.setText(text)
                edit.setCursorPosition(0)
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(profile.kind))
        self.kind.blockSignals(False)
        for edit in (self.title, self.base_url):
            _fix(edit, is_address_fixed)
        _fix(self.name, is_name_fixed)
        self.kind.setEnabled(not is_address_fixed)
        self._explain(profile, is_name_fixed=is_name_fixed, is_address_fixed=is_address_fixed)

    def read(self) -> Profile:
        """The service with what the controls say; its switches only as far as the kind sets them."""
        assert self._profile is not None, "nothing is shown yet"
        kind = ServiceKind(self.kind.currentData())
        profile = self._profile
        if kind is not profile.kind:
            profile = replace(profile, switches=replace(profile.switches, key_placement=_placement(profile, kind)))
        return replace(
            profile,
            title=self.title.text().strip(),
            name=self.name.text().strip(),
            base_url=self.base_url.text().strip(),
            kind=kind,
            default_model=self.default_model.currentText().strip(),
            behaves_like=self.behaves_like.currentText().strip(),
        )

    def _connect(self) -> None:
        edits = (self.title, self.name, self.base_url, self.default_model.edit, self.behaves_like.edit)
        for edit in edits:
            edit.editingFinished.connect(self.settled)
        for box in (self.kind, self.default_model, self.behaves_like):
            box.activated.connect(self.settled)

    def _explain(self, profile: Profile, *, is_name_fixed: bool, is_address_fixed: bool) -> None:
        fields = self.fields
        fields["title"].explain(
            "" if not is_address_fixed else tr("Duplicate it to change its title, address or kind.")
        )
        fixed = tr("Fixed, because commands and keys go by it; duplicate the service to have another.")
        short = tr("Short, for commands: lower-case letters, digits and hyphens.")
        fields["name"].explain(fixed if is_name_fixed else short)
        fields["base_url"].explain("" if is_address_fixed else _ADDRESSES.get(profile.kind, ""))
        deployment = tr("The name of your deployment at Azure, not of the model behind it.")
        usual = tr("What a recording begins with; the session settings can name another.")
        fields["default_model"].explain(deployment if profile.kind is ServiceKind.AZURE else usual)
        fields["behaves_like"].setVisible(profile.kind is not ServiceKind.OPENAI)


def _placement(profile: Profile, kind: ServiceKind) -> KeyPlacement:
    usual = (KeyPlacement.BEARER, KeyPlacement.API_KEY_HEADER)
    if profile.switches.key_placement not in usual:
        return profile.switches.key_placement
    return KeyPlacement.API_KEY_HEADER if kind is ServiceKind.AZURE else KeyPlacement.BEARER


def _fix(edit: QLineEdit, is_fixed: bool) -> None:
    """Still to be read and copied, and to be seen as fixed."""
    if edit.isReadOnly() != is_fixed:
        edit.setReadOnly(is_fixed)
        edit.style().polish(edit)


class _ModelBox(ChoiceBox):
    """A model that is known, or any other name. Main thread."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.setLineEdit(self.edit)
        self.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        for row in MODELS:
            if not row.is_local:
                self.addItem(row.model)
