"""What the live transcript costs while it grows: deltas at their pace, into 1,000, 20,000 and 100,000 turns.

Run in a process of its own: `python -m tests.benchmarks.live_costs --child 20000` prints one JSON object.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from typing import Any

import psutil

TURN_COUNTS = (1_000, 20_000, 100_000)
_DELTAS_A_SECOND = 100
_SECONDS = 10
_BATCH_TURNS = 1_000
_SENTENCE = "The release slips to Thursday because the installer is not signed yet, and that is fine."


def run() -> dict[str, Any]:
    """By the number of turns that stand before those that come."""
    return {f"{count} turns": _child(count) for count in TURN_COUNTS}


def _child(turn_count: int) -> dict[str, Any]:
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    command = [sys.executable, "-m", "tests.benchmarks.live_costs", "--child", str(turn_count)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _grow(turn_count: int) -> dict[str, float]:
    """Publish at the pace of the clock, as the session does, and look when each piece is painted."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer

    from tests.benchmarks.stalls import pass_ms
    from transcriber.gui.bridge import NoticeBridge
    from transcriber.gui.program import answer_promptly, make_application
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
    pass_ms(100)
    empty_mb = psutil.Process().memory_info().rss / 2**20
    for number in range(1, turn_count + 1):
        turn = Turn(number=number, state=TurnState.FINISHED, text=f"{_SENTENCE} {number}", start_ms=number * 5_000)
        bridge.publish(TurnChanged(TurnChange.COMPLETED, turn, number - 1))
        if number % _BATCH_TURNS == 0:
            application.processEvents()
    pass_ms(500)
    answer_promptly()
    waiting_s: list[float] = []
    taken_ms: list[float] = []

    class Paints(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, painted)
            return False

    def painted() -> None:
        now_s = time.perf_counter()
        taken_ms.extend((now_s - told_s) * 1_000 for told_s in waiting_s)
        waiting_s.clear()

    paints = Paints()
    view.viewport().installEventFilter(paints)
    words = _SENTENCE.split()
    said: list[str] = []
    number = turn_count + 1

    def tell() -> None:
        nonlocal number
        word = words[len(said) % len(words)]
        said.append(word)
        is_last = len(said) == len(words)
        turn = Turn(
            number=number,
            text=" ".join(said),
            start_ms=number * 5_000,
            state=TurnState.FINISHED if is_last else TurnState.LIVE,
        )
        waiting_s.append(time.perf_counter())
        change = TurnChange.COMPLETED if is_last else TurnChange.DELTA
        bridge.publish(TurnChanged(change, turn, number - 1, f" {word}"))
        if is_last:
            said.clear()
            number += 1

    pace = QTimer(interval=1_000 // _DELTAS_A_SECOND)
    pace.setTimerType(Qt.TimerType.PreciseTimer)
    pace.timeout.connect(tell)
    began_s, computed_s = time.perf_counter(), time.process_time()
    pace.start()
    loop = QEventLoop()
    QTimer.singleShot(_SECONDS * 1_000, loop.quit)
    loop.exec()
    pace.stop()
    share = (time.process_time() - computed_s) / (time.perf_counter() - began_s)
    full_mb = psutil.Process().memory_info().rss / 2**20
    return {
        "delta to pixels, ms, p50": round(statistics.median(taken_ms), 1),
        "delta to pixels, ms, p95": round(statistics.quantiles(taken_ms, n=20)[-1], 1),
        "share of a core, %": round(share * 100, 1),
        "blocks in the document": view.document().blockCount(),
        "memory, MB": round(full_mb),
        "of it for the transcript, MB": round(full_mb - empty_mb),
    }


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--child", count]:
            sys.stdout.write(json.dumps(_grow(int(count))))
        case _:
            sys.stdout.write(json.dumps(run(), indent=2) + "\n")
