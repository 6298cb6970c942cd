"""What the window costs that is there: from a delta on the session thread, or from another size, to the pixels.

Run in processes of their own: `python -m tests.benchmarks.window_costs --child repaint 20000` prints one JSON object.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from typing import Any

from tests.benchmarks import resize_costs

TURN_COUNTS = (10, 1_000, 20_000)
_DELTAS = 60
_SENTENCE = "The release slips to Thursday because the installer is not signed yet, and that is fine."


def run() -> dict[str, Any]:
    """Milliseconds; medians, and the 95th percentile where a person would notice it."""
    return {
        "delta to pixels, ms": {f"{count} turns": _child("repaint", str(count))["median_ms"] for count in TURN_COUNTS},
        "another size to pixels, ms (target 50)": resize_costs.run(),
        "platform": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }


def _child(*arguments: str) -> dict[str, Any]:
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    command = [sys.executable, "-m", "tests.benchmarks.window_costs", "--child", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


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
    theme = Theme(application, "light")
    theme.dress()
    view = TranscriptView(theme)
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
        case ["--child", "repaint", count]:
            sys.stdout.write(json.dumps(_repaint(int(count))))
        case _:
            sys.stdout.write(json.dumps(run(), indent=2) + "\n")
