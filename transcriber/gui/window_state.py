"""What the window shows: every notice and every poll of the meter becomes one situation, and that becomes words."""

import math
import time
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from transcriber.app import FileSource, RecordingRequest, sample_path
from transcriber.audio.durations import clock
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.language import in_words, number, tr
from transcriber.gui.panel.session_facts import cost_words
from transcriber.gui.panel.this_session import ThisSession
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.shown_keys import first_keys
from transcriber.gui.state_words import Situation, chip_words, meter_words
from transcriber.gui.top_bar import TopBar
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.window_actions import WindowActions
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    Meter,
    Problem,
    ProblemPassed,
    Progress,
    RecordingChanged,
    RecordingState,
    ServiceChanged,
    SessionAnnounced,
)
from transcriber.transcript.stretches import Stretch
from transcriber.transcript.turns import TurnChanged, TurnRemoved

POLL_MS = 33
_WORDS_EVERY_POLLS = 6
_INTERRUPTED = ("interrupted", "job_interrupted")
_SILENT_INPUT = "silent_input"
"""The code of the problem that the microphone gives nothing."""
_OWED_STANDS_POLLS = 90
"""Three seconds: a number that does not move for so long says nothing."""


class MeteredApp(Protocol):
    """What is polled."""

    def meter(self) -> Meter:
        """What moves all the time."""


class WindowState(QObject):
    """Keeps bar, page, panel and menu at what the session said last. Main thread."""

    recording_ended = Signal()
    titled = Signal()
    """`title` is another one."""

    def __init__(
        self,
        app: MeteredApp,
        bridge: NoticeBridge,
        bar: TopBar,
        page: TranscriptPage,
        panel: SessionPanel,
        actions: WindowActions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._bar = bar
        self._page = page
        self._panel = panel
        self._actions = actions
        self.this_session = ThisSession(panel, bridge, self)
        self._request: RecordingRequest | None = None
        self._began_at = ""
        self.title = ""
        """Of the recording on the live page; empty before the first one."""
        self.situation = Situation()
        self._polls = 0
        self._owed_since = (0, 0)
        self._next_try_at_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)
        page.transcript.words_changed.connect(self._on_words_changed)
        page.coverage.gap_asked.connect(self._on_gap_asked)
        panel.changed.connect(self._on_panel_changed)
        bar.microphone.devices_changed.connect(self.update_all)
        bridge.recording_changed.connect(self._on_recording_changed)
        bridge.link_changed.connect(self._on_link_changed)
        bridge.session_announced.connect(self._on_session_announced)
        bridge.service_changed.connect(self._on_service_changed)
        bridge.turns_changed.connect(self._on_turns_changed)
        bridge.coverage_changed.connect(self._on_coverage_changed)
        bridge.problem_raised.connect(self.show_problem)
        bridge.problem_passed.connect(self._on_problem_passed)
        bridge.progress_changed.connect(self._on_progress_changed)
        self.this_session.usage_changed.connect(self._update_words)

    @property
    def request(self) -> RecordingRequest | None:
        """The newest recording that was asked for."""
        return self._request

    def begin(self, request: RecordingRequest, choices: SessionChoices) -> None:
        """A recording is asked for: a clean page under its name."""
        source = request.source
        self.this_session.begin(choices)
        self._request = request
        self._began_at = f"{datetime.now().astimezone():%H:%M}"
        self._page.transcript.clear_turns()
        self._page.coverage.clear()
        self._page.banner.clear_problems()
        self.situation = Situation(
            recording=RecordingState.STARTING,
            link=self.situation.link,
            service_title=request.profile.title,
            is_local=choices.is_local,
            is_push_to_talk=request.commit_policy.push_to_talk,
            is_file=isinstance(source, FileSource),
            is_read_at_once=isinstance(source, FileSource) and source.speed is None,
        )
        self._show_title(request.configuration.model)
        name = source.path.name if isinstance(source, FileSource) else self._bar.microphone.currentText()
        self._bar.microphone.show_input(name)
        self.update_all()

    def set_closing(self, is_closing: bool) -> None:
        """Say that the window closes when the last words are there."""
        self.situation = replace(self.situation, is_closing=is_closing)
        self.update_all()

    def set_talking(self, is_talking: bool) -> None:
        """Say whether what is said is sent."""
        self.situation = replace(self.situation, is_talking=is_talking)
        self._update_words()

    def show_problem(self, problem: Problem) -> None:
        """What went wrong, in the banner, and beside the field that it is about."""
        if problem.code in _INTERRUPTED:
            # What to do about it are commands there, and buttons here.
            problem = replace(problem, remedy="")
        self._page.banner.show_problem(problem)
        if problem.field:
            self._panel.show_error(problem.field, problem.message)

    def stop_polling(self) -> None:
        """Nothing moves by itself from here."""
        self._timer.stop()

    # ---- notices -----------------------------------------------------------------------------------------------------

    def _on_panel_changed(self) -> None:
        policy = self._panel.choices.commit_policy
        self.situation = replace(self.situation, is_push_to_talk=policy.push_to_talk)
        self._update_words()

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        self.situation = replace(self.situation, recording=notice.state)
        if notice.input_name and notice.state is RecordingState.RECORDING:
            self._bar.microphone.show_input(notice.input_name)
        if notice.recorded_ms:
            self._bar.record.show_clock(notice.recorded_ms)
        if notice.state in (RecordingState.FINISHING, RecordingState.STOPPED):
            # Of a microphone that is off it means nothing, least of all over another recording.
            self._page.banner.take_back(_SILENT_INPUT)
        if notice.state is RecordingState.STOPPED:
            self.situation = replace(self.situation, meter=Meter(), progress=None)
        self.update_all()
        if notice.state is RecordingState.STOPPED:
            self._page.transcript.end_turns()
            self._tell_coverage(notice.recorded_ms)
            self.recording_ended.emit()

    def _tell_coverage(self, recorded_ms: int) -> None:
        """At the end: what became of every second."""
        if self._page.coverage.stretches:
            self._page.coverage.end(recorded_ms * SPOOL_SAMPLES_PER_MS)
            self._page.note.stand(self._page.coverage.words)

    def _on_link_changed(self, notice: LinkChanged) -> None:
        self.situation = replace(self.situation, link=notice.state, link_detail=notice.detail)
        self._next_try_at_s = time.monotonic() + (notice.next_try_in_ms or 0) / 1000
        self._update_words()

    def _on_service_changed(self, notice: ServiceChanged) -> None:
        self.situation = replace(
            self.situation,
            service_title=notice.profile_title,
            is_local=notice.is_local,
            service_since=notice.reason or tr("another service took over"),
        )
        self._show_title(notice.model)
        self._update_words()

    def _on_problem_passed(self, notice: ProblemPassed) -> None:
        self._page.banner.take_back(notice.code)

    def _on_session_announced(self, notice: SessionAnnounced) -> None:
        self._show_title(notice.session.configuration.model)

    def _on_coverage_changed(self, notice: CoverageChanged) -> None:
        self._page.coverage.lay(notice.laid, self.situation.meter.recorded_ms * SPOOL_SAMPLES_PER_MS)

    def _on_gap_asked(self, gap: Stretch) -> None:
        self._page.transcript.go_to_time(gap.start_sample // SPOOL_SAMPLES_PER_MS)

    def _on_turns_changed(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        self._page.transcript.apply(changes)

    def _on_progress_changed(self, notice: Progress) -> None:
        self.situation = replace(self.situation, progress=notice)
        self._page.note.stand(tr("{done} of {total}").format(done=clock(notice.done_ms), total=clock(notice.total_ms)))

    def _on_words_changed(self) -> None:
        turns = self._page.transcript.turns
        if self.situation.progress is None:
            self._page.note.count(
                tr("{count} words").format(count=number(turns.word_count)) if turns.word_count else ""
            )
        if (len(turns) > 0) is not self._page.is_transcript_shown:
            self._update_pages()

    def poll(self) -> None:
        """Ask for the meter once, and show it."""
        meter = self._app.meter()
        self.situation = replace(self.situation, meter=meter, is_owed_standing=self._is_owed_standing(meter.owed_ms))
        if not self.situation.is_file and self.situation.recording is RecordingState.RECORDING:
            self._bar.meter.show_meter(meter)
        self._bar.record.show_clock(meter.recorded_ms)
        self._polls += 1
        if self._polls % _WORDS_EVERY_POLLS == 0:
            has_level = not self.situation.is_file and self.situation.recording is RecordingState.RECORDING
            self._bar.level.setText(meter_words(meter, "\n") if has_level else "")
            self._show_input(meter.input_name)
            self._page.coverage.grow(meter.recorded_ms * SPOOL_SAMPLES_PER_MS)
            self._update_words()
            self.this_session.show_time()

    def _show_input(self, name: str) -> None:
        """Another microphone may have taken over."""
        if name and self.situation.is_running and self._bar.microphone.placeholderText() != name:
            self._bar.microphone.show_input(name)

    def _is_owed_standing(self, owed_ms: int) -> bool:
        before_ms, since_polls = self._owed_since
        if owed_ms != before_ms:
            self._owed_since = (owed_ms, self._polls)
            return False
        return self._polls - since_polls > _OWED_STANDS_POLLS

    def update_all(self) -> None:
        """Show the situation everywhere."""
        situation = self.situation = replace(self.situation, has_microphone=not self._bar.microphone.has_no_device)
        self._bar.record.show_state(situation.recording)
        self._actions.record.setText(tr("Stop recording") if situation.is_running else tr("Record"))
        self._actions.record.setEnabled(situation.recording is not RecordingState.FINISHING)
        can_commit = situation.recording is RecordingState.RECORDING
        self._actions.commit.setEnabled(can_commit)
        self._bar.commit.setVisible(can_commit)
        for action in (self._actions.open_file, self._actions.demo):
            action.setEnabled(not situation.is_running)
        if not situation.is_running:
            self._bar.microphone.show_choice()
        self._set_polling(situation.recording in (RecordingState.RECORDING, RecordingState.FINISHING))
        if situation.recording is not RecordingState.RECORDING:
            self._bar.meter.rest()
            self._bar.level.setText("")
        self._update_pages()
        self._update_words()

    def _set_polling(self, is_polling: bool) -> None:
        if is_polling and not self._timer.isActive():
            self._timer.start()
        if not is_polling:
            self._timer.stop()

    def _update_pages(self) -> None:
        has_turns = len(self._page.transcript.turns) > 0
        self._page.show_transcript(has_turns)
        for control in (self._page.copy, self._page.save):
            control.setEnabled(has_turns)
        if self.situation.is_running:
            self._page.empty.show_state("listening")
        else:
            self._page.empty.show_state("ready" if self.situation.has_microphone else "no_microphone")

    @property
    def explained(self) -> Situation:
        """The situation with what the next recording would use, where none runs."""
        situation = self.situation
        if not situation.is_running:
            choices = self._panel.choices
            situation = replace(situation, is_local=choices.is_local, service_title=choices.profile.title)
        # Counted down by the poll that a recording needs anyway.
        next_try_s = max(0, math.ceil(self._next_try_at_s - time.monotonic()))
        record_key, pause_key = first_keys(self._actions.record), first_keys(self._actions.pause)
        situation = replace(situation, record_key=record_key, pause_key=pause_key)
        return replace(situation, cost=self._cost(), next_try_s=next_try_s)

    def _update_words(self) -> None:
        situation = self.explained
        self._bar.record.show_transcribing(situation.is_transcribing_file)
        self._bar.chip.show_state(*chip_words(situation))
        self._page.foot.show_situation(situation)
        self._page.light_note.update_words(situation)

    def _cost(self) -> str:
        usage = self.this_session.usage
        return "" if usage is None or usage.is_free else tr("Cost: {cost}").format(cost=_in_a_line(cost_words(usage)))

    # ---- words -------------------------------------------------------------------------------------------------------

    def _show_title(self, model: str) -> None:
        if self._request is None:
            return
        source, configuration = self._request.source, self._request.configuration
        title = source.path.name if isinstance(source, FileSource) else tr("Live recording")
        if is_demo(source):
            title = tr("Demo")
        self._page.title.say(title)
        language = (
            tr("English") if configuration.language == "en" else configuration.language or tr("Language detected")
        )
        parts = (
            tr("Today {time}").format(time=self._began_at),
            language,
            model,
            in_words(self.situation.service_title),
        )
        self._page.subtitle.say("  ·  ".join(parts))
        self.title = title
        self.titled.emit()


def _in_a_line(words: str) -> str:
    return words[:1].lower() + words[1:]


def is_demo(source: object) -> bool:
    """Whether it is the bundled speech, played as if it were spoken."""
    return source == FileSource(sample_path(), 1.0)
