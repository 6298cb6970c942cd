"""Fixed sizes, margins and icons of widgets at another text size: when it changes, and when widgets are made.

What is fixed when a widget is made counts as written for 100 %; what is fixed later as written for the size of then.
What the style sheet fixes is left to it.
"""

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QDialog,
    QFrame,
    QGridLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.screen_room import screen_room
from transcriber.gui.text_scale import scaled_by, set_text_percent, text_percent

CHOSEN_SIZE = "chosenSize"
"""The property of a dialog whose size a person chose."""
GROWN_SIZE = "grownSize"
"""The property of a dialog that was given another size with its texts: that size, which nobody chose."""
_SIZED_FOR = "sizedForPercent"
"""The property of a dialog: the text size for which it has its size."""
_SIZE_BEFORE = "sizeBefore"
"""The property of a dialog that has grown: width and height that it had, and for which text size."""
_PERCENT = "scaledPercent"
_WRITTEN = "scaledSizes"
_POLISHED = Qt.WidgetAttribute.WA_WState_Polished
_LEAST_HEIGHT_PX = 440
"""Lower than that, the window may have to scroll."""
_UNBOUNDED_PX = 16_777_215
_SHEET_SIZES = ("_q_stylesheet_minw", "_q_stylesheet_minh", "_q_stylesheet_maxw", "_q_stylesheet_maxh")


class Scaling(QObject):
    """Watches the whole program while texts have another size than usual. Main thread."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._is_watching = False
        set_text_percent(100)

    @property
    def percent(self) -> int:
        """How large texts are."""
        return text_percent()

    def choose(self, percent: int) -> None:
        """From now on, for all there is and all to come."""
        before = self.percent
        set_text_percent(percent)
        for window in self._application.topLevelWidgets():
            if isinstance(window, QDialog) and window.testAttribute(_POLISHED) and window.property(_SIZED_FOR) is None:
                window.setProperty(_SIZED_FOR, before)
            for widget in (window, *window.findChildren(QWidget)):
                _fit(widget, _percent_of(widget, before), percent)
        if percent != 100 and not self._is_watching:
            self._is_watching = True
            self._application.installEventFilter(self)

    def resize_dialogs(self) -> None:
        """Those that are open, once they have their new fonts; the others when they are shown again."""
        for window in self._application.topLevelWidgets():
            if isinstance(window, QDialog) and window.isVisible():
                _resize(window, self.percent)

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Just before a widget is seen first, everything that was fixed when it was made is known."""
        kind = event.type()
        if kind == QEvent.Type.Polish and isinstance(watched, QWidget):
            if watched.property(_PERCENT) is None:
                _fit(watched, 100, self.percent)
                if isinstance(watched, QDialog):
                    _enlarge(watched, self.percent)
        elif kind == QEvent.Type.Show and isinstance(watched, QDialog):
            make_scrollable(watched)
            _resize(watched, self.percent)
        return False


def _enlarge(dialog: QDialog, percent: int) -> None:
    """The first size of a dialog was written for 100 %; one that a person gave it is as it is."""
    if dialog.testAttribute(Qt.WidgetAttribute.WA_Resized) and not dialog.property(CHOSEN_SIZE):
        size = QSize(scaled_by(dialog.width(), percent), scaled_by(dialog.height(), percent))
        dialog.resize(size.boundedTo(screen_room(dialog.parentWidget() or dialog).size()))
    dialog.setProperty(_SIZED_FOR, percent)


def _resize(dialog: QDialog, percent: int) -> None:
    """As much larger or smaller as its texts, never too small for them, and never past the edge of the screen."""
    before = dialog.property(_SIZED_FOR)
    dialog.setProperty(_SIZED_FOR, percent)
    if not isinstance(before, int) or before == percent or dialog.isMaximized():
        return
    if dialog.size() != dialog.property(GROWN_SIZE):
        dialog.setProperty(_SIZE_BEFORE, [dialog.width(), dialog.height(), before])
    width_px, height_px, percent_then = dialog.property(_SIZE_BEFORE)
    share = 1 if dialog.property(CHOSEN_SIZE) else percent / percent_then
    make_scrollable(dialog)
    room = screen_room(dialog)
    most = room.size() - (dialog.frameGeometry().size() - dialog.size())
    size = QSize(round(width_px * share), round(height_px * share)).boundedTo(most)
    size = size.boundedTo(dialog.maximumSize()).expandedTo(dialog.minimumSize())
    dialog.resize(size.expandedTo(_needed(dialog, size.width())).boundedTo(most))
    dialog.setProperty(GROWN_SIZE, dialog.size())
    _keep_on_screen(dialog, room)


def _keep_on_screen(dialog: QDialog, room: QRect) -> None:
    place = dialog.frameGeometry()
    corner = QPoint(
        min(place.x(), room.right() + 1 - place.width()), min(place.y(), room.bottom() + 1 - place.height())
    )
    corner = QPoint(max(corner.x(), room.x()), max(corner.y(), room.y()))
    if corner != place.topLeft():
        dialog.move(corner)


def _needed(dialog: QDialog, width_px: int) -> QSize:
    """At least, at this width; what scrolls needs no more than that it is seen whole."""
    area = dialog.findChild(QScrollArea, "wholeDialog")
    contents = dialog if area is None else area.widget()
    if contents is None or (layout := contents.layout()) is None:
        return QSize(0, 0)
    layout.activate()
    needed = layout.totalMinimumSize()
    if layout.hasHeightForWidth():
        # Words that break need more lines than Qt counts for a dialog.
        across_px = max(needed.width(), width_px)
        needed.setHeight(max(needed.height(), layout.totalMinimumHeightForWidth(across_px)))
    if area is not None:
        needed += QSize(area.verticalScrollBar().sizeHint().width(), 0)
    return needed


def make_scrollable(dialog: QDialog) -> None:
    """Where its contents need more room than the screen has, they scroll. Main thread."""
    layout = dialog.layout()
    # Qt has not put it before its owner yet.
    room = screen_room(dialog.parentWidget() or dialog).size()
    if layout is None or dialog.findChild(QScrollArea, "wholeDialog") is not None:
        return
    needed = _needed(dialog, dialog.width())
    if needed.width() <= room.width() and needed.height() <= room.height():
        dialog.setMinimumSize(dialog.minimumSize().boundedTo(room))
        return
    contents = QWidget()
    contents.setObjectName("panelBody")
    contents.setLayout(layout)
    # Its distances have their size already.
    for known in (_PERCENT, _WRITTEN):
        contents.setProperty(known, dialog.property(known))
    area = QScrollArea()
    area.setObjectName("wholeDialog")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(contents)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    dialog.setMinimumSize(QSize(0, 0))
    dialog.setMaximumSize(QSize(_UNBOUNDED_PX, _UNBOUNDED_PX))
    needed += QSize(area.verticalScrollBar().sizeHint().width(), 0)
    dialog.resize(needed.expandedTo(dialog.size()).boundedTo(room))


class _Shrinking(QWidget):
    """Needs what its part needs at least: nothing scrolls because that would like more. Main thread."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(part)

    @asked_by_qt
    def heightForWidth(self, width_px: int) -> int:
        """The least one."""
        return self._column.totalMinimumHeightForWidth(width_px)


class ScrollingCentre(QScrollArea):
    """The contents of a window, which scroll where they no longer fit. Main thread."""

    resized = Signal(int)
    """The room there is now, in pixels across, whether it scrolls or not; told before the contents are laid out."""

    def __init__(self, contents: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(_Shrinking(contents))

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is left out in a narrow window goes before anything scrolls."""
        is_low = self.height() < scaled_by(_LEAST_HEIGHT_PX, text_percent())
        self.resized.emit(self.width() - (self.verticalScrollBar().sizeHint().width() if is_low else 0))
        super().resizeEvent(event)


def _percent_of(widget: QWidget, otherwise: int) -> int:
    """What the sizes of `widget` were fixed for; one that was made and not seen yet has those of 100 %."""
    known = widget.property(_PERCENT)
    if isinstance(known, int):
        return known
    return otherwise if widget.testAttribute(_POLISHED) else 100


def _fit(widget: QWidget, before: int, percent: int) -> None:
    widget.setProperty(_PERCENT, percent)
    sizes = _Sizes(widget, before, percent)
    if not widget.isWindow():
        _fit_bounds(widget, sizes)
    if isinstance(widget, QAbstractButton):
        icon = widget.iconSize()
        widget.setIconSize(QSize(sizes.moved(icon.width()), sizes.moved(icon.height())))
    layout = widget.layout()
    if layout is not None:
        for each in (layout, *layout.findChildren(QLayout)):
            _fit_layout(each, sizes)
    sizes.remember()


def _fit_bounds(widget: QWidget, sizes: "_Sizes") -> None:
    bounds = (widget.minimumWidth(), widget.minimumHeight(), widget.maximumWidth(), widget.maximumHeight())
    width, height, most_width, most_height = (
        size if widget.property(name) or not 0 < size < _UNBOUNDED_PX else sizes.moved(size)
        for size, name in zip(bounds, _SHEET_SIZES, strict=True)
    )
    if (width, height, most_width, most_height) != bounds:
        # A bound never crosses the other one on its way.
        widget.setMaximumSize(QSize(_UNBOUNDED_PX, _UNBOUNDED_PX))
        widget.setMinimumSize(QSize(width, height))
        widget.setMaximumSize(QSize(most_width, most_height))


def _fit_layout(layout: QLayout, sizes: "_Sizes") -> None:
    margins = layout.contentsMargins()
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    layout.setContentsMargins(QMargins(*(sizes.moved(side) for side in sides)))
    if isinstance(layout, QBoxLayout):
        layout.setSpacing(sizes.moved(layout.spacing()))
    elif isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(sizes.moved(layout.horizontalSpacing()))
        layout.setVerticalSpacing(sizes.moved(layout.verticalSpacing()))


class _Sizes:
    """What was written for 100 %, remembered with the widget: going back and forth loses no pixel. Main thread."""

    def __init__(self, widget: QWidget, before: int, percent: int) -> None:
        self._widget = widget
        self._before = before
        self._percent = percent
        known = widget.property(_WRITTEN)
        self._written: dict[int, int] = known if isinstance(known, dict) else {}
        self._moved: dict[int, int] = {}

    def moved(self, size_px: int) -> int:
        """The size of now, of a size that was read from the widget."""
        written = self._written.get(size_px, round(size_px * 100 / self._before))
        size = scaled_by(written, self._percent)
        self._moved[size] = written
        return size

    def remember(self) -> None:
        """For the next time."""
        self._widget.setProperty(_WRITTEN, self._moved)
