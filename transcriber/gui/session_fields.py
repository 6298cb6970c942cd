"""The controls of the session panel as one value: what they say is `SessionChoices`."""

from PySide6.QtCore import QObject, Signal

from transcriber.gui.panel.field_group import Control
from transcriber.gui.panel.service_fields import ServiceFields
from transcriber.gui.panel.speech_fields import SpeechFields
from transcriber.gui.panel.turn_fields import TurnFields
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.theme import Theme
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration


class SessionFields(QObject):
    """Reads and shows `SessionChoices`; knows nothing of what a model takes. Main thread."""

    changed = Signal()
    typed = Signal()
    """Before `changed`, where more may follow at once."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.services = ServiceFields(theme, self)
        self.speech = SpeechFields(theme, self)
        self.turns = TurnFields(theme, self)
        self.controls: dict[str, Control] = {}
        for group in (self.services, self.speech, self.turns):
            self.controls |= group.controls
            group.typed.connect(self.typed)
            group.changed.connect(self._on_changed)
        self.services.service_chosen.connect(self._on_service_chosen)

    def read(self) -> SessionChoices:
        """What the controls say."""
        configuration = self.speech.read(SessionConfiguration(turn_detection=self.turns.read_turn_detection()))
        return SessionChoices(
            profile=self.services.profile,
            configuration=configuration,
            commit_policy=self.turns.read_commit_policy(),
        )

    def show(self, choices: SessionChoices) -> None:
        """Let the controls say `choices`, without a signal."""
        self.blockSignals(True)
        self.services.show_profile(choices.profile)
        self.blockSignals(False)
        self.show_configuration(choices.configuration, choices.commit_policy)

    def show_configuration(self, configuration: SessionConfiguration, commit_policy: CommitPolicy) -> None:
        """The same with the service that is chosen."""
        self.blockSignals(True)
        self.speech.show(configuration)
        self.speech.show_service(self.services.profile)
        self.speech.keep_model_for(self.services.profile)
        self.turns.show_turn_detection(configuration.turn_detection)
        self.turns.show_commit_policy(commit_policy)
        self.blockSignals(False)

    def _on_service_chosen(self) -> None:
        self.speech.take_model_of(self.services.profile)

    def _on_changed(self) -> None:
        self.speech.keep_model_for(self.services.profile)
        self.changed.emit()
