"""Pages of which one is shown: only that one says how much room is needed, never those that are hidden behind it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt


class _ShownPage(QStackedLayout):
    """Asks the page that is shown, where Qt takes the most of all pages. Main thread."""

    @asked_by_qt
    def minimumSize(self) -> QSize:
        """Of that page."""
        page = self.currentWidget()
        return QSize(0, 0) if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Of that page."""
        page = self.currentWidget()
        return QSize(0, 0) if page is None else page.sizeHint().expandedTo(self.minimumSize())

    @asked_by_qt
    def hasHeightForWidth(self) -> bool:
        """Whether words of that page break."""
        page = self.currentWidget()
        return page is not None and page.hasHeightForWidth()

    @asked_by_qt
    def heightForWidth(self, width_px: int) -> int:
        """Of that page."""
        page = self.currentWidget()
        if page is None:
            return -1
        layout = page.layout()
        return page.heightForWidth(width_px) if layout is None else layout.totalHeightForWidth(width_px)


class PageStack(QWidget):
    """A wide page that was shown once does not keep a small window wide. Main thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _ShownPage(self)
        self._pages.currentChanged.connect(lambda _: self._pages.invalidate())

    def addWidget(self, page: QWidget) -> None:
        """Behind the others; the first one is shown."""
        self._pages.addWidget(page)

    def currentWidget(self) -> QWidget | None:
        """The page that is shown; None as long as there is none."""
        return self._pages.currentWidget()

    def currentIndex(self) -> int:
        """Which one it is, from 0; -1 as long as there is none."""
        return self._pages.currentIndex()

    def setCurrentWidget(self, page: QWidget) -> None:
        """This one instead of the one before."""
        self._pages.setCurrentWidget(page)

    def setCurrentIndex(self, index: int) -> None:
        """This one instead of the one before."""
        self._pages.setCurrentIndex(index)
