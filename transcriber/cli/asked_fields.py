"""What the command line asked for, put into a configuration and a commit policy. Pure.

The order of the options does not matter; of two that name the same field the later one counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from transcriber.cli.faults import WrongUsage
from transcriber.cli.field_values import COMMIT_PREFIX, SESSION_READERS, TURN_DETECTION_READERS, Asked, value_of
from transcriber.realtime.commit_policy import CommitPolicy, validate_commit_policy
from transcriber.realtime.configuration import (
    ConfigurationError,
    SemanticVad,
    ServerVad,
    SessionConfiguration,
    TurnDetection,
    validate,
)

_KINDS: Mapping[str, type[ServerVad] | type[SemanticVad]] = {"server_vad": ServerVad, "semantic_vad": SemanticVad}


def with_session_fields(base: SessionConfiguration, asked: Sequence[Asked]) -> SessionConfiguration:
    """`base` with every field of the session that was asked for.

    Raises:
        WrongUsage: A field is not there, does not go with the others or is out of its range.
    """
    named = {each.field: each for each in asked if not each.field.startswith(COMMIT_PREFIX)}
    values = {field: value_of(each) for field, each in named.items()}
    plain = {field: value for field, value in values.items() if field in SESSION_READERS and field != "turn_detection"}
    detection = _turn_detection(base.turn_detection, named, values)
    configuration = replace(base, **plain, turn_detection=detection)
    try:
        validate(configuration)
    except ConfigurationError as error:
        raise _out_of_range(error, named.get(error.field.rpartition(".")[2])) from error
    return configuration


def with_commit_fields(base: CommitPolicy, asked: Sequence[Asked]) -> CommitPolicy:
    """`base` with every field of this side's commits that was asked for.

    Raises:
        WrongUsage: A field is not there, is out of its range, or needs the window.
    """
    named = {each.field.removeprefix(COMMIT_PREFIX): each for each in asked if each.field.startswith(COMMIT_PREFIX)}
    policy = replace(base, **{field: value_of(each) for field, each in named.items()})
    if policy.push_to_talk and "push_to_talk" in named:
        raise named["push_to_talk"].wrong("a key can be held in the window only")
    try:
        validate_commit_policy(policy)
    except ConfigurationError as error:
        raise _out_of_range(error, named.get(error.field.rpartition(".")[2])) from error
    return policy


def _turn_detection(base: TurnDetection, named: Mapping[str, Asked], values: Mapping[str, Any]) -> TurnDetection:
    kind = values.get("turn_detection", _kind_of(base))
    for other, readers in TURN_DETECTION_READERS.items():
        misplaced = next((named[field] for field in readers if field in named and other != kind), None)
        if misplaced:
            raise misplaced.wrong(f"only turn_detection={other} has it, and turn_detection is {kind}")
    if kind == "none":
        return None
    detection = _KINDS[kind]
    start = asdict(base) if isinstance(base, detection) else {}
    given = {field: values[field] for field in TURN_DETECTION_READERS[kind] if field in values}
    return detection(**(start | given))


def _kind_of(detection: TurnDetection) -> str:
    return next((name for name, kind in _KINDS.items() if isinstance(detection, kind)), "none")


def _out_of_range(error: ConfigurationError, asked: Asked | None) -> WrongUsage:
    reason = error.message.removesuffix(".")
    return asked.wrong(reason) if asked else WrongUsage(reason)
