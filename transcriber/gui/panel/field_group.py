"""What all groups of the panel's controls have in common: controls by name, and signals that tell of a change."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.value_slider import ValueSlider


@dataclass(frozen=True, slots=True)
class Control:
    """A control, and the part of it that takes the keyboard."""

    widget: QWidget
    focus: QWidget


class FieldGroup(QObject):
    """Controls that belong together; knows nothing of what a model takes. Main thread."""

    changed = Signal()
    typed = Signal()
    """Before `changed`, where more may follow at once: letters, or a slider that is dragged."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.controls: dict[str, Control] = {}

    def _add(self, name: str, widget: QWidget) -> None:
        """Let a control be found under `name`, and its changes be told."""
        focus = widget
        match widget:
            case SegmentedChoice():
                focus = widget.segments[0]
                widget.changed.connect(self.changed)
            case ValueSlider():
                focus = widget.figure
                widget.slid.connect(self.typed)
                widget.changed.connect(self.changed)
            case Switch():
                widget.toggled.connect(self._on_changed)
            case QLineEdit() | QPlainTextEdit():
                widget.textChanged.connect(self._on_typed)
            case ChoiceBox() if not widget.isEditable():
                widget.currentIndexChanged.connect(self._on_changed)
            case _:
                pass
        self.controls[name] = Control(widget, focus)

    def _on_changed(self) -> None:
        self.changed.emit()

    def _on_typed(self) -> None:
        self.typed.emit()
        self.changed.emit()
