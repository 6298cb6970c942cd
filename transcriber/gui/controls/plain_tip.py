"""Words for a tooltip, which formats whatever looks like markup: titles and reasons are written by others."""

from PySide6.QtGui import Qt


def plain_tip(words: str) -> str:
    """`words` so that a tooltip shows each of their characters."""
    return Qt.convertFromPlainText(words, Qt.WhiteSpaceMode.WhiteSpaceNormal) if Qt.mightBeRichText(words) else words
