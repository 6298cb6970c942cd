"""What the banner's one action does for each problem."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from transcriber.gui.banner import BannerAction
from transcriber.gui.service_windows import ServiceWindows
from transcriber.gui.session_panel import SessionPanel
from transcriber.realtime.dialects import Dialect
from transcriber.session.notices import Problem
from transcriber.settings.confirmation import confirmed
from transcriber.settings.profiles import Profile, with_profile


class Remedies(QObject):
    """Takes a press of the banner's button. Main thread."""

    rescan_asked = Signal()
    file_asked = Signal()
    panel_asked = Signal()
    """The panel must be open: a field in it is the remedy."""
    start_asked = Signal()
    """The recording that failed, once more."""
    going_on_asked = Signal()
    """The recording that runs goes on with the engine on this computer."""
    rest_asked = Signal(str)
    """What the recording of this id lacks is to be transcribed."""
    recording_asked = Signal(str)
    """The recording of this id is to be shown."""
    jobs_asked = Signal()
    """What was still being transcribed when the program ended is to be gone on with."""
    profiles_changed = Signal()

    def __init__(self, panel: SessionPanel, windows: ServiceWindows, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._windows = windows

    def take(self, action: BannerAction, problem: Problem) -> None:
        """Do it."""
        match action:
            case BannerAction.RESCAN:
                self.rescan_asked.emit()
            case BannerAction.USE_FILE:
                self.file_asked.emit()
            case BannerAction.OPEN_SETTINGS:
                self._show_field("service")
            case BannerAction.CHOOSE_MODEL:
                self._show_field("model")
            case BannerAction.SHOW_SETTING:
                self._show_field(problem.field)
            case BannerAction.FIX_KEY | BannerAction.EDIT_SERVICE:
                self._windows.open_services()
            case BannerAction.SWITCH_TO_GA:
                self._change(_in_ga(self._profile))
            case BannerAction.USE_SERVICE:
                self._change(confirmed(self._profile))
            case BannerAction.TRY_AGAIN:
                self.start_asked.emit()
            case BannerAction.GO_ON_LOCALLY:
                self.going_on_asked.emit()
            case BannerAction.TRANSCRIBE_REST:
                self.rest_asked.emit(problem.recording_id)
            case BannerAction.GO_ON_TRANSCRIBING:
                self.jobs_asked.emit()
            case BannerAction.OPEN_RECORDING:
                self.recording_asked.emit(problem.recording_id)
            case BannerAction.NONE:
                pass

    @property
    def _profile(self) -> Profile:
        return self._panel.fields.services.profile

    def _show_field(self, name: str) -> None:
        self.panel_asked.emit()
        self._panel.focus_field(name)

    def _change(self, profile: Profile) -> None:
        others = self._panel.fields.services.profiles
        self._panel.show_profiles(with_profile(others, profile))
        self._windows.refresh()
        self.profiles_changed.emit()
        self.start_asked.emit()


def _in_ga(profile: Profile) -> Profile:
    return replace(profile, switches=replace(profile.switches, dialect=Dialect.GA))
