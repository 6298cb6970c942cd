"""What a settings file may say about the small window."""

import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.compact_choice import CompactChoice, validate_compact_choice
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_document import preferences_document, preferences_from


def test_it_comes_back_as_it_was_left() -> None:
    left = Preferences(compact=CompactChoice(is_on=True, x_px=-1200, y_px=40, width_px=400, height_px=260))
    assert preferences_from(preferences_document(left)) == (left, [])


@pytest.mark.parametrize(
    "wrong", [{"width_px": 10}, {"height_px": 10}, {"width_px": 10**9}, {"x_px": 10**9}, {"y_px": -(10**9)}]
)
def test_a_size_that_cannot_be_used_is_not_taken(wrong: dict[str, int]) -> None:
    with pytest.raises(ConfigurationError):
        validate_compact_choice(CompactChoice(**wrong))  # type: ignore[arg-type]
    read, told = preferences_from({"compact": {"is_on": True, **wrong}})
    assert read.compact == CompactChoice(is_on=True)
    assert told == [f"compact.{name}" for name in wrong]
