"""The label beside a field of a form, in the middle of the field's height: Qt would put it at the top."""

from PySide6.QtWidgets import QLabel, QWidget

FIELD_HEIGHT_PX = 34
"""At 100 %, as of every field of one line; asked of the field it would be that of another text size already."""


def form_label(words: str, field: QWidget) -> QLabel:
    """Names the field, for a screen reader too."""
    label = QLabel(words)
    label.setObjectName("fieldLabel")
    label.setBuddy(field)
    label.setMinimumHeight(FIELD_HEIGHT_PX)
    field.setAccessibleName(words)
    return label
