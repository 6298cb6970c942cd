"""A dialog that opens at least as high as its words need: Qt does not count lines that break at the dialog's width."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.screen_room import screen_room


class WholeDialog(QDialog):
    """Main thread."""

    @asked_by_qt
    def showEvent(self, event: QShowEvent) -> None:
        """What the style gives its words is known now."""
        super().showEvent(event)
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        room_px = screen_room(self).height()
        needed_px = min(layout.totalHeightForWidth(self.width()), room_px)
        if self.height() < needed_px:
            self.resize(self.width(), needed_px)
