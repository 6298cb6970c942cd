"""A window without a frame is resized at its own edges: which of them a place is at, and the pointer that says so."""

from PySide6.QtCore import QPoint, QSize, Qt

_EDGE_PX = 10


def edges_at(at: QPoint, size: QSize) -> Qt.Edge:
    """The edges of a window of that size that can be taken hold of there; two at a corner, none within."""
    edges = Qt.Edge(0)
    if at.x() < _EDGE_PX:
        edges |= Qt.Edge.LeftEdge
    if at.x() >= size.width() - _EDGE_PX:
        edges |= Qt.Edge.RightEdge
    if at.y() < _EDGE_PX:
        edges |= Qt.Edge.TopEdge
    if at.y() >= size.height() - _EDGE_PX:
        edges |= Qt.Edge.BottomEdge
    return edges


def pointer_at(edges: Qt.Edge) -> Qt.CursorShape:
    """Which way the window can be made larger there; the open hand where it can be moved."""
    is_side = bool(edges & (Qt.Edge.LeftEdge | Qt.Edge.RightEdge))
    is_level = bool(edges & (Qt.Edge.TopEdge | Qt.Edge.BottomEdge))
    if is_side and is_level:
        is_falling = edges in (Qt.Edge.LeftEdge | Qt.Edge.TopEdge, Qt.Edge.RightEdge | Qt.Edge.BottomEdge)
        return Qt.CursorShape.SizeFDiagCursor if is_falling else Qt.CursorShape.SizeBDiagCursor
    if is_side:
        return Qt.CursorShape.SizeHorCursor
    return Qt.CursorShape.SizeVerCursor if is_level else Qt.CursorShape.OpenHandCursor
