"""What it takes to begin a session, to change one, and to check what one is made of; with the real engine."""

import statistics
import threading
import time
import timeit
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks.spoken_words import read_manifest
from transcriber.app import App, FileSource, RecordingRequest
from transcriber.realtime.configuration import ServerVad, SessionConfiguration, validate
from transcriber.realtime.trace import Direction
from transcriber.session.notices import (
    Notice,
    ProtocolTraced,
    RecordingChanged,
    RecordingState,
    SessionAnnounced,
    TurnChanged,
)

_STARTS = 7
_CHANGES = 15
_VALUES = 2_000
_APPEND = "input_audio_buffer.append"


def run(folder: Path) -> dict[str, Any]:
    """Medians, in one run on the real clock."""
    starts_ms, first_text_ms, sent_ms, acknowledged_ms = _live(folder)
    return {
        "build and validate one configuration, µs": round(_value_us(), 1),
        "record pressed to the first audio sent, engine running, REST included, ms": _median(starts_ms),
        "the same, slowest of seven, ms": round(max(starts_ms)),
        "settings changed to the update sent, ms": _median(sent_ms),
        "settings changed to the acknowledgement, ms": _median(acknowledged_ms),
        "record pressed to the first turn, ms": _median(first_text_ms),
    }


def _value_us() -> float:
    def build_and_validate() -> None:
        validate(
            SessionConfiguration(
                model="gpt-4o-transcribe",
                language="en",
                prompt="Engineering stand-up.",
                turn_detection=ServerVad(threshold=0.4, prefix_padding_ms=200, silence_duration_ms=600),
            )
        )

    return min(timeit.repeat(build_and_validate, number=_VALUES, repeat=5)) / _VALUES * 1e6


class _Ear:
    """Hears notices on the session thread; lets the main thread wait for one and say when it came."""

    def __init__(self) -> None:
        self._wanted: Callable[[Notice], bool] = lambda notice: False
        self._came = threading.Event()
        self._came_s = 0.0

    def hear(self, notice: Notice) -> None:
        if not self._came.is_set() and self._wanted(notice):
            self._came_s = time.perf_counter()
            self._came.set()

    def expect(self, wanted: Callable[[Notice], bool]) -> None:
        """From now on, until it came."""
        self._came.clear()
        self._wanted = wanted

    def came_s(self) -> float:
        """When it came, by `time.perf_counter`."""
        if not self._came.wait(20):
            raise TimeoutError("What was expected did not come within 20 s.")
        return self._came_s


def _live(folder: Path) -> tuple[list[float], list[float], list[float], list[float]]:
    """Milliseconds of every start and every change."""
    starts, first_texts, sent, acknowledged = [], [], [], []
    longest = max(read_manifest(folder), key=lambda clip: clip.duration_s)
    ear = _Ear()
    app = App(ear.hear, keeps_history=False)
    app.start()
    app.warm_engine()
    time.sleep(3.0)
    configuration = SessionConfiguration(language="en")
    for _ in range(_STARTS):
        ear.expect(lambda notice: isinstance(notice, TurnChanged))
        start_s = time.perf_counter()
        app.start_recording(RecordingRequest(source=FileSource(longest.path), configuration=configuration))
        starts.append(_first_sent_s(app) - start_s)
        first_texts.append(ear.came_s() - start_s)
        _stop(app, ear)
    app.watch_protocol(True)
    ear.expect(_is_sent(_APPEND))
    app.start_recording(RecordingRequest(source=FileSource(longest.path), configuration=configuration))
    ear.came_s()
    for number in range(_CHANGES):
        wish = replace(configuration, turn_detection=ServerVad(silence_duration_ms=400 + number))
        ear.expect(_is_sent("session.update"))
        start_s = time.perf_counter()
        app.update_session(wish)
        sent.append(ear.came_s() - start_s)
        time.sleep(0.1)
        ear.expect(lambda notice: isinstance(notice, SessionAnnounced))
        start_s = time.perf_counter()
        app.update_session(replace(wish, turn_detection=ServerVad(silence_duration_ms=500 + number)))
        acknowledged.append(ear.came_s() - start_s)
        time.sleep(0.1)
    _stop(app, ear)
    app.close()
    return tuple([value * 1000 for value in values] for values in (starts, first_texts, sent, acknowledged))  # type: ignore[return-value]


def _first_sent_s(app: App) -> float:
    """When the service has been sent the first audio; the file is paced as a microphone is."""
    while (meter := app.meter()).recorded_ms <= meter.waiting_ms:
        time.sleep(0.001)
    return time.perf_counter()


def _stop(app: App, ear: _Ear) -> None:
    ear.expect(lambda notice: isinstance(notice, RecordingChanged) and notice.state is RecordingState.STOPPED)
    app.stop_recording()
    ear.came_s()


def _is_sent(event_type: str) -> Callable[[Notice], bool]:
    return lambda notice: (
        isinstance(notice, ProtocolTraced)
        and notice.entry.direction is Direction.SENT
        and notice.entry.type == event_type
    )


def _median(values_ms: list[float]) -> float:
    return round(statistics.median(values_ms), 1)
