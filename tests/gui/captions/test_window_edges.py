"""At its edges a window without a frame can be taken hold of, and says which way."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt

from transcriber.gui.captions.window_edges import edges_at, pointer_at

SIZE = QSize(400, 100)
Edge, Shape = Qt.Edge, Qt.CursorShape


@pytest.mark.parametrize(
    ("at", "edges", "pointer"),
    [
        (QPoint(200, 50), Edge(0), Shape.OpenHandCursor),
        (QPoint(9, 50), Edge.LeftEdge, Shape.SizeHorCursor),
        (QPoint(10, 50), Edge(0), Shape.OpenHandCursor),
        (QPoint(390, 50), Edge.RightEdge, Shape.SizeHorCursor),
        (QPoint(200, 0), Edge.TopEdge, Shape.SizeVerCursor),
        (QPoint(200, 99), Edge.BottomEdge, Shape.SizeVerCursor),
        (QPoint(0, 0), Edge.LeftEdge | Edge.TopEdge, Shape.SizeFDiagCursor),
        (QPoint(399, 99), Edge.RightEdge | Edge.BottomEdge, Shape.SizeFDiagCursor),
        (QPoint(399, 0), Edge.RightEdge | Edge.TopEdge, Shape.SizeBDiagCursor),
        (QPoint(0, 99), Edge.LeftEdge | Edge.BottomEdge, Shape.SizeBDiagCursor),
    ],
)
def test_every_edge_and_corner(at: QPoint, edges: Qt.Edge, pointer: Qt.CursorShape) -> None:
    assert edges_at(at, SIZE) == edges
    assert pointer_at(edges) == pointer
