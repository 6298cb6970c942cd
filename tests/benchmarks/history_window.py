"""The real window over a history, as a person uses it; each use returns what it cost. Main thread of its process."""

import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.benchmarks.stalls import Stalls, in_words, pass_ms, wait_until
from transcriber.app import App
from transcriber.app.stored_material import material_of
from transcriber.export.material import ExportOptions
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.recording_page import RecordingPage
from transcriber.gui.main_window import MainWindow
from transcriber.gui.program import answer_promptly, make_application
from transcriber.gui.theme import Theme
from transcriber.session.notices import HistoryChanged
from transcriber.settings.preferences import Preferences

_SETTLING_MS = 300
_WHEEL_STEPS = 120


class HistoryWindow:
    """Shown offscreen; the application behind it is not started: nothing but the window is at work."""

    def __init__(self) -> None:
        self._application = make_application([])
        self._bridge = NoticeBridge()
        app = App(self._bridge.publish, keeps_history=True)
        theme = Theme(self._application, "light")
        self._window = MainWindow(app, self._bridge, theme, Preferences(), tuple, lambda base, mine: mine)
        self._history = self._window.history
        self._column = self._history.column
        self._window.bar.history_button.setChecked(True)
        self._stalls = Stalls()
        self._window.resize(1320, 840)
        self._window.first_painted.disconnect(self._history.begin)
        self._window.show()
        pass_ms(_SETTLING_MS)
        answer_promptly()

    def close(self) -> None:
        """The thread that reads ends too."""
        self._window.close()

    def idle(self, duration_ms: int) -> dict[str, float]:
        """What the machine alone does to the heartbeat."""
        self._stalls.begin()
        pass_ms(duration_ms)
        return self._stalls.end()

    def open_list(self) -> dict[str, float]:
        """From the wish to the rows."""
        self._stalls.begin()
        self._history.begin()
        taken_ms = wait_until(lambda: self._column.recordings.rowCount() > 0)
        return {"to the rows, ms": round(taken_ms, 1)} | self._settled()

    def scroll_list(self) -> dict[str, float]:
        """To the end as fast as pages come."""
        bar, model = self._column.list.verticalScrollBar(), self._column.recordings
        self._stalls.begin()
        began_s = time.perf_counter()
        while bar.value() < bar.maximum() or model.canFetchMore(self._column.list.rootIndex()) or model._fetching:
            bar.setValue(bar.maximum())
            pass_ms(1)
        taken_s = time.perf_counter() - began_s
        return {"rows": model.rowCount(), "whole, s": round(taken_s, 1)} | self._settled()

    def reload_list(self) -> dict[str, float]:
        """All that was fetched, once more, as when another program may have changed it."""
        loaded: list[bool] = []
        self._column.recordings.loaded.connect(lambda: loaded.append(True))
        self._stalls.begin()
        self._column.recordings.reload()
        taken_ms = wait_until(lambda: bool(loaded))
        return {"read, ms": round(taken_ms, 1)} | self._settled()

    def type_words(self, words: list[str], keys_a_second: int) -> dict[str, Any]:
        """Each letter a key; then from the last key to the rows."""
        hits, field = self._column.hits, self._column.field
        field.setFocus()
        to_rows_ms: list[float] = []
        self._stalls.begin()
        for word in words:
            for letter in word:
                pass_ms(1000 / keys_a_second)
                QTest.keyClicks(field, letter)
            to_rows_ms.append(wait_until(lambda: hits.typed == field.text()))
            pass_ms(_SETTLING_MS)
            field.clear()
        return {"last key to rows": in_words(to_rows_ms)} | self._settled()

    def open_recording(self, public_id: str) -> dict[str, float]:
        """From the wish to the first turns, and to all of it."""
        page = self._page
        self._stalls.begin()
        began_s = time.perf_counter()
        self._history.open_recording(public_id)
        wait_until(lambda: self._shown_id == public_id)
        seen_s = time.perf_counter() - began_s
        wait_until(lambda: bool(page.contents and page.contents.is_whole))
        whole_s = time.perf_counter() - began_s
        return {"first seen, ms": round(seen_s * 1000), "whole, ms": round(whole_s * 1000)} | self._settled()

    def read_again(self) -> dict[str, float]:
        """Something of it was changed."""
        before = self._page.contents
        self._stalls.begin()
        self._bridge.publish(HistoryChanged(self._shown_id))
        taken_ms = wait_until(lambda: self._page.contents is not before)
        return {"read, ms": round(taken_ms)} | self._settled()

    def scroll_recording(self) -> dict[str, float]:
        """By the wheel a little at a time, then from end to end at once."""
        transcript = self._page.transcript
        bar = transcript.verticalScrollBar()
        self._stalls.begin()
        for _ in range(_WHEEL_STEPS):
            bar.setValue(bar.value() + 3 * bar.singleStep())
            pass_ms(8)
        for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_End):
            QTest.keyClick(transcript, key, Qt.KeyboardModifier.ControlModifier)
            pass_ms(_SETTLING_MS)
        return self._settled()

    def resize(self, *, has_panel: bool) -> dict[str, float]:
        """By its edge, step by step, with every part of the text that is kept filled in."""
        self._window.bar.panel_button.setChecked(has_panel)
        pass_ms(_SETTLING_MS)
        self._stalls.begin()
        for width in (*range(1300, 960, -40), *range(960, 1320, 40)):
            self._window.resize(width, 840)
            pass_ms(16)
        return self._settled()

    def paint_strip(self) -> dict[str, float]:
        """Each time as if its width were new."""
        strip = self._page.head.strip
        durations_ms = []
        for _ in range(20):
            began_s = time.perf_counter()
            strip.repaint()
            durations_ms.append((time.perf_counter() - began_s) * 1000)
        return {"stretches": len(strip.stretches)} | in_words(durations_ms)

    def save_pdf(self, public_id: str, path: Path) -> dict[str, float]:
        """Read from the history and written on the thread of the printing."""
        taking = self._page.taking
        recording = self._page.contents.recording if self._page.contents else None
        assert recording is not None
        assert recording.public_id == public_id
        said: list[str] = []
        taking.said.connect(said.append)
        self._stalls.begin()
        began_s = time.perf_counter()
        self._history.reading.ask(
            lambda reader: material_of(reader, recording, ExportOptions()),
            lambda material: taking.printing.save_pdf(material, path),
            self._fail,
        )
        wait_until(lambda: bool(said))
        taken_s = time.perf_counter() - began_s
        return {"whole, s": round(taken_s, 1), "MB": round(path.stat().st_size / 1e6, 1)} | self._settled()

    @property
    def _page(self) -> RecordingPage:
        return self._history._stored_page()

    @property
    def _shown_id(self) -> str:
        contents = self._page.contents
        return contents.recording.public_id if contents is not None else ""

    def _settled(self) -> dict[str, float]:
        pass_ms(_SETTLING_MS)
        return self._stalls.end()

    def _fail(self, error: Exception) -> None:
        raise error
