"""The bundled typeface is there, and changing figures keep their width."""

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from transcriber.gui.typeface import FAMILY, typeface


def test_the_bundled_family_is_known_in_its_weights(styled: object) -> None:
    assert FAMILY in QFontDatabase.families()
    assert {"Regular", "Medium", "SemiBold"} <= {style.replace(" ", "") for style in QFontDatabase.styles(FAMILY)}


def test_tabular_figures_are_of_one_width(styled: object) -> None:
    metrics = QFontMetrics(typeface(40, is_tabular=True))
    assert len({metrics.horizontalAdvance(figure * 10) for figure in "0123456789"}) == 1
    proportional = QFontMetrics(typeface(40))
    assert len({proportional.horizontalAdvance(figure * 10) for figure in "0123456789"}) > 1


def test_size_and_weight_are_what_was_asked_for(styled: object) -> None:
    font = typeface(15, QFont.Weight.DemiBold)
    assert (font.pixelSize(), font.weight(), font.family()) == (15, QFont.Weight.DemiBold, FAMILY)
