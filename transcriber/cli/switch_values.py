"""`--switch name=value`: how one service differs from OpenAI's. Pure; ranges are judged with the whole profile."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from transcriber.cli.faults import WrongUsage
from transcriber.cli.field_values import Reader, as_it_is, number, one_of, whole_number, yes_or_no
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.switches import KeyPlacement, Switches, UpdateShape


def _query(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [pair.partition("=") for pair in text.split("&") if pair]
    if not all(name and equals for name, equals, _ in pairs):
        raise ValueError("name=value, several with & between them")
    return tuple((name, value) for name, _, value in pairs)


SWITCH_READERS: Mapping[str, Reader] = {
    "dialect": one_of(tuple(Dialect), Dialect),
    "uses_rest": yes_or_no,
    "key_placement": one_of(tuple(KeyPlacement), KeyPlacement),
    "sends_intent": yes_or_no,
    "sends_model": yes_or_no,
    "sends_language": yes_or_no,
    "query": _query,
    "update_shape": one_of(tuple(UpdateShape), UpdateShape),
    "awaits_update": yes_or_no,
    "takes_semantic_vad": yes_or_no,
    "deltas_replace": yes_or_no,
    "times_restart": yes_or_no,
    "sample_rate_hz": whole_number,
    "chunk_ms": whole_number,
    "backlog_speed": number,
    "certificate_authority_path": as_it_is,
}
"""Every field of `Switches`."""


def with_switches(base: Switches, texts: Sequence[str]) -> Switches:
    """`base` with every `name=value` of `texts`.

    Raises:
        WrongUsage: There is no such switch, or the text is no value of it.
    """
    values: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        reader = SWITCH_READERS.get(name.strip())
        if reader is None or not equals:
            raise WrongUsage(
                f"argument --switch: {text!r} is not name=value with one of these names: {', '.join(SWITCH_READERS)}"
            )
        try:
            values[name.strip()] = reader(value.strip())
        except ValueError as error:
            raise WrongUsage(f"argument --switch {name.strip()}: must be {error}, not {value.strip()!r}") from None
    return replace(base, **values)
