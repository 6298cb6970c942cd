"""The window for captions elsewhere: in browsers, over a picture, and in a text file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from transcriber.gui.banner import Banner
from transcriber.gui.caption_page.file_form import FileForm
from transcriber.gui.caption_page.page_form import PageForm
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme
from transcriber.session.notices import CaptionPageChanged
from transcriber.settings.caption_sharing import CaptionSharing


class CaptionPageDialog(QDialog):
    """Never blocks the window behind it. Main thread."""

    changed = Signal(object)
    """A `CaptionSharing`, as a person wants it now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = PageForm(theme)
        self.file = FileForm(theme)
        self.banner = Banner(theme)
        self._lay_out()
        for form in (self.page, self.file):
            form.changed.connect(self.show_sharing)
            form.changed.connect(self.changed)

    def show_sharing(self, sharing: CaptionSharing) -> None:
        """What is chosen; nothing is emitted."""
        self.page.show_sharing(sharing)
        self.file.show_sharing(sharing)

    def show_page(self, page: CaptionPageChanged) -> None:
        """What became of the page."""
        self.page.show_page(page)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Captions elsewhere"))
        self.setModal(False)
        self.setMinimumSize(520, 420)
        self.resize(580, 820)
        rule = QFrame()
        rule.setObjectName("rule")
        body = QWidget()
        body.setObjectName("panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(16)
        column.addWidget(self.page)
        column.addWidget(rule)
        column.addWidget(self.file)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.setContentsMargins(28, 10, 28, 14)
        buttons.rejected.connect(self.close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(area, 1)
        whole.addWidget(buttons)
        # Enter in a field takes the field, and presses no button.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
