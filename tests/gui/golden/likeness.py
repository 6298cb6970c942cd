"""Whether two pictures look the same to a person, though another machine draws letters a little otherwise.

They are kept at half their size and compared still smaller: letters then are grey spots of the same weight however
their edges are smoothed, while another colour, a part that moved or one that is missing changes the spots.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

MOST_MEAN = 1.5
"""Of 255, over the whole picture."""
MOST_OF_A_TILE = 8.0
"""Of 255, for the tile that differs most."""
_TILE_PX = 8
_SPOT_PX = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two pictures are apart, in steps of 255."""

    mean: float
    of_a_tile: float
    tile_px: tuple[int, int]
    """Where that tile begins."""

    @property
    def is_alike(self) -> bool:
        """A person would not see it."""
        return self.mean <= MOST_MEAN and self.of_a_tile <= MOST_OF_A_TILE


def small(picture: QImage) -> QImage:
    """As it is kept."""
    return picture.scaled(
        picture.width() // 2,
        picture.height() // 2,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def difference(one: QImage, other: QImage) -> Difference:
    """Of two that are kept; they are as far apart as can be where their sizes differ."""
    if one.size() != other.size():
        return Difference(255.0, 255.0, (0, 0))
    mean = float(np.abs(_averages(one, _SPOT_PX) - _averages(other, _SPOT_PX)).mean())
    tiles = np.abs(_averages(one, _TILE_PX) - _averages(other, _TILE_PX)).max(axis=2)
    row, column = np.unravel_index(int(tiles.argmax()), tiles.shape)
    return Difference(mean, float(tiles.max()), (int(column) * _TILE_PX, int(row) * _TILE_PX))


def _averages(image: QImage, part: int) -> np.ndarray[tuple[int, int, int], np.dtype[np.float32]]:
    """Averages of squares of `part` pixels: float32, shape (rows, columns, 3); what is left over at the ends is cut."""
    width_px, height_px = image.width() // part * part, image.height() // part * part
    whole = image.copy(0, 0, width_px, height_px).convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(whole.constBits(), np.uint8).reshape(height_px, whole.bytesPerLine())
    pixels = lines[:, : width_px * 3].reshape(height_px // part, part, width_px // part, part, 3)
    averages: np.ndarray[tuple[int, int, int], np.dtype[np.float32]] = pixels.mean(axis=(1, 3), dtype=np.float32)
    return averages
