"""The program on its desktop at work: tray, notifications, the sign of a recording, what closing the window means."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from transcriber.app import MicrophoneSource
from transcriber.gui.banner import Banner
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.desktop.notifications import Notifications
from transcriber.gui.desktop.portal_colours import PortalColours
from transcriber.gui.desktop.recording_news import RecordingNews
from transcriber.gui.desktop.state_icons import state_icon
from transcriber.gui.desktop.tray_icon import TrayIcon, is_tray_there
from transcriber.gui.desktop.window_verbs import WindowVerbs
from transcriber.gui.recording_control import RecordingControl
from transcriber.gui.theme import Theme
from transcriber.gui.window_actions import WindowActions
from transcriber.gui.window_state import WindowState
from transcriber.sentence import said
from transcriber.session.notices import Problem, RecordingChanged, RecordingState
from transcriber.settings.desktop_choices import DesktopChoices
from transcriber.settings.preferences import Preferences

if TYPE_CHECKING:
    from transcriber.gui.desktop.program_dialog import ProgramDialog

CONSENT = "consent"
_SIGN = "● "
"""Before the window's title while it records."""
_CONSENT_WORDS = said("Tell the people who can be heard that you are recording.")
_CONSENT_REASON = said("In many places nobody may be recorded without their consent.")


class DesktopControl(QObject):
    """Main thread.

    Args:
        bridge: Tells what happens.
        theme: Of the dialog.
        state: Shows problems, and knows whether something runs.
        recording: Starts and stops.
        actions: What the tray offers.
        known: What is remembered.
        keep: Remembers other preferences.
        why_no_mark: Why nothing of what runs can be marked.
        banner: Has the sentence about consent until it is dismissed, or the recording is over.
        window: Owns this.
        is_there: Whether there is a tray.
    """

    def __init__(
        self,
        bridge: NoticeBridge,
        theme: Theme,
        state: WindowState,
        recording: RecordingControl,
        actions: WindowActions,
        known: Callable[[], Preferences],
        keep: Callable[[Preferences], None],
        why_no_mark: Callable[[], str],
        banner: Banner,
        window: QWidget,
        is_there: Callable[[], bool] = is_tray_there,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._state = state
        self._actions = actions
        self._known = known
        self._keep = keep
        self._banner = banner
        self._window = window
        self._is_there = is_there
        self._is_quitting = False
        self.colours = PortalColours(self)
        self.colours.told.connect(theme.set_system_dark)
        self.verbs = WindowVerbs(state, recording, actions, why_no_mark, window)
        self.tray: TrayIcon | None = None
        self.notifications = Notifications()
        self.news = RecordingNews(bridge, self._tell, window.isActiveWindow, self)
        self.dialog: ProgramDialog | None = None
        banner.dismissed.connect(self._on_dismissed)
        bridge.recording_changed.connect(self._on_recording_changed)
        window.windowTitleChanged.connect(self._mark_title)
        actions.program.triggered.connect(self.open_settings)
        actions.quit.triggered.connect(self.quit)

    @property
    def choices(self) -> DesktopChoices:
        """What is remembered."""
        return self._known().desktop

    def begin(self) -> None:
        """With the first window: the icon in the tray, where both are wanted and there, and the desktop's colours."""
        self._update_tray()
        self.colours.begin()

    def stays(self, *, is_closing: bool) -> bool:
        """Whether closing the window leaves the program running; asked when it is being closed."""
        if self._is_quitting or is_closing or _is_session_ending():
            return False
        return self.choices.keeps_running and self._is_there() and self.tray is not None and self.tray.is_shown

    def quit(self) -> None:
        """Close the window and end."""
        self._is_quitting = True
        self._window.close()
        # Where a person calls it off, closing means again what it meant.
        self._is_quitting = False

    def open_settings(self) -> None:
        """The dialog about the program itself."""
        if self.dialog is None:
            from transcriber.gui.desktop.autostart import autostart_here
            from transcriber.gui.desktop.program_dialog import ProgramDialog

            self.dialog = ProgramDialog(self._theme, autostart_here(), has_tray=self._is_there(), parent=self._window)
            self.dialog.changed.connect(self._on_choices_changed)
        self.dialog.show_choices(self.choices)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def close(self) -> None:
        """With the main window."""
        if self.dialog is not None:
            self.dialog.close()
        if self.tray is not None:
            self.tray.set_shown(False)
        self.notifications.close()
        self.colours.close()

    def _on_choices_changed(self, choices: DesktopChoices) -> None:
        self._keep(replace(self._known(), desktop=choices))
        self._update_tray()

    def _update_tray(self) -> None:
        is_wanted = self.choices.shows_tray_icon and self._is_there()
        if self.tray is None and is_wanted:
            actions = self._actions
            groups = ((actions.record, actions.pause, actions.mark), (actions.captions,))
            self.tray = TrayIcon(groups, actions.quit, self._window)
            self.tray.show_asked.connect(self.verbs.show)
            self.tray.show_state(self._state.situation.recording)
            self.notifications = Notifications(self.tray)
        if self.tray is not None:
            self.tray.set_shown(is_wanted)

    def _tell(self, title: str, words: str) -> None:
        if self.choices.notifies:
            self.notifications.tell(title, words)

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        self._window.setWindowIcon(state_icon(notice.state))
        self._mark_title()
        if self.tray is not None:
            self.tray.show_state(notice.state)
        if notice.state is RecordingState.RECORDING and not self.choices.was_told_of_consent:
            self._tell_of_consent()
        elif notice.state in (RecordingState.FINISHING, RecordingState.STOPPED):
            # Nobody is heard any more; unless it was dismissed, it comes again with the next recording.
            self._banner.take_back(CONSENT)

    def _mark_title(self) -> None:
        """In words that a list of windows shows too, whatever the title says otherwise."""
        title = self._window.windowTitle().removeprefix(_SIGN)
        is_recording = self._state.situation.recording is RecordingState.RECORDING
        self._window.setWindowTitle(f"{_SIGN}{title}" if is_recording else title)

    def _tell_of_consent(self) -> None:
        request = self._state.request
        # It stands there still after a pause: once more it would cover what was told since.
        is_told = any(problem.code == CONSENT for problem in self._banner.problems)
        if not is_told and request is not None and isinstance(request.source, MicrophoneSource):
            self._state.show_problem(Problem(CONSENT, _CONSENT_WORDS, _CONSENT_REASON))

    def _on_dismissed(self, problem: Problem) -> None:
        if problem.code == CONSENT:
            self._keep(replace(self._known(), desktop=replace(self.choices, was_told_of_consent=True)))


def _is_session_ending() -> bool:
    """Whether the desktop is logging the person out: then nothing may stay."""
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()
