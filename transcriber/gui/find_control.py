"""Finding words in the transcript that is open, the live one or a stored one: bar, search and highlights together."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from transcriber.gui.find_marks import FindMarks
from transcriber.gui.find_needle import Needle
from transcriber.gui.find_search import FindSearch, Hit
from transcriber.gui.history.history_control import HistoryControl
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.turn_text import TurnText
from transcriber.gui.window_actions import WindowActions

RENEW_AFTER_MS = 300
"""While text streams in, what is found is counted anew so often."""


class FindControl(QObject):
    """Main thread.

    Args:
        theme: Of the highlights.
        page: Holds the bar and the live transcript.
        history: Shows stored ones.
        actions: Their keys.
        window: Owns this.
    """

    def __init__(
        self, theme: Theme, page: TranscriptPage, history: HistoryControl, actions: WindowActions, window: QWidget
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._page = page
        self._history = history
        self.bar = page.find_bar
        self.search = FindSearch(self)
        self.current: Hit | None = None
        """The place that was gone to."""
        self._is_place_wanted = False
        """What is found first from `_from_row` on is gone to."""
        self._from_row = 0
        self._live_marks = FindMarks(page.transcript, theme, self)
        self._stored_marks: FindMarks | None = None
        self._renewing = QTimer(self, singleShot=True, interval=RENEW_AFTER_MS)
        self._renewing.timeout.connect(self._renew)
        self._connect(actions)

    def open(self) -> None:
        """Show the bar, with what was searched in the whole history if that brought somebody here."""
        chosen = self._marks.view.textCursor().selectedText()
        self.bar.open(chosen if chosen and len(chosen) < 80 and "\u2029" not in chosen else "")
        if self.search.needle.typed != self.bar.field.text():
            self._on_typed(self.bar.field.text())

    def go_on(self, step: int) -> None:
        """To the next place (1) or the one before (-1); opens the bar where nothing is looked for."""
        if self.bar.isHidden():
            self.open()
        if not self.search.count:
            return
        rank = None if self.current is None else self.search.rank_of(self.current)
        if rank is None:
            hit = self.search.first_from(self._first_seen())
            rank = (self.search.rank_of(hit) or 1) - 1 if hit is not None else 0
            step = max(step, 0)
        self._go_to(self.search.hit_at(rank + step))

    # ---- inside ------------------------------------------------------------------------------------------------------

    def _connect(self, actions: WindowActions) -> None:
        actions.find.triggered.connect(self.open)
        actions.find_next.triggered.connect(lambda: self.go_on(1))
        actions.find_previous.triggered.connect(lambda: self.go_on(-1))
        self.bar.typed.connect(self._on_typed)
        self.bar.next_asked.connect(lambda: self.go_on(1))
        self.bar.previous_asked.connect(lambda: self.go_on(-1))
        self.bar.closed.connect(self._on_closed)
        self.search.progressed.connect(self._on_progressed)
        self._page.transcript.words_changed.connect(lambda: self._on_rows_changed(self._page.transcript))
        self._history.live_shown.connect(self._on_page_changed)

    @property
    def _marks(self) -> FindMarks:
        """Of the transcript that is open."""
        page = self._history.page
        if not self._history.open_id or page is None:
            return self._live_marks
        if self._stored_marks is None:
            self._stored_marks = FindMarks(page.transcript, self._theme, self)
            stored = page.transcript
            stored.rows_changed.connect(lambda: self._on_rows_changed(stored))
        return self._stored_marks

    def _first_seen(self) -> int:
        return next((index for index, _ in self._marks.view.window_.visible()), 0)

    def _on_typed(self, typed: str) -> None:
        self._from_row = self.current.row if self.current is not None else self._first_seen()
        self._is_place_wanted, self.current = True, None
        marks = self._marks
        if self._history.page is not None:
            # What was found in the whole history gives way to what is looked for here.
            self._history.page.transcript.search_for("")
        self.search.begin(marks.view.window_.rows, Needle(typed))

    def _on_progressed(self) -> None:
        search = self.search
        if self._is_place_wanted and search.count:
            hit = search.first_from(self._from_row)
            if hit is None and search.is_complete:
                hit = search.hit_at(1)
            if hit is not None:
                self._is_place_wanted = False
                self._go_to(hit)
                return
        self._show()

    def _go_to(self, hit: Hit) -> None:
        self.current = hit
        self._is_place_wanted = False
        self._show()
        self._marks.go_to(hit)

    def _show(self) -> None:
        search = self.search
        rank = None if self.current is None else search.rank_of(self.current)
        self.bar.show_count(rank, search.count, is_complete=search.is_complete)
        self._marks.show(search.needle, self.current)

    def _on_rows_changed(self, view: TurnText) -> None:
        if not self.search.needle.is_empty and self._marks.view is view and not self._renewing.isActive():
            self._renewing.start()

    def _renew(self) -> None:
        if self.search.is_complete:
            self.search.renew(self._marks.view.window_.rows)
        else:
            self._renewing.start()

    def _on_page_changed(self) -> None:
        if self.bar.isHidden():
            return
        for marks in (self._live_marks, self._stored_marks):
            if marks is not None:
                marks.show(Needle(""), None)
        self.current = None
        self._on_typed(self.bar.field.text())

    def _on_closed(self) -> None:
        self._renewing.stop()
        if self.current is not None:
            self._marks.choose(self.current)
        self.search.end()
        self.current, self._is_place_wanted = None, False
        for marks in (self._live_marks, self._stored_marks):
            if marks is not None:
                marks.show(Needle(""), None)
