"""A number: a slider for the usual range, and a field that takes any allowed value."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSlider, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import in_words, tr
from transcriber.gui.typeface import typeface


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What may be entered, and the part of it that the slider covers; `step` is the slider's."""

    lowest: float
    highest: float
    slider_highest: float
    step: float
    decimals: int = 0
    suffix: str = ""


class ValueSlider(QWidget):
    """Keeps a value that was set exactly as it was until a person changes it. Main thread."""

    changed = Signal()
    slid = Signal()
    """Before `changed`, where it was the slider: more may follow at once."""

    def __init__(self, label: str, scale: Scale, *, is_labelled: bool = True) -> None:
        """Without `is_labelled` the words stand elsewhere, and the figure beside the slider."""
        super().__init__()
        label = in_words(label)
        self._scale = scale
        self._value = scale.lowest
        self.figure = _Figure()
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self._set_up_figure(label)
        self._set_up_slider(label)
        self._lay_out(label if is_labelled else "")

    @property
    def value(self) -> float:
        """The exact value."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show a value without a signal."""
        self._value = value
        self._show(value)

    def _lay_out(self, label: str) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        if not label:
            grid.addWidget(self.slider, 0, 0)
            grid.addWidget(self.figure, 0, 1)
            return
        words = QLabel(label)
        words.setObjectName("fieldLabel")
        words.setBuddy(self.figure)
        grid.addWidget(words, 0, 0)
        grid.addWidget(self.figure, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.slider, 1, 0, 1, 2)

    def _set_up_figure(self, label: str) -> None:
        self.figure.setObjectName("figure")
        self.figure.setAccessibleName(label)
        self.figure.setFont(typeface(12, is_tabular=True))
        self.figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.figure.setDecimals(self._scale.decimals)
        self.figure.setRange(self._scale.lowest, self._scale.highest)
        self.figure.setSingleStep(self._scale.step)
        self.figure.setSuffix(in_words(self._scale.suffix))
        self.figure.setKeyboardTracking(False)
        self.figure.setFixedWidth(84)
        self.figure.valueChanged.connect(self._on_entered)

    def _set_up_slider(self, label: str) -> None:
        steps = round((self._scale.slider_highest - self._scale.lowest) / self._scale.step)
        self.slider.setRange(0, steps)
        self.slider.setPageStep(max(1, steps // 10))
        self.slider.setAccessibleName(tr("{label}, slider").format(label=label))
        self.slider.valueChanged.connect(self._on_slid)

    def _on_entered(self, value: float) -> None:
        self.set_value(value)
        self.changed.emit()

    def _on_slid(self, step: int) -> None:
        self.set_value(round(self._scale.lowest + step * self._scale.step, self._scale.decimals))
        self.slid.emit()
        self.changed.emit()

    def _show(self, value: float) -> None:
        for widget in (self.figure, self.slider):
            widget.blockSignals(True)
        self.figure.setValue(value)
        self.slider.setValue(round((value - self._scale.lowest) / self._scale.step))
        for widget in (self.figure, self.slider):
            widget.blockSignals(False)


class _Figure(QDoubleSpinBox):
    """A number that the wheel does not change in passing."""

    @asked_by_qt
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()


class _Slider(QSlider):
    """A slider that the wheel does not move in passing."""

    @asked_by_qt
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()
