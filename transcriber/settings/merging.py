"""What two writers of the settings made of the same beginning, as one: nothing of either is lost. Pure."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from transcriber.settings.preferences import Preferences

_Entry = TypeVar("_Entry")


def merged(base: Preferences, mine: Preferences, theirs: Preferences) -> Preferences:
    """A three-way merge: services and presets one by one, every other field whole.

    Args:
        base: What both began with.
        mine: What I made of it; it wins where both changed the same.
        theirs: What somebody else made of it meanwhile.

    Returns:
        Everything as `theirs` has it, but for what `mine` added, changed or removed against `base`. Mine come first.
    """
    changed: dict[str, Any] = {
        field.name: getattr(mine, field.name)
        for field in fields(Preferences)
        if getattr(mine, field.name) != getattr(base, field.name)
    }
    changed["profiles"] = _merged_entries(base.profiles, mine.profiles, theirs.profiles, lambda each: each.name)
    # Presets that differ in capitals alone cannot stand side by side.
    changed["presets"] = _merged_entries(base.presets, mine.presets, theirs.presets, lambda each: each.name.casefold())
    return replace(theirs, **changed)


def _merged_entries(
    base: tuple[_Entry, ...], mine: tuple[_Entry, ...], theirs: tuple[_Entry, ...], name_of: Callable[[_Entry], str]
) -> tuple[_Entry, ...]:
    if mine == base:
        return theirs
    if theirs == base:
        return mine
    was, here, there = ({name_of(entry): entry for entry in entries} for entries in (base, mine, theirs))
    names = dict.fromkeys((*here, *there))
    chosen = (there.get(name) if here.get(name) == was.get(name) else here.get(name) for name in names)
    return tuple(entry for entry in chosen if entry is not None)
