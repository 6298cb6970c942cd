"""What the history costs in the window: opening it, scrolling, searching a million turns, pages of a day, PDF.

Every figure is taken through the real window, offscreen, in a process of its own over a store on the disk.
`python -m tests.benchmarks.history_costs --child FOLDER` measures a folder that was stocked before.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TURNS, RECORDINGS = 1_000_000, 10_000
_KEYS_A_SECOND = 8


def run(turns: int = TURNS, recordings: int = RECORDINGS) -> dict[str, Any]:
    """Milliseconds; the longest time that the window did not answer stands beside each."""
    from tests.benchmarks.history_shelf import stock

    with tempfile.TemporaryDirectory(prefix="transcriber-history-") as name:
        folder = Path(name) / "transcriber" / "history"
        folder.parent.mkdir()
        known = stock(folder, turns, recordings)
        return {"turns": turns, "recordings": recordings} | _child(name, known)


def _child(data: str, known: dict[str, str]) -> dict[str, Any]:
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ) | {"XDG_DATA_HOME": data}
    command = [sys.executable, "-m", "tests.benchmarks.history_costs", "--child", json.dumps(known)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def _measured(known: dict[str, str]) -> dict[str, Any]:
    from tests.benchmarks.history_shelf import CHEQUERED, DAY, DAY_TURNS, MEETING
    from tests.benchmarks.history_window import HistoryWindow

    window = HistoryWindow()
    figures = {
        "nothing happens, 3 s": window.idle(3000),
        "list opened": window.open_list(),
        "list scrolled to its end": window.scroll_list(),
        "list read again": window.reload_list(),
        "search, typed letter by letter": window.type_words(known["words"].split(), _KEYS_A_SECOND),
    }
    figures[f"recording of 24 h and {DAY_TURNS} turns opened"] = window.open_recording(known[DAY])
    figures["the same read again"] = window.read_again()
    figures["the same scrolled through"] = window.scroll_recording()
    figures["the same: window made wider and narrower"] = window.resize(has_panel=False)
    figures["the same with the panel open"] = window.resize(has_panel=True)
    figures["recording of 24 h and 10000 stretches opened"] = window.open_recording(known[CHEQUERED])
    figures["its coverage strip painted"] = window.paint_strip()
    figures["recording of 8000 turns opened"] = window.open_recording(known[MEETING])
    with tempfile.TemporaryDirectory(prefix="transcriber-pdf-") as name:
        figures["PDF of 8000 turns"] = window.save_pdf(known[MEETING], Path(name) / "transcript.pdf")
    window.close()
    return figures


if __name__ == "__main__":
    figures = _measured(json.loads(sys.argv[2])) if sys.argv[1:2] == ["--child"] else run()
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")
