"""A window that shows a recording of many hours in accelerated time: what it costs in memory, and whether it stalls.

`python -m tests.soak.window [DELTAS]`, 200,000 if not said otherwise. The session's own thread runs a recording against
a service that reads numbers; the window is the real page behind the real bridge, offscreen. Numbers come so fast that
the session's thread and the window share one interpreter all the time: a stall here is longer than it is in life.
"""

import asyncio
import json
import os
import sys
import threading
import time
from typing import Any

import psutil

from tests.fault_stage import fault_stage, sentences
from tests.numbered_service import Habits
from tests.soak.hours import slope

_DELTAS_PER_SPOKEN_S = 10
_SPOKEN_SHARE = 0.8
_MEASURED_EACH_S = 0.5
_PATIENCE_S = 10.0
_DELTA_PAUSE_S = 0.03
_SESSION_LIFE_S = 3600.0


def run(deltas: int) -> dict[str, Any]:
    """So many deltas into the window; its figures. Main thread."""
    from PySide6.QtCore import QTimer

    from tests.benchmarks.stalls import Stalls
    from transcriber.gui.bridge import NoticeBridge
    from transcriber.gui.program import make_application
    from transcriber.gui.theme import Theme
    from transcriber.gui.transcript_page import TranscriptPage
    from transcriber.session.notices import CoverageChanged, Notice, TurnChange, TurnChanged

    application = make_application([])
    bridge, page = NoticeBridge(), TranscriptPage(Theme(application, "light"))
    bridge.turns_changed.connect(page.transcript.apply)
    caught_up = threading.Event()

    def lay(notice: CoverageChanged) -> None:
        page.coverage.lay(notice.laid, notice.laid[-1].end_sample)
        caught_up.set()

    bridge.coverage_changed.connect(lay)
    page.resize(760, 700)
    page.show_transcript(True)
    page.show()
    counted = {"deltas": 0, "notices": 0}
    figures: dict[str, Any] = {}

    def publish(notice: Notice) -> None:
        if isinstance(notice, TurnChanged) and notice.change is TurnChange.DELTA:
            counted["deltas"] += 1
        counted["notices"] += 1
        bridge.publish(notice)
        if isinstance(notice, CoverageChanged):
            # Hours pass in minutes: about once a second of them the session waits for the window, as never in life.
            caught_up.wait(_PATIENCE_S)
            caught_up.clear()

    recorded_s = deltas / _DELTAS_PER_SPOKEN_S / _SPOKEN_SHARE
    thread = threading.Thread(target=lambda: figures.update(asyncio.run(_record(recorded_s, publish))))
    process, began_s = psutil.Process(), time.perf_counter()
    samples: list[tuple[float, float]] = []
    timer, stalls = QTimer(interval=int(_MEASURED_EACH_S * 1000)), Stalls()
    timer.timeout.connect(lambda: samples.append((float(counted["deltas"]), process.memory_info().rss / 2**20)))
    over = QTimer(interval=20)
    over.timeout.connect(lambda: None if thread.is_alive() else application.quit())
    timer.start()
    over.start()
    stalls.begin()
    thread.start()
    application.exec()
    figures |= stalls.end()
    application.processEvents()
    shown = page.transcript.turns
    figures |= {
        "deltas shown": counted["deltas"],
        "notices": counted["notices"],
        "turns in the window": len(shown),
        "memory at the end, MB": round(process.memory_info().rss / 2**20),
        "memory growth in the second half, MB per 10,000 deltas": round(
            slope(samples[len(samples) // 2 :]) * 10_000, 2
        ),
        "took, s": round(time.perf_counter() - began_s, 1),
    }
    bridge.close()
    page.close()
    return figures


async def _record(recorded_s: float, publish: Any) -> dict[str, Any]:
    async with fault_stage(Habits(session_life_s=_SESSION_LIFE_S, delta_pause_s=_DELTA_PAUSE_S)) as stage:
        outcome = await stage.record(
            sentences(recorded_s), hear=publish, keeps_notices=False, longest_s=2 * recorded_s + 600
        )
    return {
        "numbers spoken": len(outcome.given),
        "numbers lost": len(outcome.lost),
        "numbers doubled": len(outcome.doubled),
    }


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.stdout.write(json.dumps(run(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000), indent=2) + "\n")
