"""What a window can show, state by state: whoever looks is called at each of them."""

import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from tests.gui.scripted_app import ScriptedDesk
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.audio.loudness import Loudness
from transcriber.gui.banner import _ACTIONS as ACTIONS
from transcriber.gui.banner import BannerAction
from transcriber.gui.caption_page.caption_page_dialog import CaptionPageDialog
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.guide.guide_window import GuideWindow
from transcriber.gui.history.recording_page import RecordingPage
from transcriber.gui.language import tr
from transcriber.gui.light_words import Light
from transcriber.gui.main_window import MainWindow
from transcriber.gui.panel.section import Section
from transcriber.gui.protocol_view import ProtocolView
from transcriber.gui.services_dialog import ServicesDialog
from transcriber.gui.state_words import meter_words
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import AnnouncedSession, RateLimit, Usage
from transcriber.realtime.models import capabilities
from transcriber.realtime.trace import Channel, Direction, TraceEntry
from transcriber.sentence import said
from transcriber.session.notices import (
    CaptionPageChanged,
    CoverageChanged,
    KeyKind,
    LinkChanged,
    LinkState,
    Meter,
    Problem,
    ProtocolTraced,
    RateLimitsChanged,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    RetranscriptionChanged,
    RetranscriptionState,
    SessionAnnounced,
    TrialState,
    TrialStep,
    TrialStepChanged,
    UpdateRefused,
    UsageChanged,
)
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.preferences import Preferences
from transcriber.settings.profiles import KeyPlace, Profile
from transcriber.settings.templates import SERVICE_TEMPLATES
from transcriber.store.store import Store
from transcriber.store.stored_turn import Origin
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState

Window = TypeVar("Window", bound=QWidget)
Look = Callable[[QWidget, str], None]
NOW = datetime.now(UTC)
SECOND = SPOOL_SAMPLE_RATE_HZ
SPOKEN = "uno dos tres"
"""What was said, titled and noted by people: in no language of the window."""
WIDE, NARROW = (1180, 760), (900, 560)
OWN = Profile(name="own", title=SPOKEN, base_url="https://uno.example.org/v1", key_place=KeyPlace.FILE)
IMPORTED = replace(OWN, name="imported", is_confirmed=False)
GONE = said("the service went silent")


NOT_PRESSED = {
    *("open_file", "save", "save_previous", "save_pdf", "print", "diagnosis"),  # the system's own dialogs
    *("quit", "record", "demo", "toggle_theme", "system_theme", "larger_text", "smaller_text", "usual_text"),
    *("compact", "toggle_panel", "toggle_history", "captions", "caption_clicks"),  # no window of words
}
"""Every other action is: a window that one opens some day is looked at without a word here."""


class Scenes:
    """Goes through everything; each scene leaves the window as the next one needs it. Main thread."""

    def __init__(self, stage: Stage, qtbot: QtBot, look: Look) -> None:
        self._stage = stage
        self._qtbot = qtbot
        self._look = look

    def look(self, name: str, window: QWidget | None = None) -> None:
        """What is shown once everything is laid out; the main window, or a part, or another one."""
        settle()
        self._look(window or self._stage.window, name)

    def others(self, name: str) -> None:
        """Every window that was opened beside the main one, which are closed afterwards."""
        settle()
        for window in windows():
            if window is not self._stage.window:
                self._look(window, f"{name}, {type(window).__name__}")
                window.close()
        settle()

    # ---- the main window ---------------------------------------------------------------------------------------------

    def main(self) -> None:
        """Before a recording, in two widths, with every section of the panel open; small; with every menu."""
        stage, window = self._stage, self._stage.window
        window.resize(*WIDE)
        for section in window.findChildren(Section):
            section.open()
        self.look("empty")
        window.resize(*NARROW)
        self.look("narrow")
        window.parts.sides.show_history(True)
        self.look("narrow with the history")
        window.parts.sides.show_panel(True)
        stage.devices = ()
        window.bar.microphone.refresh()
        self._qtbot.waitUntil(lambda: "yeti" not in str(window.bar.microphone.currentData()))
        self.look("no microphone")
        for number, menu in enumerate(_menus(window)):
            menu.resize(menu.sizeHint())
            self.look(f"menu {number}", menu)
        window.resize(*WIDE)

    def panel(self) -> None:
        """With services and models that take other settings."""
        configurations = (
            SessionConfiguration(turn_detection=None),
            SessionConfiguration(model="gpt-realtime-whisper", turn_detection=None),
        )
        for configuration in configurations:
            window = self._stage.new_window(Preferences(service="openai", configuration=configuration))
            window.resize(*WIDE)
            window.show()
            for section in window.findChildren(Section):
                section.open()
            window.panel.preset.save.click()
            self.look(f"panel of {configuration.model}", window)
            window.close()
        self._stage.window.resize(*WIDE)
        for box in self._stage.window.findChildren(ChoiceBox):
            if box.isVisible() and box.isEnabled():
                box.showPopup()
                self.look(f"choices of {box.accessibleName()}", box.view().window())
                box.hidePopup()

    def listening(self) -> None:
        """Everything that a recording can bring."""
        stage, window = self._stage, self._stage.window
        window.resize(*WIDE)
        stage.app.meter_now = Meter(level_dbfs=-18.0, peak_dbfs=-11.0, recorded_ms=763_000, delay_ms=400)
        window.toggle_recording()
        stage.publish(RecordingChanged(RecordingState.STARTING))
        self.look("starting")
        stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"), RecordingKept("uno"))
        for link in LinkState:
            stage.publish(LinkChanged(link, GONE))
            for light in Light:
                window.page.light_note.explain(window.state.explained, light)
                self.look(f"link {link.name}, {light.name}", window.page)
            self.look(f"link {link.name}", window.bar)
            window.page.light_note.close_note()
        stage.publish(LinkChanged(LinkState.CONNECTED))
        for loudness in Loudness:
            stage.app.meter_now = replace(stage.app.meter_now, loudness=loudness)
            window.state.poll()
            window.bar.level.setText(meter_words(stage.app.meter_now, "\n"))
            window.page.light_note.explain(window.state.explained, Light.MICROPHONE)
            self.look(f"microphone {loudness.name}", window)
            window.page.light_note.close_note()
        self._say()
        for size in (WIDE, NARROW):
            window.resize(*size)
            self.look(f"listening {size[0]}")
        self._note()
        window.page.note_field.open()
        window.parts.find.open()
        window.parts.find.bar.field.setText("uno")
        self.look("note and find")
        window.parts.find.bar.field.setText("nada")
        self.look("not found", window.page)
        window.parts.find.bar.hide()
        window.page.note_field.close_field()
        window.resize(*WIDE)
        self._tell_of_the_session()
        stage.publish(RecordingChanged(RecordingState.PAUSED, "Yeti X", 763_000))
        self.look("paused", window.bar)
        stage.app.meter_now = replace(stage.app.meter_now, owed_ms=3_400)
        stage.publish(RecordingChanged(RecordingState.FINISHING))
        self.look("finishing", window.bar)
        window.close()
        self.look("closing", window.page)
        stage.publish(RecordingChanged(RecordingState.STOPPED))
        for box in window.findChildren(QMessageBox):
            self.look("unsaved words", box)
            box.reject()
        settle()

    def compact(self) -> None:
        """The small window, at its least size too."""
        stage, window = self._stage, self._stage.window
        window.parts.compact.toggle()
        self.look("compact")
        window.toggle_recording()
        stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"), LinkChanged(LinkState.RECONNECTING, GONE))
        stage.publish(
            Problem(
                "key_refused",
                said("The service makes no client secrets at this address (HTTP {status}).", status=404),
                said("Check the address; if it is right, switch client secrets off for this service."),
            )
        )
        self.look("compact while recording")
        window.resize(360, 240)
        self.look("compact and least")
        stage.publish(RecordingChanged(RecordingState.STOPPED))
        window.parts.compact.toggle()
        window.resize(*WIDE)

    def banners(self) -> None:
        """Every problem that offers something to do."""
        for action in BannerAction:
            code = next((code for code, offered in ACTIONS.items() if offered is action), "interrupted")
            self._stage.publish(Problem(code, GONE, GONE, is_fatal=True, recording_id="uno"))
            self.look(f"problem {code}", self._stage.window.page)
        self._stage.window.page.banner.clear_problems()

    def first_page(self) -> None:
        """In both ways, while its test runs, and when nothing was heard."""
        stage, window = self._stage, self._stage.window
        window.resize(*NARROW)
        introduction = window.parts.introduction
        introduction.begin()
        settle()
        page = introduction.page
        assert page is not None
        self.look("first page")
        page.elsewhere.button.click()
        page.test.asked.emit()
        stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"))
        self.look("first page, testing")
        stage.publish(RecordingChanged(RecordingState.STOPPED))
        self.look("first page, tested")
        introduction.leave()
        window.resize(*WIDE)

    # ---- other windows -----------------------------------------------------------------------------------------------

    def dialogs(self) -> None:
        """What each action opens."""
        actions = {name: each for name, each in vars(self._stage.window.actions_).items() if isinstance(each, QAction)}
        for name, action in actions.items():
            if name not in NOT_PRESSED:
                action.setEnabled(True)
                action.trigger()
                self.others(name)

    def services(self) -> None:
        """A service of each kind, its tests, its connection, and its end."""
        window, bridge = self._stage.window, self._stage.bridge
        window.actions_.services.trigger()
        dialog = _opened(ServicesDialog)
        for template in SERVICE_TEMPLATES:
            dialog.list.template_chosen.emit(template)
            self.look(f"service from {template.profile.name}", dialog.page)
        dialog.page.trial.test.click()
        for step, state in zip(TrialStep, cycle(TrialState), strict=False):
            bridge.publish(TrialStepChanged(step, state, GONE, GONE, 412))
        dialog.page.disclosure.click()
        self.look("service tested", dialog)
        dialog.page.connection.query.setPlainText("no equals sign")
        dialog.page.settle()
        self.look("service with faults", dialog)
        dialog.resize(720, 480)
        self.look("services, small", dialog)
        for menu in dialog.findChildren(QMenu):
            self.look("menu of services", menu)
        dialog.list.remove.click()
        for box in dialog.findChildren(QMessageBox):
            self.look("a service goes", box)
            box.reject()
        dialog.close()

    def protocol(self) -> None:
        """Without and with messages, and what saving them means."""
        window = self._stage.window
        window.actions_.protocol.trigger()
        view = _opened(ProtocolView)
        self.look("protocol, empty", view)
        text = '{"type":"conversation.item.created"}'
        for number, direction in enumerate(Direction):
            entry = TraceEntry(
                at_ms=number * 40,
                direction=direction,
                channel=Channel.WEBSOCKET,
                type="conversation.item.created",
                size_bytes=131,
                text=text,
            )
            self._stage.publish(ProtocolTraced(entry))
        self._qtbot.waitUntil(lambda: view.messages.rowCount() == len(Direction))
        view.table.selectRow(0)
        view.resize(720, 480)
        self.look("protocol", view)
        view.save.click()
        for box in view.findChildren(QMessageBox):
            self.look("protocol, to be saved", box)
            box.reject()
        view.close()

    def caption_page(self) -> None:
        """Off, asked about the network, open to it, in no network, and with a file."""
        window = self._stage.window
        window.actions_.caption_page.trigger()
        dialog = _opened(CaptionPageDialog)
        address = "http://127.0.0.1:8790/TOKEN/"
        dialog.show_sharing(CaptionSharing(is_page_on=True, is_file_on=True, file_path="/uno/dos.txt"))
        for readers in (0, 1, 3):
            dialog.show_page(CaptionPageChanged(is_on=True, address=address, port=8790, readers=readers))
            self.look(f"caption page with {readers}", dialog)
        dialog.page.network.click()
        self.look("caption page, asked", dialog)
        dialog.page.consent.agree.click()
        self.look("caption page in no network", dialog)
        others = "http://192.168.178.23:8790/TOKEN/"
        dialog.show_page(CaptionPageChanged(is_on=True, address=address, network_address=others, port=8790))
        self.look("caption page, open", dialog)
        dialog.close()

    def guide(self) -> None:
        """Every chapter."""
        window = self._stage.window
        window.actions_.guide.trigger()
        guide = _opened(GuideWindow)
        for row in range(guide.headings.count()):
            guide.headings.setCurrentRow(row)
            self.look(f"chapter {row}", guide)
        guide.close()

    def history(self) -> None:
        """The list in all its states, what was found, and a stored page with everything that can be done on it."""
        folder = Path("history").absolute()
        store, (public_id, other_id) = _stored(folder)
        self._stage.app.history = ScriptedDesk(folder)
        window = self._stage.new_window()
        window.resize(*WIDE)
        window.show()
        column = window.history.column
        self._qtbot.waitUntil(lambda: column.pages.currentWidget() is column.list)
        for state in RetranscriptionState:
            self._stage.publish(RetranscriptionChanged(other_id, state, 41, 100))
            self.look(f"history, {state.name}", column)
        column.undo.offer(other_id, SPOKEN)
        column.field.setText("uno")
        self._qtbot.waitUntil(lambda: column.pages.currentWidget() is column.found)
        self.look("history, found", column)
        column.field.setText("nada")
        self._qtbot.waitUntil(lambda: column.pages.currentWidget() is column.words)
        self.look("history, not found", column)
        column.field.clear()
        window.history.open_recording(public_id)
        page = window.history.page
        assert page is not None
        self._qtbot.waitUntil(lambda: page.contents is not None and page.contents.is_whole)
        self._stored_page(window, page, public_id)
        window.close()
        store.close(NOW, lambda _: None)
        self._stage.app.history = ScriptedDesk(Path("no history"))

    def _note(self) -> None:
        window, notes = self._stage.window, self._stage.window.parts.live_notes
        window.resize(*WIDE)
        window.actions_.note.trigger()
        assert notes.pane is not None
        self.look("no notes", window.panel)
        notes.annotations.add_mark(763_000)
        notes.annotations.add_note(764_000, SPOKEN)
        notes.pane.offer_undo(tr("The note was removed."))
        self.look("notes", window.panel)
        notes.pane.withdraw_undo()
        notes.pane.line.leave()
        window.resize(*NARROW)

    def _stored_page(self, window: MainWindow, page: RecordingPage, public_id: str) -> None:
        self.look("stored", window)
        for state in RetranscriptionState:
            self._stage.publish(RetranscriptionChanged(public_id, state, 41_000, 100_000, GONE))
            self.look(f"stored, {state.name}", page)
        page.actions_.annotations.trigger()
        page.transcript.go_to(1)
        page.turns.edit(1)
        window.resize(*NARROW)
        # Rows come back a moment after the last resize.
        self._qtbot.waitUntil(lambda: page.transcript.window_.is_complete)
        self.look("stored, edited", window)
        page.editor.give_up()
        for action in (page.actions_.again, page.actions_.fix, page.actions_.note, page.actions_.speakers):
            action.trigger()
            settle()
            for dialog in page.findChildren(QDialog):
                self.look(f"stored, {type(dialog).__name__}", dialog)
                dialog.close()
        for number, menu in enumerate((page.actions_.turn_menu(), page.actions_.page_menu())):
            self.look(f"stored, menu {number}", menu)

    def _say(self) -> None:
        stage = self._stage
        told = (
            Turn(
                number=1, state=TurnState.FINISHED, text=SPOKEN, start_ms=9_000, segments=(SpeakerSegment("A", SPOKEN),)
            ),
            Turn(number=2, state=TurnState.FINISHED, text=SPOKEN, start_ms=19_000, is_on_silence=True),
            Turn(number=3, state=TurnState.FAILED, start_ms=29_000, failure=GONE),
            Turn(number=4, state=TurnState.GAP, start_ms=39_000, end_ms=42_000, failure=GONE),
            Turn(number=5, state=TurnState.FINISHED, text=SPOKEN, start_ms=49_000, lane=1),
        )
        for turn in told:
            stage.publish(TurnChanged(TurnChange.COMPLETED, turn, turn.number - 1))
        laid = Stretch(start_sample=0, end_sample=37 * SECOND, state=StretchState.TRANSCRIBED)
        stage.publish(CoverageChanged((laid,)))

    def _tell_of_the_session(self) -> None:
        stage = self._stage
        asked = SessionConfiguration(language="de", keywords=("uno",), prompt=SPOKEN)
        got = replace(asked, turn_detection=ServerVad(silence_duration_ms=200), language=None)
        session = AnnouncedSession("sess_1", got, 2_000_000_000, frozenset({"turn_detection", "language", "prompt"}))
        usage = RecordingUsage().with_item(Usage(input_tokens=8_300, output_tokens=1_240), capabilities(asked.model))
        stage.publish(
            SessionAnnounced(session, 2_000_000_000, KeyKind.CLIENT_SECRET, asked),
            UsageChanged(usage),
            RateLimitsChanged((RateLimit("requests", 1_000, 999, 60.0),)),
            UpdateRefused(said("modalities must be text, or text and audio."), "prompt", asked),
        )
        self.look("session")


def _stored(folder: Path) -> tuple[Store, tuple[str, str]]:
    """Recordings of several days; the first has a gap, notes and sound, the second was interrupted."""
    store = Store(folder, NOW)
    origin = Origin(profile_name="local", profile_title="This computer", model="moonshine-tiny-en")
    ids = []
    for hours in (1, 26, 200):
        kept = store.recordings.create(NOW - timedelta(hours=hours), title=SPOKEN if hours < 200 else "", origin=origin)
        for number in range(1, 5):
            segments = (SpeakerSegment("A", SPOKEN),)
            turn = Turn(
                number=number, state=TurnState.FINISHED, text=SPOKEN, start_ms=number * 4_000, segments=segments
            )
            store.turns.save(kept.public_id, turn, number - 1)
        failed = Turn(number=5, state=TurnState.FAILED, start_ms=24_000, failure=str(GONE))
        store.turns.save(kept.public_id, failed, 4)
        store.recordings.finish(kept.public_id, 63_000)
        ids.append(kept.public_id)
    text = Stretch(start_sample=0, end_sample=30 * SECOND, state=StretchState.TRANSCRIBED)
    gap = Stretch(start_sample=30 * SECOND, end_sample=36 * SECOND, state=StretchState.GAP, reason=str(GONE))
    store.coverage.lay(ids[0], [text, gap])
    with wave.open(str(folder / "sound.wav"), "wb") as sound:
        sound.setparams((1, 2, SECOND, 0, "NONE", ""))
        sound.writeframes(bytes(2 * 63 * SECOND))
    store.recordings.keep_audio(ids[0], folder / "sound.wav")
    return store, (ids[0], ids[1])


def windows() -> list[QWidget]:
    """Every window that is open now."""
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.windowType() in kinds]


def _opened(kind: type[Window]) -> Window:
    return next(each for each in windows() if isinstance(each, kind))


def settle() -> None:
    """Until everything is where it belongs."""
    for _ in range(4):
        QApplication.processEvents()


def _menus(window: MainWindow) -> Iterator[QMenu]:
    pending = [window.bar.menu_button.menu()]
    while pending:
        menu = pending.pop()
        if menu is not None:
            yield menu
            pending += [each for action in menu.actions() if isinstance(each := action.menu(), QMenu)]
