"""The part of the live transcript that stands in the document, with who took over above the first turn of its own."""

from transcriber.gui.row_window import RowWindow
from transcriber.gui.takeovers import Takeovers
from transcriber.gui.turn_list import TurnList
from transcriber.gui.turn_text import TurnText


class LiveWindow(RowWindow):
    """Main thread.

    Args:
        view: Whose document it fills.
        turns: What it fills it with.
        takeovers: Told above a row; nothing of it costs anything while nobody has taken over.
    """

    def __init__(self, view: TurnText, turns: TurnList, takeovers: Takeovers) -> None:
        super().__init__(view, turns)
        self._takeovers = takeovers

    def tell_takeovers(self) -> None:
        """There is one more."""
        with self.kept_place():
            for index in range(self._first, self.end):
                self._head(index)

    def take_out(self, index: int) -> None:
        """The row at `index` is gone: the next one may be the first of its maker now."""
        super().take_out(index)
        self._head(index)

    def _show(self, place: int, index: int) -> None:
        super()._show(place, index)
        self._head(index)
        self._head(index + 1)

    def _head(self, index: int) -> None:
        # A row that was inserted is known before it is shown: its turn alone counts.
        if self._takeovers and self._first <= index < self.end and index < len(self.rows):
            self._contents.head(index - self._first, self._takeovers.above(self.rows, index))
