"""How the program looks: bounds of the text's size, and the steps between them."""

import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.appearance import TEXT_STEPS_PERCENT, Appearance, larger, smaller, validate_appearance


@pytest.mark.parametrize("percent", [79, 301, 0, -100])
def test_text_stays_between_its_ends(percent: int) -> None:
    with pytest.raises(ConfigurationError, match="80 to 300"):
        validate_appearance(Appearance(text_percent=percent))


def test_the_keys_go_through_every_step_and_stop_at_the_ends() -> None:
    up = [80]
    while (step := larger(up[-1])) != up[-1]:
        up.append(step)
    assert tuple(up) == TEXT_STEPS_PERCENT
    down = [300]
    while (step := smaller(down[-1])) != down[-1]:
        down.append(step)
    assert down == up[::-1]


def test_from_between_two_steps_the_next_one_is_taken() -> None:
    assert (larger(133), smaller(133)) == (150, 125)


def test_every_step_is_allowed() -> None:
    for percent in TEXT_STEPS_PERCENT:
        validate_appearance(Appearance(text_percent=percent))
