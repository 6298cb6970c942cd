"""Every state of the window as a picture: `python -m tests.gui.screens FOLDER`, then look at them."""

import sys
import tempfile
import time
import wave
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests.gui.screens_caption_page import take_caption_page
from tests.gui.screens_window import take_compact, take_finding, take_first_page, take_lights
from tests.gui.scripted_app import ScriptedApp, ScriptedDesk
from transcriber.audio.devices import InputDevice
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.main_window import MainWindow
from transcriber.gui.program import make_application
from transcriber.gui.theme import Theme
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import NoiseReduction, ServerVad, SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.events import AnnouncedSession, RateLimit, Usage
from transcriber.realtime.models import capabilities
from transcriber.session.notices import (
    CoverageChanged,
    KeyKind,
    LinkChanged,
    LinkState,
    Meter,
    Notice,
    Problem,
    RateLimitsChanged,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    RetranscriptionChanged,
    RetranscriptionState,
    SessionAnnounced,
    UpdateRefused,
    UsageChanged,
)
from transcriber.settings.preferences import Preferences
from transcriber.settings.profiles import BUILT_IN_PROFILES, profile_named
from transcriber.store.store import Store
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState

SENTENCES = (
    "Two support tickets came in about the microphone list. It did not refresh when a headset was plugged in.",
    "That is fixed in the build from this morning. The list now follows the system, and the recording keeps running"
    " on the old device until you switch.",
    "And if the device disappears completely?",
    "The recording says so within two seconds, and the last four seconds are kept so that nothing is lost.",
    "Let’s start with the captions. The new build keeps the last three lines on screen.",
    "I tried it in the town hall yesterday. The delay stayed under half a second for most of the talk.",
    "The only odd word was the name of the vendor, which came out as Cresswell in two places.",
)
OTHER_SCRIPTS = (
    "German: Größe, Straße und Übermut. And 日本語の字幕も試しましょう。",
    "مرحبا بكم في الاجتماع الأسبوعي، لنبدأ الآن.",
    "שלום לכולם, נתחיל בעוד רגע with an English end.",
    "今天的会议就到这里，谢谢大家。下次我们讨论发布计划和安装程序的问题。",
    "Emoji count as two for Qt 🎤🎧 and stay whole.",
)


class _Screens:
    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self.folder = folder
        self.bridge = NoticeBridge()
        self.theme = Theme(application, "light")
        self.devices: tuple[InputDevice, ...] = (InputDevice("yeti", "Yeti X · USB microphone", 48_000, 1, True),)
        self.studio = ScriptedApp(lambda _notice: None)
        self.studio.meter_now = Meter(level_dbfs=-18.0, peak_dbfs=-11.0, recorded_ms=763_000, delay_ms=400)
        self.window = self._new_window(Preferences())

    def _new_window(self, preferences: Preferences) -> MainWindow:
        self.bridge = NoticeBridge()
        window = MainWindow(
            self.studio, self.bridge, self.theme, preferences, lambda: self.devices, lambda _base, mine: mine
        )
        window.show()
        window.bar.microphone.refresh()
        return window

    def again(self, preferences: Preferences | None = None) -> None:
        self.window.close()
        self.window = self._new_window(preferences or Preferences())

    def publish(self, *notices: Notice) -> None:
        for notice in notices:
            self.bridge.publish(notice)
        self.settle()

    def settle(self) -> None:
        end = time.monotonic() + 0.4
        while time.monotonic() < end:
            self._application.processEvents()
            time.sleep(0.005)

    def take(self, name: str) -> None:
        for choice in ("light", "dark"):
            self.theme.choose("dark" if choice == "dark" else "light")
            self.settle()
            self.window.grab().save(str(self.folder / f"{name}-{choice}.png"))

    def listening(self) -> None:
        self.window.toggle_recording()
        self.publish(
            RecordingChanged(RecordingState.RECORDING, "Yeti X · USB microphone"), LinkChanged(LinkState.CONNECTED)
        )

    def say(self, number: int, text: str, provisional: str = "", state: TurnState = TurnState.FINISHED) -> None:
        change = TurnChange.COMPLETED if state is TurnState.FINISHED else TurnChange.PROVISIONAL
        start_ms = 400_000 + number * 17_300
        turn = Turn(number=number, text=text, provisional=provisional, state=state, start_ms=start_ms)
        self.bridge.publish(TurnChanged(change, turn, number - 1))

    def say_twenty(self) -> None:
        for number in range(1, 20):
            self.say(number, SENTENCES[number % len(SENTENCES)])
        live = "Good. Then the export: plain text, Markdown and SubRip with"
        self.say(20, live, "word timings, so that editors can", TurnState.LIVE)
        self.settle()


def _empty(screens: _Screens) -> None:
    screens.take("empty")
    screens.window.bar.microphone.setFocus()
    screens.devices = ()
    screens.window.bar.microphone.refresh()
    screens.settle()
    screens.take("no-microphone")
    screens.devices = (InputDevice("yeti", "Yeti X · USB microphone", 48_000, 1, True),)


def _listening(screens: _Screens) -> None:
    screens.listening()
    screens.take("listening-no-words")
    screens.say_twenty()
    screens.take("listening")
    screens.publish(
        Problem(
            "reconnected", "The link was lost for 14 seconds.", "Recording continued; the audio is being sent now."
        ),
        Problem("no_key", "OpenAI needs a key.", "Set the environment variable OPENAI_API_KEY."),
    )
    screens.take("banner")
    bar = screens.window.page.transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    for number in (21, 22, 23):
        screens.say(number, SENTENCES[number % len(SENTENCES)])
    screens.settle()
    screens.take("jump")


def _scripts(screens: _Screens) -> None:
    screens.listening()
    for number, text in enumerate(OTHER_SCRIPTS, start=1):
        screens.say(number, text)
    screens.say(6, "unbroken" * 100)
    failed = Turn(number=7, state=TurnState.FAILED, start_ms=520_000, failure="the service was too busy")
    screens.bridge.publish(TurnChanged(TurnChange.FAILED, failed, 6))
    screens.say(8, "نص طويل ما زال", "ينمو الآن", TurnState.LIVE)
    screens.say(9, "", "", TurnState.LIVE)
    screens.settle()
    screens.take("scripts")


def _scrolled_to(screens: _Screens, name: str, screen: str) -> None:
    panel = screens.window.panel
    screens.settle()
    body = panel.body_area.widget()
    assert body is not None
    panel.body_area.verticalScrollBar().setValue(panel.field(name).mapTo(body, QPoint(0, 0)).y() - 8)
    screens.take(screen)


def _panel(screens: _Screens) -> None:
    configuration = SessionConfiguration(turn_detection=None, prompt="Names: Kreszwel, Noor Haddad.\nProduct review.")
    screens.again(Preferences(service="openai", configuration=configuration))
    screens.take("panel-none")
    address = profile_named("https://captions.example.org/v1")
    address = replace(address, switches=replace(address.switches, dialect=Dialect.BETA))
    kept = Preferences(service=address.name, profiles=(*BUILT_IN_PROFILES, address))
    screens.again(replace(kept, configuration=SessionConfiguration(noise_reduction=NoiseReduction.FAR_FIELD)))
    screens.window.panel.advanced.open()
    screens.window.panel.turn_ending.open()
    for name in ("audio_format", "turn_detection", "commit_policy.at_pauses", "dialect"):
        _scrolled_to(screens, name, f"panel-at-{name.rsplit('.', 1)[-1]}")
    screens.window.panel.body_area.verticalScrollBar().setValue(0)
    screens.window.panel.preset.save.click()
    screens.window.panel.preset.name.setText("Town hall")
    screens.take("preset-named")
    screens.window.panel.fields.speech.model.showPopup()
    screens.settle()
    screens.window.panel.fields.speech.model.view().window().grab().save(str(screens.folder / "models-dark.png"))
    screens.window.panel.fields.speech.model.hidePopup()


def _session(screens: _Screens) -> None:
    asked = SessionConfiguration(language="de", keywords=("Kreszwel",), prompt="Product review.")
    screens.again(Preferences(service="openai", configuration=asked))
    screens.listening()
    screens.say_twenty()
    got = replace(asked, turn_detection=ServerVad(silence_duration_ms=200), language=None)
    stated = frozenset({"turn_detection", "language", "prompt"})
    now_s = int(time.time())
    session = AnnouncedSession("sess_C9CiUVUzUzYIssh3ELY1d", got, now_s + 3_480, stated)
    usage = RecordingUsage().with_item(Usage(input_tokens=8_300, output_tokens=1_240), capabilities(asked.model))
    screens.publish(
        SessionAnnounced(session, now_s + 580, KeyKind.CLIENT_SECRET, asked),
        UsageChanged(usage),
        RateLimitsChanged((RateLimit("requests", 1_000, 999, 60.0),)),
    )
    screens.take("differences")
    _scrolled_to(screens, "turn_detection", "differences-in-turn-detection")
    screens.window.panel.this_session.open()
    screens.settle()
    bar = screens.window.panel.body_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    screens.take("this-session")
    screens.publish(UpdateRefused("Prompt must be at most 1,024 characters for this model.", "prompt", asked))
    _scrolled_to(screens, "language", "update-refused")
    screens.window.resize(900, 560)
    screens.take("narrow")
    screens.window.resize(1320, 840)


def _talking(screens: _Screens) -> None:
    screens.again(Preferences(commit_policy=CommitPolicy(push_to_talk=True)))
    screens.listening()
    screens.take("push-to-talk")
    screens.window.state.set_talking(True)
    screens.take("talking")


def _voices(screens: _Screens) -> None:
    screens.again(Preferences(marks_doubtful_words=True))
    screens.listening()
    told = (
        ("A", "I tried it in the town hall yesterday. The only odd word was the vendor, Cresswell.", ("en",)),
        ("B", "Fügen wir es zum Prompt hinzu.", ("de",)),
        ("B", "Kreszwel wird mit K geschrieben.", ("de",)),
    )
    for number, (speaker, text, languages) in enumerate(told, start=1):
        at = text.find("Cresswell")
        turn = Turn(
            number=number,
            text=text,
            state=TurnState.FINISHED,
            start_ms=number * 9_000,
            segments=(SpeakerSegment(speaker, text),),
            languages=languages,
            doubtful=((at, at + 9),) if at >= 0 else (),
        )
        screens.bridge.publish(TurnChanged(TurnChange.COMPLETED, turn, number - 1))
    both = ("And if the device disappears completely?", "The recording says so within two seconds, and keeps on.")
    turn = Turn(
        number=4,
        text=" ".join(both),
        state=TurnState.FINISHED,
        start_ms=41_000,
        segments=tuple(SpeakerSegment(speaker, text) for speaker, text in zip("AC", both, strict=True)),
        languages=("en",),
        doubtful=((11, 17), (60, 70)),
    )
    live = Turn(number=5, text="Good, then the export:", provisional="plain text and", start_ms=52_000)
    for position, each in enumerate((turn, live), start=3):
        screens.bridge.publish(TurnChanged(TurnChange.COMPLETED if each is turn else TurnChange.DELTA, each, position))
    screens.settle()
    screens.window.page.transcript.name_speakers({"A": "Ana", "B": "Benedikt Oberhofer"})
    screens.take("speakers")
    screens.window.speakers.open()
    screens.settle()
    assert screens.window.speakers.dialog is not None
    screens.window.speakers.dialog.grab().save(str(screens.folder / "speakers-dialog-dark.png"))
    screens.window.speakers.close()


def _problems(screens: _Screens) -> None:
    screens.again(Preferences(service="openai"))
    for code in ("dialect_refused", "key_refused", "not_confirmed"):
        remedy = "Its settings can be changed with one press."
        screens.publish(Problem(code, f"This is how {code} is told.", remedy, is_fatal=True))
        screens.take(code.replace("_", "-"))


def _history(screens: _Screens) -> None:
    with tempfile.TemporaryDirectory(prefix="transcriber-history-") as name:
        now = datetime.now(UTC)
        store = Store(Path(name), now)
        kept = [
            store.recordings.create(now - timedelta(hours=hours), title=title)
            for hours, title in (
                (0.2, "Weekly product sync"),
                (3, "Interview, Noor Haddad"),
                (26, "Lecture 7: Signals"),
            )
        ]
        kept.append(store.recordings.create(now - timedelta(days=9), title="Town hall captions, a rather long title"))
        for recording in kept:
            for number, text in enumerate((*SENTENCES, *OTHER_SCRIPTS), start=1):
                turn = Turn(number=number, text=text, state=TurnState.FINISHED, start_ms=number * 17_300)
                store.turns.save(recording.public_id, turn, number - 1)
        for recording, length_ms in zip(kept[1:], (2_890_000, 5_515_000, 7_477_000), strict=True):
            store.recordings.finish(recording.public_id, length_ms)
        screens.studio.history = ScriptedDesk(Path(name))
        screens.again()
        screens.listening()
        screens.publish(RecordingKept(kept[0].public_id))
        screens.say_twenty()
        second, states = SPOOL_SAMPLE_RATE_HZ, (StretchState.TRANSCRIBED, StretchState.SILENT)
        laid = [
            Stretch(start_sample=at * second, end_sample=(at + 37) * second, state=states[at % 5 == 0])
            for at in range(0, 740, 37)
        ]
        screens.publish(CoverageChanged(tuple(laid)))
        screens.publish(RetranscriptionChanged(kept[2].public_id, RetranscriptionState.RUNNING, 41, 100))
        screens.take("history")
        screens.window.actions_.note.trigger()
        screens.window.history.column.undo.offer("gone", "Standup")
        screens.take("history-note-and-undo")
        screens.window.page.note_field.close_field()
        screens.window.history.column.field.setText("in")
        screens.settle()
        screens.take("history-search")
        screens.window.history.open_recording(kept[1].public_id, None, "in")
        screens.take("history-opened-while-recording")
        screens.publish(RecordingChanged(RecordingState.STOPPED))
        screens.window.history.column.field.clear()
        screens.take("history-opened")
        screens.window.resize(900, 560)
        screens.take("history-narrow")
        screens.window.resize(1320, 840)
        _stored(screens, store, Path(name), kept[2].public_id)
        screens.window.close()
        store.close(now, lambda _: None)
        screens.studio.history = ScriptedDesk(Path("no-history"))


def _stored(screens: _Screens, store: Store, folder: Path, public_id: str) -> None:
    """A stored page at everything that can be done on it."""
    second = SPOOL_SAMPLE_RATE_HZ
    reason = "the link to the service was lost"
    gap = Stretch(start_sample=100 * second, end_sample=103 * second, state=StretchState.GAP, reason=reason)
    text = Stretch(start_sample=0, end_sample=100 * second, state=StretchState.TRANSCRIBED)
    store.coverage.lay(public_id, [text, gap])
    with wave.open(str(folder / "sound.wav"), "wb") as sound:
        sound.setparams((1, 2, second, 0, "NONE", ""))
        sound.writeframes(bytes(2 * 180 * second))
    store.recordings.keep_audio(public_id, folder / "sound.wav")
    screens.window.history.open_recording(public_id)
    screens.settle()
    page = screens.window.history.page
    assert page is not None
    screens.take("stored-with-gap")
    told = "It goes on once this computer no longer transcribes what is being recorded."
    screens.publish(RetranscriptionChanged(public_id, RetranscriptionState.WAITING, 0, 0, told))
    screens.take("stored-waits")
    screens.publish(RetranscriptionChanged(public_id, RetranscriptionState.FINISHED))
    page.transcript.go_to(2)
    page.turns.edit(2)
    screens.take("stored-editing")
    page.editor.give_up()
    page.playback.play_from(40_000)
    screens.settle()
    screens.take("stored-playing")
    page.playback.stop()
    lost = "Lecture 7: Signals was interrupted at 10:41. Its text up to 10:40 and its sound up to 10:41 are kept."
    screens.window.history.show_live()
    screens.publish(Problem("interrupted", lost, recording_id=public_id))
    screens.take("interrupted")


def _safety(screens: _Screens) -> None:
    screens.window.panel.safety_section.open()
    _scrolled_to(screens, "safeguards.fallback", "safety")
    _scrolled_to(screens, "keeps_history", "safety-end")


def _ending(screens: _Screens) -> None:
    screens.listening()
    screens.say_twenty()
    screens.publish(RecordingChanged(RecordingState.PAUSED, "Yeti X · USB microphone", 763_000))
    screens.take("paused")
    screens.studio.meter_now = replace(screens.studio.meter_now, owed_ms=3_400)
    screens.publish(RecordingChanged(RecordingState.FINISHING))
    screens.take("finishing")
    screens.studio.meter_now = replace(screens.studio.meter_now, owed_ms=0)


def main(folder: Path, only: str = "") -> None:
    """Take every picture, or those of the states whose name has `only` in it."""
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application([])
    screens = _Screens(application, folder)
    states: tuple[Callable[[_Screens], None], ...] = (
        _empty,
        _listening,
        _scripts,
        _panel,
        _session,
        _talking,
        _voices,
        _problems,
        _history,
        _safety,
        _ending,
        take_finding,
        take_compact,
        take_first_page,
        take_lights,
    )
    for state in (state for state in states if only in state.__name__):
        screens.again()
        screens.settle()
        state(screens)
    take_caption_page(screens.theme, folder, screens.settle)
    screens.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
