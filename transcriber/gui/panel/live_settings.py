"""Settings that change while a recording runs: sent at once, or refused and put back, with the reason at the field."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.language import tr
from transcriber.gui.panel.differences import differences
from transcriber.gui.panel.live_update import live_update, reverted
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import SessionPanel
from transcriber.realtime.commit_policy import CommitPolicy, validate_commit_policy
from transcriber.realtime.configuration import ConfigurationError, SessionConfiguration, validate
from transcriber.session.notices import Problem, SessionAnnounced, UpdateRefused

TYPING_PAUSE_MS = 400
"""Letters that come faster than this are one change."""


class UpdatingApp(Protocol):
    """What takes changes of a recording that runs."""

    def update_session(self, configuration: SessionConfiguration) -> None:
        """Returns at once; `SessionAnnounced` or `UpdateRefused` follows."""

    def update_commit_policy(self, policy: CommitPolicy) -> None:
        """Returns at once."""


class LiveSettings(QObject):
    """Between the panel and the session that runs; at rest between recordings. Main thread."""

    problem_raised = Signal(object)
    """A `Problem`: a refusal that is about no field of the panel."""

    def __init__(self, app: UpdatingApp, panel: SessionPanel, bridge: NoticeBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._panel = panel
        self._running: SessionChoices | None = None
        self._asked: SessionConfiguration | None = None
        self._chosen: SessionConfiguration | None = None
        """What the panel said last, where the session has settings of its own: only changes of that are sent."""
        self._commit_policy = CommitPolicy()
        self._is_typing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._send)
        panel.fields.typed.connect(self._on_typed)
        panel.changed.connect(self._on_changed)
        bridge.session_announced.connect(self._on_session_announced)
        bridge.update_refused.connect(self._on_update_refused)

    def begin(self, choices: SessionChoices) -> None:
        """A recording starts with these."""
        self._running = choices
        self._asked = choices.in_force
        self._chosen = None
        self._commit_policy = choices.commit_policy
        self._is_typing = False
        self._panel.clear_errors()
        self._panel.set_recording(choices)

    def end(self) -> None:
        """It is over: from here on changes are for the next."""
        self._pause.stop()
        self._running = None
        self._panel.set_recording(None)

    def _on_typed(self) -> None:
        self._is_typing = True

    def _on_changed(self) -> None:
        is_typing, self._is_typing = self._is_typing, False
        if self._running is None:
            return
        if is_typing:
            self._pause.start()
        else:
            self._pause.stop()
            self._send()

    def _send(self) -> None:
        if self._running is None or self._asked is None:
            return
        choices = self._panel.choices
        update = live_update(self._running, choices, self._asked, self._chosen)
        try:
            validate_commit_policy(choices.commit_policy)
            validate(update)
        except ConfigurationError as error:
            self._panel.show_error(error.field, error.message)
            return
        if choices.commit_policy != self._commit_policy:
            self._commit_policy = choices.commit_policy
            self._app.update_commit_policy(choices.commit_policy)
        if self._chosen is not None:
            self._chosen = choices.in_force
        if update != self._asked:
            self._asked = update
            self._app.update_session(update)

    def _on_session_announced(self, notice: SessionAnnounced) -> None:
        if self._running is None:
            return
        if notice.asked is None and self._chosen is None:
            # The session came with settings of its own; what is changed from here on starts from those.
            self._asked = notice.session.configuration
            self._chosen = self._running.in_force
        self._panel.set_in_force(notice.asked or notice.session.configuration)
        self._panel.show_differences(differences(notice.session, self._chosen or notice.asked))

    def _on_update_refused(self, notice: UpdateRefused) -> None:
        if self._running is None or self._asked is None:
            return
        choices = self._panel.choices
        configuration, names = reverted(choices.configuration, self._asked, notice.in_force, notice.field)
        self._asked = notice.in_force
        self._panel.fields.show_configuration(configuration, choices.commit_policy)
        if self._chosen is not None:
            self._chosen = self._panel.choices.in_force
        self._panel.set_in_force(notice.in_force)
        if self._panel.show_error(notice.field, notice.message):
            return
        shown = [self._panel.show_error(name, notice.message) for name in names]
        if not any(shown):
            self.problem_raised.emit(
                Problem("update_refused", notice.message, tr("What was in force before still is."))
            )
