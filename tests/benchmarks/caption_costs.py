"""What the caption window costs while deltas come in, and while nothing does.

Run in a process of its own: `python -m tests.benchmarks.caption_costs --child guesses` prints one JSON object.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

_SECONDS = 12.0
_DELTAS_A_SECOND = 100
_SENTENCE = "The release slips to Thursday because the installer is not signed yet, and that is fine with all of us. "
KINDS = ("guesses", "words", "nothing")


def run() -> dict[str, Any]:
    """Percent of one core, without what the speaker and the bridge cost that any view needs."""
    alone = {kind: _child(kind, "alone")["percent"] for kind in KINDS}
    shares = {kind: round(_child(kind)["percent"] - alone[kind], 2) for kind in KINDS}
    return {
        "usual speech, 100 revisions of what is not settled a second, % of a core": shares["guesses"],
        "100 words a second, % of a core": shares["words"],
        "nothing is said, % of a core": shares["nothing"],
        "taken off for speaker and bridge, % of a core": alone["guesses"],
        "platform": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }


def _child(*arguments: str) -> dict[str, float]:
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    command = [sys.executable, "-m", "tests.benchmarks.caption_costs", "--child", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _changes(kind: str) -> Iterator[Any]:
    """A change for each hundredth of a second."""
    from transcriber.transcript.turns import Turn, TurnChange, TurnChanged

    text, number, words = "", 1, _SENTENCE.split()
    for step in range(int(_SECONDS * _DELTAS_A_SECOND)):
        word = words[step // 35 % len(words)] if kind == "guesses" else words[step % len(words)]
        if kind == "words" or step % 35 == 34:
            text += f"{word} "
            yield TurnChanged(TurnChange.DELTA, Turn(number=number, text=text), number - 1, f"{word} ")
        else:
            guess = word[: 1 + step % 35 * len(word) // 34]
            yield TurnChanged(TurnChange.PROVISIONAL, Turn(number=number, text=text, provisional=guess), number - 1)
        if len(text) > 400:
            text, number = "", number + 1


def _measure(kind: str, *, has_window: bool = True) -> dict[str, float]:
    from PySide6.QtCore import QObject, Qt, QTimer

    from transcriber.captions.look import CaptionLook
    from transcriber.gui.bridge import NoticeBridge
    from transcriber.gui.captions.caption_feed import CaptionFeed
    from transcriber.gui.captions.caption_window import CaptionWindow
    from transcriber.gui.program import make_application

    application = make_application([])
    bridge, parent, look = NoticeBridge(), QObject(), CaptionLook()
    window = CaptionWindow(look)
    feed = CaptionFeed(bridge, look, ("Me", "Others"), parent)
    feed.changed.connect(lambda: window.show_lines(feed.lines))
    if has_window:
        feed.open((), {})
        window.open()
    changes = _changes(kind)
    pace = QTimer(interval=10, timerType=Qt.TimerType.PreciseTimer)
    pace.timeout.connect(lambda: bridge.publish(next(changes)) if kind != "nothing" else None)
    figures: dict[str, float] = {}

    def begin() -> None:
        if kind != "nothing":
            pace.start()
        start_s, busy_s = time.monotonic(), time.process_time()

        def end() -> None:
            share = (time.process_time() - busy_s) / (time.monotonic() - start_s)
            figures["percent"] = round(100 * share, 2)
            pace.stop()
            application.quit()

        QTimer.singleShot(int(1000 * (_SECONDS - 2)), end)

    QTimer.singleShot(500, begin)
    application.exec()
    window.close()
    return figures


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--child", kind]:
            sys.stdout.write(json.dumps(_measure(kind)))
        case ["--child", kind, "alone"]:
            sys.stdout.write(json.dumps(_measure(kind, has_window=False)))
        case _:
            sys.stdout.write(json.dumps(run(), indent=2) + "\n")
