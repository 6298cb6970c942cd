import builtins
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pulsectl
import pytest

from transcriber.audio import sound_server

MICROPHONE = sound_server.Source(3, "desk", "Desk microphone", 48_000, 1, is_monitor=False, is_default=True)

BUILT_IN = sound_server.Source(1, "built-in", "Built-in", 48_000, 1, is_monitor=False, is_default=False)
HEARD, HEARD_AFTERWARDS = SimpleNamespace(source=MICROPHONE.index), SimpleNamespace(source=BUILT_IN.index)


@pytest.fixture
def _no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")


@pytest.mark.usefixtures("_no_server")
def test_where_no_server_answers_there_is_nothing_to_list_or_follow() -> None:
    assert sound_server.sources() is None
    assert sound_server.newest_stream() is None


@pytest.mark.usefixtures("_no_server")
def test_a_watch_without_a_server_ends_by_itself() -> None:
    watch = sound_server.StreamWatch(0)
    watch._thread.join(30)
    assert not watch._thread.is_alive()
    assert watch.heard is None
    watch.close()


@pytest.mark.usefixtures("_no_server")
def test_a_source_that_goes_away_between_two_questions_is_gone_and_was_not_left_by_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0

    def is_gone() -> bool:
        nonlocal asked
        asked += 1
        return asked > 1

    server = MagicMock()
    server.source_output_info.side_effect = lambda index: HEARD_AFTERWARDS if is_gone() else HEARD
    monkeypatch.setattr(sound_server, "_sources", lambda _: (BUILT_IN,) if is_gone() else (MICROPHONE, BUILT_IN))
    watch = sound_server.StreamWatch(7)
    watch._thread.join(30)
    watch._look(server)
    assert watch.heard is None
    watch._look(server)
    assert watch.heard == (BUILT_IN, frozenset({BUILT_IN.index}))


def test_a_server_that_ends_between_two_questions_has_ended_and_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def connection(_pulsectl: object) -> Iterator[MagicMock]:
        yield MagicMock()

    def ended(_server: object) -> tuple[sound_server.Source, ...]:
        raise pulsectl._pulsectl.LibPulse.CallError("Bad state")

    monkeypatch.setattr(sound_server, "_connection", connection)
    monkeypatch.setattr(sound_server, "_sources", ended)
    watch = sound_server.StreamWatch(7)
    watch._thread.join(30)
    assert not watch._thread.is_alive()
    assert sound_server.sources() is None


def test_what_changes_while_it_is_looked_at_is_looked_at_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    server, found = MagicMock(), [(MICROPHONE,), (MICROPHONE, BUILT_IN)]
    is_waiting, may_end = threading.Event(), threading.Event()

    @contextmanager
    def connection(_pulsectl: object) -> Iterator[MagicMock]:
        yield server

    def sources(_server: object) -> tuple[sound_server.Source, ...]:
        if len(found) > 1:
            with suppress(pulsectl.PulseLoopStop):
                server.event_callback_set.call_args.args[0](None)
            return found.pop(0)
        return found[0]

    def listen(timeout: float) -> None:
        is_waiting.set()
        may_end.wait(30)

    server.event_listen.side_effect = listen
    monkeypatch.setattr(sound_server, "_connection", connection)
    monkeypatch.setattr(sound_server, "_sources", sources)
    watch = sound_server.SourceWatch(lambda: None)
    assert is_waiting.wait(30)
    assert watch.found == (MICROPHONE, BUILT_IN)
    watch.close()
    may_end.set()
    watch._thread.join(30)


@pytest.mark.parametrize("error", [ImportError("no module"), OSError("no libpulse.so.0")])
def test_without_the_library_there_is_no_server(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    real_import = builtins.__import__

    def missing(name: str, *arguments: Any, **keywords: Any) -> Any:
        if name == "pulsectl":
            raise error
        return real_import(name, *arguments, **keywords)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert sound_server.sources() is None
    assert sound_server.newest_stream() is None


def test_other_systems_have_no_such_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert sound_server.sources() is None


class Sources:
    """Stands for a sound server that one fault meets before it lists what it has."""

    def __init__(self, *answers: Exception | tuple[sound_server.Source, ...]) -> None:
        self.answers = list(answers)
        self.at_end = threading.Event()

    def __call__(self, _server: object) -> tuple[sound_server.Source, ...]:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if len(self.answers) == 1:
            self.at_end.set()
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sources], None]:
    @contextmanager
    def connection(_pulsectl: object) -> Iterator[MagicMock]:
        server = MagicMock()
        server.source_output_info.return_value.source = MICROPHONE.index
        server.event_listen.side_effect = lambda timeout: time.sleep(0.01)
        yield server

    monkeypatch.setattr(sound_server, "_connection", connection)
    monkeypatch.setattr(sound_server, "_AFTER_FAULT_S", 0.01)

    def stand_in(sources: Sources) -> None:
        monkeypatch.setattr(sound_server, "_sources", sources)

    return stand_in


@pytest.mark.allowed_logs("failed and goes on", logger="transcriber.audio.sound_server")
@pytest.mark.parametrize("is_of_stream", [False, True])
def test_a_fault_that_nobody_foresaw_is_written_down_once_and_the_watch_goes_on(
    is_of_stream: bool, faulty: Callable[[Sources], None], caplog: pytest.LogCaptureFixture
) -> None:
    sources = Sources(*[ValueError("a name that is no text")] * 3, (MICROPHONE,))
    faulty(sources)
    told = threading.Event()
    watch = sound_server.StreamWatch(7) if is_of_stream else sound_server.SourceWatch(told.set)
    try:
        assert sources.at_end.wait(60)
        if isinstance(watch, sound_server.SourceWatch):
            assert told.wait(60)
            assert watch.found == (MICROPHONE,)
        else:
            ends_s = time.monotonic() + 30
            while watch.heard is None and time.monotonic() < ends_s:
                time.sleep(0.01)
            assert watch.heard == (MICROPHONE, frozenset({MICROPHONE.index}))
    finally:
        watch.close()
        watch._thread.join(30)

    (record,) = [record for record in caplog.records if "goes on" in record.getMessage()]
    assert record.exc_info is not None
    assert record.exc_info[0] is ValueError
