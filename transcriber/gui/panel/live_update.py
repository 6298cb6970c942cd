"""What of the panel reaches a session that runs, and what waits for the next start. Pure."""

from dataclasses import fields, replace

from transcriber.gui.session_choices import SessionChoices
from transcriber.realtime.configuration import SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.fitting import LIVE_FIELDS, fitted

_INSIDE_TURN_DETECTION = {field.name for kind in (ServerVad, SemanticVad) for field in fields(kind)}
_NEVER_CLEARED = ("language", "languages", "keywords", "delay")
"""Not taken back in a session that runs: what says nothing of them changes nothing, and null may be refused."""
_OF_THIS_PROGRAM = ("commit_policy.", "marks_doubtful_words", "safeguards.")


def is_same_session(running: SessionChoices, chosen: SessionChoices) -> bool:
    """Whether the panel still speaks of the session that runs, not of another service or model for the next."""
    return running.profile.name == chosen.profile.name and running.in_force.model == chosen.in_force.model


def live_update(
    running: SessionChoices,
    chosen: SessionChoices,
    in_force: SessionConfiguration,
    before: SessionConfiguration | None = None,
) -> SessionConfiguration:
    """`in_force` with every live field as it is chosen now; equal to `in_force` where nothing can change.

    Where the session came with settings of its own, `before` is what was chosen until now: only what a person has
    changed since is taken.
    """
    if not is_same_session(running, chosen):
        return in_force
    wanted = fitted(chosen.configuration, running.model, running.profile.switches)
    changed = {
        name: getattr(wanted, name)
        for name in LIVE_FIELDS
        if before is None or getattr(wanted, name) != getattr(before, name)
    }
    if changed.get("prompt", "") is None and in_force.prompt:
        # Without a word about it, it would stay.
        changed["prompt"] = ""
    for name in _NEVER_CLEARED:
        if name in changed and not changed[name]:
            changed[name] = getattr(in_force, name)
    return replace(in_force, **changed)


def counts_now(name: str, running: SessionChoices, chosen: SessionChoices, in_force: SessionConfiguration) -> bool:
    """Whether a change of the field `name` (as in `FIELD_WORDS`) reaches the session that runs."""
    if name.startswith(_OF_THIS_PROGRAM):
        return True
    field = live_field(name)
    if field not in LIVE_FIELDS or not is_same_session(running, chosen):
        return False
    is_cleared = field in _NEVER_CLEARED and not getattr(chosen.configuration, field)
    return not (is_cleared and getattr(in_force, field))


def live_field(name: str) -> str:
    """The field of `SessionConfiguration` that a field of the panel, or a service's name for it, belongs to."""
    last = name.rsplit(".", 1)[-1]
    return "turn_detection" if last in _INSIDE_TURN_DETECTION and not name.startswith("commit_policy.") else last


def reverted(
    chosen: SessionConfiguration, sent: SessionConfiguration, in_force: SessionConfiguration, name: str
) -> tuple[SessionConfiguration, tuple[str, ...]]:
    """`chosen` with what was refused as it is in force, and the fields that went back.

    Args:
        name: The refused field, or empty where the service does not say: then everything that was sent anew goes back.
    """
    field = live_field(name)
    if field in LIVE_FIELDS:
        names: tuple[str, ...] = (field,)
    else:
        names = tuple(each for each in sorted(LIVE_FIELDS) if getattr(sent, each) != getattr(in_force, each))
    return replace(chosen, **{each: getattr(in_force, each) for each in names}), names
