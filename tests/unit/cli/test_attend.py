import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.cli.scripted_words import ScriptedWords
from transcriber.app import FileSource, RecordingRequest
from transcriber.app.folders import remove_audio, store_folder
from transcriber.cli import attend
from transcriber.cli.attend import Attendant
from transcriber.cli.faults import CannotStart
from transcriber.cli.missing_speech import MissingSpeech
from transcriber.cli.trace_options import AskedTrace
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.secret import Secret
from transcriber.realtime.trace_file import TraceFileError
from transcriber.session.notices import (
    Meter,
    Notice,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    RetranscriptionChanged,
    RetranscriptionState,
)
from transcriber.settings.profiles import OPENAI, Profile
from transcriber.store.store import Store

REQUEST = RecordingRequest(source=FileSource(Path("talk.wav")), configuration=SessionConfiguration())
RECORDING = RecordingChanged(RecordingState.RECORDING)
KEPT = "abc"
WAITING = RetranscriptionChanged(KEPT, RetranscriptionState.WAITING)
HEARING = RetranscriptionChanged(KEPT, RetranscriptionState.RUNNING, 0, 12_000)
HEARD = RetranscriptionChanged(KEPT, RetranscriptionState.FINISHED, 12_000, 12_000)
STOPPED = RecordingChanged(RecordingState.STOPPED)


class ScriptedApp:
    """Says what the test wrote as soon as a recording starts, and its end once it is asked to stop."""

    script: tuple[Notice, ...] = ()

    def __init__(self, publish: Callable[[Notice], None], *, keeps_history: bool) -> None:
        self._publish = publish
        self.words = ScriptedWords()
        self.asked: list[str] = [] if keeps_history else ["no history"]

    def start(self) -> None:
        self.asked.append("start")

    def start_recording(self, request: RecordingRequest) -> None:
        self.asked.append("record")
        for notice in self.script:
            self._publish(notice)

    def trace_to(self, path: Path, *, keeps_audio: bool) -> None:
        if path.name == "full.jsonl":
            raise TraceFileError("full.jsonl cannot be written: No space left on device.")
        self.asked.append(f"trace to {path.name}, {'with' if keeps_audio else 'without'} sound")

    def meter(self) -> Meter:
        return Meter(delay_ms=5_000)

    def commit(self) -> None:
        self.asked.append("commit")

    def try_service(self, profile: Profile, configuration: SessionConfiguration, pasted: Secret | None) -> None:
        self.asked.append(f"try {profile.name}")
        os.kill(os.getpid(), signal.SIGINT)

    def stop_recording(self) -> None:
        self.asked.append("stop")
        self._publish(STOPPED)

    @property
    def history(self) -> "ScriptedApp":
        return self

    @property
    def folder(self) -> Path:
        return store_folder()

    def stop_transcribing(self, public_id: str = "") -> None:
        self.asked.append("stop transcribing")
        self._publish(RetranscriptionChanged(public_id or KEPT, RetranscriptionState.STOPPED))

    def close(self) -> None:
        self.asked.append("close")


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> type[ScriptedApp]:
    monkeypatch.setattr(attend, "App", ScriptedApp)
    monkeypatch.setattr(ScriptedApp, "script", ())
    return ScriptedApp


def asked_of(attendant: Attendant) -> list[str]:
    assert isinstance(attendant._app, ScriptedApp)
    return attendant._app.asked


@pytest.mark.parametrize(
    ("problem", "is_complete"),
    [
        (None, True),
        (Problem("gap", "0.3 s of sound did not arrive."), True),
        (Problem("key_refused", "The key was refused.", is_fatal=True), False),
        (Problem("audio_kept", "Not everything was transcribed."), False),
        (Problem("text_missing", "The service did not answer for the last words."), False),
    ],
)
def test_a_recording_is_followed_to_its_end_and_judged(
    app: type[ScriptedApp], monkeypatch: pytest.MonkeyPatch, problem: Problem | None, is_complete: bool
) -> None:
    script = (RECORDING, *([problem] if problem else []), STOPPED)
    monkeypatch.setattr(app, "script", script)
    shown: list[Notice] = []

    with Attendant().attending() as attendant:
        assert attendant.follow(REQUEST, shown.append) is is_complete

    assert tuple(shown) == script
    assert asked_of(attendant) == ["start", "record", "close"]


def test_the_meter_is_shown_to_whoever_wants_it_beside_the_notices(
    app: type[ScriptedApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attend, "_METER_EVERY_S", 0.01)
    monkeypatch.setattr(app, "script", (RECORDING,))
    shown: list[Notice] = []
    with Attendant().attending() as attendant:
        meters: list[Meter] = []

        def show_meter(meter: Meter) -> None:
            meters.append(meter)
            if len(meters) == 2:
                attendant.interrupt()

        assert attendant.follow(REQUEST, shown.append, show_meter)
    assert meters[:2] == [Meter(delay_ms=5_000)] * 2
    assert shown == [RECORDING, STOPPED]


def test_a_history_that_lacks_the_recording_is_told_at_the_end_unless_it_caught_up(
    app: type[ScriptedApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Problem("not_kept", "The disk is full.")
    shown: list[Notice] = []
    with Attendant().attending() as attendant:
        monkeypatch.setattr(app, "script", (RECORDING, full, ProblemPassed("not_kept"), STOPPED))
        assert attendant.follow(REQUEST, shown.append)
        monkeypatch.setattr(app, "script", (RECORDING, full, STOPPED))
        assert not attendant.follow(REQUEST, shown.append)
        assert shown[-2:] == [full, STOPPED], "of what was never in it that says enough"
        monkeypatch.setattr(app, "script", (RECORDING, RecordingKept(KEPT), full, STOPPED))
        assert not attendant.follow(REQUEST, shown.append)

    last, end = shown[-2:]
    assert isinstance(last, Problem)
    assert last.message == "The history does not have the whole of this recording: it could not be written to the end."
    assert end is STOPPED


def test_one_interrupt_ends_the_recording_and_waits_for_its_last_words(
    app: type[ScriptedApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "script", (RECORDING,))

    def show(notice: Notice) -> None:
        if notice is RECORDING:
            os.kill(os.getpid(), signal.SIGINT)

    with Attendant().attending() as attendant:
        assert attendant.follow(REQUEST, show)
        assert attendant.was_interrupted

    assert asked_of(attendant) == ["start", "record", "stop", "close"]


def test_what_is_missing_is_heard_once_more_before_the_end_is_shown(
    app: type[ScriptedApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = Problem("text_missing", "The service did not answer for the last words.")
    monkeypatch.setattr(app, "script", (RECORDING, missing, WAITING, STOPPED, HEARING, HEARD))
    judged = iter((True, False))
    monkeypatch.setattr(MissingSpeech, "show_what_was_heard", lambda *values: next(judged))
    Store(store_folder(), datetime.now(UTC)).close(datetime.now(UTC), remove_audio)
    shown: list[Notice] = []

    with Attendant().attending() as attendant:
        assert attendant.follow(REQUEST, shown.append)
        assert not attendant.follow(REQUEST, lambda notice: None), "something is missing all the same"

    assert shown == [RECORDING, missing, WAITING, HEARING, HEARD, STOPPED]


def test_an_interrupt_ends_what_is_heard_once_more_even_after_the_one_that_ended_the_recording(
    app: type[ScriptedApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "script", (RECORDING, WAITING))
    shown: list[Notice] = []

    def show(notice: Notice) -> None:
        shown.append(notice)
        if notice in (RECORDING, HEARING):
            os.kill(os.getpid(), signal.SIGINT)

    def stop(self: ScriptedApp) -> None:
        self._publish(STOPPED)
        self._publish(HEARING)

    monkeypatch.setattr(app, "stop_recording", stop)
    with Attendant().attending() as attendant:
        # What the history has of it cannot be read here; what there is is shown all the same.
        assert attendant.follow(REQUEST, show)

    assert asked_of(attendant) == ["start", "record", "stop transcribing", "close"]
    assert shown[-1] is STOPPED


def test_a_service_that_says_nothing_keeps_nobody_in_the_terminal(
    app: type[ScriptedApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "script", (RECORDING, WAITING, STOPPED, HEARING))
    monkeypatch.setattr(attend, "_NO_PROGRESS_S", 0.05)

    with Attendant().attending() as attendant:
        attendant.follow(REQUEST, lambda notice: None)

    assert asked_of(attendant) == ["start", "record", "stop transcribing", "close"]


def test_a_second_interrupt_quits_at_once_and_still_closes(app: type[ScriptedApp]) -> None:
    before = signal.getsignal(signal.SIGINT)
    attendant = Attendant()

    def interrupted_twice() -> None:
        with attendant.attending():
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        interrupted_twice()

    assert asked_of(attendant) == ["start", "stop", "close"]
    assert signal.getsignal(signal.SIGINT) is before


def test_the_exchange_is_traced_from_the_start(app: type[ScriptedApp], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "script", (STOPPED,))

    with Attendant().attending(AskedTrace(Path("trace.jsonl"), keeps_audio=True)) as attendant:
        attendant.follow(REQUEST, lambda notice: attendant.commit())

    assert asked_of(attendant) == ["start", "trace to trace.jsonl, with sound", "record", "commit", "close"]


def test_a_trace_that_cannot_be_written_after_all_ends_it(app: type[ScriptedApp]) -> None:
    attendant = Attendant()

    with (
        pytest.raises(CannotStart, match="No space left"),
        attendant.attending(AskedTrace(Path("full.jsonl"), keeps_audio=False)),
    ):
        pytest.fail("nothing may start")

    assert asked_of(attendant) == ["start", "close"]


def test_what_is_not_to_be_kept_is_not(app: type[ScriptedApp]) -> None:
    with Attendant(keeps_history=False).attending() as attendant:
        pass

    assert asked_of(attendant) == ["no history", "start", "close"]


def test_an_interrupt_quits_a_test_of_a_service_at_once(app: type[ScriptedApp]) -> None:
    attendant = Attendant()

    with pytest.raises(KeyboardInterrupt), attendant.attending():
        attendant.try_service(OPENAI, SessionConfiguration(), None, lambda changed: None)

    assert asked_of(attendant) == ["start", "try openai", "close"]


def test_a_recording_that_is_broken_off_says_where_its_audio_is(
    app: type[ScriptedApp], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Problem("audio_kept", "Not everything was transcribed.", "The audio is kept in /home/me/one.wav.")

    def broken_off_by(error: BaseException) -> str:
        attendant = Attendant()

        def run() -> None:
            with attendant.attending():
                attendant._notices.put(kept)
                raise error

        with pytest.raises(type(error)):
            run()
        return capsys.readouterr().err

    assert broken_off_by(KeyboardInterrupt()) == f"{kept.message} {kept.remedy}\n"
    assert broken_off_by(BrokenPipeError()) == "", "a pipe that was closed ends quietly"
