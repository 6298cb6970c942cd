"""How long the window takes for another size, from the wish to the pixels: empty, with turns, with every column open.

Run in a process of its own on a screen with a window manager where there is one:
`python -m tests.benchmarks.resize_costs --child` prints one JSON object.
"""

import json
import statistics
import subprocess
import sys
import time
from typing import Any

_TURNS = 3_000
_WIDTHS_PX = (*range(1320, 960, -24), *range(960, 1320, 24))
_SENTENCE = "The release slips to Thursday because the installer is not signed yet, and that is fine."


def run() -> dict[str, Any]:
    """By what stands in the window."""
    from tests.gui.screens.virtual_screen import virtual_screen

    command = [sys.executable, "-m", "tests.benchmarks.resize_costs", "--child"]
    with virtual_screen() as screen:
        done = subprocess.run(command, env=screen, stdout=subprocess.PIPE, text=True, check=True)
    return {"platform": screen["QT_QPA_PLATFORM"]} | dict(json.loads(done.stdout))


def _measured() -> dict[str, Any]:
    from PySide6.QtCore import QEvent, QObject

    from tests.benchmarks.stalls import pass_ms, wait_until
    from transcriber.app import App
    from transcriber.gui.bridge import NoticeBridge
    from transcriber.gui.main_window import MainWindow
    from transcriber.gui.program import answer_promptly, make_application
    from transcriber.gui.theme import Theme
    from transcriber.settings.preferences import Preferences
    from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

    class Paints(QObject):
        """Of one widget, at another size than before. Main thread."""

        is_resized = is_painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Resize:
                self.is_resized = True
            elif event.type() == QEvent.Type.Paint and self.is_resized:
                self.is_painted = True
            return False

    application = make_application([])
    bridge = NoticeBridge()
    app = App(bridge.publish, keeps_history=False)
    window = MainWindow(app, bridge, Theme(application, "light"), Preferences(), tuple, lambda base, mine: mine)
    window.resize(1320, 840)
    window.show()
    pass_ms(1_000)
    answer_promptly()
    paints = Paints()
    window.page.installEventFilter(paints)

    def sizes() -> dict[str, float]:
        taken_ms, computed_ms = [], []
        for width_px in _WIDTHS_PX:
            if width_px == window.width():
                continue
            paints.is_resized = paints.is_painted = False
            began_s, computed_s = time.perf_counter(), time.process_time()
            window.resize(width_px, 840)
            wait_until(lambda: paints.is_painted)
            taken_ms.append((time.perf_counter() - began_s) * 1_000)
            computed_ms.append((time.process_time() - computed_s) * 1_000)
            pass_ms(20)
        return {
            "median": round(statistics.median(taken_ms), 1),
            "p95": round(statistics.quantiles(taken_ms, n=20)[-1], 1),
            "computed, median": round(statistics.median(computed_ms), 1),
            "computed, p95": round(statistics.quantiles(computed_ms, n=20)[-1], 1),
        }

    window.bar.panel_button.setChecked(False)
    window.bar.history_button.setChecked(False)
    pass_ms(300)
    figures: dict[str, Any] = {"empty, columns folded": sizes()}
    window.bar.panel_button.setChecked(True)
    pass_ms(300)
    figures["empty, panel open"] = sizes()
    for number in range(1, _TURNS + 1):
        turn = Turn(number=number, state=TurnState.FINISHED, text=f"{_SENTENCE} {number}", start_ms=number * 5_000)
        bridge.publish(TurnChanged(TurnChange.COMPLETED, turn, number - 1))
        if number % 500 == 0:
            pass_ms(1)
    pass_ms(1_000)
    figures[f"{_TURNS} turns, panel open"] = sizes()
    window.close()
    return figures


if __name__ == "__main__":
    figures = _measured() if sys.argv[1:] == ["--child"] else run()
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
