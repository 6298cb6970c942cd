"""What the window costs: its first paint, its memory, and a delta from the session thread to the pixels.

Run in processes of their own: `python -m tests.benchmarks.window_costs --child repaint 20000` prints one JSON object.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

import psutil

TURN_COUNTS = (10, 1_000, 20_000)
_FIRST_PAINTS = 5
_DELTAS = 60
_SENTENCE = "The release slips to Thursday because the installer is not signed yet, and that is fine."


def run() -> dict[str, Any]:
    """Milliseconds and megabytes; medians where there are several."""
    with tempfile.TemporaryDirectory(prefix="transcriber-bytecode-") as bytecode:
        _child(bytecode, "first-paint")
        first_paints = [_child(bytecode, "first-paint") for _ in range(_FIRST_PAINTS)]
        repaints = {f"{count} turns": _child(bytecode, "repaint", str(count))["median_ms"] for count in TURN_COUNTS}
    return {
        "first window, ms": round(statistics.median(paint["first_paint_ms"] for paint in first_paints)),
        "first window, fastest of five, ms": round(min(paint["first_paint_ms"] for paint in first_paints)),
        "memory of the window without the engine, MB": round(first_paints[-1]["rss_mb"]),
        "delta to pixels, ms": repaints,
        "platform": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }


def _child(bytecode: str, *arguments: str) -> dict[str, Any]:
    # An installed program has its bytecode: the first run leaves it here, whatever the environment says.
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ) | {"PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "tests.benchmarks.window_costs", "--child", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _first_paint() -> dict[str, float]:
    """From the start of the process to the first paint, then the memory once all that a recording needs is there."""
    from PySide6.QtCore import QTimer

    from transcriber.app import App
    from transcriber.app.loading import load_ahead
    from transcriber.gui.bridge import NoticeBridge
    from transcriber.gui.main_window import MainWindow
    from transcriber.gui.program import list_input_devices, make_application
    from transcriber.gui.theme import Theme
    from transcriber.settings.preferences import Preferences

    application = make_application([])
    bridge = NoticeBridge()
    app = App(bridge.publish, keeps_history=False)
    window = MainWindow(
        app, bridge, Theme(application, "light"), Preferences(), list_input_devices, lambda base, mine: mine
    )
    painted_ms: list[float] = []

    def begin() -> None:
        painted_ms.append((time.time() - psutil.Process().create_time()) * 1000)
        app.start()
        window.bar.microphone.refresh()
        QTimer.singleShot(3000, application.quit)

    window.first_painted.connect(begin)
    window.show()
    application.exec()
    asyncio.run(load_ahead())
    memory_mb = psutil.Process().memory_info().rss / 2**20
    app.close()
    return {"first_paint_ms": painted_ms[0], "rss_mb": memory_mb}


def _repaint(turn_count: int) -> dict[str, float]:
    """Publish deltas into a transcript of `turn_count` turns and wait for the paint that shows each."""
    from PySide6.QtCore import QEvent, QObject

    from transcriber.gui.bridge import NoticeBridge
    from transcriber.gui.program import make_application
    from transcriber.gui.theme import Theme
    from transcriber.gui.transcript_view import TranscriptView
    from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

    application = make_application([])
    bridge = NoticeBridge()
    view = TranscriptView(Theme(application, "light"))
    bridge.turns_changed.connect(view.apply)
    view.resize(760, 700)
    view.show()

    class Paints(QObject):
        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.count += event.type() == QEvent.Type.Paint
            return False

    paints = Paints()
    view.viewport().installEventFilter(paints)
    for number in range(1, turn_count + 1):
        turn = Turn(number=number, state=TurnState.FINISHED, text=_SENTENCE, start_ms=number * 5000)
        bridge.publish(TurnChanged(TurnChange.COMPLETED, turn, number - 1))
        if number % 500 == 0:
            application.processEvents()
    application.processEvents()

    durations_ms = []
    text = ""
    for word in (_SENTENCE.split() * _DELTAS)[:_DELTAS]:
        text = f"{text} {word}".strip()
        live = Turn(number=turn_count + 1, text=text, start_ms=0)
        before, start_s = paints.count, time.perf_counter()
        bridge.publish(TurnChanged(TurnChange.DELTA, live, turn_count, f" {word}"))
        while paints.count == before:
            application.processEvents()
        durations_ms.append((time.perf_counter() - start_s) * 1000)
    return {"median_ms": round(statistics.median(durations_ms), 1)}


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--child", "first-paint"]:
            sys.stdout.write(json.dumps(_first_paint()))
        case ["--child", "repaint", count]:
            sys.stdout.write(json.dumps(_repaint(int(count))))
        case _:
            sys.stdout.write(json.dumps(run(), indent=2) + "\n")
