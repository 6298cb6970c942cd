"""Shows the first page in place of the window, once and whenever it is asked for, and puts what is chosen in force."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLocale, QObject, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.language import tr
from transcriber.gui.microphone_choice import DeviceLister, MicrophoneChoice
from transcriber.gui.recording_control import RecordingControl
from transcriber.gui.service_windows import ServiceWindows
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.theme import Theme
from transcriber.gui.top_bar import TopBar
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.sentence import together
from transcriber.session.notices import Meter, Problem, RecordingChanged, RecordingState

if TYPE_CHECKING:
    from transcriber.gui.first_run.introduction_page import IntroductionPage

LONGEST_TEST_MS = 20_000
_POLL_MS = 50


class TestableApp(Protocol):
    """What a spoken test needs of the application."""

    def stop_recording(self) -> None:
        """Returns at once; notices follow."""

    def meter(self) -> Meter:
        """What moves all the time."""


class IntroductionControl(QObject):
    """Main thread.

    Args:
        app: Records the spoken test.
        bridge: Tells what comes of it.
        theme: Of the page.
        bar: Its microphone is the one that is chosen here.
        page: Its transcript is the test's as long as that runs.
        panel: Takes service, language and what is kept.
        windows: Where services are set up.
        recording: Begins the test.
        list_devices: The microphones.
        remember: That a person has seen the page.
        window: Owns this; its centre gives way.
    """

    def __init__(
        self,
        app: TestableApp,
        bridge: NoticeBridge,
        theme: Theme,
        bar: TopBar,
        page: TranscriptPage,
        panel: SessionPanel,
        windows: ServiceWindows,
        recording: RecordingControl,
        list_devices: DeviceLister,
        remember: Callable[[], None],
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._app = app
        self._theme = theme
        self._bar = bar
        self._page = page
        self._panel = panel
        self._windows = windows
        self._recording = recording
        self._list_devices = list_devices
        self._remember = remember
        self._window = window
        self._centre: QWidget | None = None
        self.page: IntroductionPage | None = None
        """While it is shown."""
        self._is_testing = False
        self._told = ""
        self._polling = QTimer(self, interval=_POLL_MS)
        self._polling.timeout.connect(self._on_poll)
        self._limit = QTimer(self, singleShot=True, interval=LONGEST_TEST_MS)
        self._limit.timeout.connect(app.stop_recording)
        bridge.recording_changed.connect(self._on_recording_changed)
        bridge.problem_raised.connect(self._on_problem)
        page.transcript.words_changed.connect(self._on_words_changed)

    @property
    def is_shown(self) -> bool:
        """Whether the page stands in place of the window."""
        return self.page is not None

    def begin(self) -> None:
        """At the very first start: with the language of the system chosen."""
        code = QLocale.system().name()[:2]
        if self._panel.fields.speech.language.findData(code) >= 0:
            self._choose_language(code)
        self.open()

    def open(self) -> None:
        """Show it, unless something is being recorded."""
        if self.page is not None or self._bar.record.text() != tr("Record"):
            return
        page = self.page = self._make_page()
        centre = self._centre = self._window.takeCentralWidget()
        assert centre is not None
        self._window.setCentralWidget(page)
        # It stays a part of the window, unseen, and hears of everything.
        centre.setParent(self._window)
        centre.hide()
        self._show_service()
        page.test.setEnabled(not self._bar.microphone.has_no_device)
        if self._window.isVisible():
            self.list_microphones()
        focus = page.here if page.here.button.isChecked() else page.elsewhere
        focus.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def list_microphones(self) -> None:
        """Those there are now, on the page if it is shown; what that takes never holds up the first window."""
        if self.page is not None:
            self.page.microphone.refresh()

    def leave(self) -> None:
        """The window, with Record focused; what was chosen counts already."""
        page, centre = self.page, self._centre
        if page is None or centre is None:
            return
        if self._is_testing:
            self._app.stop_recording()
        self._panel.changed.disconnect(self._show_service)
        page.microphone.close_list()
        self.page = self._centre = None
        self._window.takeCentralWidget()
        page.deleteLater()
        self._window.setCentralWidget(centre)
        centre.show()
        self._bar.record.setFocus(Qt.FocusReason.OtherFocusReason)
        self._remember()

    # ---- the page ----------------------------------------------------------------------------------------------------

    def _make_page(self) -> "IntroductionPage":
        from transcriber.gui.first_run.introduction_page import IntroductionPage

        languages = ChoiceBox(self._theme)
        known = self._panel.fields.speech.language
        for index in range(known.count()):
            languages.addItem(known.itemText(index), known.itemData(index))
        microphone = MicrophoneChoice(self._theme, self._list_devices, self._bar.microphone.device_id)
        page = IntroductionPage(self._theme, microphone, languages)
        safety = self._panel.safety
        page.keeps_sound.setChecked(safety.retention.value != "until_transcribed")
        page.keeps_sound.toggled.connect(self._on_keeping_chosen)
        page.way_chosen.connect(self._on_way_chosen)
        page.service.currentIndexChanged.connect(lambda: self._choose_service(str(page.service.currentData())))
        page.services_asked.connect(self._windows.open_services)
        languages.currentIndexChanged.connect(lambda: self._choose_language(str(languages.currentData())))
        microphone.currentIndexChanged.connect(self._on_microphone_chosen)
        microphone.devices_changed.connect(lambda: self._on_devices_changed(microphone))
        page.test.asked.connect(self._on_test_asked)
        page.begin_asked.connect(self.leave)
        page.passed_by.connect(self.leave)
        self._panel.changed.connect(self._show_service)
        return page

    def _show_service(self) -> None:
        """As the panel has it: it may have been changed there."""
        page, fields = self.page, self._panel.fields
        if page is None:
            return
        choices = self._panel.choices
        page.show_services(fields.services.profiles, choices.profile)
        code = choices.configuration.language or ""
        page.language.blockSignals(True)
        page.language.setCurrentIndex(max(0, page.language.findData(code)))
        page.language.blockSignals(False)
        is_other = choices.is_local and code not in ("", "en")
        page.language_note.say(
            tr("This computer understands English only: for another language choose a key or a server.")
            if is_other
            else ""
        )

    def _on_way_chosen(self, is_here: bool) -> None:
        page = self.page
        if page is not None:
            local = next(profile for profile in self._panel.fields.services.profiles if profile.is_local)
            self._choose_service(local.name if is_here else str(page.service.currentData()))

    def _choose_service(self, name: str) -> None:
        box = self._panel.fields.services.service
        if (index := box.findData(name)) >= 0:
            box.setCurrentIndex(index)

    def _choose_language(self, code: str) -> None:
        choices = self._panel.choices
        configuration = replace(choices.configuration, language=code or None)
        self._panel.show_choices(replace(choices, configuration=configuration))
        self._panel.changed.emit()

    def _on_keeping_chosen(self, is_kept: bool) -> None:
        retention = self._panel.safety.retention
        retention.set_value("days" if is_kept else "until_transcribed")
        retention.changed.emit()

    def _on_microphone_chosen(self) -> None:
        if self.page is not None:
            self._bar.microphone.choose(self.page.microphone.device_id)

    def _on_devices_changed(self, microphone: MicrophoneChoice) -> None:
        if self.page is not None:
            self.page.test.setEnabled(not microphone.has_no_device)
            if microphone.has_no_device:
                self.page.test.rest(tr("No microphone was found. Plug one in, then open the list above to look again."))

    # ---- the test ----------------------------------------------------------------------------------------------------

    def _on_test_asked(self) -> None:
        page = self.page
        if page is None:
            return
        if self._is_testing:
            self._app.stop_recording()
            return
        self._is_testing, self._told = True, ""
        page.test.begin()
        self._recording.try_microphone()
        if problems := self._page.banner.problems:
            self._told = problems[-1].message
        if self._bar.microphone.isEnabled():
            # It was refused: nothing began that could end.
            self._end_test()
        else:
            self._polling.start()
            self._limit.start()

    def _on_poll(self) -> None:
        if self.page is not None:
            self.page.test.show_meter(self._app.meter())

    def _on_words_changed(self) -> None:
        if self._is_testing and self.page is not None:
            turns = self._page.transcript.turns
            self.page.test.show_words(" ".join(f"{turn.text} {turn.provisional}".strip() for turn in turns))

    def _on_problem(self, problem: Problem) -> None:
        if self._is_testing:
            self._told = together(problem.message, problem.remedy)

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        if notice.state is RecordingState.STOPPED and self._is_testing:
            self._on_words_changed()
            self._end_test()
        elif notice.state is RecordingState.FINISHING:
            self._polling.stop()
        elif notice.state is RecordingState.STARTING and not self._is_testing:
            # Recorded by a key, as everywhere.
            self.leave()

    def _end_test(self) -> None:
        self._polling.stop()
        self._limit.stop()
        self._is_testing = False
        self._page.transcript.clear_turns()
        if self.page is not None:
            nothing = tr("Nothing was heard. Speak closer to the microphone, or choose another one.")
            self.page.test.rest(self._told or ("" if self.page.test.words.words.startswith("“") else nothing))
