from dataclasses import fields

import pytest

from transcriber.cli.faults import WrongUsage
from transcriber.cli.switch_values import SWITCH_READERS, with_switches
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.switches import KeyPlacement, Switches, UpdateShape


def test_every_switch_can_be_set() -> None:
    assert set(SWITCH_READERS) == {field.name for field in fields(Switches)}


def test_words_become_switches() -> None:
    texts = ["dialect=beta", "uses_rest=no", "key_placement=api-key", "query=region=eu&v=2", "update_shape=flat"]

    assert with_switches(Switches(chunk_ms=60), [*texts, "sample_rate_hz=16000", "backlog_speed=2"]) == Switches(
        dialect=Dialect.BETA,
        uses_rest=False,
        key_placement=KeyPlacement.API_KEY_HEADER,
        query=(("region", "eu"), ("v", "2")),
        update_shape=UpdateShape.FLAT,
        sample_rate_hz=16_000,
        backlog_speed=2.0,
        chunk_ms=60,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("uses_rest", "not name=value with one of these names: dialect, uses_rest"),
        ("colour=red", "one of these names"),
        ("dialect=gamma", "argument --switch dialect: must be one of ga, beta, not 'gamma'"),
        ("chunk_ms=soon", "a whole number"),
        ("query=region", "name=value"),
    ],
)
def test_what_is_no_switch_says_which_are(text: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        with_switches(Switches(), [text])
