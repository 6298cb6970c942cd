from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args

import pytest

from transcriber.realtime.events import ClientEvent, ServerEvent, SpeechStarted


@pytest.mark.parametrize("event_type", [*get_args(ClientEvent), *get_args(ServerEvent)], ids=lambda kind: kind.__name__)
def test_every_event_is_a_plain_frozen_value(event_type: type) -> None:
    assert is_dataclass(event_type)
    assert event_type.__dataclass_params__.frozen  # type: ignore[attr-defined]


@pytest.mark.parametrize("event_type", get_args(ClientEvent), ids=lambda kind: kind.__name__)
def test_every_wish_may_carry_an_id_for_the_error_that_answers_it(event_type: type) -> None:
    (event_id,) = [field for field in fields(event_type) if field.name == "event_id"]
    assert event_id.default is None


def test_equal_facts_are_one_fact() -> None:
    assert {SpeechStarted("A", 0), SpeechStarted("A", 0)} == {SpeechStarted("A", 0)}
    with pytest.raises(FrozenInstanceError):
        SpeechStarted("A", 0).item_id = "B"  # type: ignore[misc]
